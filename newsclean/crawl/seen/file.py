"""The file of the seen-store: where it lies, its schema, its transactions and its errors."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsclean.errors import StoreError
from newsclean.page_urls import fetch_key
from newsclean.store.sqlite_errors import cause_of

SCHEMA_VERSION = 2

_BUSY_SECONDS = 30
"""How long to wait for another crawl that writes to the same file."""

_SCHEMA = """
CREATE TABLE listings (
    key TEXT PRIMARY KEY,
    parent TEXT,
    url TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    read_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE pages (
    key TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    source TEXT NOT NULL,
    via TEXT,
    title TEXT,
    published TEXT,
    updated TEXT,
    status TEXT NOT NULL,
    reason TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try TEXT,
    etag TEXT,
    last_modified TEXT,
    saved_at TEXT,
    listed_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE hosts (
    host TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    requests INTEGER NOT NULL DEFAULT 0,
    paused_until TEXT,
    reason TEXT
) WITHOUT ROWID;
CREATE INDEX listings_parent ON listings (parent);
CREATE INDEX pages_open ON pages (source) WHERE status IN ('found', 'failed')
"""

# Version 1 knew no hosts, and its keys were other ones. Of pages that have one key now, the saved one stays.
_FROM_1 = """
DROP INDEX pages_open;
DROP INDEX listings_parent;
ALTER TABLE pages RENAME TO pages_1;
ALTER TABLE listings RENAME TO listings_1;
{schema};
INSERT INTO listings SELECT * FROM listings_1;
INSERT OR IGNORE INTO pages
    SELECT fetch_key(url), url, source, via, title, published, updated, status, reason, tries, next_try, etag,
           last_modified, saved_at, listed_at
    FROM pages_1 ORDER BY saved_at IS NULL, listed_at DESC;
DROP TABLE pages_1;
DROP TABLE listings_1
"""


def seen_path(store: str) -> Path:
    """Where the seen-store of a record store lies: beside a file, else in the current folder.

    >>> str(seen_path("news/daily.jsonl"))
    'news/daily.jsonl.seen.db'
    """
    file = store_file(store)
    if file is None:
        return Path(f"newsclean-{hashlib.sha256(store.encode()).hexdigest()[:12]}.seen.db")
    return file.with_name(f"{file.name}.seen.db")


def store_file(store: str) -> Path | None:
    """The file that a record store is kept in; None where it is a database server."""
    path = store.removeprefix("sqlite:///")
    return None if "://" in path else Path(path)


class SeenFile:
    """An open seen-store file. Blocking, for use from the thread that opened it.

    Raises StoreError where the file cannot be read or written, or has another version's schema.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self.errors():
            self.database = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_SECONDS)
            try:
                self._prepare()
            except BaseException:
                self.database.close()
                raise

    def _prepare(self) -> None:
        self.database.execute("PRAGMA journal_mode = WAL")
        # A crash of the machine may cost the last moments: those pages are fetched again and are unchanged.
        self.database.execute("PRAGMA synchronous = NORMAL")
        self._make_schema()

    def _make_schema(self) -> None:
        with self.transaction() as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise StoreError(f"{self.path} was written by a newer version of newsclean (schema {version})")
            if version == SCHEMA_VERSION:
                return
            database.create_function("fetch_key", 1, fetch_key, deterministic=True)
            for statement in (_SCHEMA if version == 0 else _FROM_1.format(schema=_SCHEMA)).split(";"):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @property
    def identity(self) -> str:
        """See SeenPlace.identity."""
        return str(self.path.resolve())

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """See SeenPlace.reading."""
        with self.errors():
            yield self.database

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn SQLite's errors into StoreError."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"cannot use the seen-store {self.path}: {cause_of(error)}") from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """See SeenPlace.transaction."""
        with self.errors():
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield self.database
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has ended the transaction already
                    self.database.execute("ROLLBACK")
                raise
            self.database.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        with self.errors():
            self.database.close()
