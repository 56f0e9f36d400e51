"""How files are divided into chunks, and the records of a chunk.

A chunk is done or not done as one. Where reading can begin anywhere a chunk is a task of its own. Compressed
JSONL must be read from its start: each of its tasks runs through the whole file and takes every so many chunks.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from math import ceil

from newsclean.corpus.inputs import InputFile
from newsclean.corpus.options import CorpusOptions
from newsclean.corpus.read_jsonl import read_lines
from newsclean.corpus.records import Item
from newsclean.corpus.streams import BrokenStreamError, Lines, blocks_of

Range = tuple[int, int | None]
"""From where on and up to where records begin: bytes of the file, row groups in Parquet."""


@dataclass(frozen=True, slots=True)
class Task:
    """What one worker does in one go."""

    file: InputFile
    chunk: int
    """Its number in the file, of the first where there are several."""
    range: Range | None
    """None: this chunk and every `stride`-th behind it, of a file whose chunks cannot be counted beforehand."""
    stride: int = 1
    done: frozenset[int] = frozenset()
    """Chunks that an earlier run did."""
    weight: float = 1.0
    """Its part of the run's work, in bytes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk that is being read. Its items must be taken before the next piece is asked for."""

    chunk: int
    items: Iterator[Item]
    share: Callable[[], float]
    """How much of the task's reading is behind us, 0..1; not known where records have no length."""


def ranges_of(file: InputFile, options: CorpusOptions) -> list[Range] | None:
    """The ranges of a file's chunks; None where the number of chunks shows only in reading.

    Raises:
        OSError, ArrowException: the file cannot be read, or is not what its name says.
    """
    if file.form == "parquet":
        return _ranges_of_rows(file, options.chunk_bytes)
    if file.form == "jsonl" and file.compression:
        return None
    if file.form == "warc":
        from newsclean.corpus.read_warc import is_divisible  # noqa: PLC0415  each reader loads its own library

        if not is_divisible(file):
            return [(0, None)]
    starts = range(0, max(1, file.size), options.chunk_bytes)
    return [(start, start + options.chunk_bytes) for start in starts[:-1]] + [(starts[-1], None)]


def _ranges_of_rows(file: InputFile, chunk_bytes: int) -> list[Range]:
    from newsclean.corpus.read_parquet import row_groups  # noqa: PLC0415

    ranges: list[Range] = []
    start = size = 0
    groups = row_groups(file)
    for index, (_, group_bytes) in enumerate(groups):
        size += group_bytes
        if size >= chunk_bytes or index == len(groups) - 1:
            ranges.append((start, index + 1))
            start, size = index + 1, 0
    return ranges or [(0, 0)]


def pieces_of(task: Task, options: CorpusOptions, on_end: Callable[[int], None]) -> Iterator[Piece]:
    """The chunks of a task, each with its records.

    `on_end` learns how many chunks the file has, where that shows only in reading.
    """
    if task.range is None:
        yield from _pieces_of_stream(task, options, on_end)
    else:
        yield _piece_of_range(task, task.range, options)


def _piece_of_range(task: Task, wanted: Range, options: CorpusOptions) -> Piece:
    file, (start, end) = task.file, wanted
    if file.form == "parquet":
        from newsclean.corpus.read_parquet import read_parquet  # noqa: PLC0415

        return Piece(task.chunk, read_parquet(file, start, end or 0, options), lambda: 0.0)
    at = [start]
    if file.form == "warc":
        from newsclean.corpus.read_warc import read_warc  # noqa: PLC0415

        items = _followed(read_warc(file, start, end, options), at)
    else:
        items = _followed(_read_line_range(file, start, end, options), at)
    length = max(1, (end or file.size) - start)
    return Piece(task.chunk, items, lambda: (at[0] - start) / length)


def _followed(items: Iterator[Item], at: list[int]) -> Iterator[Item]:
    for item in items:
        at[0] = item.place.at
        yield item


def _read_line_range(file: InputFile, start: int, end: int | None, options: CorpusOptions) -> Iterator[Item]:
    with file.open() as stream:
        begin = max(0, start - 1)  # the byte before tells whether a line begins at `start`
        stream.seek(begin)
        lines = Lines(blocks_of(stream, ""), options.max_record_bytes, begin)
        lines.skip_to(start)
        yield from read_lines(lines, file.name, end, options)


def _pieces_of_stream(task: Task, options: CorpusOptions, on_end: Callable[[int], None]) -> Iterator[Piece]:
    with task.file.open() as stream:
        lines = Lines(blocks_of(stream, task.file.compression), options.max_record_bytes)
        for chunk in count(task.chunk, task.stride):
            start = chunk * options.chunk_bytes
            if chunk and _is_past(lines, start):
                on_end(max(1, ceil(lines.offset / options.chunk_bytes)))
                return
            if chunk not in task.done:
                items = read_lines(lines, task.file.name, start + options.chunk_bytes, options)
                yield Piece(chunk, items, lambda: stream.tell() / max(1, task.file.size))


def _is_past(lines: Lines, start: int) -> bool:
    with suppress(BrokenStreamError):  # the chunk that has the break tells of it
        lines.skip_to(start)
        return lines.is_past(start)
    return lines.is_past(start)
