"""One look at the schedule, as cron and timers have it."""

import signal
from pathlib import Path

import pytest

from newsclean.crawl.lock import source_lock
from tests.schedule.scheduling import Scheduled, write_sources

pytestmark = pytest.mark.timeout(60)


def test_what_is_due_is_crawled_and_nothing_twice(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick-a", "quick-b", "quick-c")
    with Scheduled(tmp_path, once=True) as first:
        assert first.ended() == 0
        assert sorted(first.names()) == ["quick-a", "quick-b", "quick-c"]
    with Scheduled(tmp_path, once=True) as second:
        assert second.ended() == 0
        assert len(second.names()) == 3
        assert second.events[0]["message"] == "sources: 3, due: 0"


def test_a_cron_line_is_waited_for(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick", every='"0 6 29 2 *"')
    with Scheduled(tmp_path, once=True) as schedule:
        assert schedule.ended() == 0
        assert not schedule.names()


@pytest.mark.parametrize(
    ("names", "code"), [(["exit-6", "quick"], 6), (["exit-1", "exit-6"], 1), (["exit-4"], 1), (["exit-5", "quick"], 0)]
)
def test_the_exit_code_says_the_gravest(tmp_path: Path, names: list[str], code: int) -> None:
    write_sources(tmp_path, *names)
    with Scheduled(tmp_path, once=True) as schedule:
        assert schedule.ended() == code
        assert len(schedule.names()) == len(names)


def test_two_at_once_crawl_each_source_once(tmp_path: Path) -> None:
    write_sources(tmp_path, "locked", "brief")
    with Scheduled(tmp_path, once=True) as first:
        first.wait_for(lambda: "locked" in first.names("locked"))
        first.until("end", "brief")
        with Scheduled(tmp_path, once=True) as second:
            assert second.ended() == 0
            second.until("busy", "locked")
        assert sorted(first.names()) == ["brief", "locked"]


def test_a_signal_ends_it_in_order_and_what_was_open_is_due(tmp_path: Path) -> None:
    write_sources(tmp_path, "slow")
    with Scheduled(tmp_path, once=True) as schedule:
        schedule.wait_for(lambda: schedule.names() == ["slow"])
        schedule.send(signal.SIGTERM)
        assert schedule.ended() == 130
        assert schedule.names("ended") == ["slow"]
    with Scheduled(tmp_path, once=True) as schedule:
        schedule.wait_for(lambda: schedule.names() == ["slow", "slow"])


def test_a_source_that_is_crawled_by_hand_keeps_its_turn(tmp_path: Path) -> None:
    write_sources(tmp_path, "quick")
    with source_lock(str(tmp_path / "news.db"), "quick"), Scheduled(tmp_path, once=True) as schedule:
        assert schedule.ended() == 0
        assert not schedule.names()
    with Scheduled(tmp_path, once=True) as schedule:
        assert schedule.ended() == 0
        assert schedule.names() == ["quick"]
