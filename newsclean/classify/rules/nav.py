"""Breadcrumbs, categories, previous and next, skip links."""

import re
from collections.abc import Iterator

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.reading import Reading, ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "nav"
BOX_NAMES = frozenset("nav navigation menu breadcrumb breadcrumbs pagination pager skip toc kicker eyebrow".split())
BOX_SCORE = 0.7

BREADCRUMB_SCORE = 0.85
HEAD_LINES = 4
# Categories are a word or two; the last part may be the title.
CATEGORY_MAX_WORDS = 4
BREADCRUMB_MAX_WORDS = 25
_ARROW = re.compile(r"\s*[>›»→]\s*|\s/\s")


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.NAV, NAME)
    yield from by_box(reading, Label.NAV, NAME, BOX_NAMES, BOX_SCORE)
    for line in reading.lines[:HEAD_LINES]:
        if _is_breadcrumb(line) and len(reading.lines) > 1:
            yield Verdict(line.index, Label.NAV, NAME, BREADCRUMB_SCORE, "a breadcrumb")


def _is_breadcrumb(line: ReadLine) -> bool:
    """Short names of categories with arrows between."""
    if line.ends_sentence or line.words > BREADCRUMB_MAX_WORDS or "«" in line.text:
        return False
    parts = _ARROW.split(line.text)
    return len(parts) > 1 and all(0 < len(part.split()) <= CATEGORY_MAX_WORDS for part in parts[:-1])


RULE = Rule(
    name=NAME,
    label=Label.NAV,
    summary="breadcrumbs, categories, previous and next, skip links",
    reason="Ways to other pages.",
    cuts=(Example("Skip to main content\nThe dam holds, engineers said on Friday after a night of checks.", (0,)),),
    keeps=(
        Example(
            "Home is where the votes are: the party won all four seats of the district that its leader comes from."
        ),
    ),
    misses="Category names that look like subheadings.",
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
