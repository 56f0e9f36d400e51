"""Agency codes and initials that end a wire story."""

import re
from collections.abc import Iterator

from newsclean.classify.names import is_agency
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.folding import fold
from newsclean.models import Label, Verdict

NAME = "signoff"
SCORE = 0.85
LAST_LINES = 4
_CODE = re.compile(
    r"[/(\[]?[A-Za-z]{1,5}([/+-][A-Za-z]{1,5}){1,4}[/)\]]?|[/(\[][A-Za-z]{2,6}[/)\]]|©?\s?\([A-Za-z]{2,4}\)|/{1,2}[A-Za-z]{2,10}/{0,2}"
)
# "Post (dst)", "ab/ cd/", "A.M.": the desk and its initials.
_INITIALS = re.compile(
    r"[A-ZÄÖÜ][A-Za-z]{1,9} \([a-zäöüß]{2,4}\)|(?:[a-z]{2,4}/ ?){1,4}|(?:[^\W\d_a-z]\.[ -]?){1,2}[^\W\d_a-z]\.?"
)
# "(Valley Post/A.M.)": the house and the initials.
_HOUSE = re.compile(r"[(\[][^\W\d_][\w ]{1,30}/ ?(?:[^\W\d_]\. ?){2,3}[)\]]")
# "OLD TOWN, May 3 (Valnama) -- The dam holds" is signed "-- VALNAMA", and the house may say behind it what it is.
_HOUSE_OF_DATELINE = re.compile(r"[^()]{2,60}\(([^()]{2,30})\)\s?[-–—]")
DATELINE_MAX_CHARS = 100
_DASHES = ("-", "–", "—")
MAX_WORDS = 4
# A paragraph of an agency on itself, prompts to follow it and its accounts; farther up an outlet speaks of what it saw.
HOUSE_LAST_LINES = 12
# "(完)", "（共同）": where words have no spaces between.
_END_MARKS = frozenset({"完", "了", "終", "おわり", "끝"})
_BRACKETS = "()（）[]【】〔〕"


def find(reading: Reading) -> Iterator[Verdict]:
    for line in reading.lines[-LAST_LINES:]:
        if line.place > 0 and line.words <= MAX_WORDS and _signs_off(line.text):
            yield Verdict(line.index, Label.SIGNOFF, NAME, SCORE, "initials or a code alone on a line")
    yield from _of_house(reading)


def _of_house(reading: Reading) -> Iterator[Verdict]:
    """The name in the brackets of the dateline behind a dash, and what the house says of itself from there on."""
    head = reading.prose[0].text[:DATELINE_MAX_CHARS] if reading.prose else ""
    if "(" not in head or (house := _HOUSE_OF_DATELINE.match(head)) is None:
        return
    name = fold(house[1])
    has_signed = False
    for line in reading.lines[max(reading.prose[0].place + 1, len(reading.lines) - HOUSE_LAST_LINES) :]:
        if _is_signature(line, name):
            has_signed = True
            yield Verdict(line.index, Label.SIGNOFF, NAME, SCORE, f"the dateline's “{house[1]}” behind a dash")
        elif has_signed and line.folded.startswith(f"{name} "):
            yield Verdict(line.index, Label.SIGNOFF, NAME, SCORE, f"“{house[1]}” on itself, behind its name")


def _is_signature(line: ReadLine, name: str) -> bool:
    return line.words <= MAX_WORDS and line.text.startswith(_DASHES) and line.folded.strip(" -–—") == name


def _signs_off(text: str) -> bool:
    if (
        _INITIALS.fullmatch(text)
        or _HOUSE.fullmatch(text)
        or (_CODE.fullmatch(text.rstrip(".")) and not _is_compound(text))
    ):
        return True
    inside = text.strip(_BRACKETS)
    return inside != text and (inside in _END_MARKS or (not inside.isascii() and is_agency(inside)))


def _is_compound(text: str) -> bool:
    """Whether it is a word with a hyphen, such as "HD-Radio", and no "ab-cd" or "AB-CD"."""
    return "-" in text and not (text.islower() or text.isupper())


RULE = Rule(
    name=NAME,
    label=Label.SIGNOFF,
    summary="initials or a code alone on one of the last lines, an agency's name and what it says of itself",
    reason="Editors sign wire copy with their initials, and agencies with their name.",
    cuts=(
        Example("The dam holds, engineers said on Friday after a night of checks.\nab/cd/ef", (1,)),
        Example("The dam holds, engineers said on Friday after a night of checks.\n(mw)", (1,)),
        Example("The dam holds, engineers said on Friday after a night of checks.\nPost (mw)", (1,)),
        Example("The dam holds, engineers said on Friday after a night of checks.\nA.M.", (1,)),
        Example("The dam holds, engineers said on Friday after a night of checks.\nA.M", (1,)),
        Example("The dam holds, engineers said on Friday after a night of checks.\n(Valley Post/A.M.)", (1,)),
        Example(
            "OLD TOWN, May 3 (Valnama) -- The dam holds, engineers said on Friday after a night of checks.\n"
            "Valnama had reported on Thursday that the lake behind it was full to the brim, as in spring.\n"
            "-- VALNAMA\n"
            "VALNAMA is the agency of the valley, and its wires bring news and photographs to forty papers.",
            (2, 3),
        ),
        Example("ダムは持ちこたえていると、技術者が金曜日に発表した。\n（共同）", (1,)),
    ),
    keeps=(
        Example(
            "OLD TOWN, May 3 -- The dam holds, engineers said on Friday after a night of checks by forty men.\n"
            "Valnama, the goddess of the lake, is to have a statue on its wall, as the mayor had promised.\n"
            "-- a spokeswoman"
        ),
        Example("The dam holds, engineers said on Friday after a night of checks.\nAC/DC will play there in June."),
        Example("Three ways to hear of the dam when the power fails.\nHD-Radio\nIt is heard as far as the coast."),
    ),
    misses="Initials glued to the last paragraph.",
    find=find,
    thresholds=(("LAST_LINES", LAST_LINES, "a correction or a credit may follow the initials"),),
)
