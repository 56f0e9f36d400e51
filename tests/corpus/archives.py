"""Small archives to clean."""

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import zstandard

from newsclean.corpus.counts import Counts
from newsclean.corpus.executors import ExecutorKind
from newsclean.corpus.options import CorpusOptions
from newsclean.corpus.run import CorpusReport, HowToRun, run_corpus

BODY = (
    "The dam above the old town holds, engineers said on Friday after a night of checks by forty of them.",
    "Water had come through the eastern wall on Thursday evening, and two streets were cleared for some hours.",
    "The town will now drain the lake by three metres and repair the wall before the snow melts in spring.",
)
JUNK = "Source: AFP."
CLEAN = "\n".join(BODY)
DIRTY = f"{CLEAN}\n{JUNK}"


def story(number: int) -> str:
    """A clean text like no other."""
    return f"{CLEAN}\nThe report of {number} pages goes to the council of the town on the Monday after the holidays."


def text_records(number: int) -> list[dict[str, Any]]:
    """Every second one has a line of junk."""
    return [
        {
            "id": f"text-{index}",
            "text": story(index) + (f"\n{JUNK}" if index % 2 else ""),
            "url": f"https://paper{index % 3}.org/{index}",
            "language": "en",
        }
        for index in range(number)
    ]


def page(number: int = 0) -> bytes:
    """A page with a line of junk."""
    paragraphs = "".join(f"<p>{line}</p>" for line in (*story(number).split("\n"), JUNK))
    return (
        f"<!doctype html><html lang='en'><head><title>A night at the lake {number}</title></head>"
        f"<body><article><h1>A night at the lake {number}</h1>{paragraphs}</article></body></html>"
    ).encode()


def write_jsonl(path: Path, records: Iterable[Mapping[str, Any] | bytes]) -> Path:
    """A JSONL file; bytes are lines as they are. The suffix says the compression."""
    lines = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
    data = b"".join(line + b"\n" for line in lines)
    if path.suffix == ".gz":
        data = gzip.compress(data)
    elif path.suffix == ".zst":
        data = zstandard.compress(data)
    path.write_bytes(data)
    return path


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The records of a JSONL file of any compression."""
    return [json.loads(line) for line in uncompressed(path).splitlines()]


def uncompressed(path: Path) -> bytes:
    """The data of a file of any compression, of all its members."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(data)
    if path.suffix == ".zst":
        with zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True) as reader:
            return reader.read()
    return data


def http_response(
    body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", extra: str = ""
) -> bytes:
    """What a server answers."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{extra}\r\n"
    return head.encode() + body


def warc_record(number: int, block: bytes, kind: str = "response") -> bytes:
    """A record of a WARC file, not compressed."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
        f"WARC-Date: 2025-03-04T10:00:00Z\r\nWARC-Target-URI: https://paper{number % 3}.org/{number}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def page_record(number: int) -> bytes:
    """A record with a page."""
    return warc_record(number, http_response(page(number)))


def write_warc(path: Path, records: Iterable[bytes]) -> Path:
    """A WARC file, each record compressed by itself as the suffix says."""
    with_checksums = zstandard.ZstdCompressor(write_checksum=True)
    compress = {".gz": gzip.compress, ".zst": with_checksums.compress}.get(path.suffix, bytes)
    path.write_bytes(b"".join(compress(record) for record in records))
    return path


def run(source: Path | str, output: Path | str, how: HowToRun | None = None, **options: Any) -> CorpusReport:
    """Clean an archive here."""
    asked = CorpusOptions(source=str(source), output=str(output), **options)
    return run_corpus(asked, how or HowToRun(workers=1, executor=ExecutorKind.LOCAL), lambda _: None)


def figures(counts: Counts) -> tuple[int, int, int]:
    """Documents, those of which something was cut, and records that were passed over."""
    return counts.documents, counts.cut, counts.rejected


def rejects(output: Path) -> list[dict[str, Any]]:
    """What was passed over."""
    file = output.with_name(output.name + ".rejects.jsonl")
    return read_jsonl(file) if file.exists() else []
