"""Where a command's result goes: standard output, or a file that is written whole or not at all."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from newsclean.errors import StoreError


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[str]]:
    """The stream to write a result to; standard output where there is no `path`.

    A regular file appears, or changes, only when the block ends without an exception. Pipes and devices
    are written to directly. Raises `StoreError` where `path` cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    try:
        target = path.resolve()
        if target.is_dir():
            raise StoreError(f"{path} is a folder, not a file to write to")
        is_device = target.exists() and not target.is_file()
        with _open_directly(target) if is_device else _open_beside(target) as stream:
            yield stream
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}") from None


def _open_directly(target: Path) -> IO[str]:
    return target.open("w", encoding="utf-8", errors="backslashreplace", newline="")


@contextmanager
def _open_beside(target: Path) -> Iterator[IO[str]]:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    unfinished = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with unfinished.open("x", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
