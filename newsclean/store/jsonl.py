"""Records in a JSON Lines file, appended to."""

import os
import sys
import threading
from collections import ChainMap
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from newsclean.errors import StoreError
from newsclean.models import CleanRecord
from newsclean.store.contract import SaveOutcome, Store, StoredRecord
from newsclean.store.files import explained, sync_folder
from newsclean.store.identity import article_key, content_digest
from newsclean.store.jsonl_reader import JsonlReader
from newsclean.store.serial import line_to_stored, storable, stored_to_line

if sys.platform != "win32":
    import fcntl

# 128 bits: no two of any number of articles that a file can hold will meet.
_DIGEST_BYTES = 16


class JsonlStore(JsonlReader, Store):
    """A JSON Lines file that this process alone appends to; may be shared by threads.

    In memory is also a digest of each article and of each version; with the rest about 450 bytes a record.
    """

    def __init__(self, path: Path, known: Iterable[StoredRecord] = ()) -> None:
        """Open the file, or make it; `known` are records that stand elsewhere and come before it."""
        self._articles: dict[bytes, int] = {}
        self._contents: set[bytes] = set()
        self._last_id = 0
        self._mutex = threading.Lock()
        self._known = known
        with explained(path):
            is_new = not path.exists()
            if not is_new and not path.is_file():
                raise StoreError(f"cannot write to {path}: it is no ordinary file")
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
        try:
            _lock(self._descriptor, path)
            try:
                super().__init__(path)
            except BaseException:
                if is_new:
                    path.unlink(missing_ok=True)
                raise
            with explained(path):
                self._mend_end()
                sync_folder(path.parent)
        except BaseException:
            os.close(self._descriptor)
            raise

    def _note(self, line: bytes, number: int, start: int, end: int) -> None:
        try:
            stored = line_to_stored(line)
        except ValueError as error:
            raise self._not_ours(number) from error
        self._keep(stored, start, end)

    def _read_index(self) -> None:
        for stored in self._known:
            self._learn(stored)
        super()._read_index()

    def _keep(self, stored: StoredRecord, start: int, end: int) -> None:
        self._learn(stored)
        self._remember(start, end)

    def _learn(self, stored: StoredRecord) -> None:
        self._learn_version(stored.id, stored.version)
        article, content = _digests(stored.record)
        self._articles.setdefault(article, stored.id)
        self._contents.add(content)
        self._last_id = max(self._last_id, stored.id)

    def _mend_end(self) -> None:
        """Part a last line that a crash cut off from what will be appended.

        Its bytes go to a file beside this one, so that nothing is thrown away.
        """
        self._file.seek(self._end)
        rest = self._file.read()
        if rest:
            torn = self._path.with_name(self._path.name + ".torn")
            with torn.open("ab") as kept:
                kept.write(rest + b"\n")
                kept.flush()
                os.fsync(kept.fileno())
            os.ftruncate(self._descriptor, self._end)
        if self._end:
            self._file.seek(self._end - 1)
            if self._file.read(1) != b"\n":  # a whole line that lacks only its newline
                self._append(b"\n")
                self._end += 1

    def save(self, record: CleanRecord, stored_at: datetime | None = None) -> SaveOutcome:
        """See Store.save."""
        return self._save((record,), stored_at)[0]

    def save_all(self, records: Sequence[CleanRecord]) -> list[SaveOutcome]:
        """See Store.save_all. In one write: when it raises StoreError, none is there."""
        return self._save(records, None)

    def _save(self, records: Sequence[CleanRecord], stored_at: datetime | None) -> list[SaveOutcome]:
        outcomes: list[SaveOutcome] = []
        added: list[tuple[StoredRecord, bytes]] = []
        with self._mutex:
            # What is learned of those before in the group; the store itself learns it once they are written.
            contents: set[bytes] = set()
            articles, latest = ChainMap({}, self._articles), ChainMap({}, self._latest)
            for record in map(storable, records):
                article, content = _digests(record)
                if content in self._contents or content in contents:
                    outcomes.append(SaveOutcome.UNCHANGED)
                    continue
                is_new = article not in articles
                article_id = articles.setdefault(article, self._last_id + 1 + len(articles.maps[0]))
                version = latest[article_id] = latest.get(article_id, 0) + 1
                contents.add(content)
                stored = StoredRecord(article_id, version, stored_at or datetime.now(UTC), record)
                added.append((stored, stored_to_line(stored)))
                outcomes.append(SaveOutcome.NEW if is_new else SaveOutcome.VERSION)
            if added:
                with explained(self._path):
                    self._append(b"".join(line for _, line in added))
            for stored, line in added:
                self._keep(stored, self._end, self._end + len(line))
        return outcomes

    def _append(self, line: bytes) -> None:
        """One write at the end of the file, on the disk when this returns; or the file as it was."""
        if os.fstat(self._descriptor).st_size != self._end:
            raise StoreError(f"{self._path} was changed by another program; run the same command again")
        try:
            if os.write(self._descriptor, line) < len(line):
                raise StoreError(f"cannot write to {self._path}: the disk is full")
            os.fsync(self._descriptor)
        except (OSError, StoreError):
            with suppress(OSError):  # the next opening does it else
                os.ftruncate(self._descriptor, self._end)
            raise

    def close(self) -> None:
        """See StoreReader.close."""
        if not self._file.closed:
            super().close()
            os.close(self._descriptor)


def _digests(record: CleanRecord) -> tuple[bytes, bytes]:
    """Of the article, and of this version of it."""
    key = article_key(record)
    return _digest(key), _digest(f"{key}\0{content_digest(record)}")


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()


def _lock(descriptor: int, path: Path) -> None:
    """Keep other newsclean processes from appending; the lock ends with the process, however that ends."""
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_ours = os.path.samestat(os.fstat(descriptor), path.stat())
    except (BlockingIOError, FileNotFoundError):
        is_ours = False
    if not is_ours:  # locked, or since it was opened another file got its name
        raise StoreError(f"another process writes to {path}; let it end, or use a .db store, which several can share")


def open_at(place: str) -> JsonlStore:
    """The store in the file at `place`, made where there is none.

    Raises:
        StoreError: the file holds something else, is in use, or cannot be made or written.
    """
    return JsonlStore(Path(place))


def read_at(place: str) -> JsonlReader:
    """The store in the file at `place`, which must be there.

    Raises:
        StoreError: there is no such file, or it holds something else.
    """
    return JsonlReader(Path(place))
