"""A JSON Lines file of records, read line by line."""

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from newsclean.errors import StoreError
from newsclean.store.choice import chooses
from newsclean.store.contract import UNFILTERED, Order, RecordFilter, StoredRecord
from newsclean.store.files import explained
from newsclean.store.scan import ScanReader
from newsclean.store.serial import LINE_START, line_to_head, line_to_stored


class JsonlReader(ScanReader):
    """A file of one version a line, the oldest first.

    In memory is where each line begins and which version of each article is the newest.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._line_starts = array("Q")
        self._latest: dict[int, int] = {}
        self._end = 0
        """Where the last whole line ends; what follows was cut off by a crash."""
        with explained(path):
            if path.exists() and not path.is_file():
                raise StoreError(f"cannot read {path}: it is no ordinary file")
            self._file: IO[bytes] = path.open("rb")
        try:
            with explained(path):
                self._read_index()
        except BaseException:
            self._file.close()
            raise

    def _read_index(self) -> None:
        start = 0
        for number, line in enumerate(self._file, 1):
            end = start + len(line)
            if line.endswith(b"\n") or _is_whole(line):
                self._note(line, number, start, end)
            else:
                self._check_torn(line)
            start = end

    def _note(self, line: bytes, number: int, start: int, end: int) -> None:
        try:
            head = line_to_head(line)
        except ValueError as error:
            raise self._not_ours(number) from error
        self._learn_version(head.id, head.version)
        self._remember(start, end)

    def _learn_version(self, article_id: int, version: int) -> None:
        self._latest[article_id] = max(version, self._latest.get(article_id, 0))

    def _remember(self, start: int, end: int) -> None:
        self._line_starts.append(start)
        self._end = end

    def _check_torn(self, rest: bytes) -> None:
        # A file system may leave NUL bytes where a line should have come when the power failed.
        begun = rest.lstrip(b"\0")[: len(LINE_START)]
        if not LINE_START.startswith(begun):
            raise self._not_ours(len(self._line_starts) + 1)

    def _not_ours(self, number: int) -> StoreError:
        return StoreError(
            f"line {number} of {self._path} is no newsclean record; the file was left as it is: "
            "choose another --store, or take that line out"
        )

    def _at(self, index: int) -> StoredRecord:
        with explained(self._path):
            self._file.seek(self._line_starts[index])
            line = self._file.readline()
        try:
            return line_to_stored(line)
        except ValueError as error:
            raise self._not_ours(index + 1) from error

    def records(self, chosen: RecordFilter = UNFILTERED) -> Iterator[StoredRecord]:
        """See StoreReader.records. Lines that are written meanwhile are not among them."""
        indices = range(len(self._line_starts))[chosen.position_after : chosen.position_until]
        remaining = chosen.limit
        for index in reversed(indices) if chosen.order is Order.NEWEST_FIRST else indices:
            if remaining is not None and remaining <= 0:
                return
            stored = self._at(index)
            if (chosen.all_versions or stored.version == self._latest[stored.id]) and chooses(chosen, stored):
                yield stored
                remaining = None if remaining is None else remaining - 1

    def last_position(self) -> int:
        """See StoreReader.last_position. Positions are the numbers of whole lines."""
        return len(self._line_starts)

    def close(self) -> None:
        """See StoreReader.close."""
        self._file.close()


def _is_whole(line: bytes) -> bool:
    """Whether a line without its newline is complete: an object that was cut off lacks its end."""
    try:
        line_to_head(line)
    except ValueError:
        return False
    return True
