"""What is unlike the past in the pages of a run. Each check is a function of two sums."""

from collections.abc import Iterator
from math import exp, sqrt

from newsclean.labels import Label
from newsclean.runs.chance import chance_of_at_least
from newsclean.runs.report import Alarm
from newsclean.runs.settings import AlarmCheck, AlarmSettings
from newsclean.runs.totals import Totals

LEAST_PAGES = 5
"""Fewer pages are no sample."""
LEAST_PAST_PAGES = 10
"""Fewer pages say too little of what is usual."""
LEAST_TEXTS = 20
"""What is cut of a page differs by some 10 % of its characters from page to page, and long pages count more; of twenty
pages it is some 3 %, a fifth of the tolerance."""
MAX_CHANCE = 1e-6
"""Beside its tolerance a rate needs to be less likely than this by chance. A hundred sources that are crawled every
half hour have 1,752,000 runs a year."""
LENGTH_STRAY = 4.9
"""What a median is borne to stray by, in standard errors: beyond this lies one millionth of a normal distribution. The
standard error of the median of n lengths is 1 by the root of n, on a logarithmic scale: 1.25 times their spread, which
is 0.8 over the articles of many outlets."""
LABEL_GONE_SHARE = 0.5
"""A label that has gone from so many of the pages that had it is not cut any more: where the text says the same junk
in other words, it now stays."""
MAX_LABELS = 3
"""Labels that are named in the alarms of one run; a change of template changes many at once."""


def page_alarms(now: Totals, past: Totals, settings: AlarmSettings) -> Iterator[Alarm]:
    """Alarms for rates of pages, whatever their texts are."""
    if past.processed < LEAST_PAST_PAGES:
        return
    came, came_past = now.cleaned + now.skipped, past.cleaned + past.skipped
    if now.articles == 0 and is_unlikely(came, came, came_past - past.articles, came_past):
        yield Alarm(
            check=AlarmCheck.NO_ARTICLES,
            message=f"none of {came} pages is an article; usually {past.articles / came_past:.0%} are",
            value=0.0,
            usual=past.articles / came_past,
        )
    tested = (
        (AlarmCheck.FAILURE_RATE, "failed", now.failed, now.processed, past.failed, past.processed),
        (AlarmCheck.EMPTY_RATE, "are empty or ask for consent", now.empty, now.cleaned, past.empty, past.cleaned),
        (AlarmCheck.MORE_LISTINGS, "are listings or stubs", now.thin, now.cleaned, past.thin, past.cleaned),
    )
    for check, words, count, number, past_count, past_number in tested:
        if check is AlarmCheck.MORE_LISTINGS and now.thin <= now.articles:
            continue
        if not number or not is_unlikely(count, number, past_count, past_number):
            continue
        value, usual = count / number, past_count / past_number
        if value - usual > settings.tolerance_of(check):
            message = f"{count} of {number} pages {words}, {value:.0%}; usually {usual:.0%}"
            yield Alarm(check=check, message=message, value=value, usual=usual)


def is_unlikely(count: int, number: int, past_count: int, past_number: int) -> bool:
    """Whether `count` or more of `number` are no chance after `past_count` of `past_number`; of few it is unknown."""
    if number < LEAST_PAGES or past_number == 0:
        return False
    return chance_of_at_least(count, number, past_count, past_number) < MAX_CHANCE


def text_alarms(now: Totals, past: Totals, settings: AlarmSettings) -> Iterator[Alarm]:
    """Alarms for the texts of pages: how long they are, and what is cut from them."""
    yield from _length_alarms(now, past, settings)
    if now.text_pages < LEAST_TEXTS or past.text_pages < LEAST_PAST_PAGES:
        return
    if abs(now.cut_share - past.cut_share) > settings.tolerance_of(AlarmCheck.CUT_SHARE):
        yield Alarm(
            check=AlarmCheck.CUT_SHARE,
            message=f"{now.cut_share:.0%} of the text is cut; usually {past.cut_share:.0%}",
            value=now.cut_share,
            usual=past.cut_share,
        )
    labels = sorted(
        now.cut_characters.keys() | past.cut_characters.keys(),
        key=lambda label: (-abs(now.cut_share_of(label) - past.cut_share_of(label)), label),
    )
    found = (alarm for label in labels if (alarm := _label_alarm(label, now, past, settings)) is not None)
    yield from (alarm for alarm, _ in zip(found, range(MAX_LABELS), strict=False))


def _length_alarms(now: Totals, past: Totals, settings: AlarmSettings) -> Iterator[Alarm]:
    if now.saved_articles < LEAST_PAGES or past.saved_articles < LEAST_PAST_PAGES:
        return
    error = sqrt(1 / now.saved_articles + 1 / past.saved_articles)
    borne = max(settings.tolerance_of(AlarmCheck.MEDIAN_LENGTH), exp(LENGTH_STRAY * error))
    value, usual = now.median_length, past.median_length
    if value * borne < usual or value > usual * borne:
        yield Alarm(
            check=AlarmCheck.MEDIAN_LENGTH,
            message=f"the median article has {value} characters; usually {usual}",
            value=value,
            usual=usual,
        )


def _label_alarm(label: Label, now: Totals, past: Totals, settings: AlarmSettings) -> Alarm | None:
    value, usual = now.cut_share_of(label), past.cut_share_of(label)
    words = f"{value:.0%} of the text is cut as {label.value}; usually {usual:.0%}"
    if abs(value - usual) <= settings.tolerance_of(AlarmCheck.LABEL_SHARE):
        without = now.text_pages - now.cut_pages[label]
        past_without = past.text_pages - past.cut_pages[label]
        if without / now.text_pages - past_without / past.text_pages <= LABEL_GONE_SHARE:
            return None
        if not is_unlikely(without, now.text_pages, past_without, past.text_pages):
            return None
        words = (
            f"{now.cut_pages[label]} of {now.text_pages} pages have something cut as {label.value}; "
            f"usually {past.cut_pages[label] / past.text_pages:.0%}"
        )
    return Alarm(check=AlarmCheck.LABEL_SHARE, message=words, value=value, usual=usual, label=label)
