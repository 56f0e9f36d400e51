"""Credits of pictures, and the captions that carry them."""

import re
from collections.abc import Iterator

from newsclean.classify.evidence import PhraseWeights, by_box, by_phrase
from newsclean.classify.names import AGENCIES
from newsclean.classify.reading import Reading, ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict
from newsclean.text import fold

NAME = "photo_credit"
CREDIT_MAX_WORDS = 40
MARK_SCORE = 0.85
FILE_SCORE = 0.9
BOX_NAMES = frozenset({"figcaption", "wpcaption"})
BOX_SCORE = 0.75
_FILE = re.compile(r"[\w-]{1,80}\.(?:jpe?g|png|webp|gif)", re.IGNORECASE)
_WEIGHTS = PhraseWeights(start_max_words=CREDIT_MAX_WORDS, inside=0.75, inside_max_words=30)


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.PHOTO_CREDIT, NAME, _WEIGHTS)
    yield from by_box(reading, Label.PHOTO_CREDIT, NAME, BOX_NAMES, BOX_SCORE, prose_weight=1.0)
    for line in reading.lines:
        if line.words <= CREDIT_MAX_WORDS and (found := _mark(line)):
            evidence, score = found
            yield Verdict(line.index, Label.PHOTO_CREDIT, NAME, score, evidence)


def _mark(line: ReadLine) -> tuple[str, float] | None:
    if line.words <= 3 and _FILE.fullmatch(line.text):
        return "an image's file name", FILE_SCORE
    if "/" in line.text and not line.ends_sentence:
        agency = fold(line.text.rpartition("/")[2]).strip(" .()[]")
        if agency in AGENCIES:
            return f"ends in “/ {agency}”", MARK_SCORE
    if "©" in line.text and line.words <= 20 and not line.text.startswith("©"):
        return "has © in a caption", MARK_SCORE
    return None


RULE = Rule(
    name=NAME,
    label=Label.PHOTO_CREDIT,
    summary="credits of pictures: label, ©, an agency behind a slash, a file name, a caption's box",
    reason="A caption with its credit belongs to a picture that the text does not have.",
    cuts=(
        Example(
            "The dam above the old town on Friday. Ada Moor / AFP\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            (0,),
        ),
    ),
    keeps=(Example("The photo shows the dam in 1954, when the first stone was laid by a minister from the capital."),),
    misses="Captions without a credit in bare text: one that alone states a fact is text.",
    find=find,
    thresholds=(
        ("CREDIT_MAX_WORDS", CREDIT_MAX_WORDS, "a caption of two sentences with its credit"),
        ("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold captions, estimated"),
    ),
)
