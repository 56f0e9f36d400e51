"""Files anywhere that fsspec reaches, which appear whole or not at all."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from newsclean.errors import StoreError

_BUFFER_BYTES = 2**18
"""Some forty records: with the usual 8 KB each of them would be a call of the system's."""


def filesystem_of(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path on it.

    Raises:
        StoreError: there is none of its protocol here.
    """
    try:
        filesystem, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise StoreError(f"{url} cannot be reached: {error}") from error
    return filesystem, path


@contextmanager
def whole_file(url: str) -> Iterator[BinaryIO]:
    """A stream to write to; the file appears, or changes, when the block ends well.

    A local file is renamed into its place when it is on the disk; a remote one is sent when it is complete,
    and such stores show a file only when all of it has arrived.

    Raises:
        StoreError: it cannot be written.
    """
    filesystem, path = filesystem_of(url)
    try:
        if isinstance(filesystem, LocalFileSystem):
            with _renamed(Path(path)) as stream:
                yield stream
        else:
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / "file"
                with copy.open("wb") as stream:
                    yield stream
                filesystem.makedirs(filesystem._parent(path), exist_ok=True)
                filesystem.put_file(str(copy), path)
    except OSError as error:
        raise StoreError(f"{url} cannot be written: {error.strerror or error}") from error


@contextmanager
def _renamed(path: Path) -> Iterator[BinaryIO]:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name[:100]}.{secrets.token_hex(6)}.new")
    try:
        with unfinished.open("wb", _BUFFER_BYTES) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_whole(url: str, data: bytes) -> None:
    """Write a small file, whole or not at all."""
    with whole_file(url) as stream:
        stream.write(data)


def read_whole(url: str) -> bytes | None:
    """The bytes of a small file, None where there is none."""
    filesystem, path = filesystem_of(url)
    try:
        data: bytes = filesystem.cat_file(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{url} cannot be read: {error.strerror or error}") from error
    return data


def names_in(url: str) -> set[str]:
    """The names of what is in a folder; none where there is no folder."""
    filesystem, path = filesystem_of(url)
    try:
        return {name.rstrip("/").rpartition("/")[2] for name in filesystem.ls(path, detail=False)}
    except FileNotFoundError:
        return set()


def remove(url: str) -> None:
    """Remove a file or a folder with all that is in it, where there is one."""
    filesystem, path = filesystem_of(url)
    if filesystem.exists(path):
        filesystem.rm(path, recursive=True)
