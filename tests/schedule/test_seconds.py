"""The schedule at a pace that no sources file can set: a cron line with seconds."""

import asyncio
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from newsclean.schedule.events import EventKind, ScheduleEvent
from newsclean.schedule.options import ScheduleOptions
from newsclean.schedule.resident import Resident
from newsclean.schedule.turns import Turns
from newsclean.sources import read_sources
from tests.schedule.scheduling import STAND_IN, write_sources

pytestmark = pytest.mark.timeout(60)


def run_for(seconds: float, folder: Path, *names: str) -> list[ScheduleEvent]:
    """What a schedule tells whose sources are due every second."""
    file = read_sources(write_sources(folder, *names))
    file = replace(file, sources=tuple(source.model_copy(update={"every": "* * * * * *"}) for source in file.sources))
    options = ScheduleOptions(file.path, folder / "schedule.db", command=STAND_IN)
    events: list[ScheduleEvent] = []

    async def run() -> None:
        asyncio.get_running_loop().call_later(seconds, os.kill, os.getpid(), signal.SIGTERM)
        with Turns(options.state) as turns:
            assert await Resident(options, file, turns, events.append).run() is signal.SIGTERM

    asyncio.run(run())
    return events


def test_each_turn_is_taken(tmp_path: Path) -> None:
    events = run_for(4.2, tmp_path, "quick")
    assert 3 <= len([event for event in events if event.kind is EventKind.END]) <= 5
    assert {event.kind for event in events} <= {EventKind.READY, EventKind.START, EventKind.END, EventKind.STOP}


def test_a_turn_that_comes_while_the_last_crawl_runs_is_left_out_and_told(tmp_path: Path) -> None:
    events = run_for(3.2, tmp_path, "slow")
    assert len([event for event in events if event.kind is EventKind.START]) == 1
    late = [event for event in events if event.kind is EventKind.LATE]
    assert 1 <= len(late) <= 3
    assert {event.source for event in late} == {"slow"}
