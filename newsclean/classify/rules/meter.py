"""Reading time, views and reactions."""

from newsclean.classify.evidence import DEFAULT_WEIGHTS, Boxes
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label

NAME = "meter"
BOX_NAMES = frozenset(["readtime", "readingtime", "views", "reactions", "estimated"])
BOX_SCORE = 0.75


RULE = Rule(
    name=NAME,
    label=Label.METER,
    summary="reading time, views and reactions",
    reason="A number and a unit that measure the page, not the news.",
    cuts=(Example("4 min read\nThe dam holds, engineers said on Friday after a night of checks.", (0,)),),
    keeps=(Example("It takes four minutes to read the sentence that the judge wrote, and a day to understand it."),),
    misses="A count without a unit.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
