"""Whether a run is unlike its source's past.

A run with few pages is judged together with those before it, so that a source with one article a day is
judged too. What is usual comes from ordinary runs alone: a site that stays broken stays an alarm, until a
person accepts how it is.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from newsclean.labels import Label
from newsclean.runs.page_checks import is_unlikely, page_alarms, text_alarms
from newsclean.runs.past import Past, QuietPast
from newsclean.runs.report import Alarm, RunReport, RunState
from newsclean.runs.settings import AlarmCheck, AlarmSettings
from newsclean.runs.totals import Totals

WINDOW_PAGES = 50
"""A run with fewer pages is judged by itself and together with earlier ones, up to so many pages: what only looks odd
in five is plain in fifty."""
WINDOW_GROWTH = 1.5
PAST_PAGES = 300
"""The past reaches back so far at least, where `past_runs` have fewer pages: six times the window, so that a site that
breaks cannot become its own past before it is found."""
ALONE_PAGES = 12
"""A run with fewer pages is not judged by itself …"""
TOGETHER_RUNS = 3
"""… but with earlier ones, so many at least: pages of one run are alike, ten videos in a row say nothing of a site."""

QUIET_RUNS = 3
"""So many runs in a row must have had nothing new: one that met a server in trouble says little."""
LEAST_QUIET_HOURS = 24
"""A source that never sleeps longer than a night is told dead after a day …"""
WEEKENDS_SEEN_DAYS = 14
"""… once it was watched over two weekends; …"""
LEAST_QUIET_HOURS_BEFORE = 72
"""… before, after three days: it may well be closed on Sundays, and on a Monday that is a holiday."""

_HOUR_SECONDS = 3600
_DAY_SECONDS = 24 * _HOUR_SECONDS


def judge(run: RunReport, past: Past, settings: AlarmSettings) -> tuple[Alarm, ...]:
    """The alarms of `run`, which has ended; none where the past is too short to tell.

    A run in which nothing is new has no pages to judge: it is an alarm only when its listings are gone, name
    nothing any more, or the source has never been quiet for so long.
    """
    if not settings.enabled or not run.is_complete:
        return ()
    usual = past.ordinary[: settings.past_runs]
    found: dict[tuple[AlarmCheck, Label | None], Alarm] = {}
    if len(usual) >= settings.least_past_runs:
        if (refused := _refused(run, usual, settings)) is not None:
            return (refused,)  # and everything else follows from it
        for alarm in (*_listing_alarms(run, past, settings), *_alarms_of_pages(run, past, settings)):
            found.setdefault((alarm.check, alarm.label), alarm)
    if past.quiet.runs_with_news >= settings.least_past_runs:
        for alarm in _quiet_alarms(run, past.quiet, settings):
            found[alarm.check, None] = alarm
    return tuple(alarm for alarm in found.values() if alarm.check not in settings.off)


def _refused(run: RunReport, usual: Sequence[RunReport], settings: AlarmSettings) -> Alarm | None:
    if not run.answers or AlarmCheck.REFUSED in settings.off:
        return None
    share = run.refused / run.answers
    answers, refused = sum(earlier.answers for earlier in usual), sum(earlier.refused for earlier in usual)
    past_share = refused / answers if answers else 0.0
    if share - past_share <= settings.tolerance_of(AlarmCheck.REFUSED):
        return None
    # Two pages of three may be for subscribers. That nothing is given at all, not even a listing, is no such chance.
    if run.refused < run.answers and not is_unlikely(run.refused, run.answers, refused, answers):
        return None
    statuses = ", ".join(str(status) for status in sorted(run.statuses) if status >= 400)
    return Alarm(
        check=AlarmCheck.REFUSED,
        message=f"{run.refused} of {run.answers} requests were refused (status {statuses}); usually {past_share:.0%}",
        value=share,
        usual=past_share,
    )


def _listing_alarms(run: RunReport, past: Past, settings: AlarmSettings) -> Iterator[Alarm]:
    if run.state is not RunState.FINISHED or run.is_shared or run.counts.postponed:
        return  # it may not have come to its listings, or another machine has read them
    usual = past.ordinary[: settings.past_runs]
    listings = median(earlier.counts.listings for earlier in usual)
    if listings and (listings - run.counts.listings) / listings > settings.tolerance_of(AlarmCheck.LISTINGS_GONE):
        yield Alarm(
            check=AlarmCheck.LISTINGS_GONE,
            message=f"{run.counts.listings} listings could be read; usually {listings:.0f}",
            value=run.counts.listings,
            usual=listings,
        )
    named = [earlier.counts.named for earlier in usual if earlier.counts.listings_with_pages]
    if run.counts.listings_with_pages and not run.counts.named and named and not past.was_nameless:
        yield Alarm(
            check=AlarmCheck.LISTINGS_EMPTY,
            message=f"the listings name no page any more; usually {median(named):.0f}",
            value=0.0,
            usual=median(named),
        )


def _alarms_of_pages(run: RunReport, past: Past, settings: AlarmSettings) -> Iterator[Alarm]:
    for window in _windows(run, past.recent):
        earlier = _usual([one for one in past.ordinary if one.began < window[-1].began], settings)
        if len(earlier) < settings.least_past_runs:
            return
        now = Totals.of(window)
        yield from page_alarms(now, Totals.of(earlier), settings)
        # Another version of newsclean has other rules, so its texts differ without any fault of the site.
        alike = [one for one in earlier if one.newsclean_version == run.newsclean_version]
        if len(alike) >= settings.least_past_runs:
            yield from text_alarms(now, Totals.of(alike), settings)


def _usual(ordinary: Sequence[RunReport], settings: AlarmSettings) -> Sequence[RunReport]:
    """The newest of the ordinary runs: `past_runs`, or as many as have PAST_PAGES."""
    pages = 0
    for number, run in enumerate(ordinary):
        if number >= settings.past_runs and pages >= PAST_PAGES:
            return ordinary[:number]
        pages += run.counts.processed
    return ordinary


def _windows(run: RunReport, recent: Sequence[RunReport]) -> Iterator[list[RunReport]]:
    """Groups of runs to judge, each of the last one and those before it, up to WINDOW_PAGES.

    Each is WINDOW_GROWTH times as large as the one before: between two of them there is little to see.
    """
    window, pages, judged = [run], run.counts.processed, 0.0
    if not pages:
        return
    for earlier in (*recent, None):
        is_sample = pages >= ALONE_PAGES or len(window) >= TOGETHER_RUNS
        if is_sample and pages >= judged * WINDOW_GROWTH:
            yield window
            judged = pages
        if earlier is None or pages >= WINDOW_PAGES or earlier.alarms:
            return
        if earlier.newsclean_version != run.newsclean_version:
            return
        window, pages = [*window, earlier], pages + earlier.counts.processed


def _quiet_alarms(run: RunReport, quiet: QuietPast, settings: AlarmSettings) -> Iterator[Alarm]:
    if run.counts.saved or run.is_shared or quiet.last_saved is None or quiet.quiet_runs + 1 < QUIET_RUNS:
        return
    seconds = (run.began - quiet.last_saved).total_seconds()
    has_seen_weekends = quiet.watched_seconds >= WEEKENDS_SEEN_DAYS * _DAY_SECONDS
    least = (LEAST_QUIET_HOURS if has_seen_weekends else LEAST_QUIET_HOURS_BEFORE) * _HOUR_SECONDS
    if seconds > max(least, settings.tolerance_of(AlarmCheck.QUIET) * quiet.longest_seconds):
        hours, longest = seconds / _HOUR_SECONDS, quiet.longest_seconds / _HOUR_SECONDS
        yield Alarm(
            check=AlarmCheck.QUIET,
            message=f"nothing new for {hours:.0f} hours; the longest so far: {longest:.0f}",
            value=seconds,
            usual=quiet.longest_seconds,
        )
