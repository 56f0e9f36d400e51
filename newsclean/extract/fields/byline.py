"""Reads the line that names the authors, as it is printed above or below an article."""

import re

from newsclean.extract.fields.east_asian import east_asian_names, is_east_asian
from newsclean.extract.fields.names import (
    MAX_NAMES,
    declared_names,
    has_opener,
    has_title_word,
    split_names,
    visible_name,
    without_opener,
)
from newsclean.extract.fields.organisations import is_organisation, without_house
from newsclean.extract.fields.words import words
from newsclean.folding import fold

MAX_BYLINE_CHARS = 300
"""A byline of a dozen names with their titles has about 250."""
NAME_MAX_WORDS = 4
CASELESS_NAME_MAX_WORDS = 3
"""Of a name that nothing but its shape shows: where no capitals tell it from a sentence, of fewer."""

# "Robert (R.B.) Roe"
_INITIALS = re.compile(r" \(((?:[A-Z]\.){1,4})\)(?= [A-Z])")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_MONTH_RUN_ON = re.compile(r"([a-zà-ÿ])([A-ZÀ-Þ][a-zà-ÿ]{2,10})$")
_DIGIT = re.compile(r"\d")
_NO_SITE: frozenset[str] = frozenset()


def authors_from_byline(text: str, site_names: frozenset[str] = _NO_SITE) -> tuple[str, ...]:
    """The people that a byline names, without titles, places and agencies.

    Empty where the line is no byline or leaves a doubt: no author is better than a wrong one.
    `site_names` are the site's own names, folded.

    >>> authors_from_byline("By Jane Doe and John Roe, Political Editor")
    ('Jane Doe', 'John Roe')
    """
    if len(text) > MAX_BYLINE_CHARS:
        return ()
    if is_east_asian(text):
        return east_asian_names(text)
    text = " ".join(token for token in text.split() if "@" not in token and "://" not in token)
    text = _behind_house(without_opener(_BRACKETS.sub(",", _INITIALS.sub(r" \1", text))), site_names)
    parts = split_names(_without_date(_until_label(text)))
    if not parts:
        return ()
    names: list[str] = []
    for place, part in enumerate(parts[:MAX_NAMES]):
        if place and has_title_word(part) and not has_title_word(parts[0]):
            continue  # the job of the one before; where jobs go without a comma the first has one too
        name = visible_name(without_house(without_opener(part) if place else part, site_names))
        if name is None or is_organisation(name, site_names) or (names and _is_shouted(name, names[0])):
            if place == 0:
                return ()
            continue
        names.append(name)
    return tuple(dict.fromkeys(names))


def _behind_house(text: str, site_names: frozenset[str]) -> str:
    """What stands behind the house's name: "The Herald - Jane Doe"."""
    house, mark, names = text.partition(" - ") if " - " in text else text.partition(" | ")
    return names if mark and fold(house) in site_names and not has_title_word(names) else text


def names_alone(text: str, site_names: frozenset[str] = _NO_SITE) -> tuple[str, ...]:
    """The people that a line names, where it has nothing but their names, and a date behind them.

    >>> names_alone("Jane Doe and John Roe"), names_alone("Jane Doe left")
    (('Jane Doe', 'John Roe'), ())
    """
    if len(text) > MAX_BYLINE_CHARS:
        return ()
    parts = split_names(_without_date(text))
    if not parts or any(not _is_name_alone(part) or is_organisation(part, site_names) for part in parts):
        return ()
    return tuple(dict.fromkeys(parts))


def _is_name_alone(part: str) -> bool:
    limit = NAME_MAX_WORDS if any(map(str.isupper, part)) else CASELESS_NAME_MAX_WORDS
    tokens = part.split()
    return visible_name(part) == part and len(tokens) <= limit and not begins_as_place(part) and not has_opener(part)


def begins_as_place(name: str) -> bool:
    """Whether its first word is one that places begin with: New Delhi."""
    return fold(name.split(maxsplit=1)[0]) in words().place_openers


def organisation_from_byline(text: str) -> tuple[str, ...]:
    """The agency or desk that a line beginning with `By` names instead of a person."""
    if len(text) > MAX_BYLINE_CHARS or not has_opener(text):
        return ()
    names = declared_names(text)
    return (names[0],) if names and (names[0].isupper() or is_organisation(names[0], _NO_SITE)) else ()


def _until_label(text: str) -> str:
    """The text up to the label of a further credit: "Jane Doe. Photos: John Roe"."""
    tokens = text.split()
    label = next((place for place, token in enumerate(tokens) if place and token.endswith((":", "："))), None)
    return " ".join(tokens[:label])


def _without_date(text: str) -> str:
    """The text up to a date: the first digit and a month's name before it."""
    digit = _DIGIT.search(text)
    if digit is None:
        return text
    words_before = _MONTH_RUN_ON.sub(_without_month, text[: digit.start()].rstrip()).split()
    while words_before and fold(words_before[-1]).strip(".,") in words().months:
        words_before.pop()
    return " ".join(words_before)


def _without_month(run_on: re.Match[str]) -> str:
    """Doe, of "DoeMay", as boxes without a space between them have it."""
    return run_on[1] if fold(run_on[2]) in words().months else run_on[0]


def _is_shouted(name: str, first: str) -> bool:
    """Whether a name is in capitals beside one that is not, as outlets are set: Jane Doe, EXAMPLE RADIO."""
    return name.isupper() and not first.isupper()
