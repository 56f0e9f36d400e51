"""What must not be cut: sentences of a story that report what a notice, a prompt or a rule of a site says."""

from collections.abc import Iterator

from newsclean.classify.reading import Reading, ReadLine
from newsclean.classify.rule import Example, Guard
from newsclean.models import Label, Protection

# As much as words inside a line weigh: with a box, a link or other words the line goes all the same.
STRENGTH = 0.7
# Prompts between paragraphs are shorter, or begin with their formula.
SENTENCE_MIN_WORDS = 9
# Advertisements and disclosures of commissions stand between paragraphs as sentences; nobody reports on them there.
REPORTED = frozenset(
    {Label.PROMPT, Label.COMMENT, Label.PAYWALL, Label.COPYRIGHT, Label.DISCLAIMER, Label.CONSENT, Label.SOURCE_CREDIT}
)


def _reported(reading: Reading) -> Iterator[Protection]:
    for line in reading.hit_lines:
        if _may_report(line) and _is_between_paragraphs(reading, line):
            yield Protection(line.index, REPORTED_NOTICE.name, STRENGTH, "a sentence between two paragraphs")


def _may_report(line: ReadLine) -> bool:
    """Whether it is a whole sentence with such words in its middle, and no other sign."""
    return (
        line.words >= SENTENCE_MIN_WORDS
        and line.ends_sentence
        and all(hit.anchor == "inside" and hit.label in REPORTED for hit in line.hits)
    )


def _is_between_paragraphs(reading: Reading, line: ReadLine) -> bool:
    around = (*reading.lines[max(0, line.place - 1) : line.place], *reading.lines[line.place + 1 : line.place + 2])
    return len(around) == 2 and all(other.is_prose and not other.hits for other in around)


REPORTED_NOTICE = Guard(
    name="reported_notice",
    summary="a whole sentence between two paragraphs that has the words of a notice in its middle",
    reason="Stories on newsletters, apps and rules report what sites say; a prompt is shorter or begins with it.",
    keeps=(
        Example(
            "The council wrote to all who live below the dam, and asked them what they think of its letters.\n"
            "Forty of them said that they sign up for our newsletter only to see the level of the lake.\n"
            "The mayor wants to read their answers in the hall on Monday, when the engineers will be there too.",
            (1,),
            language="en",
        ),
    ),
    find=_reported,
)
