"""Pages from WARC files and from fields: what is broken is named, what hangs or crashes is ended."""

import gzip
import json
import os
import time
from pathlib import Path

import pytest

from newsclean.corpus.inputs import find_inputs
from newsclean.corpus.options import CorpusOptions, FieldNames
from newsclean.corpus.read_warc import read_warc
from newsclean.corpus.records import Reject
from newsclean.corpus.sandbox import PageFailure, PageSandbox
from newsclean.models import CleanRecord, Page
from tests.corpus.archives import (
    figures,
    http_response,
    page,
    page_record,
    read_jsonl,
    rejects,
    run,
    story,
    warc_record,
    write_jsonl,
    write_warc,
)


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz", ".warc.zst"])
def test_a_warc_gives_its_pages_in_order(tmp_path: Path, suffix: str) -> None:
    other = [
        warc_record(90, b"software: a test\r\n", kind="warcinfo"),
        warc_record(91, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        warc_record(92, http_response(b"GIF89a", "image/gif")),
        warc_record(93, http_response(b"gone", status="404 Not Found")),
    ]
    source = write_warc(tmp_path / f"in{suffix}", [*other, *(page_record(number) for number in range(8))])
    report = run(source, tmp_path / "out.jsonl", chunk_bytes=1500)
    assert (*figures(report.counts), report.counts.skipped) == (8, 8, 0, 4)
    first, *rest = read_jsonl(tmp_path / "out.jsonl")
    assert [record["text"] for record in (first, *rest)] == [story(number) for number in range(8)]
    assert first["id"] == f"<urn:uuid:{0:032d}>"
    assert (first["url"], first["date"]) == ("https://paper0.org/0", "2025-03-04T10:00:00Z")
    assert (first["title"], first["language"], first["page_kind"]) == ("A night at the lake 0", "en", "article")
    assert first["newsclean"]["labels"]["source_credit"] == 1


def items_of(path: Path, chunk_bytes: int) -> list[tuple[str, int]]:
    (file,) = find_inputs(str(path))
    options = CorpusOptions(str(path), "")
    starts = range(0, path.stat().st_size, chunk_bytes)
    found = []
    for start in starts:
        end = start + chunk_bytes if start != starts[-1] else None
        for item in read_warc(file, start, end, options):
            found.append(("reject" if isinstance(item, Reject) else item.id, item.place.at))  # type: ignore[union-attr]
    return found


@pytest.mark.parametrize("suffix", [".warc.gz", ".warc.zst"])
@pytest.mark.parametrize("chunk_bytes", [100, 700, 10**6])
def test_broken_blocks_cost_themselves_only(tmp_path: Path, suffix: str, chunk_bytes: int) -> None:
    path = tmp_path / f"in{suffix}"
    sizes = [write_warc(path, [page_record(number)]).stat().st_size for number in range(7)]
    write_warc(path, [page_record(number) for number in range(7)])
    data = bytearray(path.read_bytes())
    starts = [sum(sizes[:number]) for number in range(8)]
    data[starts[2] + 200 : starts[2] + 240] = bytes(40)  # inside
    data[starts[4]] ^= 0xFF  # its very beginning
    path.write_bytes(data[: starts[6] + 150])  # the last one is cut off
    found = items_of(path, chunk_bytes)
    ids = [f"<urn:uuid:{number:032d}>" for number in range(7)]
    assert [name for name, _ in found if name != "reject"] == [ids[number] for number in (0, 1, 3, 5)]
    places = [at for name, at in found if name == "reject"]
    assert starts[2] in places
    assert starts[6] in places


def test_a_plain_warc_goes_on_behind_a_broken_record(tmp_path: Path) -> None:
    broken = page_record(1).replace(b"Content-Length: ", b"Content-Length: x", 1)
    source = write_warc(tmp_path / "in.warc", [page_record(0), broken, page_record(2)])
    report = run(source, tmp_path / "out.jsonl")
    assert [record["url"] for record in read_jsonl(tmp_path / "out.jsonl")] == [
        "https://paper0.org/0",
        "https://paper2.org/2",
    ]
    assert report.counts.rejected >= 1


def test_hostile_responses_are_named(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(200_000_000))
    records = {
        warc_record(0, http_response(bomb, extra="Content-Encoding: gzip\r\n")): "unpacks to more than",
        warc_record(1, b"no status line\r\n\r\n<p>text</p>"): "",
        warc_record(2, http_response(b"%PDF-1.7 " + bytes(99))): "PDF",
        warc_record(3, http_response(b"<p>x" + b" x" * 40_000_000)): "bytes, more than 60,000,000",
        warc_record(4, http_response(b"\x0b\x02\x80xx", extra="Content-Encoding: br\r\n")): "cannot be read",
        warc_record(5, http_response(b"-5\r\nabc\r\n", extra="Transfer-Encoding: chunked\r\n")): "cannot be read",
    }
    source = write_warc(tmp_path / "in.warc.gz", [*records, page_record(9)])
    report = run(source, tmp_path / "out.jsonl")
    assert figures(report.counts) == (1, 1, 6)
    for reason, reject in zip(records.values(), rejects(tmp_path / "out.jsonl"), strict=True):
        assert reason in reject["reason"]


def test_encoded_responses_are_decoded(tmp_path: Path) -> None:
    packed = gzip.compress(page(3))
    chunked = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    source = write_warc(tmp_path / "in.warc.gz", [warc_record(3, head + chunked)])
    run(source, tmp_path / "out.jsonl")
    assert read_jsonl(tmp_path / "out.jsonl")[0]["text"] == story(3)


def test_a_file_that_is_no_warc_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.warc.gz").write_bytes(gzip.compress(b"hello" * 100))
    report = run(tmp_path / "in.warc.gz", tmp_path / "out.jsonl")
    assert figures(report.counts) == (0, 0, 1)
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_pages_in_fields(tmp_path: Path) -> None:
    records = [{"key": number, "html": page(number).decode(), "section": "news"} for number in range(3)]
    records.append({"key": 3, "html": None})
    source = write_jsonl(tmp_path / "in.jsonl.zst", records)
    report = run(source, tmp_path / "out.jsonl", fields=FieldNames(html="html", id="key"))
    assert figures(report.counts) == (3, 3, 1)
    cleaned = read_jsonl(tmp_path / "out.jsonl")
    assert [(record["key"], record["section"], record["text"]) for record in cleaned] == [
        (number, "news", story(number)) for number in range(3)
    ]
    assert "html" not in cleaned[0]
    assert rejects(tmp_path / "out.jsonl")[0]["reason"] == "the field html is null or missing"


def hang(*_: object) -> CleanRecord:
    time.sleep(60)
    raise AssertionError


def crash(*_: object) -> CleanRecord:
    os._exit(3)


def clean_or_misbehave(page: Page, config: object, memory: object) -> CleanRecord:  # noqa: ARG001
    text = str(page.html)
    if text in ("hang", "crash"):
        {"hang": hang, "crash": crash}[text]()
    return CleanRecord(text=text)


@pytest.mark.slow
def test_what_hangs_or_crashes_is_ended_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.corpus.sandbox.clean_fetched_page", clean_or_misbehave)
    pages = ["a", "hang", "b", "crash", "c", "crash", "crash", "hang", "d"]
    with PageSandbox(config=None, limit_seconds=2.0) as sandbox:  # type: ignore[arg-type]
        outcomes = list(sandbox.clean_all((text, Page(text)) for text in pages))
    assert [text for text, _ in outcomes] == pages
    for text, outcome in outcomes:
        if isinstance(outcome, PageFailure):
            assert outcome.kind == {"hang": "timeout", "crash": "crashed"}[text]
        else:
            assert outcome is not None
            assert outcome.text == text
    assert sum(isinstance(outcome, PageFailure) for _, outcome in outcomes) == 5


def test_the_output_of_pages_does_not_depend_on_the_clock(tmp_path: Path) -> None:
    source = write_warc(tmp_path / "in.warc.gz", [page_record(number) for number in range(3)])
    for name in ("a.jsonl", "b.jsonl"):
        run(source, tmp_path / name)
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert json.loads((tmp_path / "a.jsonl").read_text().splitlines()[0])["id"]
