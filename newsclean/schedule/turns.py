"""When each source has its next turn, kept in a small file, so that a restart neither repeats nor forgets one."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from newsclean.errors import StoreError
from newsclean.sources.every import interval, next_run

CLOCK_STEP_SECONDS = 60
"""A moment further in the future than this was written while the clock was wrong."""
APPLICATION_ID = 0x6E63_7374
"""Stands in the header of our files ("ncst"), so that a foreign one is left alone."""
SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE turns (
    source TEXT PRIMARY KEY,
    known_since TEXT NOT NULL,
    last TEXT,
    is_open INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID
"""


class Turns:
    """The turns of all sources. Several processes may use one file.

    A turn is taken when a crawl begins, and closed when it ends. One that was left open, because the
    schedule or the machine was stopped meanwhile, is due again: the crawl goes on where it was.

    Every method may raise StoreError; one that finds the file locked waits `wait_seconds` for it. Moments are
    aware; cron lines are read in the time zone of `now`.
    """

    def __init__(self, path: Path, wait_seconds: float = 2.0) -> None:
        self._path = path
        if not path.parent.is_dir():
            raise StoreError(f"cannot make {path}: the folder {path.parent} does not exist")
        self._unwritten: dict[str, datetime] = {}
        with self._errors():
            self._database = sqlite3.connect(path, isolation_level=None, timeout=wait_seconds)
            try:
                self._prepare()
            except BaseException:
                self._database.close()
                raise

    def next_turn(self, source: str, every: str, now: datetime) -> datetime:
        """When the source is due; `now` or earlier where it is already. A source not seen before is entered."""
        with self._writing() as database:
            return self._next_turn(database, source, every, now)

    def take(self, source: str, every: str, now: datetime) -> bool:
        """Open the source's turn, if it is due."""
        with self._writing() as database:
            is_due = self._next_turn(database, source, every, now) <= now
            if is_due:
                database.execute("UPDATE turns SET last = ?, is_open = 1 WHERE source = ?", (_written(now), source))
        if is_due:
            self._unwritten.pop(source, None)
        return is_due

    def close_turn(self, source: str, every: str, now: datetime) -> None:
        """The turn is done. Turns that came meanwhile are left out: a slow source is not to be crawled all the time."""
        self._unwritten[source] = now  # should the file not take it, a full disk must not mean a crawl at once
        with self._writing() as database:
            database.execute("UPDATE turns SET is_open = 0 WHERE source = ?", (source,))
            if self._next_turn(database, source, every, now) <= now:
                database.execute("UPDATE turns SET last = ? WHERE source = ?", (_written(now), source))
        del self._unwritten[source]

    def close(self) -> None:
        """Close the file."""
        with self._errors():
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _next_turn(self, database: sqlite3.Connection, source: str, every: str, now: datetime) -> datetime:
        known = database.execute("SELECT known_since, last, is_open FROM turns WHERE source = ?", (source,)).fetchone()
        if known is None:
            database.execute("INSERT INTO turns (source, known_since) VALUES (?, ?)", (source, _written(now)))
            known = (_written(now), None, 0)
        known_since, last, is_open = known
        if is_open and source in self._unwritten:
            return next_run(every, self._unwritten[source], now)
        if is_open:
            return now
        moment = _read(last, now)
        if interval(every) is None:
            moment = moment or _read(known_since, now)
        return next_run(every, moment, now)

    def _prepare(self) -> None:
        database = self._database
        database.execute("PRAGMA trusted_schema = OFF")
        with self._writing():
            (application,) = database.execute("PRAGMA application_id").fetchone()
            (version,) = database.execute("PRAGMA user_version").fetchone()
            (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables and (application != APPLICATION_ID or version != SCHEMA_VERSION):
                raise StoreError(f"{self._path} is not the file of a schedule of this newsclean; it was left as it is")
            if not tables:
                database.execute(_SCHEMA)
                database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._errors():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"cannot use the schedule's file {self._path}: {error}") from error


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _read(written: str | None, now: datetime) -> datetime | None:
    """The moment; None for none, for what is no moment, and for one that the clock has not come to."""
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    if moment.tzinfo is None or moment > now + timedelta(seconds=CLOCK_STEP_SECONDS):
        return None
    return moment
