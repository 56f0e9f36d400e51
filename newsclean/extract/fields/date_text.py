"""Reads a date written for people or machines, in any of the languages of `words.toml`.

A date is only read where the text leaves one reading: 03/04/2024 is none in English, where half of
the readers would take it for March and half for April.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

from newsclean.extract.fields.persian_calendar import persian_day
from newsclean.extract.fields.words import words
from newsclean.folding import fold

MAX_DATE_CHARS = 200
"""Of a text that may be a date line; longer ones are read up to here."""
_BUDDHIST_YEARS_AHEAD = 543

_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20|25)\d\d)\s?([-/.年년])\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?((?:19|20|25)\d\d|\d\d)(?![\d:])")
# ASP.NET's, with American habits whatever the page's language: no zero before the month, the day and the hour.
_AMERICAN = re.compile(r"([1-9]|1[0-2])/([1-9]\d?)/((?:19|20)\d\d) (?:[1-9]|1[0-2]):[0-5]\d:[0-5]\d [ap]m")
_MONTH_WORD = re.compile(r"(?<!\d)(\d{1,2})\s+(?:thang|thg)\s+(\d{1,2})\D{1,6}((?:19|20)\d\d)(?!\d)")
_TIME = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:[:.h]|\s?[時时点點시]\s?)([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?(?!\.?\d)[분分]?"
    r"(?:\s?([ap])\.?\s?m\b)?"
)
# East Asians say before the hour in which half of the day it is.
_BEFORE_NOON = (*("오전", "새벽", "아침"), *("上午", "凌晨", "早上", "清晨"), "午前")
_AFTER_NOON = (*("오후", "저녁", "밤"), *("下午", "晚上", "傍晚"), "午後")
_OFFSET = re.compile(r"(?:(?:gmt|utc)\s?)?([+-])(\d{1,2}):?(\d\d)?(?!\d)")
_THAI = re.compile("[\u0e01-\u0e5b]")
_TOKEN = re.compile(r"\d+|[^\d\s,.;:/|()\[\]·•–—-]+")
# Abbreviations that mean one offset wherever they are used, in hours.
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3}
_ZONES |= {"msk": 3, "jst": 9, "kst": 9, "est": -5, "edt": -4, "pst": -8, "pdt": -7, "mdt": -6, "akst": -9, "hst": -10}
# "2025. gada 3. janvāris"
_YEAR_BEFORE_DAY = frozenset({"lv"})
_FILLERS = frozenset("de del of the d th st nd rd er ta ro do den di r g dne o a m gada ko eko".split())


def read_date(text: str, language: str | None = None) -> datetime | date | None:
    """The first date in a short text; None where there is none or more than one reading.

    A datetime where the text has a time, aware where it names the zone; otherwise a date.

    >>> read_date("2024-05-03T10:15:00+02:00").isoformat()
    '2024-05-03T10:15:00+02:00'
    >>> read_date("le 3 mai 2024"), read_date("03/04/2024", "en")
    (datetime.date(2024, 5, 3), None)
    """
    text = text.strip()[:MAX_DATE_CHARS]
    if not any(map(str.isdigit, text)):
        return None
    return _machine_date(text) or _human_date(text, language)


def is_machine_date(text: str) -> bool:
    """Whether the whole text is a date as programs write it: of ISO 8601, or seconds or milliseconds since 1970."""
    return _machine_date(text) is not None


def _machine_date(text: str) -> datetime | date | None:
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    try:
        found = datetime.fromisoformat(text.replace(" +", "+", 1))
    except ValueError:
        return None
    return found if len(text) > len("2024-05-03") else found.date()


def _human_date(text: str, language: str | None) -> datetime | date | None:
    plain = _plain_digits(fold(text))
    if _THAI.search(plain):
        plain = plain.replace(".", "")  # which abbreviates inside Thai months, and ends nothing
    day, rest = _day(plain, language)
    if day is None:
        return None
    time = _TIME.search(rest)
    if time is None or int(time[1]) > 24:
        return day
    hour = int(time[1]) % 24
    half = time[4] or _half_before(rest[: time.start()].rstrip())
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = _zone(rest[time.end() :])
    return datetime(day.year, day.month, day.day, hour, int(time[2]), int(time[3] or 0), tzinfo=zone)


def _half_before(text: str) -> str | None:
    return "a" if text.endswith(_BEFORE_NOON) else "p" if text.endswith(_AFTER_NOON) else None


def _plain_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in text)


def _day(text: str, language: str | None) -> tuple[date | None, str]:
    """The day, and the text without it."""
    if found := _american_day(text, language) or _year_first_day(text) or _numbered_month_day(text):
        return found
    if day := _named_month_day(text, language):
        return day, text
    return persian_day(text) or _year_last_day(text, language) or (None, text)


def _american_day(text: str, language: str | None) -> tuple[date, str] | None:
    match = _AMERICAN.fullmatch(text)
    if match is None or not _is_month_first(match[2], language):
        return None
    day = _valid(int(match[3]), int(match[1]), int(match[2]))
    return (day, text[match.end(3) :]) if day else None


def _year_first_day(text: str) -> tuple[date, str] | None:
    for match in _YEAR_FIRST.finditer(text):
        if day := _valid(int(match[1]), int(match[3]), int(match[4])):
            return day, _without(match)
    return None


def _numbered_month_day(text: str) -> tuple[date | None, str] | None:
    match = _MONTH_WORD.search(text)
    return (_valid(int(match[3]), int(match[2]), int(match[1])), _without(match)) if match else None


def _year_last_day(text: str, language: str | None) -> tuple[date, str] | None:
    for match in _YEAR_LAST.finditer(text):
        if day := _numeric_day(match, language):
            return day, _without(match)
    return None


def _without(match: re.Match[str]) -> str:
    """The text without the match."""
    return f"{match.string[: match.start()]} {match.string[match.end() :]}"


def _is_month_first(second: str, language: str | None) -> bool:
    """Not where Australia would write the same: it puts a zero before the month alone."""
    return len(second) == 1 or int(second) > 12 or language not in (None, "en")


def _numeric_day(match: re.Match[str], language: str | None) -> date | None:
    first, second = int(match[1]), int(match[3])
    year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    if match[2] == "/" and first != second and max(first, second) <= 12 and language in (None, "en"):
        return None
    if second > 12:
        first, second = second, first
    return _valid(year, second, first)


def _named_month_day(text: str, language: str | None) -> date | None:
    """Day, month and year in any order, where the month is a word next to both numbers."""
    tokens = [token for token in _TOKEN.findall(_TIME.sub(" ", text)) if token not in _FILLERS]
    own = words().months_of.get(language or "", {})
    months = words().months
    for place, token in enumerate(tokens):
        month = own.get(token) or months.get(token)
        if month is None:
            continue
        before = tokens[place - 1] if place else ""
        after, last = ([*tokens[place + 1 : place + 3], "", ""])[:2]
        if last in _ZONES:
            last = tokens[place + 3] if place + 3 < len(tokens) else ""
        first = tokens[place - 2] if place > 1 and language in _YEAR_BEFORE_DAY else ""
        for day, year in ((before, after), (after, last), (after, before), (before, first)):
            if day.isdigit() and len(day) <= 2 and year.isdigit() and len(year) == 4:
                return _valid(int(year), month, int(day))
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    if year > 2400:
        year -= _BUDDHIST_YEARS_AHEAD
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _zone(text: str) -> timezone | None:
    """The zone named at the start of what follows the time."""
    text = text.lstrip(" ,(")[:20]
    if match := _OFFSET.match(text):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(offset if match[1] == "+" else -offset) if offset < timedelta(hours=15) else None
    token = _TOKEN.match(text)
    hours = _ZONES.get(token[0]) if token else None
    return timezone(timedelta(hours=hours)) if hours is not None else None
