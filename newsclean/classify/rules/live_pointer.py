"""Live labels and update notes."""

from newsclean.classify.evidence import DEFAULT_WEIGHTS, Boxes
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label

NAME = "live_pointer"
BOX_NAMES = frozenset(["livebadge"])
BOX_SCORE = 0.6


RULE = Rule(
    name=NAME,
    label=Label.LIVE_POINTER,
    summary="live labels and update notes",
    reason="A label on the state of the page.",
    cuts=(Example("Live updates\nThe dam holds, engineers said on Friday after a night of checks.", (0,)),),
    keeps=(Example("17:46: The last train has left the station, the operator says, and the doors are closed."),),
    misses="Labels in a wording of their own.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
