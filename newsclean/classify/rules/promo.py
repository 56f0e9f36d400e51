"""The site's slogan and self-promotion."""

from newsclean import box_names
from newsclean.classify.evidence import DEFAULT_WEIGHTS, PITCH_PROSE_WEIGHT, Boxes
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label

NAME = "promo"
BOX_NAMES = frozenset(
    "promo promotion promobox cta calltoaction fusionreadingbox membership donate donation".split()
).union(box_names.SUPPORT)
BOX_SCORE = 0.65


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
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE, PITCH_PROSE_WEIGHT),),
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
