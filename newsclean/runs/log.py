"""The runs of a store, written down: begun when they begin, finished when they end."""

import os
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final, Self

from pydantic import ValidationError
from sqlalchemy import Row, Select, and_, delete, func, or_, select, true, update

from newsclean.errors import StoreError
from newsclean.runs.files import open_database, read_database
from newsclean.runs.past import Past, QuietPast
from newsclean.runs.report import ARTICLE_KINDS, RunReport, RunState
from newsclean.runs.settings import AlarmCheck
from newsclean.runs.tables import crawl_run
from newsclean.store.sql import Database

BEAT_SECONDS: Final = 30.0
"""How often a run that goes on says so, and what it did so far."""
LOST_AFTER_SECONDS: Final = 180.0
"""A run that has said nothing for so long was killed: six beats, so that a busy disk costs no run its name."""
PAST_RUNS: Final = 20
"""Runs of a source that are kept to compare with, however old, up to PAST_KEPT_TIMES as long as others."""
PAST_KEPT_TIMES: Final = 4

_WINDOW_RUNS: Final = 50
"""Runs that can be judged together, with a page each."""
_LEAST_ORDINARY_RUNS: Final = 350
"""Ordinary runs that are read at least: with a page each the past of a window."""
_QUIET_RUNS: Final = 5_000
"""Beginnings that are looked at for quiet times: of a source that is crawled every half hour, those of 104 days."""
_RUNS_AT_A_TIME: Final = 200

_NOT_IN_REPORT: Final[set[str]] = {"id", "is_accepted", *RunReport.model_computed_fields}
"""Fields that a column holds, or that others make."""

_COMPLETE: Final = (RunState.FINISHED.value, RunState.LIMITED.value)
_is_complete = crawl_run.c.state.in_(_COMPLETE)
_is_fine = or_(crawl_run.c.alarms == 0, crawl_run.c.is_accepted)
_is_ordinary = and_(_is_complete, _is_fine, crawl_run.c.articles > 0)


class RunLog:
    """The runs of a record store; other processes may write to it meanwhile. Every method may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, store: str) -> Self:
        """For writing: made where there is none. Raises ConfigError and StoreError."""
        return cls(open_database(store))

    @classmethod
    def read(cls, store: str) -> Self:
        """One that is there. Raises ConfigError, and StoreError where none is."""
        return cls(read_database(store))

    def close(self) -> None:
        """Let go of the file or the connections."""
        self._database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self, run: RunReport) -> RunReport:
        """Write down that a run has begun, in this very process; the run with its number."""
        own = {"host": socket.gethostname(), "pid": os.getpid()}
        with self._database.writing() as connection:
            inserting = crawl_run.insert().values(**_columns(run), **own).returning(crawl_run.c.id)
            return run.model_copy(update={"id": connection.execute(inserting).scalar_one()})

    def write(self, run: RunReport) -> None:
        """Write down how far a run is that was begun, or how it ended."""
        with self._database.writing() as connection:
            connection.execute(update(crawl_run).where(crawl_run.c.id == run.id).values(**_columns(run)))

    def prune(self, source: str, kept_days: int) -> None:
        """Forget runs of a source that began more than `kept_days` ago, and of all sources much older ones."""
        now = datetime.now(UTC)
        of_source = crawl_run.c.source == source
        needed = select(crawl_run.c.id).where(of_source, _is_ordinary).order_by(crawl_run.c.id.desc()).limit(PAST_RUNS)
        old = crawl_run.c.began_at < now - timedelta(days=kept_days)
        ancient = crawl_run.c.began_at < now - timedelta(days=kept_days * PAST_KEPT_TIMES)
        with self._database.writing() as connection:
            connection.execute(delete(crawl_run).where(of_source, old, crawl_run.c.id.not_in(needed)))
            connection.execute(delete(crawl_run).where(ancient))

    def past(self, run: RunReport, ordinary_runs: int) -> Past:
        """The past of a run's source before the run, with `ordinary_runs` and more of the ordinary ones."""
        own = crawl_run.c
        with self._database.reading() as connection:
            accepted = select(func.max(own.id)).where(own.source == run.source, own.is_accepted)
            since = connection.scalar(accepted) or 0
            earlier = and_(own.source == run.source, own.id >= since, own.id < run.id)
            before = and_(earlier, _is_complete)
            newest = select(crawl_run).where(before).order_by(own.id.desc())
            number = max(ordinary_runs, _LEAST_ORDINARY_RUNS) + _WINDOW_RUNS
            recent = connection.execute(newest.where(or_(own.pages > 0, own.alarms > 0)).limit(_WINDOW_RUNS)).all()
            ordinary = connection.execute(newest.where(_is_ordinary).limit(number)).all()
            # A run that was broken off says nothing when it found nothing, but all when it found something.
            telling = select(own.began_at, own.saved).where(earlier, or_(_is_complete, own.saved > 0))
            times = connection.execute(telling.order_by(own.id.desc()).limit(_QUIET_RUNS)).all()
            nameless = select(own.id).where(before, own.names_nothing, _is_fine).limit(1)
            was_nameless = connection.scalar(nameless) is not None
        return Past(
            recent=tuple(map(self._run, recent)),
            ordinary=tuple(map(self._run, ordinary)),
            quiet=_quiet_past([(began, saved > 0) for began, saved in times]),
            was_nameless=was_nameless,
        )

    def told_since(self, source: str, moment: datetime) -> frozenset[AlarmCheck]:
        """What somebody was told of in runs of a source that began at `moment` or later."""
        own = crawl_run.c
        told = select(crawl_run).where(own.source == source, own.is_told, own.began_at >= moment)
        with self._database.reading() as connection:
            rows = connection.execute(told).all()
        return frozenset(alarm.check for row in rows for alarm in self._run(row).alarms)

    def runs(self, source: str | None = None) -> Iterator[RunReport]:
        """All runs, or those of a source, the newest first; read bit by bit."""
        chosen = true() if source is None else crawl_run.c.source == source
        statement = select(crawl_run).where(chosen).order_by(crawl_run.c.id.desc()).limit(_RUNS_AT_A_TIME)
        page: Select[Any] = statement
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(page).all()
            yield from map(self._run, rows)
            if len(rows) < _RUNS_AT_A_TIME:
                return
            page = statement.where(crawl_run.c.id < rows[-1].id)

    def get(self, number: int) -> RunReport | None:
        """The run with this number; None where there is none."""
        with self._database.reading() as connection:
            row = connection.execute(select(crawl_run).where(crawl_run.c.id == number)).first()
        return None if row is None else self._run(row)

    def newest_of_each(self) -> list[RunReport]:
        """The last run of each source that does not go on any more, by the source's name."""
        own = crawl_run.c
        last, last_ended = (
            select(func.max(own.id)).where(chosen).group_by(own.source)
            for chosen in (true(), own.state != RunState.RUNNING.value)
        )
        statement = select(crawl_run).where(or_(own.id.in_(last), own.id.in_(last_ended)))
        with self._database.reading() as connection:
            rows = connection.execute(statement.order_by(own.source, own.id)).all()
        runs = map(self._run, rows)
        return list({run.source: run for run in runs if run.state is not RunState.RUNNING}.values())

    def accept(self, number: int) -> None:
        """Write down that a run shows how its source is from now on: the past begins with it."""
        with self._database.writing() as connection:
            connection.execute(update(crawl_run).where(crawl_run.c.id == number).values(is_accepted=True))

    def _run(self, row: Row[Any]) -> RunReport:
        try:
            run = RunReport.model_validate_json(row.report)
        except ValidationError as error:
            raise StoreError(f"run {row.id} of {self._database.name} is damaged: {error}") from error
        state = RunState.KILLED if run.state is RunState.RUNNING and _is_lost(row) else run.state
        return run.model_copy(update={"id": row.id, "is_accepted": row.is_accepted, "state": state})


def _columns(run: RunReport) -> dict[str, Any]:
    counts = run.counts
    return {
        "source": run.source,
        "state": run.state.value,
        "began_at": run.began,
        "beat_at": datetime.now(UTC),
        "pages": counts.processed,
        "articles": run.pages_of(ARTICLE_KINDS),
        "saved": counts.saved,
        "alarms": len(run.alarms),
        "names_nothing": bool(counts.listings_with_pages and not counts.named),
        "is_told": run.is_told,
        "is_accepted": run.is_accepted,
        "report": run.model_dump_json(exclude_defaults=True, exclude=_NOT_IN_REPORT),
    }


def _quiet_past(times: list[tuple[datetime, bool]]) -> QuietPast:
    """Of when complete runs began and whether they saved something, the newest first."""
    news = [began for began, has_news in times if has_news]
    if not news:
        return QuietPast()
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(news)]
    return QuietPast(
        last_saved=news[0],
        runs_with_news=len(news),
        quiet_runs=sum(began > news[0] for began, _ in times),
        longest_seconds=max(gaps, default=0.0),
        watched_seconds=(times[0][0] - times[-1][0]).total_seconds(),
    )


def _is_lost(row: Row[Any]) -> bool:
    """Whether a run that has not ended does not go on either."""
    if datetime.now(UTC) - row.beat_at > timedelta(seconds=LOST_AFTER_SECONDS):
        return True
    return row.host == socket.gethostname() and not _is_alive(row.pid)


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # there is no harmless signal; a beat that is missing tells it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
