"""Labels of advertisements."""

from collections.abc import Iterator

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "ad"
BOX_NAMES = frozenset(
    "advert advertisement advertising adsbygoogle adslot sponsored sponsor dfp taboola outbrain anzeige "
    "publicidad publicite werbung".split()
)
BOX_SCORE = 0.75


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.AD, NAME)
    yield from by_box(reading, Label.AD, NAME, BOX_NAMES, BOX_SCORE)


RULE = Rule(
    name=NAME,
    label=Label.AD,
    summary="labels of advertisements",
    reason="Space that was sold, with its label left behind.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday.\nAdvertisement\nThe lake behind it is full to the "
            "brim, as it was in spring.",
            (1,),
        ),
    ),
    keeps=(Example("The advertisement that the party ran on Sunday cost two million, according to its treasurer."),),
    misses="Text of advertisers without a label.",
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
