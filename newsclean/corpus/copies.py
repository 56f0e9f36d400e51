"""Stories whose clean text stood in the archive before, found over all its parts."""

import json
from collections.abc import Sequence

import fsspec
import numpy as np

from newsclean.corpus.inputs import InputFile
from newsclean.corpus.work_folder import WorkFolder

Part = tuple[InputFile, int]

_NO_TEXT = 0
"""Stands for records without a text, which are nobody's copies."""


class CopyFinder:
    """Tells which records repeat an earlier one. Holds some 30 bytes of memory for each record of the archive."""

    def __init__(self, starts: dict[Part, int], first: np.ndarray, ids: dict[int, str]) -> None:
        self._starts = starts
        self._first = first
        self._ids = ids

    @property
    def number(self) -> int:
        """How many records are copies."""
        return int(np.count_nonzero(self._first != np.arange(len(self._first))))

    def original(self, part: Part, row: int) -> str | None:
        """The id of the first record with this text; None where this is the first."""
        at = self._starts[part] + row
        first = int(self._first[at])
        return None if first == at else self._ids[first]


def copies_in(folder: WorkFolder, parts: Sequence[Part]) -> CopyFinder:
    """Find the copies by their fingerprints, the first in the order of the archive being the original."""
    starts: dict[Part, int] = {}
    pieces: list[np.ndarray] = []
    total = 0
    for part in parts:
        starts[part] = total
        prints = np.array([_number(line) for line in _lines(folder, part)], dtype=np.uint64)
        pieces.append(prints)
        total += len(prints)
    prints = np.concatenate(pieces) if pieces else np.array([], dtype=np.uint64)
    _, places, inverse = np.unique(prints, return_index=True, return_inverse=True)
    first = places[inverse]
    without_text = np.flatnonzero(prints == _NO_TEXT)
    first[without_text] = without_text
    wanted = set(first[first != np.arange(total)].tolist())
    return CopyFinder(starts, first, _ids(folder, parts, starts, wanted))


def _ids(folder: WorkFolder, parts: Sequence[Part], starts: dict[Part, int], wanted: set[int]) -> dict[int, str]:
    ids: dict[int, str] = {}
    for part in parts if wanted else ():
        for at, line in enumerate(_lines(folder, part), starts[part]):
            if at in wanted:
                ids[at] = json.loads(line)[1]
    return ids


def _number(line: bytes) -> int:
    """Half of the fingerprint: two of a thousand million texts share it by chance once in forty archives."""
    fingerprint = json.loads(line)[0]
    return max(1, int(fingerprint[:16], 16)) if fingerprint else _NO_TEXT


def _lines(folder: WorkFolder, part: Part) -> list[bytes]:
    with fsspec.open(folder.chunk(*part, "prints"), "rb") as stream:
        data: bytes = stream.read()
    return data.splitlines()
