"""Pages of WARC files, past what is broken in them."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO

import zstandard
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from newsclean.corpus.inputs import Compression, InputFile
from newsclean.corpus.options import CorpusOptions
from newsclean.corpus.records import Item, Place, Reject, Skip, SourceRecord
from newsclean.corpus.sample import is_drawn

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/xhtml", "text/plain", "")
"""What may hold a page; a page without a type is tried, and refused by the cleaner where it is none."""
_OK = 200
_STARTS: dict[Compression, bytes] = {"": b"WARC/", "gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd"}
_SCAN_BYTES = 2**20
_PROBE_BYTES: dict[Compression, int] = {"gzip": 2**12, "zstd": 2**18}
"""Enough for the first bytes: zlib gives them one by one, zstd a block of up to 128 kB at a time."""
_CUT_OFF = "the record is cut off"


def is_divisible(file: InputFile) -> bool:
    """Whether reading may begin anywhere: each record is compressed by itself, without a shared dictionary.

    Where that is not so nothing is lost: all of the file's records are then found in its first chunk.
    An uncompressed file is not divided, since a page may quote what a record begins with.
    """
    with file.open() as stream:
        return bool(file.compression) and next_start(stream, file.compression, 0, 1) == 0


def read_warc(file: InputFile, start: int, end: int | None, options: CorpusOptions) -> Iterator[Item]:
    """The records that begin from byte `start` of the file on and before `end`."""
    with file.open() as stream:
        at = next_start(stream, file.compression, start, end) if start else 0
        unexplained = ""
        while at is not None:
            place, reason, seen, is_told = Place(file.name, at), _CUT_OFF, False, False
            try:
                stream.seek(at)
                for record in ArchiveIterator(stream, parse_http=False, fsspec_args=False):
                    if unexplained:
                        yield Reject(place, f"what stood before this record is broken: {unexplained}")
                        unexplained = ""
                    if end is not None and record.stream_pos >= end:
                        return
                    place, seen, is_told = Place(file.name, record.stream_pos), True, False
                    for item in _items(record, place, options):
                        is_told = isinstance(item, Reject)  # of which the reader itself may break too
                        yield item
            except OSError as error:
                reason = str(error)
            if not seen:
                if end is not None and at >= end:
                    return  # broken too, and told of where it begins
                yield Reject(place, reason)
                unexplained = ""
            at = next_start(stream, file.compression, place.at + 1, None)
            if seen and reason != _CUT_OFF and not is_told:
                unexplained = reason
            if at is None and unexplained:
                yield Reject(place, f"what follows this record is broken: {unexplained}")
            if at is not None and end is not None and at >= end and not unexplained:
                return


def _items(record: WarcRecord, place: Place, options: CorpusOptions) -> Iterator[Item]:
    """The record as an item, where it was drawn. Raises OSError where the file is broken inside it."""
    is_page = record.record_type in (WarcRecordType.response, WarcRecordType.resource)
    if not record.headers.get("WARC-Type") or (is_page and not record.content_length):
        yield Reject(place, f"{_CUT_OFF} in its header, or empty", record.record_id)
    elif not is_page:
        yield Skip(place)
    elif not is_drawn(place, options.sample_share):
        return
    elif record.content_length > options.max_record_bytes:
        reason = f"the record has {record.content_length:,} bytes, more than {options.max_record_bytes:,}"
        yield Reject(place, reason, record.record_id)
    else:
        yield _page(record, place, options)


def _page(record: WarcRecord, place: Place, options: CorpusOptions) -> Item:
    length = record.content_length
    try:
        record.freeze()
    except OSError as error:
        return Reject(place, str(error), record.record_id)
    if record.content_length < length:
        return Reject(place, f"{_CUT_OFF}: {record.content_length:,} of {length:,} bytes", record.record_id)
    return _response(record, place, options)


def _response(record: WarcRecord, place: Place, options: CorpusOptions) -> Item:
    try:
        if record.is_http:
            record.parse_http(auto_decode="all")
        body = record.reader.read(options.max_record_bytes + 1)
    except OSError as error:
        return Reject(place, f"the HTTP response cannot be read: {error}", record.record_id)
    if record.is_http and record.http_headers.status_code is None:
        return Reject(place, "the response has no HTTP status", record.record_id)
    if record.is_http and record.http_headers.status_code != _OK:
        return Skip(place)
    if len(body) > options.max_record_bytes:
        return Reject(place, f"the page unpacks to more than {options.max_record_bytes:,} bytes", record.record_id)
    return _record(record, place, body)


def _record(record: WarcRecord, place: Place, body: bytes) -> Item:
    header = record.http_headers.get("Content-Type") if record.is_http else record.headers.get("Content-Type")
    kind = record.headers.get("WARC-Identified-Payload-Type") or (header or "").partition(";")[0]
    if kind.strip().lower() not in _PAGE_TYPES:
        return Skip(place)
    return SourceRecord(
        place,
        record.headers.get("WARC-Record-ID") or f"{place.file}/{place.at}",
        page=body,
        content_type=header,
        url=record.headers.get("WARC-Target-URI"),
        date=record.headers.get("WARC-Date"),
    )


def next_start(stream: BinaryIO, compression: Compression, offset: int, end: int | None) -> int | None:
    """The first byte from `offset` on, and before `end`, at which a record begins by itself; None if there is none."""
    mark = _STARTS[compression]
    at = offset
    while end is None or at < end:
        stream.seek(at)
        block = stream.read(_SCAN_BYTES)
        found = block.find(mark)
        if found < 0:
            if len(block) < _SCAN_BYTES:
                return None
            at += len(block) - len(mark) + 1  # the mark may lie across two blocks
            continue
        at += found
        if end is not None and at >= end:
            return None
        if _begins_record(stream, compression, at):
            return at
        at += 1
    return None


def _begins_record(stream: BinaryIO, compression: Compression, at: int) -> bool:
    if not compression:
        stream.seek(max(0, at - 4))
        return at == 0 or stream.read(4) == b"\r\n\r\n"
    stream.seek(at)
    probe = stream.read(_PROBE_BYTES[compression])
    if compression == "zstd":
        return _begins_frame(probe)
    try:
        return zlib.decompressobj(31).decompress(probe, 5) == b"WARC/"
    except zlib.error:
        return False


def _begins_frame(probe: bytes) -> bool:
    """Of a broken frame no byte may be had; its mark is long enough to be believed."""
    try:
        with zstandard.ZstdDecompressor(max_window_size=2**31).stream_reader(probe) as reader:
            return reader.read(5) in (b"WARC/", b"")
    except zstandard.ZstdError:
        return True
