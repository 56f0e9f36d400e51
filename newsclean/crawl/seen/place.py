"""Where a seen-store can lie: what it asks of a database, SQLite's file and PostgreSQL alike."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Rows(Protocol):
    """What a statement has found."""

    def fetchone(self) -> Any:
        """The next row, None where there is no more."""

    def fetchall(self) -> Sequence[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Statements(Protocol):
    """SQL that both databases understand, with `?` for values. The tables are `pages`, `listings` and `hosts`."""

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Rows:
        """Run a statement."""

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run a statement for each row, in their order."""


class SeenPlace(Protocol):
    """An open database. Blocking, for use from the thread that opened it; may raise StoreError everywhere."""

    @property
    def identity(self) -> str:
        """What tells this database from every other, however its URL or path is spelled."""

    def reading(self) -> AbstractContextManager[Statements]:
        """For statements that change nothing."""

    def transaction(self) -> AbstractContextManager[Statements]:
        """All or nothing of what is written in the block."""

    def close(self) -> None:
        """Close it."""
