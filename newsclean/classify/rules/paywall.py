"""Subscribers' walls and registration."""

from newsclean.classify.evidence import PITCH_WEIGHTS, Boxes
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label

NAME = "paywall"
BOX_NAMES = frozenset(["paywall", "regwall", "subscriber", "premium", "piano"])
BOX_SCORE = 0.7


RULE = Rule(
    name=NAME,
    label=Label.PAYWALL,
    summary="subscribers' walls and registration",
    reason="It follows a cut text and sells the rest.",
    cuts=(
        Example("The dam holds, engineers said on Friday after a night of checks.\nAlready a subscriber? Log in", (1,)),
    ),
    keeps=(
        Example("Newspapers that put up a paywall lost a tenth of their readers, the study of forty titles found."),
    ),
    misses="Offers in a wording of their own.",
    phrases=PITCH_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
