"""Breadcrumbs, categories, previous and next, skip links."""

import re
from collections.abc import Iterator
from itertools import pairwise

from newsclean.classify.evidence import DEFAULT_WEIGHTS, Boxes
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import SHORT_MAX_WORDS, Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "nav"
BOX_NAMES = frozenset("nav navigation menu breadcrumb breadcrumbs pagination pager skip kicker eyebrow".split())
# Headings of the text are called so too, where a list of contents leads to them.
CONTENTS_NAMES = frozenset({"toc"})
BOX_SCORE = 0.7

BREADCRUMB_SCORE = 0.85
HEAD_LINES = 4
# Categories are a word or two; the last part may be the title.
CATEGORY_MAX_WORDS = 4
BREADCRUMB_MAX_WORDS = 25
# White space is looked at from its beginning only: else a long run of it would be gone through from each place.
_ARROW = re.compile(r"(?:(?<!\s)\s++)?[>›»→]\s*|\s/\s")


PAGES_SCORE = 0.85
PAGES_MIN = 4
_NUMBERS = re.compile(r"\d{1,3}(?:\s+\d{1,3}){3,40}")
_COUNTER = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})")
# Reviews give marks out of so many.
SCALES = frozenset({5, 6, 10, 20, 100})


def find(reading: Reading) -> Iterator[Verdict]:
    for line in reading.lines[:HEAD_LINES]:
        if _is_breadcrumb(line) and len(reading.lines) > 1:
            yield Verdict(line.index, Label.NAV, NAME, BREADCRUMB_SCORE, "a breadcrumb")
    yield from _places_of_pictures(reading)


def _places_of_pictures(reading: Reading) -> Iterator[Verdict]:
    """Each picture's place among so many; marks out of ten stand alone behind the first paragraph, or in any order."""
    with_slash = [line for line in reading.short_lines if "/" in line.text]
    counters = [(line, counter) for line in with_slash if (counter := _counter(line.text)) is not None]
    are_in_order = len(counters) > 1 and all(place < later for (_, (place, _)), (_, (later, _)) in pairwise(counters))
    for line, (place, number) in counters:
        may_be_mark = number in SCALES and not are_in_order and not reading.is_head(line)
        if 1 <= place <= number and not may_be_mark:
            yield Verdict(line.index, Label.NAV, NAME, PAGES_SCORE, "the number of a picture")


def _counter(text: str) -> tuple[int, int] | None:
    """The place and the number in “2/7”."""
    found = _COUNTER.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def find_in_line(line: ReadLine) -> Verdict | None:
    if line.text[0].isdigit() and _is_page_numbers(line.text):
        return Verdict(line.index, Label.NAV, NAME, PAGES_SCORE, "numbers of pages")
    return None


def _is_breadcrumb(line: ReadLine) -> bool:
    """Short names of categories with arrows between."""
    if line.ends_sentence or line.words > BREADCRUMB_MAX_WORDS or "«" in line.text:
        return False
    parts = _ARROW.split(line.text)
    return len(parts) > 1 and all(0 < len(part.split()) <= CATEGORY_MAX_WORDS for part in parts[:-1])


def _is_page_numbers(text: str) -> bool:
    """Numbers that count up by one."""
    if _NUMBERS.fullmatch(text) is None:
        return False
    numbers = [int(number) for number in text.split()]
    return len(numbers) >= PAGES_MIN and all(later == number + 1 for number, later in pairwise(numbers))


RULE = Rule(
    name=NAME,
    label=Label.NAV,
    summary="breadcrumbs, categories, previous and next, skip links",
    reason="Ways to other pages.",
    cuts=(
        Example("Skip to main content\nThe dam holds, engineers said on Friday after a night of checks.", (0,)),
        Example("The dam holds, engineers said on Friday after a night of checks.\n1 2 3 4 5", (1,)),
        Example(
            '<html><body><article>\n<ul class="toc"><li>The wall</li></ul>\n'
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "</article></body></html>",
            (0,),
            is_html=True,
        ),
        Example("2/7\nThe dam holds, engineers said on Friday after a night of checks.", (0,)),
    ),
    keeps=(
        Example("The winning numbers of the draw on Saturday night were, in this order:\n4 8 15 16 23 42"),
        Example("The vote on the dam ended in the night, with three of the seven members on the other side:\n7/3"),
        Example(
            "<html><body><article>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            '<h2 class="toc-heading">When the path will open</h2>\n'
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
        Example(
            "Home is where the votes are: the party won all four seats of the district that its leader comes from."
        ),
    ),
    misses="Category names that look like subheadings.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE), Boxes(CONTENTS_NAMES, BOX_SCORE, spares_headings=True)),
    find_in_line=find_in_line,
    line_max_words=SHORT_MAX_WORDS,
    find=find,
    find_max_words=BREADCRUMB_MAX_WORDS,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
