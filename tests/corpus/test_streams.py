"""Lines and their places, in any compression, from any start, past any damage."""

import gzip
import io
from collections.abc import Iterator

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from newsclean.corpus.inputs import Compression
from newsclean.corpus.streams import BrokenStreamError, Lines, blocks_of


def lines_of(lines: Lines) -> list[tuple[int, bytes | int]]:
    found: list[tuple[int, bytes | int]] = []
    while True:
        offset = lines.offset
        line = lines.next_line()
        if line is None:
            return found
        found.append((offset, line))


def in_blocks(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


@given(st.binary(max_size=60).map(lambda data: data.replace(b"\r", b"\n")), st.integers(1, 9), st.integers(1, 12))
def test_ranges_have_every_line_once(data: bytes, block: int, chunk: int) -> None:
    whole = lines_of(Lines(in_blocks(data, block), 1000))
    assert b"".join(line + b"\n" for _, line in whole if isinstance(line, bytes)).rstrip(b"\n") == data.rstrip(b"\n")
    parts = []
    for start in range(0, len(data) + 1, chunk):
        lines = Lines(in_blocks(data, block), 1000)
        lines.skip_to(start)
        parts += [(at, line) for at, line in lines_of(lines) if at < start + chunk]
    assert parts == whole


@given(st.binary(max_size=60), st.integers(1, 9), st.integers(1, 12))
def test_the_end_is_where_the_data_ends(data: bytes, block: int, chunk: int) -> None:
    lines = Lines(in_blocks(data, block), 1000)
    for start in range(0, 80, chunk):
        lines.skip_to(start)
        assert lines.is_past(start) == (start >= len(data))
    assert lines.offset == len(data)


def compress(data: bytes, form: Compression) -> bytes:
    if form == "gzip":
        return gzip.compress(data)
    return zstandard.compress(data) if form == "zstd" else data


@pytest.mark.parametrize("form", ["", "gzip", "zstd"])
def test_every_compression_gives_the_data(form: Compression) -> None:
    data = b"line of text\n" * 300_000
    assert b"".join(blocks_of(io.BytesIO(compress(data, form)), form)) == data


@pytest.mark.parametrize("form", ["gzip", "zstd"])
def test_members_follow_each_other(form: Compression) -> None:
    packed = compress(b"a\n", form) + compress(b"b\n", form)
    assert b"".join(blocks_of(io.BytesIO(packed), form)) == b"a\nb\n"


def test_zeros_behind_gzip_are_no_data() -> None:
    assert b"".join(blocks_of(io.BytesIO(gzip.compress(b"a\n") + bytes(512)), "gzip")) == b"a\n"


def test_blocks_stay_small_whatever_the_compression_hides() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert max(map(len, blocks_of(io.BytesIO(bomb), "gzip"))) <= 2**20
    bomb = zstandard.compress(bytes(50_000_000))
    assert max(map(len, blocks_of(io.BytesIO(bomb), "zstd"))) <= 2**20


def test_a_cut_gzip_breaks_after_what_it_has() -> None:
    packed = gzip.compress(b"".join(b"line %d\n" % number for number in range(100_000)))
    lines = Lines(blocks_of(io.BytesIO(packed[: len(packed) // 2]), "gzip"), 1000)
    with pytest.raises(BrokenStreamError, match="ends in the middle"):
        lines_of(lines)
    assert lines.next_line() is None


def test_a_line_that_is_too_long_is_told_by_its_length() -> None:
    lines = Lines(iter([b"a" * 50, b"a" * 50 + b"\nshort\n"]), 60)
    assert lines_of(lines) == [(0, 100), (101, b"short")]
