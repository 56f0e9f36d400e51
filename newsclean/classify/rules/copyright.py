"""Rights notices."""

from collections.abc import Iterator

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "copyright"
BOX_NAMES = frozenset(["copyright", "legal", "imprint", "colophon", "syndication", "licensing"])
BOX_SCORE = 0.75


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.COPYRIGHT, NAME)
    yield from by_box(reading, Label.COPYRIGHT, NAME, BOX_NAMES, BOX_SCORE)


RULE = Rule(
    name=NAME,
    label=Label.COPYRIGHT,
    summary="rights notices",
    reason="A notice of rights is the site's, and stands under every page.",
    cuts=(Example("The dam holds, engineers said on Friday after a night of checks.\nAll rights reserved", (1,)),),
    keeps=(
        Example(
            "Under the new law all rights reserved by the author pass to the heirs after his death, "
            "the court said in its long ruling."
        ),
    ),
    misses="A notice without © and without a known wording.",
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
