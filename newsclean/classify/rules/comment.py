"""Comments' forms, counts and rules."""

from newsclean import box_names
from newsclean.classify.evidence import PITCH_WEIGHTS, Boxes
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label

NAME = "comment"
BOX_NAMES = frozenset("comment comments commenting disqus discussion respond coral talkback".split()).union(
    box_names.COMMENT_PLUGINS
)
BOX_SCORE = 0.75


RULE = Rule(
    name=NAME,
    label=Label.COMMENT,
    summary="comments' forms, counts and rules",
    reason="The story is over where readers are asked to comment.",
    cuts=(Example("The dam holds, engineers said on Friday after a night of checks.\nLeave a comment", (1,)),),
    keeps=(Example("The minister declined to comment on the report, and so did the two firms that it names."),),
    misses="A comment itself, where no box tells it from the text.",
    phrases=PITCH_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
