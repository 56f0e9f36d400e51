"""Captions, known by the credit that ends them."""

import re
from functools import lru_cache

from newsclean.classify.names import are_names, is_agency
from newsclean.classify.openings import Openings
from newsclean.classify.read_line import ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Label, Verdict

NAME = "caption_credit"
SCORE = 0.85
# A caption of two sentences; what is longer is a paragraph that a credit was glued to.
CAPTION_MAX_WORDS = 40
CREDIT_MAX_CHARS = 70
CREDIT_MAX_WORDS = 8
_SENTENCE_END = re.compile(r"[.!?…。！？\"”»)\]]\s+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{3,70})[)\]]\W{0,2}\Z")
# The bracket and what may stand behind it: to look there costs a tenth of the search.
_CLOSING_BRACKETS = frozenset(")]")
_CLOSING_CHARS = 3
# White space is looked at from its beginning only: else a long run of it would be gone through from each place.
_PARTS = re.compile(r"(?:(?<!\s)\s++)?[/|]\s*|,\s*|(?<!\s)\s++via\s+")
# "…。李明摄", "…（記者李明攝）", "…（圖／谷報提供）", "…（圖擷取自谷報臉書）", "…。（谷鎮公所提供）",
# "…＝谷市、李明撮影": where words have no spaces between. To shoot a film is a verb of two characters that ends so too.
_HAN_CREDIT = re.compile(
    r"[。！？]\s?[\u3400-\u9fff·、\s]{2,14}(?<![拍])[摄攝]\Z"
    r"|[（(][^（）()]{2,24}(?<![拍])[摄攝][）)]\Z"
    r"|[（(][圖图]片?(?:[／/]|(?:[擷撷截翻][取攝摄拍圖图]?|取|源|来|來)自)[^（）()]{2,24}[）)]\Z"
    r"|[。！？」』”][（(](?:翻[攝摄拍]|[擷撷截][取圖图])自[^（）()]{2,24}[）)]\Z"
    r"|[。！？」』”][（(][^（）()，,。]{2,20}提供[）)]\Z"
    r"|[。！？]\s?[圖图][／/：:]\s?[\u3400-\u9fff·\s]{2,14}\Z"
    r"|[＝=][^。＝=]{2,30}(?<![でにをで])撮影\Z"
)
_HAN_ENDS = frozenset("摄攝影)）")
# Ideographs and full-width marks come behind all other letters.
_FIRST_EAST_ASIAN = "\u3000"
HAN_CREDIT_MAX_CHARS = 40
# Longer ones are paragraphs, at the end of which a caption stands glued.
HAN_CAPTION_MAX_CHARS = 44
_OUTER = " \t\u00a0.,;:()[]|/*–—-"


@lru_cache(maxsize=1)
def _labels() -> Openings:
    """The labels before a photographer's name, of all languages, with their colon."""
    at_ends = (label for language in all_languages().values() for label in language.words.caption_labels)
    by_label = (language.phrases.get(Label.PHOTO_CREDIT) for language in all_languages().values())
    of_lines = (phrase for phrases in by_label if phrases for phrase in phrases.start if phrase.rstrip().endswith(":"))
    return Openings(fold(phrase) for phrase in (*of_lines, *at_ends))


def find_in_line(line: ReadLine) -> Verdict | None:
    credit = _credit(line)
    if not credit:
        return None
    return Verdict(line.index, Label.PHOTO_CREDIT, NAME, SCORE, f"a caption that ends in “{credit}”")


def _credit(line: ReadLine) -> str | None:
    if line.text[-1] >= _FIRST_EAST_ASIAN and (han := _han_credit(line.text)):
        return han
    may_end_in_brackets = not _CLOSING_BRACKETS.isdisjoint(line.text[-_CLOSING_CHARS:])
    if may_end_in_brackets and (brackets := _BRACKETS.search(line.text)) is not None:
        return brackets[1] if _is_labelled(brackets[1]) or _is_name_and_agency(brackets[1]) else None
    if line.ends_sentence:
        return None
    last = _behind_last_sentence(line.text)
    return last if last and (_is_labelled(last) or _is_name_and_agency(last)) else None


def _han_credit(text: str) -> str | None:
    end = text[-HAN_CREDIT_MAX_CHARS:]
    if end[-1] not in _HAN_ENDS and "图" not in end and "圖" not in end:
        return None
    if len(text) > HAN_CAPTION_MAX_CHARS:
        return None
    found = _HAN_CREDIT.search(end)
    return found[0].strip("。！？ ") if found else None


def _behind_last_sentence(text: str) -> str | None:
    """The few words behind the end of the last sentence, where there is one before them."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(0, len(text) - CREDIT_MAX_CHARS))]
    return text[ends[-1] :].strip() if ends else None


def _is_labelled(credit: str) -> bool:
    label = _labels().longest(fold(credit))
    return label is not None and are_names(credit[len(label) :], CREDIT_MAX_WORDS)


def _is_name_and_agency(credit: str) -> bool:
    """Names with a slash, a comma or “via” between, one of them an agency's: "AP Photo/Ada Moor", "Ada Moor, AP"."""
    parts = [bare for part in _PARTS.split(credit) if (bare := part.strip(_OUTER))]
    if len(parts) < 2 or not all(are_names(part, CREDIT_MAX_WORDS) for part in parts):
        return False
    return any(is_agency(part) or is_agency(part.split()[0]) for part in parts)


RULE = Rule(
    name=NAME,
    label=Label.PHOTO_CREDIT,
    summary="a sentence or two that end in the credit of a picture",
    reason="A photographer, an agency or a label with a name behind the last sentence makes the line a caption.",
    cuts=(
        Example(
            "Engineers stand on the dam above the old town. Photograph: Ada Moor/The Valley Post\n"
            "Engineers stand on the dam above the old town. AP Photo/Ada Moor\n"
            "Engineers stand on the dam above the old town. (Ada Moor, AP)\n"
            "Engineers stand on the dam above the old town. (credit: Ada Moor)\n"
            "Engineers stand on the dam above the old town. Ada Moor/AFP via Getty Images\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            (0, 1, 2, 3, 4),
        ),
        Example(
            "工程师在大坝上查看水位。文多安 摄\n工程師在大壩上查看水位。（記者文多安攝）\n"
            "工程師在大壩上查看水位。（圖／谷報提供）\n"
            "工程師在大壩上查看「水位」。（圖擷取自臉書「谷市大小事」）\n工程師在大壩上查看水位。（谷鎮公所提供）\n"
            "ダムの水位を見る技術者＝谷市、文多安撮影\n工程师周五说，大坝经过一夜的检查，没有任何问题。",
            (0, 1, 2, 3, 4, 5),
            language="zh",
        ),
    ),
    keeps=(
        Example(
            "新作映画の舞台＝京都で撮影\n水位（图：工程师）\n"
            "工程师周五说，大坝经过一夜的检查，没有任何问题。摄制组在坝上拍摄\n工程师画了一张图（图中是大坝）。\n他善于航拍（和拍摄）\n"
            "參加者可領取午餐（由學校提供）\n兩座大壩的水位（圖中自左至右）",
            language="zh",
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks. (AFP)\n"
            "The dam holds, said Ada Moor (Greens/Valley). The lake behind it is full to the brim.\n"
            "He read the paper of that morning, which had the dam on its front page (photo: a goat on the wall)."
        ),
    ),
    misses="Captions whose credit is a name alone.",
    find_in_line=find_in_line,
    spares_sentences=True,
    line_max_words=CAPTION_MAX_WORDS,
    thresholds=(("CAPTION_MAX_WORDS", CAPTION_MAX_WORDS, "a caption of two sentences with its credit"),),
)
