"""When a run is unlike its source's past, and when it is not."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from newsclean.runs.judge import judge
from newsclean.runs.past import QuietPast
from newsclean.runs.report import Alarm, RunReport, RunState
from newsclean.runs.settings import AlarmCheck, AlarmSettings
from tests.runs.made import BEGAN, made_cuts, made_past, made_run, quiet_run

PAST = made_past(made_run(1), made_run(2), made_run(3))


def checks(run: RunReport, past: object = PAST, **settings: object) -> set[str]:
    return {alarm.check.value for alarm in judge(run, past, AlarmSettings(**settings))}  # type: ignore[arg-type]


def test_a_run_like_its_past_is_no_alarm() -> None:
    assert checks(made_run(4)) == set()


def test_nothing_new_is_no_alarm() -> None:
    assert checks(quiet_run(4)) == set()


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (made_run(4, {"empty": 20}), {"no_articles", "empty_rate"}),
        (made_run(4, {"consent": 20}), {"no_articles", "empty_rate"}),
        (made_run(4, {"article": 12, "empty": 8}), {"empty_rate"}),
        (made_run(4, {"listing": 12, "article": 8}), {"more_listings"}),
        (made_run(4, {"stub": 6, "listing": 6, "article": 8}), {"more_listings"}),
        (made_run(4, {"listing": 8, "article": 12}), set()),  # many, but articles are more
        (made_run(4, failed=20), {"failure_rate"}),
        (made_run(4, failed=4), set()),
        (made_run(4, skipped=20, new=0, page_kinds={}), {"no_articles"}),  # closed by robots.txt, or no HTML
        (made_run(4, median_length=500), {"median_length"}),
        (made_run(4, median_length=7_200), {"median_length"}),
        (made_run(4, median_length=800), set()),  # of twenty articles
        (made_run(4, cuts=made_cuts(20, share=50, teaser=300)), {"cut_share", "label_share"}),
        (made_run(4, cuts=made_cuts(20, share=50, teaser=110)), {"label_share"}),
        (made_run(4, cuts=made_cuts(20, share=50, teaser=90)), set()),
        (made_run(4, cuts={}), {"label_share"}),  # what was cut from every page is cut no more
        (quiet_run(4, listings=0, listings_with_pages=0, failed=1, failed_listings=1), {"listings_gone"}),
        (quiet_run(4, known=0), {"listings_empty"}),
        (quiet_run(4, known=0, left_out=7), set()),
        (quiet_run(4, known=0, listings_with_pages=0), set()),  # found not modified
        (quiet_run(4, listings=0, listings_with_pages=0, postponed=1), set()),  # not even asked for
        (quiet_run(4, listings=0, is_shared=True), set()),  # another machine has read them
        (quiet_run(4, answers=3, refused=2, failed=2), set()),  # pages for subscribers
        (quiet_run(4, answers=1, refused=1, listings=0, failed=1, failed_listings=1), {"refused"}),
        (made_run(4, refused=21, statuses={403: 21}, listings=0, new=0, failed=20, kinds={}), {"refused"}),
    ],
)
def test_alarms(run: RunReport, expected: set[str]) -> None:
    assert checks(run) == expected


def test_the_message_says_what_is_usual() -> None:
    (alarm,) = judge(made_run(4, {"article": 12, "empty": 8}), PAST, AlarmSettings())
    assert alarm.message == "8 of 20 pages are empty or ask for consent, 40%; usually 0%"
    assert (alarm.value, alarm.usual) == (0.4, 0.0)


def test_what_was_always_so_is_no_alarm() -> None:
    kinds = {"article": 5, "listing": 10, "empty": 5}
    past = made_past(*(made_run(hour, kinds) for hour in range(1, 5)))
    assert checks(made_run(5, kinds), past) == set()


def test_a_short_past_says_nothing() -> None:
    assert checks(made_run(4, {"empty": 20}), made_past(made_run(1), made_run(2))) == set()
    assert checks(made_run(4, {"empty": 20}), made_past(made_run(1), made_run(2)), least_past_runs=2) != set()


def site_pages(chance: random.Random, number: int, empty: float) -> dict[str, int]:
    kinds = chance.choices(("article", "listing", "stub", "empty"), weights=(90, 4, 3, 3), k=number)
    return dict(Counter("empty" if chance.random() < empty else kind for kind in kinds))


@pytest.mark.parametrize(("pages_a_run", "found_after_runs"), [(2, 40), (30, 3)])
def test_months_of_a_site_and_the_day_it_breaks(pages_a_run: int, found_after_runs: int) -> None:
    """No alarm in 400 runs of a site that stays as it is; then half of its pages come empty."""
    chance = random.Random(pages_a_run)
    past: list[RunReport] = []
    for hour in range(400):
        length = round(2_000 * chance.lognormvariate(0, 0.8 / pages_a_run**0.5))
        run = made_run(hour, site_pages(chance, pages_a_run, empty=0.0), median_length=length)
        assert checks(run, made_past(*past[-60:])) == set()
        past.append(run)
    for hour in range(400, 400 + found_after_runs):
        run = made_run(hour, site_pages(chance, pages_a_run, empty=0.5))
        if "empty_rate" in checks(run, made_past(*past[-300:])):
            return
        past.append(run)
    pytest.fail("never found")


@pytest.mark.parametrize("state", [RunState.INTERRUPTED, RunState.FAILED])
def test_a_run_that_was_broken_off_is_not_judged(state: RunState) -> None:
    assert checks(made_run(4, {"empty": 20}, state=state)) == set()


def test_a_run_at_its_time_limit_is_judged_by_its_pages_alone() -> None:
    assert checks(quiet_run(4, listings=0, state=RunState.LIMITED)) == set()
    assert "no_articles" in checks(made_run(4, {"empty": 20}, state=RunState.LIMITED))


def test_a_few_pages_are_judged_with_those_before() -> None:
    """A source with one article a run, which breaks."""
    past = [made_run(hour, {"article": 1}) for hour in range(1, 31)]
    broken: list[RunReport] = []
    for hour in range(31, 41):
        run = made_run(hour, {"consent": 1})
        alarms = judge(run, made_past(*past, *broken), AlarmSettings())
        if alarms:
            assert {alarm.check for alarm in alarms} == {AlarmCheck.NO_ARTICLES, AlarmCheck.EMPTY_RATE}
            assert len(broken) == 4  # with this one five, the fewest that say anything
            return
        broken.append(run)
    pytest.fail("never found")


def test_two_odd_pages_are_no_alarm() -> None:
    past = made_past(*(made_run(hour, {"article": 2}) for hour in range(1, 21)))
    assert checks(made_run(21, {"empty": 2}), past) == set()


def test_a_site_that_stays_broken_stays_an_alarm() -> None:
    alarm = Alarm(check=AlarmCheck.EMPTY_RATE, message="", value=1, usual=0)
    broken = [made_run(hour, {"article": 5, "empty": 15}, alarms=(alarm,)) for hour in range(4, 40)]
    past = made_past(made_run(1), made_run(2), made_run(3), *broken)
    assert checks(made_run(40, {"article": 5, "empty": 15}), past) == {"empty_rate"}


def test_another_version_of_newsclean_may_cut_otherwise() -> None:
    assert checks(made_run(4, cuts=made_cuts(20, teaser=400), newsclean_version="1.1")) == set()
    assert "empty_rate" in checks(made_run(4, {"empty": 20}, newsclean_version="1.1"))


def test_few_articles_may_be_short() -> None:
    past = [made_run(hour) for hour in range(1, 5)]
    short = [made_run(hour, {"article": 6}, median_length=400) for hour in (5, 6, 7)]
    assert checks(short[0], made_past(*past)) == set()
    assert checks(short[2], made_past(*past, *short[:2])) == {"median_length"}


def test_many_articles_need_not_be_as_short() -> None:
    past = made_past(*(made_run(hour, {"article": 200}) for hour in range(1, 4)))
    assert checks(made_run(4, {"article": 200}, median_length=900), past) == {"median_length"}
    assert checks(made_run(4, {"article": 200}, median_length=1_000), past) == set()


def test_tolerances_and_checks_switched_off() -> None:
    run = made_run(4, {"article": 12, "empty": 8})
    assert checks(run, tolerance={AlarmCheck.EMPTY_RATE: 0.5}) == set()
    assert checks(run, off={AlarmCheck.EMPTY_RATE}) == set()
    assert checks(run, enabled=False) == set()
    refused = made_run(4, refused=21, statuses={403: 21}, listings=0, new=0, failed=20, kinds={})
    assert checks(refused, off={AlarmCheck.REFUSED}) == {"listings_gone", "failure_rate"}


def test_an_empty_listing_that_is_known_of_a_source() -> None:
    past = made_past(made_run(1), made_run(2), made_run(3), was_nameless=True)
    assert checks(quiet_run(4, known=0), past) == set()


DAY = 24 * 3600.0


def quiet(days: float, longest_days: float, watched_days: float = 60, runs: int = 50) -> QuietPast:
    return QuietPast(
        last_saved=BEGAN - timedelta(days=days),
        runs_with_news=100,
        quiet_runs=runs,
        longest_seconds=longest_days * DAY,
        watched_seconds=watched_days * DAY,
    )


@pytest.mark.parametrize(
    ("past", "is_alarm"),
    [
        (quiet(days=0.4, longest_days=0.3), False),  # a night
        (quiet(days=0.9, longest_days=0.3), False),
        (quiet(days=1.1, longest_days=0.4), True),  # never quiet for more than ten hours
        (quiet(days=1.1, longest_days=0.4, watched_days=5), False),  # the first Sunday
        (quiet(days=3.1, longest_days=0.4, watched_days=5), True),
        (quiet(days=10, longest_days=7), False),  # a weekly
        (quiet(days=15, longest_days=7), True),
        (quiet(days=15, longest_days=7, runs=1), False),  # looked at twice since
    ],
)
def test_a_source_that_falls_silent(past: QuietPast, is_alarm: bool) -> None:
    run = quiet_run(0)
    assert checks(run, made_past(made_run(-3), made_run(-2), made_run(-1), quiet=past)) == (
        {"quiet"} if is_alarm else set()
    )
