"""The uncompressed bytes of a file as lines, each with the byte at which it begins."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO

import zstandard

from newsclean.corpus.inputs import Compression

_COMPRESSED_BLOCK_BYTES = 2**16
_BLOCK_BYTES = 2**20
_GZIP = 31
"""zlib's name for deflate with gzip's header and check sum."""


class BrokenStreamError(Exception):
    """The data cannot be uncompressed any further."""


def blocks_of(stream: BinaryIO, compression: Compression) -> Iterator[bytes]:
    """The uncompressed data, in blocks that are the same each time.

    Raises:
        BrokenStreamError: the compressed data is damaged or ends in the middle.
    """
    try:
        if compression == "gzip":
            yield from _inflated(stream)
        elif compression == "zstd":
            # A window of 2 GB is what `zstd --ultra --long=31` writes.
            with zstandard.ZstdDecompressor(max_window_size=2**31).stream_reader(
                stream, read_across_frames=True, closefd=False
            ) as reader:
                yield from iter(lambda: reader.read(_BLOCK_BYTES), b"")
        else:
            yield from iter(lambda: stream.read(_BLOCK_BYTES), b"")
    except (zlib.error, zstandard.ZstdError, EOFError) as error:
        raise BrokenStreamError(str(error)) from error


def _inflated(stream: BinaryIO) -> Iterator[bytes]:
    """All members of a gzip file; no block is larger than `_BLOCK_BYTES`, whatever the compression hides."""
    inflater = zlib.decompressobj(_GZIP)
    is_between = True
    while compressed := stream.read(_COMPRESSED_BLOCK_BYTES):
        while compressed := compressed.lstrip(b"\0") if is_between else compressed:  # some writers pad with zeros
            is_between = False
            if block := inflater.decompress(compressed, _BLOCK_BYTES):
                yield block
            compressed = inflater.unconsumed_tail
            if inflater.eof:
                compressed = inflater.unused_data
                inflater = zlib.decompressobj(_GZIP)
                is_between = True
    if not is_between:
        raise EOFError("the compressed data ends in the middle")


class Lines:
    """Lines out of blocks, without their line feeds.

    Args:
        offset: the byte at which the first block begins; a line must begin there.
        max_bytes: of longer lines only the length is told.
    """

    def __init__(self, blocks: Iterator[bytes], max_bytes: int, offset: int = 0) -> None:
        self._blocks = blocks
        self._max_bytes = max_bytes
        self._buffer = b""
        self._at = 0
        self._delivered = offset
        self.offset = offset
        """The byte at which the next line begins; at the end, and where the stream broke, the byte behind the last."""

    def next_line(self) -> bytes | int | None:
        """The next line, the length of one that is too long, None at the end.

        Raises:
            BrokenStreamError: the rest cannot be read. Raised once; from then on this is the end.
        """
        pieces: list[bytes] = []
        length = 0
        while True:
            end = self._buffer.find(b"\n", self._at)
            piece = self._buffer[self._at : end if end >= 0 else None]
            length += len(piece)
            if length <= self._max_bytes:
                pieces.append(piece)
            if end >= 0:
                self._at = end + 1
                self.offset += length + 1
                break
            if not self._fill():
                if not length:
                    return None
                break
        return length if length > self._max_bytes else b"".join(pieces)

    def skip_to(self, offset: int) -> None:
        """Go to the first line that begins at `offset` or behind it; nowhere if that is behind us.

        Raises:
            BrokenStreamError: the rest cannot be read.
        """
        while self._delivered < offset:
            if not self._fill():
                return
        ahead = self._delivered - len(self._buffer) + self._at
        if self.offset < offset:
            # The line feed before `offset` tells whether a line begins there.
            self._at += max(0, offset - 1 - ahead)
            self._skip_line()

    def break_ahead(self) -> str:
        """Why nothing more can be read, where the stream broke just behind the last line; else empty."""
        try:
            if self._at >= len(self._buffer):
                self._fill()
        except BrokenStreamError as error:
            return str(error)
        return ""

    def is_past(self, offset: int) -> bool:
        """Whether the stream has ended, and no byte at `offset` or behind it was in it."""
        while self._delivered <= offset:
            if self._at < len(self._buffer) or not self._fill():
                return self._delivered <= offset
        return False

    def _skip_line(self) -> None:
        while (end := self._buffer.find(b"\n", self._at)) < 0:
            if not self._fill():
                return
        self._at = end + 1
        self.offset = self._delivered - len(self._buffer) + self._at

    def _fill(self) -> bool:
        """Go to the next block; the rest of this one is left."""
        self._buffer, self._at = b"", 0
        try:
            self._buffer = next(self._blocks, b"")
        finally:
            if not self._buffer:
                self.offset = self._delivered
        self._delivered += len(self._buffer)
        return bool(self._buffer)
