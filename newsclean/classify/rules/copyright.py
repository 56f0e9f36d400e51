"""Rights notices."""

from newsclean.classify.evidence import DEFAULT_WEIGHTS, Boxes
from newsclean.classify.read_line import ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "copyright"
BOX_NAMES = frozenset(["copyright", "legal", "imprint", "colophon", "syndication", "licensing"])
BOX_SCORE = 0.75
# "© The Valley Post": more words are a caption with its credit before it.
MARK_MAX_WORDS = 6
# Less than an agency behind a mark, which credits a picture: "© Ada Moor / AFP"; more than the list around it says.
MARK_SCORE = 0.82
_MARKS = ("©", "ⓒ")


def find_in_line(line: ReadLine) -> Verdict | None:
    """A mark and the owner's name, and nothing else."""
    if not line.text.startswith(_MARKS):
        return None
    return Verdict(line.index, Label.COPYRIGHT, NAME, MARK_SCORE, f"a short line that begins with {line.text[0]}")


RULE = Rule(
    name=NAME,
    label=Label.COPYRIGHT,
    summary="rights notices",
    reason="A notice of rights is the site's, and stands under every page.",
    cuts=(
        Example("The dam holds, engineers said on Friday after a night of checks.\nAll rights reserved", (1,)),
        Example("The dam holds, engineers said on Friday after a night of checks.\n© The Valley Post", (1,)),
    ),
    keeps=(
        Example(
            "Under the new law all rights reserved by the author pass to the heirs after his death, "
            "the court said in its long ruling."
        ),
    ),
    misses="A notice without © and without a known wording.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    find_in_line=find_in_line,
    line_max_words=MARK_MAX_WORDS,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
