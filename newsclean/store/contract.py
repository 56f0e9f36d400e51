"""What every store can do, and the values that it takes and gives."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import TracebackType
from typing import Self

from newsclean.models import CleanRecord, Label, PageKind


class SaveOutcome(StrEnum):
    """What became of a record that was saved."""

    NEW = "new"
    """The store did not have the article."""
    UNCHANGED = "unchanged"
    """The store has this title and text of the article already; nothing was written."""
    VERSION = "version"
    """The store had the article with another title or text; this one is a further version of it."""


class Order(StrEnum):
    """The order of records, by when they were stored."""

    NEWEST_FIRST = "newest"
    OLDEST_FIRST = "oldest"


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One version of one article, as the store has it."""

    id: int
    """Number of the article, from 1; all its versions share it."""
    version: int
    """From 1, in the order in which the versions were stored."""
    stored_at: datetime
    """In UTC."""
    record: CleanRecord


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which records to read. What is None does not narrow the choice.

    A bound that is a date counts whole: `until` includes that day. Moments without a zone are UTC.
    The conditions look at the newest version of an article, with `all_versions` at each.
    """

    site: str | None = None
    language: str | None = None
    page_kind: PageKind | None = None
    published_since: datetime | date | None = None
    published_until: datetime | date | None = None
    stored_since: datetime | date | None = None
    stored_until: datetime | date | None = None
    label: Label | None = None
    """Only records from which something was cut under this label."""
    originals: bool = False
    """Only records that are no copies of another site's or page's story."""
    all_versions: bool = False
    position_after: int | None = None
    """Only versions that were stored after the one at this position, see `StoreReader.last_position`."""
    position_until: int | None = None
    """Only versions up to this position."""
    limit: int | None = None
    order: Order = Order.NEWEST_FIRST


UNFILTERED = RecordFilter()
"""The newest version of every article, the newest first."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a found text, on one line."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()
    """Start and end of each place in `text` that the query asked for."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A record that a search found, with the place that matched."""

    stored: StoredRecord
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """How much a store holds. The breakdowns count newest versions, most frequent first."""

    articles: int
    versions: int
    sites: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    page_kinds: tuple[tuple[str, int], ...] = ()
    cuts: tuple[tuple[str, int], ...] = ()
    """Cut lines by label."""


class StoreReader(ABC):
    """A store that is open for reading; a context manager that closes it.

    Every method may raise StoreError.
    """

    @abstractmethod
    def records(self, chosen: RecordFilter = UNFILTERED) -> Iterator[StoredRecord]:
        """The records that `chosen` lets through, read bit by bit."""

    @abstractmethod
    def get(self, reference: int | str, version: int | None = None) -> StoredRecord | None:
        """One record, the newest version unless another is asked for; None where there is none.

        `reference` is the article's id, or its URL in any form: as asked for, after redirects or
        canonical, with or without tracking parameters.
        """

    @abstractmethod
    def versions(self, reference: int | str) -> list[StoredRecord]:
        """All versions of one article, the first one first."""

    @abstractmethod
    def search(self, query: str, limit: int = 20) -> list[SearchHit]:
        """Records whose newest version has all words of `query` in title or text, best first.

        `"several words"` in quotes must follow each other, `-word` must be absent. Case and accents
        are of no matter. Nothing in a query is an error; one without words finds nothing.
        """

    @abstractmethod
    def counts(self) -> StoreCounts:
        """How much the store holds."""

    @abstractmethod
    def last_position(self) -> int:
        """The position of the version that was stored last; 0 where there is none.

        Positions grow with each version that is stored. When this returns, what will be stored has a later one, by
        other processes too: who has read all up to this position misses nothing by going on after it.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections. A closed store cannot be used; closing twice is harmless."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class Store(StoreReader):
    """A store that is open for reading and writing."""

    @abstractmethod
    def save(self, record: CleanRecord, stored_at: datetime | None = None) -> SaveOutcome:
        """Write the record, unless the article has this title and text already.

        `stored_at` is for a record that comes from another store; else it is now.
        When this returns, the record is on the disk whole; when it raises StoreError, or the
        process dies in it, the record is there whole or not at all.
        """

    def save_all(self, records: Sequence[CleanRecord]) -> list[SaveOutcome]:
        """Write several records, which costs less than one after the other; the outcome of each.

        When this returns, all are on the disk. When it raises StoreError, or the process dies in it,
        each is there whole or not at all, and some may be while others are not.
        """
        return [self.save(record) for record in records]
