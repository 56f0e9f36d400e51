"""How often a source is crawled."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError

from newsclean.sources.every import Every, interval, next_run

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
CHECK: TypeAdapter[str] = TypeAdapter(Every)


@pytest.mark.parametrize("every", ["1m", "30m", "6h", "1d", "52w", "*/5 * * * *", " 0  6 * * mon-fri ", "0 6 L * *"])
def test_what_is_understood(every: str) -> None:
    assert CHECK.validate_python(every) == " ".join(every.split())


@pytest.mark.parametrize(
    ("every", "message"),
    [
        ("", "neither a time"),
        ("0m", "every minute at most"),
        ("53w", "every 366 days at least"),
        ("9999d", "every 366 days at least"),
        ("99999m", "neither a time"),
        ("30", "neither a time"),
        ("30 m", "neither a time"),
        ("-5m", "neither a time"),
        ("30s", "neither a time"),
        ("@daily", "neither a time"),
        ("* * * * * *", "neither a time"),
        ("61 * * * *", "is no cron line: bad minute"),
        ("0 6 * * someday", "is no cron line: bad day-of-week"),
        ("0 0 31 2 *", "is no cron line: bad day-of-month"),
        ("0 0 30 2 *", "no cron line"),
        ("٣0m", "neither a time"),
    ],
)
def test_what_is_refused(every: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        CHECK.validate_python(every)


def test_an_interval_counts_from_the_last_run() -> None:
    assert interval("90m") == timedelta(minutes=90)
    assert next_run("90m", NOON - timedelta(minutes=30), NOON) == NOON + timedelta(minutes=60)
    assert next_run("90m", NOON - timedelta(days=3), NOON) < NOON
    assert next_run("90m", None, NOON) == NOON


def test_a_cron_line_means_the_next_moment_after_the_last_run() -> None:
    assert interval("0 6 * * 1") is None
    assert next_run("0 6 * * 1", None, NOON) == datetime(2026, 3, 9, 6, tzinfo=UTC)  # a Monday
    assert next_run("0 6 * * *", NOON - timedelta(days=3), NOON) == datetime(2026, 3, 2, 6, tzinfo=UTC)


def test_a_cron_line_is_read_in_local_time() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    due = next_run("30 2 * * *", None, datetime(2026, 3, 29, 0, 0, tzinfo=berlin))  # 02:30 does not exist that day
    assert due.astimezone(UTC).date().isoformat() == "2026-03-29"
    assert next_run("0 6 * * *", NOON, NOON.astimezone(berlin)).hour == 6
