"""The locks that keep two processes from the same work, such as two crawls of one source."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from newsclean.crawl.seen.file import seen_path
from newsclean.errors import BusyError, StoreError
from newsclean.store.targets import has_one_writer

_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_NOT_PLAIN = re.compile(r"[^a-z0-9_-]+")
_MAX_PID_BYTES = 32


@contextmanager
def source_lock(store: str, name: str) -> Iterator[Path]:
    """Hold the lock of the source `name` of a record store for the length of the block; gives the lock's file.

    A store that only one process can write to has one lock for all its sources.

    It lies beside the seen-store, for a file beside the records, for a PostgreSQL store in the current
    folder: two crawls that share neither a seen-store nor a folder share nothing that either could spoil, and
    a lock in the database would be lost with its connection while the crawl goes on.

    Raises:
        BusyError: another process crawls the source, or writes to the store.
        StoreError: as `only_process`.
    """
    path = lock_path(store, name)
    with only_process(path, f"{store} is being written" if has_one_writer(store) else f"{name} is being crawled"):
        yield path


@contextmanager
def only_process(path: Path, what: str) -> Iterator[None]:
    """Hold the lock at `path` for the length of the block; `what` says what its holder does.

    The lock is the operating system's (flock, on Windows LockFileEx): however the process ends, it ends
    with it. The file stays, and names the process that held it last.

    Raises:
        BusyError: another process holds it.
        StoreError: the file cannot be made, or its file system has no locks.
    """
    if not path.parent.is_dir():  # FileLock would make it, and hide that a path is mistyped
        raise StoreError(f"cannot lock {path}: the folder {path.parent} does not exist")
    # A marker in the place of a lock would outlive a killed process, so there is no falling back to one.
    lock = FileLock(path, timeout=0, fallback_to_soft=False, preserve_lock_file=True, on_acquired=_sign)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(f"{what} by another process{_holder(path)}; wait for it, or end it") from None
    except OSError as error:
        raise StoreError(f"cannot lock {path}: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()


def lock_path(store: str, name: str) -> Path:
    """Where the lock of a source lies; a name that no file should have is spelled out, told apart by its hash.

    >>> str(lock_path("news/daily.db", "gazette")), str(lock_path("news/daily.jsonl", "gazette"))
    ('news/daily.db.gazette.lock', 'news/daily.jsonl.lock')
    """
    seen = seen_path(store)
    if has_one_writer(store):
        return seen.with_name(f"{seen.name.removesuffix('.seen.db')}.lock")
    return seen.with_name(f"{seen.name.removesuffix('.seen.db')}.{_file_name(name)}.lock")


def _file_name(name: str) -> str:
    if _PLAIN_NAME.fullmatch(name):
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"{_NOT_PLAIN.sub('_', name.lower())[:48]}-{digest}"


def _sign(descriptor: int) -> None:
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{os.getpid()}\n".encode())


def _holder(path: Path) -> str:
    """Which process holds the lock, as far as its file tells."""
    try:
        with path.open("rb") as file:
            pid = file.read(_MAX_PID_BYTES).strip()
    except OSError:  # Windows lets nobody read what is locked
        return ""
    return f" (pid {int(pid)})" if pid.isdigit() else ""
