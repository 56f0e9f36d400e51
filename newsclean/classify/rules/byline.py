"""Author, editor, desk."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from newsclean.classify.dates import is_date
from newsclean.classify.evidence import Boxes, PhraseWeights
from newsclean.classify.mail_addresses import MAIL_ADDRESS, is_of_named
from newsclean.classify.names import are_names, folded_names, is_agency
from newsclean.classify.openings import Openings
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Fields, Label, Verdict

NAME = "byline"
MAX_WORDS = 12
MAIL_MAX_WORDS = 6
EDGE_SCORE = 0.85
TITLE_NAME_SCORE = 0.9
MIDDLE_SCORE = 0.3
# Nine names with their cities; a last paragraph with the formula glued to it is longer, or has two sentences.
CONTRIBUTORS_MAX_WORDS = 45
FULL_NAME_MAX_WORDS = 3
# "Ada Moor, London", "reporter Ada Moor".
WORDS_BESIDE_NAME = 2
BOX_NAMES = frozenset(
    {"byline", "author", "authors", "writer", "contributors", "autor", "auteur", "autore", "redaktion"}
)
BOX_SCORE = 0.65
ROW_PART_MAX_WORDS = 5
_ROW_MARK = re.compile("[|·•]")
_DASH = re.compile(r"\s[-–—]\s")
# "By Ada Moor and Tom Vale on Friday, 3 May 2024 at 17:46".
DATED_MAX_WORDS = 20
# Each of the words may begin the date; a word can be as long as a page.
DATED_MAX_CHARS = 200
_DAY_AND_HOUR = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\W{1,5}\d{1,2}:\d\d")
_WITH_MAX_CHARS = 4
HAN_MAX_NAMES = 4
_HAN_DESK = re.compile(r"[\u3400-\u9fff·-]{2,14}")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
# "Reporting by …; editing by …" names a whole desk.
_WEIGHTS = PhraseWeights(start_max_words=70, inside_max_words=30)
_OUTER = " \t\u00a0.,;:()[]|/*–—-"


@lru_cache(maxsize=1)
def _openings() -> Openings:
    """Words before an author's name."""
    return Openings(fold(word) + " " for language in all_languages().values() for word in language.words.by)


@lru_cache(maxsize=1)
def _towards() -> Mapping[str, frozenset[str]]:
    """Words that tell of a way behind each of the openings: "From Castlemoor to Nordby"."""
    ways: dict[str, frozenset[str]] = {}
    for language in all_languages().values():
        for word in map(fold, language.words.by):
            ways[word] = ways.get(word, frozenset()).union(map(fold, language.words.towards))
    return MappingProxyType(ways)


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    return frozenset(fold(role) for language in all_languages().values() for role in language.words.roles)


@lru_cache(maxsize=1)
def _han_roles() -> tuple[str, ...]:
    """The longest first."""
    return tuple(sorted(filter(_HAN_DESK.fullmatch, _roles()), key=lambda role: (-len(role), role)))


@lru_cache(maxsize=1)
def _last_words_of_roles() -> frozenset[str]:
    return frozenset(role.rpartition(" ")[2] for role in _roles())


def find(reading: Reading) -> Iterable[Verdict]:
    return reading.answer(_bylines)  # kicker asks for it too


def _bylines(reading: Reading) -> Iterator[Verdict]:
    yield from _contributors(reading)
    if len(reading.lines) > 1:
        said = [*reading.marked(_evidence, MAX_WORDS), *reading.marked(_dated, DATED_MAX_WORDS)]
        for line, (evidence, score) in said:
            at_edge = reading.is_head(line) or reading.is_tail(line) or reading.is_at_opening(line)
            yield Verdict(line.index, Label.BYLINE, NAME, score if at_edge else min(score, MIDDLE_SCORE), evidence)


def _contributors(reading: Reading) -> Iterator[Verdict]:
    """ "…, …, … and … contributed to this report": the formula stands behind more names than a short line has."""
    for line in reading.hit_lines:
        if line.words <= CONTRIBUTORS_MAX_WORDS and any(
            hit.label is Label.BYLINE and hit.anchor == "end" for hit in line.hits
        ):
            yield Verdict(line.index, Label.BYLINE, NAME, EDGE_SCORE, "names those who contributed")


def _evidence(line: ReadLine, fields: Fields) -> tuple[str, float] | None:
    authors = folded_names(fields.authors)
    folded = line.folded.strip(_OUTER)
    if folded in authors:
        return "the author's name alone", TITLE_NAME_SCORE
    if any(author in folded and line.words <= len(author.split()) + WORDS_BESIDE_NAME for author in authors):
        return "the author's name and little else", EDGE_SCORE
    wording = _wording(line, folded, authors)
    return (wording, EDGE_SCORE) if wording else None


def _wording(line: ReadLine, folded: str, authors: frozenset[str]) -> str | None:
    # A script without capitals has no other sign that what follows is no name.
    is_sentence = line.ends_sentence and line.text.lower() == line.text.upper()
    if not is_sentence and (opening := _names_behind_opening(line.text, folded)):
        return f"“{opening}” and a name"
    if _ROW_MARK.search(line.text) and _is_row(_ROW_MARK.split(line.text), authors):
        return "a row with the author"
    if "@" in line.text and MAIL_ADDRESS.search(line.text) and (line.words <= MAIL_MAX_WORDS or is_of_named(line.text)):
        return "an e-mail address in a short line"
    if not line.text.isascii() and (role := _han_names(line.text)):
        return f"“{role}” and names"
    # Folding what may be a role is dear, and in most lines the last word tells that it is none.
    may_be_role = folded.rpartition(" ")[2] in _last_words_of_roles()
    role = _role_behind_names(line.text.strip(_OUTER)) if may_be_role else None
    return f"a name and “{role}”" if role else None


def _role_behind_names(text: str) -> str | None:
    """The job that ends a line behind a name: "Ada Moor, staff writer"; of one word also "Ada Moor reporter"."""
    names, comma, role = text.partition(",")
    if not comma:
        names, _, role = text.rpartition(" ")
        if len(names.split()) > FULL_NAME_MAX_WORDS:
            return None
    return role.strip() if fold(role) in _roles() and are_names(names) else None


def _han_names(text: str) -> str | None:
    """The outlet's reporter in Chinese, run together, and names of two to four characters: "谷报记者 李明 王小芳"."""
    desk, *names = text.split()
    if (
        not 1 <= len(names) <= HAN_MAX_NAMES
        or not _HAN_DESK.fullmatch(desk)
        or not all(map(_HAN_NAME.fullmatch, names))
    ):
        return None
    return next(filter(desk.endswith, _han_roles()), None)


def _is_row(parts: list[str], authors: frozenset[str]) -> bool:
    """Short parts with bars or dots between, one of them the author: "3.5.24 | 17:46 | By Ada Moor"."""
    parts = [bare for part in parts if (bare := part.strip(_OUTER))]
    if len(parts) < 2 or any(len(part.split()) > ROW_PART_MAX_WORDS for part in parts):
        return False
    return any(fold(part) in authors or _names_behind_opening(part, fold(part)) for part in parts)


def _names_behind_opening(text: str, folded: str) -> str | None:
    opening = _openings().longest(folded)
    if not opening or not are_names(_without_agency(text[len(opening) :])):
        return None
    is_way = not _towards()[opening.strip()].isdisjoint(folded[len(opening) :].split())
    return None if is_way else opening.strip()


def _without_agency(text: str) -> str:
    """The names alone: "Ada Moor with AFP" ends in a short word and an agency."""
    said = text.split()
    ends_in_agency = len(said) > 2 and is_agency(said[-1].strip(_OUTER)) and len(said[-2]) <= _WITH_MAX_CHARS
    return " ".join(said[:-2]) if ends_in_agency else text


def _is_labelled_name(text: str) -> bool:
    label, colon, names = text.partition(":")
    return bool(colon) and _openings().longest(fold(label) + " ") == fold(label) + " " and are_names(names.strip())


def _dated(line: ReadLine, fields: Fields) -> tuple[str, float] | None:
    """The author and a date: behind one another, or with a dash between and perhaps an agency."""
    if "0" not in line.folded or len(line.text) > DATED_MAX_CHARS:
        return None
    if (stamp := _DAY_AND_HOUR.match(line.text)) and _is_labelled_name(line.text[stamp.end() :].strip(_OUTER)):
        return "a day, an hour and the author", EDGE_SCORE
    opening = _openings().longest(line.folded)
    if opening is None:
        return None
    parts = _DASH.split(line.text)
    if len(parts) > 1 and is_date(parts[-1], fields.language) and _is_row(parts, frozenset()):
        return "a row with the author and a date", EDGE_SCORE
    said = line.text[len(opening) :].split()
    behind_names = (at for at in range(1, len(said)) if is_date(" ".join(said[at:]), fields.language))
    at = next(behind_names, 0)
    return (f"“{opening.strip()}”, a name and a date", EDGE_SCORE) if are_names(" ".join(said[:at])) else None


RULE = Rule(
    name=NAME,
    label=Label.BYLINE,
    summary="a short line with the author: “by” and names, a name and a job, the name alone, an e-mail address",
    reason="The record has the authors; the line is no part of the story.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "By Ada Moor\nThe lake behind it is full to the brim, as it was in spring, and the path is closed.",
            (1,),
        ),
        Example(
            "3.5.24 | 17:46 | By Ada Moor\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            (0,),
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "Valley Press writers Ada Moor in Castlemoor, Tom Vale in Nordby, Ida Holm in Talheim, Lea Stein in "
            "Rivebourg and Anna Berg in the capital contributed to this report.",
            (1,),
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "(Reporting by Ada Moor and Tom Vale in Castlemoor; editing by Ida Holm)",
            (1,),
        ),
        Example(
            "3.5.2024 | 17:46 Author: Ada Moor\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            (0,),
        ),
        Example("工程师周五说，大坝经过一夜的检查，没有任何问题。\n谷报见习记者 李明 王小芳", (1,), language="zh"),
        Example(
            "By Ada Moor and Tom Vale\nThe dam holds, engineers said on Friday after a night of checks by forty.", (0,)
        ),
        Example(
            "By Ada Moor with AFP\nBy Ada Moor, Tom Vale on Friday, May 3rd, 2024 at 5:46 p.m.\n"
            "By Ada Moor - Associated Press - Friday, May 3, 2024\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            (0, 1, 2),
            language="en",
        ),
    ),
    keeps=(
        Example(
            "लेखक ने पुरस्कार जीता।\nबांध टिका हुआ है, इंजीनियरों ने शुक्रवार को रात भर की जांच के बाद कहा, और रास्ता बंद रहेगा।",
            language="hi",
        ),
        Example("By Friday the dam will be full."),
        Example(
            "The dams hold, engineers said on Friday after a night of checks.\nFrom Castlemoor to Nordby\n"
            "The lakes behind them are full to the brim, as they were in spring, and the path is closed.",
            language="en",
        ),
        Example("By May 2025 the dam at Castlemoor will be full."),
        Example(
            "The jury of the bakers names two winners, Ada Moor and Tom Vale, who share the prize of the valley.\n"
            "Ada Moor, Tom Vale"
        ),
    ),
    misses="A name alone, unless the page says that it is the author's.",
    phrases=_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    find=find,
    thresholds=(("MAX_WORDS", MAX_WORDS, "three authors with their jobs"),),
)
