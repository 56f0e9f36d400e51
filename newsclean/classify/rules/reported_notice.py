"""What must not be cut: sentences of a story that report what a notice says."""

from collections.abc import Iterator

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Guard
from newsclean.models import Label, Protection

# As much as words inside a line weigh: with a box, a link or other words the line goes all the same.
STRENGTH = 0.7
# Notices between paragraphs are shorter, or begin with their formula.
SENTENCE_MIN_WORDS = 9
# What speaks to the reader, of “our newsletter” and “your inbox”, reports nothing, and stands between paragraphs often.
REPORTED = frozenset({Label.COPYRIGHT, Label.DISCLAIMER, Label.SOURCE_CREDIT})


def _reported(reading: Reading) -> Iterator[Protection]:
    for line in reading.hit_lines:
        if _may_report(line) and reading.is_between_paragraphs(line):
            yield Protection(line.index, REPORTED_NOTICE.name, STRENGTH, "a sentence between two paragraphs")


def _may_report(line: ReadLine) -> bool:
    """Whether it is a whole sentence with such words in its middle, and no other sign."""
    return (
        line.words >= SENTENCE_MIN_WORDS
        and line.ends_sentence
        and all(hit.anchor == "inside" and hit.label in REPORTED for hit in line.hits)
    )


REPORTED_NOTICE = Guard(
    name="reported_notice",
    summary="a whole sentence between two paragraphs that has the words of a notice in its middle",
    reason="Stories report what somebody says of his views and rights; notices stand at the end, or begin with it.",
    keeps=(
        Example(
            "The council wrote to all who live below the dam, and asked them what they think of its plan.\n"
            "What the engineer said does not necessarily reflect the views of the whole council, the mayor wrote.\n"
            "He wants to read their answers in the hall on Monday, when the engineers will be there too.",
            (1,),
            language="en",
        ),
    ),
    find=_reported,
)
