"""Lines that are a date, an hour or an age: what a line's words say of time."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsclean.classify.edges import phrase_key
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Fields
from newsclean.text import word_count

# A line is a dateline where its words are those of dates and no more than a name is left.
MIN_DATE_SHARE = 0.6
MAX_OTHER_WORDS = 2
# When it was published and when it was updated, each with its day, hour and zone.
MAX_WORDS = 24
UNKNOWN_LANGUAGE_MIN_CHARS = 4
_ZONES = frozenset(
    "am pm a p gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest msk ist jst sgt aest".split()
)
_HALVES_OF_DAY = frozenset({"a", "p", "m", "am", "pm"})
_NO_DATE_SIGNS = ("%", "€", "$", "£", "₩", "@", "://", "~")

# Of a clause that goes on in the next line.
_OPEN_ENDS = (",", "，", "、")
# Where there is nothing but a date a program may have written them.
_TELLING_ENDS = (".", "!", "?", "！", "？", "。")

_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-4])\s?[:.hH]\s?[0-5]\d(?!\d)")
_CLOCK_OR_DATE = re.compile(_CLOCK.pattern + r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年|\d{1,2}月|\d{4}년")
# "8 (800) 500-11-00"
_PHONE = re.compile(r"\(\d{2,5}\)")
# "Deadline: 31 May"
_LABELLED = re.compile(r"[^\W\d_][^\n:：]{1,40}(?:: |：)")
# "Police log, Feb. 10-16": what is published has one day.
_SPAN_OF_DAYS = re.compile(r"(?<![\d:./-])\d{1,2}\s?[-–—]\s?\d{1,2}(?![\d:./-])")
_UNSPACED_DATE = re.compile(r"[\d年月日時分秒년월일시분:/.\-()\s]+")


def _tokens(folded: str) -> list[str]:
    return _TOKEN.findall(folded)


@dataclass(frozen=True, slots=True)
class _DateWords:
    """Folded words of a date: those that make one, those that stand around one, wordings of an age."""

    makers: frozenset[str]
    around: frozenset[str]
    ages: frozenset[str]
    every: frozenset[str]
    """All single words that can stand in a date, months of other languages included."""


@lru_cache(maxsize=64)
def _date_words(language: str | None) -> _DateWords:
    """Of the text's language and of English; of all languages where it is not known, without the shortest.

    `to` is a weekday in Finnish, `mar` the sea in Spanish: a short word counts in its own language.
    """
    known = all_languages()
    is_known = language is not None and language in known
    asked = [known[code] for code in (language, "en") if code] if is_known else list(known.values())
    shortest = 1 if is_known else UNKNOWN_LANGUAGE_MIN_CHARS
    makers = _folded(words for one in asked for words in (*one.words.months, *one.words.weekdays))
    around = _folded(words for one in asked for words in one.words.date_words)
    ages = frozenset(phrase_key(phrase) for one in asked for phrase in one.words.relative_time)
    own = frozenset(word for word in makers if len(word) >= shortest)
    return _DateWords(own, around - makers, ages, own | around | _ZONES | _any_month())


@lru_cache(maxsize=1)
def _any_month() -> frozenset[str]:
    """Long names of months and weekdays in all languages: beside a day and a year they are nothing else."""
    words = (word for one in all_languages().values() for word in (*one.words.months, *one.words.weekdays))
    return frozenset(word for word in _folded(words) if len(word) >= UNKNOWN_LANGUAGE_MIN_CHARS)


def _folded(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(token for phrase in phrases for token in _tokens(fold(phrase)))


def dated_lines(reading: Reading) -> Sequence[tuple[ReadLine, int]]:
    """Lines that are a date, an hour or an age, each with the number of words beside it."""
    return reading.marked(_other_words, MAX_WORDS)


def is_age(line: ReadLine, reading: Reading) -> bool:
    """Whether a line is the age of something, or a machine's time."""
    return _is_machines_time(line, _date_words(reading.language))


def own_words_of_label(reading: Reading, line: ReadLine) -> int | None:
    """How many words before a line's colon are none of those that stand around dates; None where it has none."""
    label = _LABELLED.match(line.text)
    known = _date_words(reading.language).every
    return None if label is None else sum(token not in known for token in _tokens(fold(label[0])))


def stamps(reading: Reading) -> Iterator[ReadLine]:
    """Dates with their year, ages and times of today: what a site sets beside a teaser."""
    known = _date_words(reading.article.fields.language)
    for line, _ in dated_lines(reading):
        has_hour = _CLOCK.search(line.text) is not None and any(map(str.isalpha, line.text))
        if own_words_of_label(reading, line):
            continue
        if has_hour or _is_machines_time(line, known) or _YEAR.search(line.text) is not None:
            yield line


def _is_machines_time(line: ReadLine, known: _DateWords) -> bool:
    """An age or a timestamp: what a program writes beside a teaser, and nobody in a story."""
    return line.folded in known.ages or ("0" in line.folded and _TIMESTAMP.fullmatch(line.text) is not None)


def _other_words(line: ReadLine, fields: Fields) -> int | None:
    """How many words beside the date a line has that is a date for the rest; None where it is none."""
    known = _date_words(fields.language)
    if _is_machines_time(line, known):
        return 0
    if "0" not in line.folded or line.text.endswith(_OPEN_ENDS) or any(sign in line.text for sign in _NO_DATE_SIGNS):
        return None
    has_figures = _CLOCK_OR_DATE.search(line.text) is not None
    if has_figures and _are_hours(line.text):
        return None
    if has_figures and _UNSPACED_DATE.fullmatch(line.text):
        return None if _PHONE.search(line.text) else 0
    others = None if _has_other_words(line, known) else _left_words(line.text, known, has_figures)
    return None if others and _is_of_event(line) else others


def _is_of_event(line: ReadLine) -> bool:
    """Whether words that stand beside a date are those of what happened then, and none of the page."""
    # A score or a year of birth stands in brackets; a second zone does too, with nothing but dates around.
    if line.is_list_item or "(" in line.text or _tells(line.text):
        return True
    return _SPAN_OF_DAYS.search(line.text) is not None


def _are_hours(text: str) -> bool:
    """Two times and nothing else: "9.30 a.m. / 7.00 p.m." tells when something is open."""
    rest, clocks = _CLOCK.subn(" ", text)
    return clocks > 1 and _HALVES_OF_DAY.issuperset(_tokens(fold(rest)))


def _tells(text: str) -> bool:
    """Whether the words beside the date say what happens then: "On 10 May, the bridge closes!"."""
    if text.endswith(_TELLING_ENDS):
        return True
    _, colon, behind = text.rpartition(": ")
    return bool(colon) and not any(map(str.isdigit, behind))


def _has_other_words(line: ReadLine, known: _DateWords) -> bool:
    """Whether more words than allowed are none of a date, which is soon seen of most lines with a number."""
    return sum(word.isalpha() and word not in known.every for word in line.folded.split()) > MAX_OTHER_WORDS


def is_date(text: str, language: str | None) -> bool:
    """Whether a text is a date or a time and nothing else."""
    return _left_words(text, _date_words(language), _CLOCK_OR_DATE.search(text) is not None) == 0


def _left_words(text: str, known: _DateWords, has_figures: bool) -> int | None:
    tokens = _tokens(fold(text))
    if not has_figures and known.makers.isdisjoint(tokens) and not _YEAR.search(text):
        return None
    numbers = sum(token[0].isdigit() for token in tokens)
    made = sum(token in known.makers and not token[0].isdigit() for token in tokens)
    beside = sum(token in known.around or token in _ZONES for token in tokens)
    if not made and numbers > 1 and _YEAR.search(text):
        made = sum(token in _any_month() for token in tokens)
    left = len(tokens) - numbers - made - beside
    if left and not text.isascii():
        left += sum(word_count(token) - 1 for token in tokens if token not in known.every)
    if not (made or has_figures) or left > MAX_OTHER_WORDS or len(tokens) - left < MIN_DATE_SHARE * len(tokens):
        return None
    return left
