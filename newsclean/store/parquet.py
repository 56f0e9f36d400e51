"""Records in a Parquet file.

Parquet cannot be appended to. So each record goes, as it is saved, to a JSON Lines file beside the
Parquet file, and both become one Parquet file when the store is closed, or after a crash when it is
next closed.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from newsclean.models import CleanRecord
from newsclean.store.choice import chooses
from newsclean.store.contract import UNFILTERED, Order, RecordFilter, SaveOutcome, Store, StoredRecord
from newsclean.store.files import replacing
from newsclean.store.jsonl import JsonlStore
from newsclean.store.jsonl_reader import JsonlReader
from newsclean.store.parquet_file import ParquetFile, write_parquet
from newsclean.store.scan import ScanReader


def pending_path(path: Path) -> Path:
    """Where the records are that are not in the Parquet file yet."""
    return path.with_name(path.name + ".pending.jsonl")


class ParquetReader(ScanReader):
    """A Parquet file, with the records that wait beside it."""

    def __init__(self, path: Path, pending: JsonlReader | None) -> None:
        self._path = path
        self._pending = pending
        self._file = ParquetFile(path)
        self._in_file = self._file.latest_versions()

    def records(self, chosen: RecordFilter = UNFILTERED) -> Iterator[StoredRecord]:
        """See StoreReader.records."""
        latest = dict(self._in_file)
        for stored in self._waiting(Order.OLDEST_FIRST):
            latest[stored.id] = stored.version
        if chosen.order is Order.NEWEST_FIRST:
            every = chain(self._waiting(chosen.order), self._file.records_backwards())
        else:
            every = chain(self._file.records(), self._waiting(chosen.order))
        remaining = chosen.limit
        for stored in self._placed(every, chosen):
            if remaining is not None and remaining <= 0:
                return
            if (chosen.all_versions or stored.version == latest[stored.id]) and chooses(chosen, stored):
                yield stored
                remaining = None if remaining is None else remaining - 1

    def _placed(self, every: Iterator[StoredRecord], chosen: RecordFilter) -> Iterator[StoredRecord]:
        """Those of all records, in the order of `chosen`, whose positions it lets through."""
        if chosen.position_after is None and chosen.position_until is None:
            return every
        last = self.last_position()
        after, until = chosen.position_after or 0, last if chosen.position_until is None else chosen.position_until
        if chosen.order is Order.NEWEST_FIRST:
            after, until = last - until, last - after
        return islice(every, min(after, last), max(min(until, last), 0))

    def _waiting(self, order: Order) -> Iterator[StoredRecord]:
        """Records not in the file yet. After a crash between two steps of closing, some are in both."""
        if self._pending is not None:
            for stored in self._pending.records(RecordFilter(all_versions=True, order=order)):
                if stored.version > self._in_file.get(stored.id, 0):
                    yield stored

    def last_position(self) -> int:
        """See StoreReader.last_position. Positions are the numbers of rows, then of the records that wait."""
        return self._file.number_of_rows + sum(1 for _ in self._waiting(Order.OLDEST_FIRST))

    def close(self) -> None:
        """See StoreReader.close."""
        self._file.close()
        if self._pending is not None:
            self._pending.close()


class ParquetStore(ParquetReader, Store):
    """A Parquet file that this process alone adds to."""

    def __init__(self, path: Path) -> None:
        # Opening the journal takes the lock; the file is not looked at before.
        self._journal = JsonlStore(pending_path(path), known=_records_in(path))
        try:
            if not path.exists():
                with replacing(path) as temporary:
                    write_parquet(temporary, (), ())
            super().__init__(path, self._journal)
        except BaseException:
            self._journal.close()
            raise
        self._is_open = True

    def save(self, record: CleanRecord, stored_at: datetime | None = None) -> SaveOutcome:
        """See Store.save."""
        return self._journal.save(record, stored_at)

    def close(self) -> None:
        """Make one Parquet file of all records.

        Raises:
            StoreError: it cannot be written; all records are still there, and the next closing tries again.
        """
        if not self._is_open:
            return
        self._is_open = False
        try:
            if next(self._waiting(Order.OLDEST_FIRST), None) is not None:
                with replacing(self._path) as temporary:
                    write_parquet(temporary, self._file.groups(), self._waiting(Order.OLDEST_FIRST))
            pending_path(self._path).unlink(missing_ok=True)
        finally:
            super().close()


def _records_in(path: Path) -> Iterator[StoredRecord]:
    if path.exists():
        file = ParquetFile(path)
        try:
            yield from file.records()
        finally:
            file.close()


def open_at(place: str) -> ParquetStore:
    """The store in the file at `place`, made where there is none.

    Raises:
        StoreError: the file holds something else, is in use, or cannot be made or written.
    """
    return ParquetStore(Path(place))


def read_at(place: str) -> ParquetReader:
    """The store in the file at `place`, which must be there.

    Raises:
        StoreError: there is no such file, or it holds something else.
    """
    path = Path(place)
    waiting = pending_path(path)
    # The waiting records are opened first: should they move into the file meanwhile, they are in both.
    pending = JsonlReader(waiting) if path.exists() and waiting.exists() else None
    try:
        return ParquetReader(path, pending)
    except BaseException:
        if pending is not None:
            pending.close()
        raise
