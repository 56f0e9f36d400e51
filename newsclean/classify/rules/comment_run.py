"""Readers' comments behind the story, each with its time or a button to reply."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.rules import dateline
from newsclean.models import Label, Verdict

NAME = "comment_run"
SCORE = 0.75
# A form alone has two or three labels and nothing between them.
MIN_MARKS = 3
# Comments have a line or two, the longest a few paragraphs; farther apart are marks of other things.
MAX_LINES_APART = 8
# The story stands above its comments: a count of comments beneath the headline opens none.
MIN_PROSE_ABOVE = 2

# "Reader of the valley - 3.5.2024, 17:46:03", "Reader of the valley 1:58PM (3/05/2024)"
SIGNATURE_MAX_WORDS = 10
_DAY_AND_HOUR = re.compile(
    r"(?:\b[12]\d{3}|\d[./-]\d\d)\D{1,6}\d{1,2}:\d\d|\d:\d\d(?::\d\d)?\D{1,6}\d{1,2}[./-]\d{1,2}[./-]\d"
)


def find(reading: Reading) -> Iterator[Verdict]:
    labels = [line for line in reading.hit_lines if line.is_worded_as(Label.COMMENT)]
    first = next((line for line in labels if line.place > reading.head_end(MIN_PROSE_ABOVE) >= 0), None)
    if first is None:
        return
    marking = {line.index for line in labels} | {verdict.line for verdict in dateline.find(reading)}
    marks = [line for line in reading.lines[first.place :] if line.index in marking or _is_signed(line)]
    if len(marks) < MIN_MARKS or not _stand_close(marks):
        return
    end = min(len(reading.lines), marks[-1].place + MAX_LINES_APART + 1)
    for line in reading.lines[first.place : end]:
        yield Verdict(line.index, Label.COMMENT, NAME, SCORE, f"among {len(marks)} marks of readers' comments")


def _is_signed(line: ReadLine) -> bool:
    """The reader's name with the day and the hour."""
    return line.words <= SIGNATURE_MAX_WORDS and _DAY_AND_HOUR.search(line.text) is not None


def _stand_close(marks: Sequence[ReadLine]) -> bool:
    """Whether there is text between the marks, and nowhere so much of it that the story may go on there.

    What is signed is a comment, be it the only one.
    """
    gaps = [later.place - earlier.place - 1 for earlier, later in pairwise(marks)]
    texts = sum(gap > 0 for gap in gaps)
    return max(gaps) <= MAX_LINES_APART and texts > 0 and texts + sum(map(_is_signed, marks)) >= MIN_MARKS - 1


_STORY = (
    "The dam above the old town holds, engineers said on Friday after a night of checks by forty of them.\n"
    "The lake behind it is full to the brim, as it was in spring, and the mayor has closed the path along it."
)

RULE = Rule(
    name=NAME,
    label=Label.COMMENT,
    summary="readers' comments behind the story, each with its time, a signature or a button to reply",
    reason="Behind the label of the comments, lines between times, signatures and buttons are what readers wrote.",
    cuts=(
        Example(
            f"{_STORY}\n3 comments\n2 hours ago\nI walked there on Sunday and the wall was wet already.\n"
            "3 hours ago\nForty men for one wall, and who pays them?\n5 hours ago\nThe mayor should walk there.",
            (2, 3, 4, 5, 6, 7, 8),
            language="en",
        ),
        Example(
            f"{_STORY}\nComments\nAda - 3.5.2024, 17:46:03\nI walked there on Sunday and the wall was wet already.\n"
            "Old man - 3.5.2024, 18:01:40\nForty men for one wall, and who pays them?\n"
            "Tom, 4.5.2024 | 8:12\nThe mayor should walk there.",
            (2, 3, 4, 5, 6, 7, 8),
            language="en",
        ),
        Example(
            f"{_STORY}\nReader Comments (Page 1 of 1)\noldman 1:58PM (3/05/2024)\n"
            "Forty men for one wall, and who pays them?\nREPLY",
            (2, 3, 4, 5),
            language="en",
        ),
    ),
    keeps=(
        Example(
            f"{_STORY}\nComments\nUpdated 3.5.2024, 17:46\nReply",
            language="en",
        ),
        Example(
            f"The dam holds\n3 comments\n{_STORY}\nThe wall was built in 1910 by men of the valley, as a plaque tells.",
            language="en",
        ),
    ),
    misses="Comments without a label above them, and those that have neither times nor buttons.",
    find=find,
    thresholds=(
        ("MIN_MARKS", MIN_MARKS, "a form alone has fewer with text between them"),
        ("MAX_LINES_APART", MAX_LINES_APART, "lines that the longest of comments have"),
        ("MIN_PROSE_ABOVE", MIN_PROSE_ABOVE, "counts of comments stand beneath headlines too"),
    ),
)
