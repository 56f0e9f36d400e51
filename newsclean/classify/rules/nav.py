"""Breadcrumbs, categories, previous and next, skip links."""

from collections.abc import Iterator

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "nav"
BOX_NAMES = frozenset("nav navigation menu breadcrumb breadcrumbs pagination pager skip toc kicker eyebrow".split())
BOX_SCORE = 0.7


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.NAV, NAME)
    yield from by_box(reading, Label.NAV, NAME, BOX_NAMES, BOX_SCORE)


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
