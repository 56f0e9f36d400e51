"""The site's slogan and self-promotion."""

from collections.abc import Iterator

from newsclean.classify.evidence import PITCH_PROSE_WEIGHT, by_box, by_phrase
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "promo"
BOX_NAMES = frozenset("promo promotion promobox cta membership donate donation".split())
BOX_SCORE = 0.65


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.PROMO, NAME)
    yield from by_box(reading, Label.PROMO, NAME, BOX_NAMES, BOX_SCORE, PITCH_PROSE_WEIGHT)


RULE = Rule(
    name=NAME,
    label=Label.PROMO,
    summary="the site's slogan and self-promotion",
    reason="The site advertises itself.",
    cuts=(
        Example("The dam holds, engineers said on Friday after a night of checks.\nBuy the latest issue today", (1,)),
    ),
    keeps=(
        Example(
            "Support independent candidates: that was the advice the old mayor gave to her voters before she left."
        ),
    ),
    misses="Slogans, unless the site's name or a memory of other pages shows them.",
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
