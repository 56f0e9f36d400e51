"""Files that appear whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsclean.errors import StoreError


def temporary_beside(path: Path) -> Path:
    """A free name in the same folder, so that a rename to `path` stays within one file system."""
    return path.with_name(f".{path.name}.{secrets.token_hex(6)}.new")


def sync_folder(folder: Path) -> None:
    """Put the folder's list of names on the disk, where the system can."""
    with suppress(OSError):  # not every file system opens or syncs a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to; it takes the place of `path` when the block ends well.

    Raises:
        StoreError: the folder or the file cannot be written; `path` is as it was.
    """
    temporary = temporary_beside(path)
    try:
        with explained(path):
            yield temporary
            with temporary.open("rb") as written:
                os.fsync(written.fileno())
            temporary.replace(path)
            sync_folder(path.parent)
    finally:
        with suppress(OSError):  # where it cannot be removed it could not be made, and that is said
            temporary.unlink(missing_ok=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn a failure of the operating system on `path` into a StoreError that says what to do."""
    try:
        yield
    except FileNotFoundError as error:
        what = "there is no such file" if path.parent.is_dir() else f"the folder {path.parent} does not exist"
        raise StoreError(f"cannot open {path}: {what}") from error
    except IsADirectoryError as error:
        raise StoreError(f"cannot open {path}: it is a folder; name a file in it") from error
    except PermissionError as error:
        raise StoreError(f"cannot open or write {path}: no permission; choose another place or change it") from error
    except OSError as error:
        raise StoreError(f"cannot read or write {path}: {error.strerror or error}") from error
