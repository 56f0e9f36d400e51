"""Settles which day is meant where readers of two countries read two: 09/05/2025."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from newsclean.extract.fields.words import words
from newsclean.folding import fold

MAX_TOLD_CHARS = 400
"""Of a text that may name the day; a description has about 200."""

_EITHER = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?!\d)")
_TOKEN = re.compile(r"\d+|[^\W\d]+")


def has_either_day(text: str) -> bool:
    """Whether it has a day that is another where the month comes first."""
    return _EITHER.search(text) is not None


def settled(text: str, told: Iterable[str], last: date, language: str | None) -> str | None:
    """The text with its day as machines write it, where one reading alone is possible.

    One later than `last` is not, nor one that is not named where `told`, such as the lead with its dateline, names the
    other: "PORT ALDER, May 9 (EXA) --".
    """
    match = _EITHER.search(text)
    if match is None:
        return None
    first, second, year = map(int, match.groups())
    days = [day for day in (date(year, second, first), date(year, first, second)) if day <= last]
    if len(days) > 1:
        named = {day for each in told for day in _named_days(each[:MAX_TOLD_CHARS], language, year)}
        days = [day for day in days if (day.month, day.day) in named]
    return f"{text[: match.start()]}{days[0]}{text[match.end() :]}" if len(days) == 1 else None


def _named_days(text: str, language: str | None, year: int) -> Iterator[tuple[int, int]]:
    """Month and day where the name of a month stands beside a number, and no other year: "built on 9 May 1910"."""
    known = {**words().months, **words().months_of.get(language or "", {})}
    tokens = _TOKEN.findall(fold(text))
    for place, token in enumerate(tokens):
        if (month := known.get(token)) is not None and not _has_other_year(tokens[place + 1 : place + 3], year):
            beside = (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2])
            yield from ((month, int(day)) for day in beside if day.isdecimal() and len(day) <= len("31"))


def _has_other_year(tokens: Iterable[str], year: int) -> bool:
    return any(token.isdecimal() and len(token) == len("1910") and int(token) != year for token in tokens)
