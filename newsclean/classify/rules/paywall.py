"""Subscribers' walls and registration."""

from collections.abc import Iterator

from newsclean.classify.evidence import PITCH_WEIGHTS, by_box, by_phrase
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "paywall"
BOX_NAMES = frozenset(["paywall", "regwall", "subscriber", "premium", "piano"])
BOX_SCORE = 0.7


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.PAYWALL, NAME, PITCH_WEIGHTS)
    yield from by_box(reading, Label.PAYWALL, NAME, BOX_NAMES, BOX_SCORE)


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
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
