"""Rights notices."""

from newsclean.classify.evidence import DEFAULT_WEIGHTS, Boxes
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label

NAME = "copyright"
BOX_NAMES = frozenset(["copyright", "legal", "imprint", "colophon", "syndication", "licensing"])
BOX_SCORE = 0.75


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
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
