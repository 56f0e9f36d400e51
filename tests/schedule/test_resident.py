"""The schedule that stays: what it crawls when, how it ends, what it survives."""

import os
import signal
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsclean.crawl.lock import source_lock
from tests.schedule.scheduling import Scheduled, is_alive, write_sources

pytestmark = pytest.mark.timeout(90)


def set_last(folder: Path, source: str, last: datetime) -> None:
    """Write into the schedule's file that the source was crawled then, as a clock that jumped would."""
    with sqlite3.connect(folder / "schedule.db") as database:
        database.execute("UPDATE turns SET last = ? WHERE source = ?", (last.isoformat(), source))
    database.close()


def test_what_was_never_crawled_is_crawled_at_once_and_told(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick-a", "quick-b")
    with Scheduled(tmp_path) as schedule:
        for name in ("quick-a", "quick-b"):
            start, end = schedule.until("start", name), schedule.until("end", name)
            assert ("exit_code", 0) in end.items()
            assert (name, "began", start["pid"]) in schedule.crawls()
            assert end["outcome"] == "done"
            assert 0 < end["seconds"] < 30
            wait = datetime.fromisoformat(end["next"]) - datetime.fromisoformat(start["time"])
            assert timedelta(minutes=59) < wait < timedelta(minutes=61)
        assert not schedule.other


def test_a_restart_crawls_only_what_is_due(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick-a", "quick-b")
    with Scheduled(tmp_path) as schedule:
        schedule.until("end", count=2)
    set_last(tmp_path, "quick-b", datetime.now(UTC) - timedelta(days=3))
    with Scheduled(tmp_path) as schedule:
        schedule.until("end", "quick-b")
        schedule.send(signal.SIGTERM)
        assert schedule.ended() == 0
        assert sorted(schedule.names()) == ["quick-a", "quick-b", "quick-b"]


def test_what_comes_due_meanwhile_is_crawled(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick")
    with Scheduled(tmp_path, heartbeat_seconds=30) as schedule:
        schedule.until("end")
        schedule.send(signal.SIGTERM)
        schedule.ended()
    set_last(tmp_path, "quick", datetime.now(UTC) - timedelta(hours=1) + timedelta(seconds=2))
    with Scheduled(tmp_path, heartbeat_seconds=30) as schedule:
        assert schedule.until("ready")
        assert len(schedule.names()) == 1
        schedule.until("end")
        assert len(schedule.names()) == 2


@pytest.mark.parametrize("jump", [timedelta(days=30), timedelta(days=-30)], ids=["set back", "slept"])
def test_a_clock_that_jumps_costs_one_crawl_and_no_more(tmp_path: Path, jump: timedelta) -> None:
    write_sources(tmp_path, "quick")
    with Scheduled(tmp_path) as schedule:
        schedule.until("end")
        set_last(tmp_path, "quick", datetime.now(UTC) + jump)
        schedule.until("end", count=2)
        schedule.send(signal.SIGTERM)
        assert schedule.ended() == 0
        assert len(schedule.names()) == 2


def test_only_so_many_crawl_at_a_time(tmp_path: Path) -> None:
    names = [f"brief-{number}" for number in range(4)]
    write_sources(tmp_path, *names)
    with Scheduled(tmp_path, parallel=1) as schedule:
        schedule.until("end", count=4)
        running = 0
        for _, what, _ in schedule.crawls():
            running += 1 if what == "began" else -1
            assert 0 <= running <= 1
        assert sorted(schedule.names()) == names


def test_sources_of_a_store_with_a_single_writer_are_crawled_one_by_one(tmp_path: Path) -> None:
    write_sources(tmp_path, "brief-a", "brief-b", "brief-c", store='"news.jsonl"')
    with Scheduled(tmp_path, parallel=3) as schedule:
        schedule.until("end", count=3)
        assert [what for _, what, _ in schedule.crawls()] == ["began", "ended"] * 3


def test_sigterm_ends_crawls_in_order_and_they_go_on_after_a_restart(tmp_path: Path) -> None:
    write_sources(tmp_path, "slow")
    with Scheduled(tmp_path) as schedule:
        schedule.wait_for(lambda: schedule.names() == ["slow"])
        schedule.send(signal.SIGTERM)
        assert schedule.ended() == 0
        end = schedule.until("end")
        assert (end["outcome"], end["exit_code"]) == ("stopped", 130)
        assert schedule.names("ended") == ["slow"]
    with Scheduled(tmp_path) as schedule:
        schedule.wait_for(lambda: schedule.names() == ["slow", "slow"])


def test_nothing_new_begins_once_it_is_to_end(tmp_path: Path) -> None:
    write_sources(tmp_path, "slow-a", "slow-b")
    with Scheduled(tmp_path, parallel=1) as schedule:
        schedule.wait_for(lambda: len(schedule.names()) == 1)
        schedule.send(signal.SIGTERM)
        assert schedule.ended() == 0
        assert len(schedule.names()) == 1


def test_ctrl_c_is_told_by_the_exit_code(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick")
    with Scheduled(tmp_path) as schedule:
        schedule.until("end")
        schedule.send(signal.SIGINT)
        assert schedule.ended() == 130


def test_a_second_signal_ends_a_deaf_crawl_at_once(tmp_path: Path) -> None:
    write_sources(tmp_path, "deaf")
    with Scheduled(tmp_path, grace_seconds=1000) as schedule:
        schedule.wait_for(lambda: "deaf" in schedule.names("deaf"))
        schedule.send(signal.SIGTERM)
        schedule.until("stop")
        assert schedule.process.poll() is None
        schedule.send(signal.SIGTERM)
        assert schedule.ended() == 0
        assert schedule.until("end")["exit_code"] == -9


def test_a_deaf_crawl_is_killed_after_the_grace(tmp_path: Path) -> None:
    write_sources(tmp_path, "deaf")
    with Scheduled(tmp_path, grace_seconds=0.2) as schedule:
        schedule.wait_for(lambda: "deaf" in schedule.names("deaf"))
        schedule.send(signal.SIGTERM)
        assert schedule.ended() == 0
        assert "killed by SIGKILL" in schedule.until("end")["message"]


@pytest.mark.parametrize(("name", "code"), [("slow", 130), ("deaf", -9)])
def test_a_crawl_that_hangs_past_its_limit_is_ended(tmp_path: Path, name: str, code: int) -> None:
    write_sources(tmp_path, name, "quick", time_limit_seconds="0.5")
    with Scheduled(tmp_path, overtime_seconds=0.5, grace_seconds=0.2) as schedule:
        end = schedule.until("end", name)
        assert (end["outcome"], end["level"], end["exit_code"]) == ("failed", "warning", code)
        assert "over its time limit" in end["message"]
        assert schedule.until("end", "quick")["outcome"] == "done"
        assert schedule.process.poll() is None


def test_a_killed_crawl_leaves_no_process_and_takes_its_turn(tmp_path: Path) -> None:
    write_sources(tmp_path, "parent")
    grandchild = tmp_path / "grandchild.txt"
    with Scheduled(tmp_path) as schedule:
        schedule.wait_for(lambda: grandchild.exists() and bool(grandchild.read_text()))
        pid = int(grandchild.read_text())
        assert is_alive(pid)
        os.kill(schedule.until("start")["pid"], signal.SIGKILL)
        end = schedule.until("end")
        assert (end["outcome"], end["exit_code"]) == ("failed", -9)
        schedule.wait_for(lambda: not is_alive(pid), "the end of what the crawl had started")
        schedule.send(signal.SIGTERM)
        assert schedule.ended() == 0
        assert schedule.names() == ["parent"]


@pytest.mark.parametrize(("code", "outcome"), [(6, "alarm"), (1, "failed"), (4, "failed"), (70, "failed")])
def test_exit_codes_are_told(tmp_path: Path, code: int, outcome: str) -> None:
    write_sources(tmp_path, f"exit-{code}")
    with Scheduled(tmp_path) as schedule:
        end = schedule.until("end")
        assert (end["outcome"], end["exit_code"], end["level"]) == (outcome, code, "warning")


def test_a_source_that_is_crawled_by_hand_waits_until_it_is_free(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick-a", "quick-b")
    with Scheduled(tmp_path) as schedule, source_lock(str(tmp_path / "news.db"), "quick-a"):
        schedule.until("end", "quick-b")
        assert f"pid {os.getpid()}" in schedule.until("busy", "quick-a")["message"]
        assert schedule.names() == ["quick-b"]
    with Scheduled(tmp_path) as schedule:
        schedule.until("end", "quick-a")
        assert sorted(schedule.names()) == ["quick-a", "quick-b"]


def test_a_busy_source_is_crawled_as_soon_as_it_is_free(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick")
    with Scheduled(tmp_path) as schedule:
        with source_lock(str(tmp_path / "news.db"), "quick"):
            schedule.until("busy")
        schedule.until("end")
        assert len([event for event in schedule.events if event["event"] == "busy"]) == 1


def test_a_killed_schedule_leaves_its_crawl_to_end_and_crawls_nothing_twice(tmp_path: Path) -> None:
    write_sources(tmp_path, "locked")
    first = Scheduled(tmp_path)
    first.wait_for(lambda: first.names("locked") == ["locked"])
    first.send(signal.SIGKILL)
    assert first.ended() == -9
    pid = first.until("start")["pid"]
    with Scheduled(tmp_path) as schedule:
        assert f"pid {pid}" in schedule.until("busy")["message"]
        assert is_alive(pid)
        os.kill(pid, signal.SIGTERM)
        schedule.wait_for(lambda: schedule.names() == ["locked", "locked"], "the crawl that was cut short")
    first.__exit__(None, None, None)


def test_sighup_ends_what_was_removed_and_begins_what_is_new(tmp_path: Path) -> None:
    write_sources(tmp_path, "slow-removed", "quick-kept")
    with Scheduled(tmp_path) as schedule:
        schedule.wait_for(lambda: "slow-removed" in schedule.names())
        schedule.until("end", "quick-kept")
        write_sources(tmp_path, "quick-kept", "quick-new")
        schedule.send(signal.SIGHUP)
        reload = schedule.until("reload")
        assert (reload["level"], reload["sources"], reload["added"], reload["removed"]) == ("info", 2, 1, 1)
        assert schedule.until("end", "slow-removed")["outcome"] == "stopped"
        schedule.until("end", "quick-new")
        assert schedule.names().count("quick-kept") == 1


def test_sighup_with_a_broken_file_changes_nothing(tmp_path: Path) -> None:
    sources = write_sources(tmp_path, "quick-a", "quick-b")
    with Scheduled(tmp_path) as schedule:
        schedule.until("end", count=2)
        sources.write_text(sources.read_text() + 'evry = "5m"\n')
        schedule.send(signal.SIGHUP)
        reload = schedule.until("reload")
        line = sources.read_text().count("\n")
        assert reload["level"] == "error"
        assert f'sources.toml:{line}: unknown key "evry" (did you mean "every"?)' in reload["message"]
        set_last(tmp_path, "quick-a", datetime.now(UTC) - timedelta(hours=2))
        assert schedule.until("end", "quick-a", count=2)["outcome"] == "done"


def test_sighup_leaves_a_crawl_alone_that_is_under_way(tmp_path: Path) -> None:
    write_sources(tmp_path, "slow")
    with Scheduled(tmp_path) as schedule:
        schedule.wait_for(lambda: schedule.names() == ["slow"])
        schedule.send(signal.SIGHUP)
        schedule.until("reload")
        schedule.send(signal.SIGHUP)
        schedule.until("reload", count=2)
        assert {event["event"] for event in schedule.events} == {"ready", "start", "reload"}
        assert schedule.names() == ["slow"]


def test_sighup_puts_a_new_interval_in_force(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick")
    with Scheduled(tmp_path) as schedule:
        schedule.until("end")
        set_last(tmp_path, "quick", datetime.now(UTC) - timedelta(minutes=10))
        write_sources(tmp_path, "quick", every='"5m"')
        schedule.send(signal.SIGHUP)
        schedule.until("end", count=2)


def test_a_second_schedule_of_the_same_file_is_refused(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick")
    with Scheduled(tmp_path) as first:
        first.until("end")
        with Scheduled(tmp_path) as second:
            assert second.ended() == 99
            assert f"is run by another process (pid {first.process.pid})" in " ".join(second.other)


def test_whatever_a_crawl_writes_the_log_is_json_in_lines(tmp_path: Path) -> None:
    write_sources(tmp_path, "loud")
    with Scheduled(tmp_path) as schedule:
        schedule.until("end")
        output = [event["message"] for event in schedule.events if event["event"] == "output"]
        assert output == ["plain \ufffd words", "x" * 4000, "last"]
        assert not schedule.other


def test_a_crawl_that_cannot_be_started_is_told_and_tried_again_without_hurry(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick")
    with Scheduled(tmp_path, command=[str(tmp_path / "missing")]) as schedule:
        assert "could not be started: No such file" in schedule.until("fault", "quick")["message"]
        schedule.until("fault", "quick", count=2)
        assert len(schedule.events) < 50
        schedule.send(signal.SIGTERM)
        assert schedule.ended() == 0


def test_a_file_of_turns_that_cannot_be_used_is_told_and_tried_again(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick")
    with Scheduled(tmp_path) as schedule:
        schedule.until("end")
        other = sqlite3.connect(tmp_path / "schedule.db", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert "schedule.db: database is locked" in schedule.until("fault", "quick")["message"]
        other.execute("UPDATE turns SET last = ?", ((datetime.now(UTC) - timedelta(days=1)).isoformat(),))
        other.execute("COMMIT")
        other.close()
        schedule.until("end", count=2)


def test_jitter_starts_crawls_at_different_moments(tmp_path: Path) -> None:
    names = [f"quick-{number}" for number in range(5)]
    write_sources(tmp_path, *names)
    with Scheduled(tmp_path, jitter_seconds=1.5, parallel=5) as schedule:
        schedule.until("end", count=5)
        starts = [datetime.fromisoformat(event["time"]) for event in schedule.events if event["event"] == "start"]
        assert max(starts) - min(starts) > timedelta(seconds=0.1)
