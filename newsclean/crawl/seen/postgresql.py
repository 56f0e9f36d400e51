"""The seen-store in a PostgreSQL database, beside the records: several machines share it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, select, text

from newsclean.crawl.seen.place import Rows, Statements
from newsclean.errors import StoreError
from newsclean.store.postgresql import database_at
from newsclean.store.queries import bare
from newsclean.store.schema import migration_scripts, upgrade_schema

MIGRATIONS = ("0001",)
"""The steps in order; a database's version is the number of steps it went through."""

# Two processes that start at the same time must not both make the tables. Any number will do.
_UPGRADE_LOCK = 0x7365656E
_TABLE = re.compile(r"\b(pages|listings|hosts)\b")

_metadata = MetaData()
_schema = Table("seen_schema", _metadata, Column("version", Integer, nullable=False), Column("identity", Text))
for _name in ("seen_pages", "seen_listings", "seen_hosts"):
    Table(_name, _metadata)  # known by name, so that tables of somebody else's are told from ours


class SeenDatabase:
    """The seen-store's tables in the database of a record store; see SeenPlace."""

    def __init__(self, target: str) -> None:
        """Open the database, and make the tables where there are none.

        Raises ConfigError where the URL cannot be read or psycopg is not installed, StoreError where the
        database cannot be reached, or its tables are not ours or of a newer newsclean.
        """
        self._database = database_at(target)
        try:
            with self._database.writing() as connection:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
                scripts = migration_scripts("postgresql", MIGRATIONS, "newsclean.crawl.seen")
                upgrade_schema(connection, self._database.name, scripts, _schema)
                self.identity: str = connection.execute(select(_schema.c.identity)).scalar_one()
        except StoreError:
            self._database.engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[Statements]:
        """See SeenPlace.reading."""
        with self._database.reading() as connection:
            yield _PostgresqlStatements(connection)

    @contextmanager
    def transaction(self) -> Iterator[Statements]:
        """See SeenPlace.transaction. Writers of one row queue for it; rows are taken in the order of their keys."""
        with self._database.writing() as connection:
            yield _PostgresqlStatements(connection)

    def close(self) -> None:
        """Close all connections."""
        self._database.engine.dispose()


class _PostgresqlStatements:
    """Statements as psycopg wants them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Rows:
        return self._connection.exec_driver_sql(_spelled(query), _storable(values))

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> object:
        every = [_storable(row) for row in rows]
        return self._connection.exec_driver_sql(_spelled(query), every) if every else None


@lru_cache
def _spelled(query: str) -> str:
    """The statement with the names that the tables have beside those of other programs."""
    return _TABLE.sub(r"seen_\1", query).replace("?", "%s")


def _storable(values: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(bare(value) if isinstance(value, str) else value for value in values)
