"""Records added to a folder day by day: each export is a further file with what is new since the last one."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from newsclean.errors import ConfigError, StoreError
from newsclean.store.contract import Order, RecordFilter, StoreReader
from newsclean.store.export import CountedRecords, writer_for
from newsclean.store.files import explained, replacing, sync_folder

if sys.platform != "win32":
    import fcntl

BOOKMARK: Final = "_newsclean_export.json"
"""Where the folder's last export ended. Programs that read a folder of Parquet files pass over names with this
beginning."""

_LOCK: Final = ".newsclean_export.lock"
_UNFINISHED: Final = ".part"
"""Ending of a file that is being written; with it no program takes the file for one of the folder's."""


class _Bookmark(BaseModel):
    """How far the exports to a folder are. Written in one step, and with it an export is done or not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    newsclean_export: int = Field(default=1, ge=1, le=1, description="version of this file's form")
    ending: str
    chosen: dict[str, object]
    """The filter of the exports, as JSON has it."""
    position: int = 0
    """In the store, of the last version that was looked at."""
    anchor: str = ""
    """A digest of that version, by which the store is known again."""
    exports: int = 0
    """Files that were made."""
    unfinished: str | None = None
    """Name of the last one; it bears another until the bookmark is written."""


@dataclass(frozen=True, slots=True)
class Export:
    """What an export added."""

    number: int
    """Of records."""
    path: Path | None
    """The new file; none where nothing was new."""


def export_new(reader: StoreReader, folder: Path, chosen: RecordFilter, ending: str) -> Export:
    """Write what was stored since the last export to `folder` to a further file there, which ends in `ending`.

    The folder is made where there is none. Whenever the process dies, the next export goes on after the last one that
    was done: no record is there twice, and none is missing. Files may be moved away; the bookmark must stay.

    Raises:
        ConfigError: the folder's earlier exports were of other records or another format, or there is no such format.
        StoreError: the folder cannot be written, another export is writing to it, or its earlier exports came from
            another store.
    """
    writer_for(ending)
    with explained(folder):
        folder.mkdir(exist_ok=True)
    with _locked(folder):
        bookmark = _opened_bookmark(folder, chosen, ending)
        _finish(folder, bookmark)
        if bookmark.position and _anchor(reader, bookmark.position) != bookmark.anchor:
            raise StoreError(
                f"{folder} has exports of another store, or of one that was made anew; take another folder"
            )
        return _export(reader, folder, chosen, bookmark)


def _export(reader: StoreReader, folder: Path, chosen: RecordFilter, bookmark: _Bookmark) -> Export:
    until = reader.last_position()
    if until == bookmark.position:
        return Export(0, None)
    new = replace(chosen, order=Order.OLDEST_FIRST, position_after=bookmark.position, position_until=until)
    counted = CountedRecords(reader.records(new))
    name = f"records-{bookmark.exports + 1:06}-{datetime.now(UTC):%Y-%m-%d}{bookmark.ending}"
    unfinished = folder / f".{name}{_UNFINISHED}"
    try:
        with explained(unfinished):
            writer_for(bookmark.ending)(counted, unfinished)
            _sync(unfinished)
    except BaseException:
        with suppress(OSError):  # the next export removes it
            unfinished.unlink(missing_ok=True)
        raise
    moved = {"position": until, "anchor": _anchor(reader, until)}
    if counted.number:
        moved |= {"exports": bookmark.exports + 1, "unfinished": name}
    done = bookmark.model_copy(update=moved)
    with replacing(folder / BOOKMARK) as temporary:
        temporary.write_text(done.model_dump_json(indent=1) + "\n", encoding="utf-8")
    _finish(folder, done)
    return Export(counted.number, folder / name if counted.number else None)


def _finish(folder: Path, bookmark: _Bookmark) -> None:
    """Give the last file its name, if it has not got it, and remove what an export left that was not done."""
    with explained(folder):
        for left in folder.glob(f".records-*{_UNFINISHED}"):
            name = left.name.removeprefix(".").removesuffix(_UNFINISHED)
            if name == bookmark.unfinished:
                left.replace(folder / name)
            else:
                left.unlink(missing_ok=True)
        for left in folder.glob(f".{BOOKMARK}.*.new"):
            left.unlink(missing_ok=True)
        sync_folder(folder)


def _opened_bookmark(folder: Path, chosen: RecordFilter, ending: str) -> _Bookmark:
    wanted = _Bookmark(ending=ending, chosen=_as_json(chosen))
    path = folder / BOOKMARK
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return wanted
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror or error}") from error
    try:
        found = _Bookmark.model_validate_json(content)
    except ValidationError as error:
        raise StoreError(f"{path} is damaged, or of a newer newsclean; it was left as it is") from error
    if found.ending != ending:
        raise ConfigError(f"{folder} has exports as {found.ending[1:]}; go on with that, or take another folder")
    differing = sorted(key for key in wanted.chosen if wanted.chosen[key] != found.chosen.get(key))
    if differing:
        raise ConfigError(f"{folder} has exports with another {', '.join(differing)}; take another folder")
    return found


def _as_json(chosen: RecordFilter) -> dict[str, object]:
    bounds = {"limit": None, "position_after": None, "position_until": None, "order": Order.OLDEST_FIRST}
    values: dict[str, object] = TypeAdapter(dict[str, object]).dump_python(asdict(chosen) | bounds, mode="json")
    return values


def _anchor(reader: StoreReader, position: int) -> str:
    """A digest of the version at a position; empty where there is none."""
    at = RecordFilter(all_versions=True, position_after=position - 1, position_until=position)
    stored = next(iter(reader.records(at)), None)
    if stored is None:
        return ""
    told = f"{stored.id} {stored.version} {stored.stored_at.isoformat()} {stored.record.url}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _sync(path: Path) -> None:
    with path.open("rb") as written:
        os.fsync(written.fileno())


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other exports out of the folder; the lock ends with the process, however that ends."""
    if sys.platform == "win32":
        yield
        return
    with explained(folder / _LOCK), (folder / _LOCK).open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(f"another export is writing to {folder}; let it end") from None
        yield
