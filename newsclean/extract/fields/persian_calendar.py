"""Dates of the Solar Hijri calendar, which sites of Iran and Afghanistan print, most of them no other."""

import re
from datetime import date, timedelta

# Iran's names of the months, and Afghanistan's, folded.
_MONTHS = (
    *("فروردین|حمل", "اردیبهشت|ثور", "خرداد|جوزا", "تیر|سرطان", "مرداد|امرداد|اسد", "شهریور|سنبله", "مهر|میزان"),
    *("ابان|عقرب", "اذر|قوس", "دی|جدی", "بهمن|دلو", "اسفند|حوت"),
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
# Of our calendar 1991 to 2050. A lunar year that the web has seen is, read as one of these, past 2031.
_YEAR = r"(1(?:3[789]|4[0-2])\d)"
_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\s?(?:ماه\s)?{_YEAR}(?!\d)"
)
_NUMERIC = re.compile(rf"(?<!\d){_YEAR}\s?([-/])\s?(\d{{1,2}})\s?\2\s?(\d{{1,2}})(?!\d)")

_FIRST_DAY_OF_1370 = date(1991, 3, 21)
_LEAP_YEARS_OF_CYCLE = (1, 5, 9, 13, 17, 22, 26, 30)
"""Of each 33 years; so it has been since 1343, and will be until 1472."""
_YEARS_OF_CYCLE = 33
_MONTHS_OF_31_DAYS = 6


def persian_day(text: str) -> tuple[date, str] | None:
    """The first such day in a folded text with plain digits, and the text without it."""
    if named := _NAMED.search(text):
        day = _converted(int(named[3]), _NUMBERS[named[2]], int(named[1]))
        return (day, f"{text[: named.start()]} {text[named.end() :]}") if day else None
    if numeric := _NUMERIC.search(text):
        day = _converted(int(numeric[1]), int(numeric[3]), int(numeric[4]))
        return (day, f"{text[: numeric.start()]} {text[numeric.end() :]}") if day else None
    return None


def _converted(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= len(_MONTHS) and 1 <= day <= _days_of(year, month)):
        return None
    before = sum(365 + _is_leap(each) for each in range(1370, year))
    before += sum(_days_of(year, each) for each in range(1, month))
    return _FIRST_DAY_OF_1370 + timedelta(days=before + day - 1)


def _days_of(year: int, month: int) -> int:
    if month < len(_MONTHS):
        return 31 if month <= _MONTHS_OF_31_DAYS else 30
    return 29 + _is_leap(year)


def _is_leap(year: int) -> bool:
    return year % _YEARS_OF_CYCLE in _LEAP_YEARS_OF_CYCLE
