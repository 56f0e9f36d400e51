"""Runs as they are written down beside each kind of store."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from newsclean.errors import StoreError
from newsclean.runs.files import open_database, runs_path
from newsclean.runs.log import LOST_AFTER_SECONDS, RunLog
from newsclean.runs.report import Alarm, RunError, RunReport, RunState
from newsclean.runs.settings import AlarmCheck
from newsclean.runs.tables import crawl_run
from newsclean.store import open_store
from tests.runs.made import BEGAN, made_run, quiet_run

ALARM = Alarm(check=AlarmCheck.EMPTY_RATE, message="8 of 20 pages are empty", value=0.4, usual=0.0)


def put(log: RunLog, run: RunReport) -> RunReport:
    """Write a run down as a crawl does."""
    begun = log.begin(RunReport(source=run.source, began=run.began))
    done = run.model_copy(update={"id": begun.id})
    log.write(done)
    return done


def test_a_run_comes_back_as_it_was(store: str) -> None:
    with RunLog.open(store) as log:
        given = made_run(1, statuses={200: 21, 404: 1}, errors=(RunError(url="https://x.example/\0", reason="no"),))
        done = put(log, given.model_copy(update={"alarms": (ALARM,), "is_told": True}))
        assert log.get(done.id or 0) == done
        assert log.get(99) is None
        assert [run.id for run in log.runs()] == [done.id]


def test_a_run_that_was_begun_is_running(store: str) -> None:
    with RunLog.open(store) as log:
        begun = log.begin(RunReport(source="gazette", began=datetime.now(UTC)))
        (found,) = log.runs()
        assert (found.id, found.state) == (begun.id, RunState.RUNNING)
        assert log.newest_of_each() == []


def test_the_run_of_a_process_that_has_gone_was_killed(store: str) -> None:
    program = (
        "import os, sys; from datetime import *; from newsclean.runs.log import RunLog; from newsclean.runs.report "
        "import RunReport; RunLog.open(sys.argv[1]).begin(RunReport(source='gazette', began=datetime.now(UTC)));"
        "os.kill(os.getpid(), 9)"
    )
    ended = subprocess.run([sys.executable, "-c", program, store], check=False, timeout=60)
    assert ended.returncode == -9
    with RunLog.read(store) as log:
        (run,) = log.runs()
        assert run.state is RunState.KILLED
        assert [run.state for run in log.newest_of_each()] == [RunState.KILLED]


def test_the_run_of_another_machine_was_killed_when_it_says_nothing_any_more(store: str) -> None:
    database = open_database(store)
    with RunLog(database) as log:
        log.begin(RunReport(source="gazette", began=datetime.now(UTC)))
        for seconds, state in ((5, RunState.RUNNING), (LOST_AFTER_SECONDS + 5, RunState.KILLED)):
            beat = datetime.now(UTC) - timedelta(seconds=seconds)
            with database.writing() as connection:
                connection.execute(update(crawl_run).values(host="elsewhere", pid=os.getpid(), beat_at=beat))
            assert [run.state for run in log.runs()] == [state]


def test_runs_of_a_source_and_the_newest_of_each(store: str) -> None:
    with RunLog.open(store) as log:
        for number in range(210):
            put(log, made_run(number, source="ab"[number % 2]))
        assert [run.id for run in log.runs()] == list(range(210, 0, -1))
        assert [run.id for run in log.runs("a")] == list(range(209, 0, -2))
        assert [(run.source, run.id) for run in log.newest_of_each()] == [("a", 209), ("b", 210)]


def test_the_past_of_a_run(store: str) -> None:
    with RunLog.open(store) as log:
        put(log, made_run(0, source="other"))
        first = put(log, made_run(1))
        alarmed = put(log, made_run(2, alarms=(ALARM,)))
        put(log, quiet_run(3, state=RunState.INTERRUPTED))
        put(log, quiet_run(30))
        last = put(log, made_run(31))
        put(log, quiet_run(32, known=0))
        run = log.begin(RunReport(source="gazette", began=BEGAN + timedelta(hours=33)))
        past = log.past(run, ordinary_runs=10)
        assert past.recent == (last, alarmed, first)
        assert past.ordinary == (last, first)
        assert past.was_nameless
        quiet = past.quiet
        assert (quiet.last_saved, quiet.runs_with_news, quiet.quiet_runs) == (last.began, 3, 1)
        assert (quiet.longest_seconds, quiet.watched_seconds) == (29 * 3600, 31 * 3600)

        log.accept(alarmed.id or 0)
        accepted = log.past(run, ordinary_runs=10)
        assert [found.id for found in accepted.ordinary] == [last.id, alarmed.id]
        assert log.past(last, ordinary_runs=10).recent == (alarmed.model_copy(update={"is_accepted": True}),)


def test_what_somebody_was_told_of(store: str) -> None:
    with RunLog.open(store) as log:
        put(log, made_run(1, alarms=(ALARM,), is_told=True))
        put(log, made_run(2, alarms=(ALARM.model_copy(update={"check": AlarmCheck.QUIET}),)))
        assert log.told_since("gazette", BEGAN) == {AlarmCheck.EMPTY_RATE}
        assert log.told_since("gazette", BEGAN + timedelta(hours=2)) == frozenset()
        assert log.told_since("other", BEGAN) == frozenset()


def test_old_runs_are_forgotten_but_for_those_that_are_compared_with(store: str) -> None:
    now = datetime.now(UTC)
    with RunLog.open(store) as log:
        for days in (500, 200, 100, 1):
            put(log, made_run(began=now - timedelta(days=days)))
            put(log, quiet_run(0, began=now - timedelta(days=days)))
            put(log, quiet_run(0, began=now - timedelta(days=days), source="gone"))
        log.prune("gazette", kept_days=90)
        kept = [((now - run.began).days, run.source, run.counts.new) for run in log.runs()]
        assert kept == [
            (1, "gone", 0),
            (1, "gazette", 0),
            (1, "gazette", 20),
            (100, "gone", 0),
            (100, "gazette", 20),
            (200, "gone", 0),
            (200, "gazette", 20),
        ]


def _write_runs(store: str, source: str) -> None:
    with RunLog.open(store) as log:
        for number in range(20):
            put(log, made_run(number, source=source))


def test_several_processes_write_at_once(store: str) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_runs, args=(store, f"source {number}")) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    with RunLog.read(store) as log:
        runs = list(log.runs())
    assert len(runs) == len({run.id for run in runs}) == 80


def test_the_records_are_kept_beside_it(store: str) -> None:
    with RunLog.open(store), open_store(store):
        pass
    with open_store(store), RunLog.read(store) as log:
        assert list(log.runs()) == []


def test_a_store_without_runs(store: str) -> None:
    with pytest.raises(StoreError, match="no runs"):
        RunLog.read(store)


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    path = runs_path(str(tmp_path / "news.db"))
    assert path is not None
    path.write_text("my own notes")
    with pytest.raises(StoreError, match="no SQLite database; it was left as it is"):
        RunLog.open(str(tmp_path / "news.db"))
    assert path.read_text() == "my own notes"
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE mine (id)")
    with pytest.raises(StoreError, match="tables that are not newsclean's"):
        RunLog.open(str(tmp_path / "news.db"))


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    store = str(tmp_path / "news.db")
    RunLog.open(store).close()
    with closing(sqlite3.connect(f"{store}.runs.db")) as database:
        database.execute("UPDATE newsclean_runs_schema SET version = 9")
        database.commit()
    for opening in (RunLog.open, RunLog.read):
        with pytest.raises(StoreError, match="newer newsclean"):
            opening(store)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        RunLog.open(str(tmp_path / "missing" / "news.db"))
