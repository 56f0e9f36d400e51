"""Tells the names of people from what stands around them: titles, places, agencies, addresses."""

import re
from collections.abc import Iterable
from functools import cache

from newsclean.extract.fields.east_asian import east_asian_names, is_east_asian_name
from newsclean.extract.fields.words import words
from newsclean.folding import fold

MAX_NAME_CHARS = 60
MAX_NAME_WORDS = 6
MAX_VISIBLE_NAME_WORDS = 5
MAX_NAMES = 50
"""On one page; a longer list is none of authors."""

_ADDRESS = re.compile(r"https?:|www\.|@|^/|\.(?:html?|php|aspx)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|（[^（）]*）|【[^【】]*】")
_SEPARATORS = re.compile(r"[,;|•·、，；،؛\n\t]|\s[/–—-]\s")
_AMPERSAND = re.compile(r"[&＆+]")
_EDGES = ' \u00a0\u200b\u200e\u200f.,:;|/*–—-_·•"“”„»«›‹'
_CREDENTIAL = re.compile(r"(?:Ph\.?D|M\.?D|R\.?D|MPH|MBA|JD|CFP|Jr|Sr|II|III|[A-Z]{2,5}(?:[- ]\d{1,4})?)\.?")
_GEORGIAN = re.compile("[\u10d0-\u10ff]")
_PREPOSITION_MAX_CHARS = 5  # "desde"
_DIGITS = "0123456789"
_LONG_TITLE_MIN_CHARS = 8
"""Shorter ones end surnames too."""
# Armenian has a mark of its own.
_COLONS = ":：՝"
_MAX_OPENER_WORDS = 4
_CAPITAL_CONJUNCTIONS = frozenset({"And", "AND", "Und", "UND", "Et", "ET"})
_RUN_TOGETHER = re.compile(r"[a-zà-ÿа-я]{3}[A-ZÀ-ÞА-Я]")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]{2,5}")


def split_names(text: str) -> list[str]:
    """The names in a list as publishers write it: by commas, semicolons, ampersands and words for `and`."""
    parts: list[str] = []
    for part in _SEPARATORS.split(text)[:MAX_NAMES]:
        parts.extend(_split_conjunctions(_AMPERSAND.split(part)))
    parts = [name for part in parts for name in _split_slashes(part)]
    return [part for part in (part.strip(_EDGES) for part in parts) if part]


def _split_slashes(part: str) -> list[str]:
    """Jane Doe/John Roe are two; AFP/Reuters and abc/def may be one desk's signature."""
    names = part.split("/")
    is_list = all(" " in name.strip() for name in names) or all(map(is_east_asian_name, names))
    return names if is_list else [part]


def _split_conjunctions(parts: Iterable[str]) -> list[str]:
    names: list[str] = []
    for part in parts:
        tokens = part.split()[: MAX_NAMES * MAX_NAME_WORDS]
        start = 1 if len(tokens) > 2 and _is_conjunction(tokens[0]) else 0
        for place in range(start + 1, len(tokens) - 1):
            if _is_conjunction(tokens[place]) and _parts_names(tokens[start:place], tokens[place + 1 :]):
                names.append(" ".join(tokens[start:place]))
                start = place + 1
        names.append(" ".join(tokens[start:]))
    return names


def _is_conjunction(token: str) -> bool:
    return token in words().conjunctions or token in _CAPITAL_CONJUNCTIONS


def _parts_names(left: list[str], right: list[str]) -> bool:
    """José Ortega y Gasset: between names a conjunction has whole names on both sides, or an agency on one."""
    if not left:
        return False
    count = next((place for place, token in enumerate(right[:MAX_NAME_WORDS]) if _is_conjunction(token)), len(right))
    if not count:
        return False
    agencies = words().agencies
    if fold(" ".join(left)) in agencies or fold(" ".join(right[: min(count, MAX_NAME_WORDS)])) in agencies:
        return True
    return (len(left) >= 2) == (count >= 2)


def declared_names(text: str) -> list[str]:
    """The names in a value that is declared to hold nothing but authors."""
    if len(text) > MAX_NAMES * MAX_NAME_CHARS or _ADDRESS.match(text.strip()):
        return []
    text = without_opener(_BRACKETS.sub(" ", text))
    names: list[str] = []
    for part in split_names(text):
        name = _clean_declared(part)
        if name is not None and not (names and _is_addition(name, names[0])):
            names.extend(east_asian_names(name) or [name])
    return names


def _is_addition(name: str, first: str) -> bool:
    """Whether a part after the first name is a credential, a title or a place rather than a name."""
    if _CREDENTIAL.fullmatch(name) or has_title_word(name) or _is_place(name, first):
        return True
    return " " in first and " " not in name and not _HAN.search(name) and fold(name) not in words().agencies


def _is_place(name: str, first: str) -> bool:
    """Whether it is a place with a preposition: "Jane Doe - in Riverton"."""
    preposition, _, place = name.partition(" ")
    return (
        len(preposition) <= _PREPOSITION_MAX_CHARS
        and _is_small(preposition)
        and place[:1].isupper()
        and first[:1].isupper()
    )


def _clean_declared(part: str) -> str | None:
    name = _plausible(part)
    return None if name is None or _is_phrase(name) else name


def _plausible(part: str) -> str | None:
    """The part with single spaces, unless it is an address, too long, or a word for nobody."""
    name = " ".join(part.split())
    if _ADDRESS.search(name) or ":" in name or sum(map(str.isdigit, name)) * 2 > len(name):
        return None
    if not 2 <= len(name) <= MAX_NAME_CHARS or len(name.split()) > MAX_NAME_WORDS:
        return None
    folded = fold(name)
    if not any(map(str.isalpha, name)) or folded in words().byline_openers:
        return None
    if folded.rstrip(_DIGITS) in words().nobody:
        return None
    return name


def _is_phrase(name: str) -> bool:
    """Whether small words stand among capitalised ones that no name has: Years in the Industry."""
    tokens = name.split()
    known = words().particles | words().rare_particles
    small = [token for token in tokens if _is_small(token) and fold(token) not in known]
    return len(tokens) > 2 and 0 < len(small) < len(tokens)


def without_opener(text: str) -> str:
    """The text without the words before the names: `By`, `Von`, `Written by`, `Author:`."""
    text = text.strip(_EDGES + "\n")
    tokens = text.split()
    for count in range(min(_MAX_OPENER_WORDS, len(tokens) - 1), 0, -1):
        if _opens(fold(" ".join(tokens[:count])), len(tokens) - count):
            return " ".join(tokens[count:])
    head, colon, tail = text.partition(":") if ":" in text[:30] else text.partition("：")
    return tail.strip() if colon and _opens(f"{fold(head)}:", len(tail.split())) else text


def _opens(words_before: str, words_after: int) -> bool:
    """Whether folded words begin a byline that has so many words behind them."""
    opener = words_before.rstrip(_COLONS)
    if opener != words_before and opener in words().byline_labels:
        return True
    if opener not in words().byline_openers:
        return False
    if opener == words_before and opener in words().organisation_words:
        return False  # a desk's name may begin with what is a label where a colon follows
    # Von Storch and Di Maria are names, Von Jan Muster and Di Luca Bianchi bylines.
    return opener not in words().particles or words_after > 1


def has_opener(text: str) -> bool:
    """Whether the text begins as a byline does."""
    return without_opener(text) != text.strip(_EDGES + "\n")


def is_opener(text: str) -> bool:
    """Whether it is the opening of a byline and nothing else."""
    return fold(text.strip(_EDGES + "\n:")) in words().byline_openers


def is_full_name(name: str) -> bool:
    """Whether the name has a given name and a surname, as far as its script shows it."""
    return " " in name or bool(_HAN.search(name) or _HANGUL.search(name))


def has_title_word(name: str) -> bool:
    """Whether one of the words belongs to a job title."""
    return any(map(_is_title_word, name.split()))


def _is_title_word(word: str) -> bool:
    """A title, or one behind what it is of, as in compounds, and where a page runs its boxes together."""
    folded = fold(word).strip(".")
    return folded in words().job_titles or folded.endswith(_long_titles())


@cache
def _long_titles() -> tuple[str, ...]:
    return tuple(sorted(title for title in words().job_titles if len(title) >= _LONG_TITLE_MIN_CHARS))


def visible_name(part: str) -> str | None:
    """A person's name in a line people read, or None where the part does not look like one.

    Stricter than for declared names: nothing says that the line holds names at all.
    """
    name = _plausible(part)
    if name is None:
        return None
    tokens = name.split()
    title = next((place for place, token in enumerate(tokens) if _is_title_word(token)), None)
    if _is_foreign_to_names(tokens[:title]):
        return None
    kept: list[str] = []
    for place, token in enumerate(tokens):
        if place == title:
            return " ".join(kept) if len(kept) == 2 else None
        if not _is_name_word(token):
            kept = _without_last_particle(kept)
            break
        kept.append(token)
    if not 2 <= len(kept) <= MAX_VISIBLE_NAME_WORDS or fold(kept[-1]) in words().particles:
        return None
    return " ".join(kept)


def _without_last_particle(name: list[str]) -> list[str]:
    """Jan Jansen, of "Jan Jansen op zondag": what is a preposition as well is one before a word in small letters."""
    return name[:-1] if name and fold(name[-1]) in words().particles else name


def _is_foreign_to_names(tokens: Iterable[str]) -> bool:
    """Whether the words have digits, ask something, or are those of the interface or run into each other."""
    return any(
        any(char.isdigit() or char in "?!？！" for char in token)
        or fold(token) in words().interface_words
        or _RUN_TOGETHER.search(token) is not None
        for token in tokens
    )


def _is_small(token: str) -> bool:
    """Whether it begins with a small letter; Georgian writes names with those that Unicode calls small."""
    return token[:1].islower() and not _GEORGIAN.match(token)


def _is_name_word(token: str) -> bool:
    first = token.lstrip("'’ʼ")[:1]
    if not first.isalpha():
        return False
    # Scripts without case have no small words to fear.
    return not _is_small(first) or fold(token) in words().particles or "'" in token[1:3] or "’" in token[1:3]
