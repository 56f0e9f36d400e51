"""The headline as the first line of a text that came without its title."""

import re
from collections.abc import Iterator

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.topic import is_spoken_of, paragraph_stems, tells_one_story
from newsclean.models import Label, Verdict

NAME = "headline"
# On labelled news text 63 of 73 such first lines were no part of the body, nearly all of them the headline.
SCORE = 0.6
MIN_WORDS = 4
MAX_WORDS = 20
# The story speaks of what its headline says. Of 13 first lines that have less than this in common with the story
# 11 are no part of the body, and one of those is a headline.
MIN_SHARE_IN_STORY = 0.4
# A wire item of two or three lines keeps all but what is certain.
TEXT_MIN_LINES = 4
TEXT_MIN_PROSE = 3
# A deck, a byline, a date, a caption and its credit may stand between the headline and the story. More lines may be
# verse, a table or a list, of which the first line is no headline.
HEAD_MAX_LINES = 6
# Of all lines, in a text that sets a blank line behind each paragraph.
MIN_SHARE_SPACED = 0.5
_OPEN_ENDS = ":;,)]|"
_CUT_OPENINGS = ("…", "...")
# An entry of a live page, "17.46 Uhr: …", a line of data with an address, or a row with the day and the hour.
_NO_HEADLINE = re.compile(
    r"^\W{0,3}(?:[01]?\d|2[0-4])[:.][0-5]\d\b|www\.|://|@\w"
    r"|\d{1,4}[-./年]\d{1,2}[-./月]\d{1,4}日?\W{0,5}\d{1,2}:\d\d"
)


def find(reading: Reading) -> Iterator[Verdict]:
    first, *others = open_lines(reading) or (None,)
    # A deck without a full stop has a headline's form too; once the headline is gone it would pass for one.
    if first is not None and is_of_story(reading, first) and not any(is_of_story(reading, line) for line in others):
        evidence = "an unpunctuated first line, of which the story speaks: it goes to the title"
        yield Verdict(first.index, Label.DUPLICATE, NAME, SCORE, evidence)


def open_lines(reading: Reading) -> list[ReadLine]:
    """Lines of a headline's form above the story of a bare text without a title; none unless its first line is one."""
    if reading.is_html or reading.article.fields.title or len(reading.lines) < TEXT_MIN_LINES:
        return []
    head = reading.lines[: reading.first_prose]
    if not head or not _has_form_of_headline(head[0]) or _is_set_apart(reading, head[0]):
        return []
    if len(reading.prose) < TEXT_MIN_PROSE or len(head) > HEAD_MAX_LINES:
        return []
    is_list = any(line.is_list_item for line in head[1:])
    return [] if is_list else list(filter(_has_form_of_headline, head))


def is_of_story(reading: Reading, line: ReadLine) -> bool:
    """Whether the story has in it what a line above it says; of briefs the headline need not say anything."""
    story = reading.lines[reading.first_prose :]
    return is_spoken_of(line, story, MIN_SHARE_IN_STORY) or not tells_one_story(paragraph_stems(story))


def _is_set_apart(reading: Reading, first: ReadLine) -> bool:
    """Whether a blank line follows, but not every paragraph: then somebody put the headline there on purpose."""
    following = next((line for line in reading.article.lines if line.index > first.index), None)
    if following is None or following.text.strip():
        return False
    blank = len(reading.article.lines) - len(reading.lines)
    return blank < MIN_SHARE_SPACED * len(reading.lines)


def _has_form_of_headline(line: ReadLine) -> bool:
    if not MIN_WORDS <= line.words <= MAX_WORDS or line.ends_sentence or line.text[-1] in _OPEN_ENDS:
        return False
    return not line.text.startswith(_CUT_OPENINGS) and not _NO_HEADLINE.search(line.text)


RULE = Rule(
    name=NAME,
    label=Label.DUPLICATE,
    summary="an unpunctuated first line of a text without a title, which becomes the record's title",
    reason="A headline is a field of its own; where the caller knows the title it stands in the text once more.",
    cuts=(
        Example(
            "Dam above the old town holds after a night of checks\nCastlemoor\n"
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.",
            (0,),
        ),
        Example(
            "Dam above the old town holds after a night of checks\n"
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.",
            (0,),
        ),
    ),
    keeps=(
        Example(
            "Castlemoor 18 22 13 17 in all four quarters\nNordby 14 11 6 15 and a long way home\n"
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen."
        ),
        Example(
            "3.5.2024 | 17:46 Author: Ada Moor\n"
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen."
        ),
        Example(
            "17.46 Uhr: Engineers check the dam above the town\n"
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen."
        ),
        Example(
            "The dam above the old town holds.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen."
        ),
    ),
    misses="Headlines that end in a full stop. One that a blank line sets apart was put there on purpose and stays.",
    find=find,
    find_max_words=MAX_WORDS,
    thresholds=(("SCORE", SCORE, "63 of 73 such lines on labelled news text"),),
)
