"""Comments' forms, counts and rules."""

from collections.abc import Iterator

from newsclean.classify.evidence import PITCH_WEIGHTS, by_box, by_phrase
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "comment"
BOX_NAMES = frozenset(
    "comment comments commenting disqus discussion fbcomments respond viafoura coral talkback".split()
)
BOX_SCORE = 0.75


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.COMMENT, NAME, PITCH_WEIGHTS)
    yield from by_box(reading, Label.COMMENT, NAME, BOX_NAMES, BOX_SCORE)


RULE = Rule(
    name=NAME,
    label=Label.COMMENT,
    summary="comments' forms, counts and rules",
    reason="The story is over where readers are asked to comment.",
    cuts=(Example("The dam holds, engineers said on Friday after a night of checks.\nLeave a comment", (1,)),),
    keeps=(Example("The minister declined to comment on the report, and so did the two firms that it names."),),
    misses="A comment itself, where no box tells it from the text.",
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
