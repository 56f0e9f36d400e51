"""Where the runs of a record store are kept, and how that place is opened."""

from pathlib import Path
from typing import Final

from sqlalchemy import text

from newsclean.crawl.seen.file import store_file
from newsclean.errors import StoreError
from newsclean.runs.tables import MIGRATIONS, version_table
from newsclean.store.files import explained
from newsclean.store.postgresql import database_at
from newsclean.store.schema import check_schema, migration_scripts, upgrade_schema
from newsclean.store.sql import Database
from newsclean.store.sqlite import SqliteDatabase
from newsclean.store.targets import check_target

_PACKAGE: Final = "newsclean.runs"
_MAGIC: Final = b"SQLite format 3\0"
_UPGRADE_LOCK: Final = 0x6E776372
"""Two processes that start at the same time must not both make the tables in PostgreSQL. Any number will do, but the
one of the records."""


def runs_path(store: str) -> Path | None:
    """The file of a record store's runs: beside the store's own; None where they stand in the store's database.

    >>> str(runs_path("news/daily.jsonl"))
    'news/daily.jsonl.runs.db'
    """
    file = store_file(store)
    return None if file is None else file.with_name(f"{file.name}.runs.db")


def open_database(store: str) -> Database:
    """The database for the runs of a store, its tables made where there are none.

    Raises:
        ConfigError: there is no such kind of store, or what its database needs is not installed.
        StoreError: the place cannot be made or written, is not ours, or of a newer newsclean.
    """
    check_target(store)
    path = runs_path(store)
    if path is not None:
        with explained(path):
            path.touch()
    database = _database(store)
    try:
        with database.writing() as connection:
            dialect = connection.dialect.name
            if dialect == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
            scripts = migration_scripts(dialect, MIGRATIONS, _PACKAGE)
            upgrade_schema(connection, database.name, scripts, version_table)
    except StoreError:
        database.engine.dispose()
        raise
    return database


def read_database(store: str) -> Database:
    """The database with the runs of a store, which must be there.

    Raises:
        ConfigError: as open_database.
        StoreError: as open_database, or no run was recorded.
    """
    check_target(store)
    path = runs_path(store)
    if path is not None and not path.exists():
        raise StoreError(f"there are no runs of {store}: no file {path}; `newsclean crawl` makes it")
    database = _database(store)
    try:
        with database.reading() as connection:
            version = check_schema(connection, database.name, len(MIGRATIONS), version_table)
        if version == 0:
            raise StoreError(f"{database.name} holds no runs; `newsclean crawl` records them")
    except StoreError:
        database.engine.dispose()
        raise
    return database if version == len(MIGRATIONS) else open_database(store)


def _database(store: str) -> Database:
    path = runs_path(store)
    if path is None:
        return database_at(store)
    _check_file(path)
    return SqliteDatabase(path.resolve())


def _check_file(path: Path) -> None:
    with explained(path), path.open("rb") as file:
        header = file.read(len(_MAGIC))
    if header and header != _MAGIC:
        raise StoreError(f"{path} is no SQLite database; it was left as it is")
