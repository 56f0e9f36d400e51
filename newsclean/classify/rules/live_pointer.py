"""Live labels and update notes."""

from collections.abc import Iterator

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "live_pointer"
BOX_NAMES = frozenset(["livebadge"])
BOX_SCORE = 0.6


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.LIVE_POINTER, NAME)
    yield from by_box(reading, Label.LIVE_POINTER, NAME, BOX_NAMES, BOX_SCORE)


RULE = Rule(
    name=NAME,
    label=Label.LIVE_POINTER,
    summary="live labels and update notes",
    reason="A label on the state of the page.",
    cuts=(Example("Live updates\nThe dam holds, engineers said on Friday after a night of checks.", (0,)),),
    keeps=(Example("17:46: The last train has left the station, the operator says, and the doors are closed."),),
    misses="Labels in a wording of their own.",
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
