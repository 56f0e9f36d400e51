"""When a source is due, whatever the clock, restarts and other processes do."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsclean.errors import StoreError
from newsclean.schedule.turns import Turns

ZONE = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 3, 28, 12, 0, tzinfo=ZONE)
"""The day before summer time begins there."""
HOUR = timedelta(hours=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "schedule.db"


def test_an_interval_counts_from_the_last_crawl(path: Path) -> None:
    with Turns(path) as turns:
        assert turns.next_turn("a", "30m", NOON) == NOON
        assert turns.take("a", "30m", NOON)
        turns.close_turn("a", "30m", NOON + timedelta(minutes=3))
        assert turns.next_turn("a", "30m", NOON + timedelta(minutes=5)) == NOON + timedelta(minutes=30)
        assert not turns.take("a", "30m", NOON + timedelta(minutes=29))
        assert turns.take("a", "30m", NOON + timedelta(minutes=30))


def test_a_cron_line_is_waited_for_and_what_was_missed_comes_once(path: Path) -> None:
    with Turns(path) as turns:
        assert turns.next_turn("a", "0 6 * * *", NOON) == datetime(2026, 3, 29, 6, 0, tzinfo=ZONE)
    later = NOON + timedelta(days=9)
    with Turns(path) as turns:
        assert turns.next_turn("a", "0 6 * * *", later) <= later
        assert turns.take("a", "0 6 * * *", later)
        turns.close_turn("a", "0 6 * * *", later)
        assert turns.next_turn("a", "0 6 * * *", later) == datetime(2026, 4, 7, 6, 0, tzinfo=ZONE)


def test_a_cron_line_keeps_its_hour_when_summer_begins(path: Path) -> None:
    with Turns(path) as turns:
        turn = turns.next_turn("a", "30 6 * * *", NOON)
        assert (turn.hour, turn.minute) == (6, 30)
        assert turn.timestamp() - NOON.timestamp() == timedelta(hours=17, minutes=30).total_seconds()


def test_a_turn_that_was_left_open_is_due_again(path: Path) -> None:
    with Turns(path) as turns:
        assert turns.take("a", "1d", NOON)
    with Turns(path) as turns:
        assert turns.next_turn("a", "1d", NOON + HOUR) <= NOON + HOUR
        assert turns.take("a", "1d", NOON + HOUR)


def test_turns_that_came_while_a_slow_source_was_crawled_are_left_out(path: Path) -> None:
    with Turns(path) as turns:
        assert turns.take("a", "30m", NOON)
        turns.close_turn("a", "30m", NOON + HOUR)
        assert turns.next_turn("a", "30m", NOON + HOUR) == NOON + HOUR + timedelta(minutes=30)


@pytest.mark.parametrize("every", ["1h", "0 6 * * *"])
def test_a_clock_that_was_ahead_keeps_no_source_waiting(path: Path, every: str) -> None:
    ahead = NOON + timedelta(days=4000)
    with Turns(path) as turns:
        turns.next_turn("a", every, ahead)
        assert turns.take("a", every, ahead + timedelta(days=1))
        turns.close_turn("a", every, ahead + timedelta(days=1))
        assert turns.next_turn("a", every, NOON) <= NOON + timedelta(days=1)


def test_a_clock_that_is_put_right_by_seconds_changes_nothing(path: Path) -> None:
    with Turns(path) as turns:
        assert turns.take("a", "1h", NOON)
        turns.close_turn("a", "1h", NOON)
        assert turns.next_turn("a", "1h", NOON - timedelta(seconds=20)) == NOON + HOUR


def test_only_one_of_two_processes_takes_a_closed_turn(path: Path) -> None:
    with Turns(path) as first, Turns(path) as second:
        assert first.take("a", "1h", NOON)
        first.close_turn("a", "1h", NOON)
        assert not second.take("a", "1h", NOON + timedelta(minutes=1))


def test_a_turn_that_cannot_be_written_down_does_not_come_again_at_once(path: Path) -> None:
    with Turns(path, wait_seconds=0.05) as turns:
        assert turns.take("a", "1h", NOON)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked"):
            turns.close_turn("a", "1h", NOON)
        other.close()
        assert turns.next_turn("a", "1h", NOON + timedelta(minutes=1)) == NOON + HOUR


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, but a text that somebody needs", b"SQLite format 3\0" + b"\xff" * 200]
)
def test_a_file_of_somebody_elses_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    if not content:  # as mktemp makes one
        Turns(path).close()
        return
    with pytest.raises(StoreError, match=r"schedule\.db"):
        Turns(path)
    assert path.read_bytes() == content


def test_a_database_of_somebody_elses_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE turns (precious TEXT)")
    database.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="left as it is"):
        Turns(path)
    assert path.read_bytes() == before


def test_a_moment_that_is_none_counts_as_none(path: Path) -> None:
    with Turns(path) as turns:
        turns.next_turn("a", "1h", NOON)
        with sqlite3.connect(path) as database:
            database.execute("UPDATE turns SET last = 'yesterday'")
        database.close()
        assert turns.next_turn("a", "1h", NOON) == NOON


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="missing does not exist"):
        Turns(tmp_path / "missing" / "schedule.db")
