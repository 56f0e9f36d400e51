"""The file of a memory: told from a foreign or a damaged one, its transactions and its errors."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsclean.errors import StoreError
from newsclean.memory.schema import MIGRATIONS, migrate

APPLICATION_ID = 0x6E63_6D65
"""Stands in the header of our files ("ncme"), so that a foreign one is known without opening it."""

IN_MEMORY = ":memory:"
# A whole check reads the whole file: 64 MB take a second. A larger one shows its damage when that part is read.
CHECKED_MAX_BYTES = 64_000_000
CACHE_KIBIBYTES = 16_384
_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_APPLICATION_ID_AT = slice(68, 72)  # https://www.sqlite.org/fileformat.html
_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED")

_LEFT = "it was left as it is: move it away to begin a new one"
_CAUSES = (
    ("SQLITE_BUSY", "another process kept it locked"),
    ("SQLITE_LOCKED", "it is locked"),
    ("SQLITE_FULL", "the disk is full"),
    ("SQLITE_READONLY", "it cannot be written; check the permissions of the file and of its folder"),
    ("SQLITE_CANTOPEN", "it cannot be opened; check that the folder exists and can be written"),
    ("SQLITE_NOTADB", "it is no SQLite database; it was left as it is"),
    ("SQLITE_CORRUPT", f"it is damaged; {_LEFT}"),
    ("SQLITE_IOERR", "the disk does not read or write it"),
)


class LockedError(StoreError):
    """Another process kept the memory locked for longer than was to be waited."""


class MemoryFile:
    """An open memory. May be shared by threads, which take turns; each process opens its own.

    Every method may raise StoreError, and LockedError where another process does not let go.
    """

    def __init__(self, place: str | Path, wait_seconds: float) -> None:
        self.name = str(place)
        self._wait_seconds = wait_seconds
        self._turn = threading.RLock()
        self._process = os.getpid()
        if self.name != IN_MEMORY:
            _check_header(Path(place))
        with self.errors():
            self._database = sqlite3.connect(
                _address(self.name),
                uri=True,
                isolation_level=None,
                timeout=wait_seconds,
                check_same_thread=False,
                cached_statements=256,
            )
            try:
                self._prepare()
            except BaseException:
                self._database.close()
                raise

    def _prepare(self) -> None:
        database = self._database
        for pragma in (f"cache_size = -{CACHE_KIBIBYTES}", "trusted_schema = OFF"):
            database.execute(f"PRAGMA {pragma}")
        self._check_whole()
        version = self._version()
        if version < len(MIGRATIONS):
            with self.writing():
                migrate(database, self._version())
                database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        # Readers and a writer do not wait for each other. A crash of the machine may cost what was learned last.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")

    def _version(self) -> int:
        version: int = self._database.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise StoreError(
                f"the memory {self.name} was written by a newer newsclean (schema {version}; this one knows up to "
                f"{len(MIGRATIONS)}); it was left as it is: update newsclean to use it"
            )
        application: int = self._database.execute("PRAGMA application_id").fetchone()[0]
        tables: int = self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and application != APPLICATION_ID:
            raise StoreError(f"{self.name} is a database, but no memory of newsclean's; it was left as it is")
        return version

    def _check_whole(self) -> None:
        pages: int = self._database.execute("PRAGMA page_count").fetchone()[0]
        size: int = self._database.execute("PRAGMA page_size").fetchone()[0]
        if pages * size <= CHECKED_MAX_BYTES:
            found = self._database.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise StoreError(f"the memory {self.name} is damaged ({found}); {_LEFT}")

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn SQLite's errors into StoreError."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._store_error(error) from error

    def _store_error(self, error: sqlite3.Error) -> StoreError:
        code = getattr(error, "sqlite_errorname", "") or ""
        cause = next((words for prefix, words in _CAUSES if code.startswith(prefix)), str(error))
        kind = LockedError if code.startswith(_LOCKED) else StoreError
        if kind is LockedError:
            cause = f"{cause} for more than {self._wait_seconds:g} seconds"
        return kind(f"cannot use the memory {self.name}: {cause}")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the memory, whatever others write meanwhile."""
        with self._turn:  # and no other context around it: each page passes here
            self._own_process()
            try:
                self._database.execute("BEGIN DEFERRED")
                yield self._database
                self._database.execute("COMMIT")
            except sqlite3.Error as error:
                self._roll_back()
                raise self._store_error(error) from error
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing of what is written in the block."""
        with self._turn, self.errors():
            self._own_process()
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                self._database.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):  # a failure has ended the transaction already
            self._database.execute("ROLLBACK")

    def _own_process(self) -> None:
        if self._process != os.getpid() and self.name != IN_MEMORY:
            raise StoreError(f"the memory {self.name} was opened by another process; open it in this one")

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        with self._turn, self.errors():
            self._database.close()


def _address(name: str) -> str:
    """The URI by which SQLite opens the file: where it cannot make its own files beside it, nobody is writing."""
    if name == IN_MEMORY:
        return f"file:{IN_MEMORY}"
    path = Path(name).absolute()
    is_fixed = path.exists() and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    return path.as_uri() + ("?immutable=1" if is_fixed else "")


def _check_header(path: Path) -> None:
    """Refuse what is no memory before SQLite has a chance to write to it."""
    try:
        if not path.exists():
            if not path.parent.is_dir():
                raise StoreError(f"cannot make the memory {path}: the folder {path.parent} does not exist")
            return
        if not path.is_file():
            raise StoreError(f"cannot use {path} as a memory: it is no ordinary file")
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise StoreError(f"cannot read the memory {path}: {error.strerror or error}") from error
    if not header:
        return
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
        raise StoreError(f"{path} is no memory of newsclean's, or damaged; it was left as it is")
    if int.from_bytes(header[_APPLICATION_ID_AT], "big") not in (0, APPLICATION_ID):
        raise StoreError(f"{path} is a database, but no memory of newsclean's; it was left as it is")
