"""Credits of pictures, and the captions that carry them."""

import re
from functools import lru_cache

from newsclean.classify.evidence import Boxes, PhraseWeights
from newsclean.classify.names import are_names, is_agency
from newsclean.classify.openings import Openings, words_behind
from newsclean.classify.read_line import ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Label, Verdict

NAME = "photo_credit"
CREDIT_MAX_WORDS = 40
MARK_SCORE = 0.85
FILE_SCORE = 0.9
# Less than the wording of a claim of rights, which begins so too.
SIGNED_SCORE = 0.65
BOX_NAMES = frozenset(
    "figcaption wpcaption imagecaption imgcaption photocaption mediacaption figurecaption captiontext captioncredit "
    "imagecredit photocredit imgdesc imgdescr trcaption mediapic spipdoc".split()
)
BOX_SCORE = 0.75
# Names of files have blanks too: "engineers on the dam friday.jpg".
FILE_MAX_WORDS = 12
_FILE = re.compile(r"[\w -]{1,120}\.(?:jpe?g|png|webp|gif)", re.IGNORECASE)
# "Save the picture as dam.jpg", a step of a list.
_SENTENCE_BEGINNING = re.compile(r"[^\W\d_a-z]\w{0,40} [a-z]{1,40} ")
_FILE_ADDRESS = re.compile(r"https?://\S{1,2000}\.(?:jpe?g|png|webp|gif)(?:\?\S{0,500})?", re.IGNORECASE)
_AGENCY_MARKS = ("/", "|", "via")
_BEFORE_AGENCY = re.compile(r"\s?[/|]\s?|\svia\s")
# "(AP Photo/Ada Moor, File)": a bare "(AFP)" is the credit of a story.
_BRACKETED_END = re.compile(r"[(\[]([^()\[\]/]{2,40})/[^()\[\]]{2,60}[)\]]\W{0,2}\Z")
# "© Ada Moor Engineers stand on the dam": a name and more than a name.
SIGNED_MIN_WORDS = 7
_SIGNED = re.compile(r"© ?[^\W\d_]")
# "© 2024 …" and "© The Valley Post 2024" claim rights.
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
OWNER_MAX_CHARS = 50
# "Courtesy of the family of Ada Moor": what is longer is a sentence, with or without its end.
COURTESY_MAX_WORDS = 8
_PHOTO_WORDS = (" photo", " foto", " photos", " images", " pictures")
_WEIGHTS = PhraseWeights(start_max_words=CREDIT_MAX_WORDS, inside=0.75, inside_max_words=30)


@lru_cache(maxsize=1)
def _courtesies() -> Openings:
    """Words before the name of whoever lent a picture, of all languages."""
    return Openings(fold(words) + " " for language in all_languages().values() for words in language.words.courtesy)


def find_in_line(line: ReadLine) -> Verdict | None:
    mark = _mark(line) or _courtesy(line)
    return Verdict(line.index, Label.PHOTO_CREDIT, NAME, mark[1], mark[0]) if mark else None


def _mark(line: ReadLine) -> tuple[str, float] | None:
    if line.words <= FILE_MAX_WORDS and _is_file(line.text):
        return "an image's file", FILE_SCORE
    if not line.ends_sentence and (agency := _last_agency(line.text)):
        return f"ends in “{agency}” behind a mark", MARK_SCORE
    if (
        "/" in line.text
        and line.text[-1] in ")]."
        and (credit := _BRACKETED_END.search(line.text))
        and _names_photos(credit[1])
    ):
        return f"ends in “{credit[0].strip()}”", MARK_SCORE
    if "©" in line.text and line.words <= 20 and not line.text.startswith("©"):
        return "has © in a caption", MARK_SCORE
    if line.words >= SIGNED_MIN_WORDS and line.text[0] == "©" and _is_signed(line.text):
        return "© and a name, then a caption", SIGNED_SCORE
    return None


def _courtesy(line: ReadLine) -> tuple[str, float] | None:
    if line.words > COURTESY_MAX_WORDS or line.ends_sentence:
        return None
    thanks = _courtesies().longest(line.folded)
    if thanks is None or not are_names(" ".join(words_behind(thanks, line.text))):
        return None
    return f"“{thanks.strip()}” and a name", MARK_SCORE


def _is_file(text: str) -> bool:
    is_name = _FILE.fullmatch(text) is not None and not _SENTENCE_BEGINNING.match(text)
    return is_name or _FILE_ADDRESS.fullmatch(text) is not None


def _is_signed(text: str) -> bool:
    return _SIGNED.match(text) is not None and not _YEAR.search(text, 0, OWNER_MAX_CHARS)


def _last_agency(text: str) -> str | None:
    if not any(mark in text for mark in _AGENCY_MARKS):
        return None
    *before, last = _BEFORE_AGENCY.split(text)
    return last if before and is_agency(last := last.strip(" .,()[]")) else None


def _names_photos(credit: str) -> bool:
    return is_agency(credit.strip()) or fold(credit).endswith(_PHOTO_WORDS)


RULE = Rule(
    name=NAME,
    label=Label.PHOTO_CREDIT,
    summary="credits of pictures: label, ©, an agency behind a slash, a file name, a caption's box",
    reason="A caption with its credit belongs to a picture that the text does not have.",
    cuts=(
        Example(
            "Engineers stand on the dam above the old town. (AP Photo/Ada Moor, File)\n"
            "Ada Moor | Bloomberg | Getty Images\n"
            "Courtesy of the Castlemoor Museum\n"
            "engineers on the dam above the old town.jpg\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            (0, 1, 2, 3),
        ),
        Example(
            "The dam above the old town on Friday. Ada Moor / AFP\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            (0,),
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them, who look at:\n"
            "- The wall\n- The gates\nThe dam above the old town — Photo: Ada Moor\n"
            "The lake behind it is full to the brim, as it was in spring, and the path is closed.",
            (3,),
        ),
    ),
    keeps=(
        Example("The dam above the old town holds, engineers said on Friday after a night of checks. (AFP)"),
        Example("The dam holds, engineers said on Friday after a night of checks.\nCourtesy of a late goal"),
        Example("Two steps are left for those who want the map on their phones.\nSave the picture as dam.jpg"),
        Example("The photo shows the dam in 1954, when the first stone was laid by a minister from the capital."),
    ),
    misses="Captions without a credit in bare text: one that alone states a fact is text.",
    phrases=_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE, prose_weight=1.0),),
    find_in_line=find_in_line,
    line_max_words=CREDIT_MAX_WORDS,
    thresholds=(
        ("CREDIT_MAX_WORDS", CREDIT_MAX_WORDS, "a caption of two sentences with its credit"),
        ("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold captions, estimated"),
    ),
)
