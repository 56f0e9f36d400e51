"""How far the tasks of a run are, told through small files, which every executor's workers can write."""

import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fsspec.implementations.local import LocalFileSystem

from newsclean.corpus.whole_files import filesystem_of

SECONDS_BETWEEN_NOTES = 0.5


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    documents: int
    share: float
    """Of the work of this run, 0..1."""
    seconds: float
    """Since it began."""

    @property
    def seconds_left(self) -> float | None:
        """None where it is too early to tell."""
        return self.seconds * (1 - self.share) / self.share if self.share > 0 else None


class ProgressFile:
    """The file of one task. Remote folders are left alone: there progress shows by chunks that are done."""

    def __init__(self, folder: str, rank: int) -> None:
        local = _local_folder(folder)
        self._path = local and local / f"{rank}.json"
        if local:
            local.mkdir(parents=True, exist_ok=True)
        self._documents_before = 0
        self._last = 0.0

    def note(self, documents: int, share: Callable[[], float]) -> None:
        """Tell how many documents of the present chunk are done, and how much of the task."""
        if self._path and time.monotonic() - self._last > SECONDS_BETWEEN_NOTES:
            self._write(self._path, self._documents_before + documents, min(1.0, share()))

    def add(self, documents: int) -> None:
        """A chunk with so many documents is done."""
        self._documents_before += documents

    def finish(self) -> None:
        """The task is done."""
        if self._path:
            self._write(self._path, self._documents_before, 1.0)

    def _write(self, path: Path, documents: int, share: float) -> None:
        self._last = time.monotonic()
        with suppress(OSError):  # a full disk will show where it matters
            unfinished = path.with_suffix(".new")
            unfinished.write_text(json.dumps([documents, share]))
            unfinished.replace(path)


def read_progress(folder: str, weights: Sequence[float], seconds: float) -> Progress:
    """How far the tasks with these weights are together."""
    path = _local_folder(folder)
    documents, done = 0, 0.0
    for rank, weight in enumerate(weights):
        if path is None:
            break
        with suppress(OSError, ValueError):  # not begun yet
            task_documents, share = json.loads((path / f"{rank}.json").read_text())
            documents += task_documents
            done += share * weight
    return Progress(documents, done / sum(weights) if weights else 1.0, seconds)


def _local_folder(folder: str) -> Path | None:
    filesystem, path = filesystem_of(folder)
    return Path(path) / "progress" if isinstance(filesystem, LocalFileSystem) else None
