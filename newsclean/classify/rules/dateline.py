"""A date or time that stands alone."""

import re
from collections.abc import Iterator
from functools import lru_cache

from newsclean.classify.evidence import by_phrase
from newsclean.classify.reading import Reading, ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.classify.words import all_languages
from newsclean.models import Label, Verdict
from newsclean.text import fold

NAME = "dateline"
MAX_WORDS = 14
# A line is a dateline where its words are those of dates and no more than a name is left.
MIN_DATE_SHARE = 0.6
EDGE_SCORE = 0.9
# In the middle a date may head a part of a chronology.
MIDDLE_SCORE = 0.2

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_CLOCK_OR_DATE = re.compile(r"\d{1,2}\s?[:.hH]\s?\d{2}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年|\d{1,2}月|\d{4}년")
_UNSPACED_DATE = re.compile(r"[\d年月日時分秒년월일시분:/.\-()\s]+")


def _tokens(folded: str) -> list[str]:
    return _TOKEN.findall(folded)


@lru_cache(maxsize=1)
def _date_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that make a date (months, weekdays), and words that stand around one, of all languages."""
    makers, around = set[str](), set[str]()
    for language in all_languages().values():
        for word in (*language.words.months, *language.words.weekdays):
            makers.update(_tokens(fold(word)))
        for word in language.words.date_words:
            around.update(_tokens(fold(word)))
        for phrase in language.words.relative_time:
            around.update(_tokens(fold(phrase.replace("{n}", " "))))
    return frozenset(makers), frozenset(around)


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.DATELINE, NAME)
    for line in reading.lines:
        if line.words <= MAX_WORDS and _is_date(line):
            score = EDGE_SCORE if reading.is_head(line) or reading.is_tail(line) else MIDDLE_SCORE
            if len(reading.lines) > 1:
                yield Verdict(line.index, Label.DATELINE, NAME, score, "a date or a time and nothing else")


def _is_date(line: ReadLine) -> bool:
    tokens = _tokens(fold(line.text))
    if not tokens or len(tokens) > 2 * MAX_WORDS:
        return False
    numbers = sum(token[0].isdigit() for token in tokens)
    if not numbers:
        return False
    if _UNSPACED_DATE.fullmatch(line.text) and _CLOCK_OR_DATE.search(line.text):
        return True
    makers, around = _date_words()
    made = sum(token in makers for token in tokens)
    beside = sum(token in around and token not in makers for token in tokens)
    if not made and not _CLOCK_OR_DATE.search(line.text) and not (beside and numbers + beside == len(tokens)):
        return False
    return numbers + made + beside >= MIN_DATE_SHARE * len(tokens) and len(tokens) - numbers - made - beside <= 2


RULE = Rule(
    name=NAME,
    label=Label.DATELINE,
    summary="a line that is a date, a time or an update note and nothing else",
    reason="The record has the date; in the text it stands before the story or on each teaser.",
    cuts=(
        Example(
            "3 May 2024, 17:46\nThe dam holds, engineers said on Friday after a night of checks by forty men.", (0,)
        ),
    ),
    keeps=(
        Example("17:46: The last train has left the station, the operator says, and the doors are closed."),
        Example(
            "The dam was planned for ten years and built in six, against the will of the valley and its mayor.\n"
            "3 May 1954\nOn this day the first stone was laid by a minister who had never seen the lake before."
        ),
    ),
    misses="Dates with a place before them, which open the first sentence of wire copy.",
    find=find,
    thresholds=(("MIN_DATE_SHARE", MIN_DATE_SHARE, "a name or a place may stand beside the date"),),
)
