"""JSONL of texts: what is clean stays as it is, what is broken is named, nothing else changes."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsclean.corpus.options import FieldNames
from tests.corpus.archives import (
    CLEAN,
    DIRTY,
    JUNK,
    figures,
    read_jsonl,
    rejects,
    run,
    text_records,
    uncompressed,
    write_jsonl,
)

ODD_TEXTS = (
    CLEAN + "\n",
    CLEAN.replace("\n", "\r\n") + "\r\n",
    CLEAN.replace("\n", "\n\n\n"),
    "\ufeff" + CLEAN,
    f"\u2028{CLEAN}\u2029\x85 \x00\t",
    "e\u0301 \U0001f469\u200d\U0001f680 " + CLEAN + " \u200f",
    "",
    " \n\n ",
    "\ud800 alone",
)
"""With nothing to cut."""


def as_line(values: dict[str, Any], **how: Any) -> bytes:
    return json.dumps(values, **how).encode("utf-8", "surrogatepass" if how else "strict")


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_a_record_without_junk_comes_out_byte_for_byte(tmp_path: Path, suffix: str) -> None:
    lines = [as_line({"id": str(place), "text": text, "n": 1.50}) for place, text in enumerate(ODD_TEXTS)]
    lines += [b'{ "text" : "' + CLEAN.replace("\n", "\\n").encode() + b'" , "big": 1234567890123456789012, "x": 1e5}\r']
    source = write_jsonl(tmp_path / "in.jsonl", lines)
    report = run(source, tmp_path / f"out{suffix}")
    assert figures(report.counts) == (len(lines), 0, 0)
    assert uncompressed(tmp_path / f"out{suffix}") == source.read_bytes()


def test_only_text_and_note_change_where_something_is_cut(tmp_path: Path) -> None:
    head = b'{"b": 1.50, "big": 1234567890123456789012, "text": '
    tail = b', "a": [1,  2], "\xc3\xa9": "\\u00e9"}'
    source = write_jsonl(tmp_path / "in.jsonl", [head + as_line({"t": DIRTY})[6:-1] + tail])
    run(source, tmp_path / "out.jsonl")
    line = (tmp_path / "out.jsonl").read_bytes()
    assert line.startswith(head + json.dumps(CLEAN).encode() + tail[:-1])
    assert json.loads(line)["newsclean"] == {
        "labels": {"source_credit": 1},
        "lines_removed": 1,
        "characters_removed": len(JUNK),
    }


def test_order_and_ids_stay(tmp_path: Path) -> None:
    records = text_records(40)
    source = write_jsonl(tmp_path / "in.jsonl.gz", records)
    report = run(source, tmp_path / "out.jsonl", chunk_bytes=1000)
    cleaned = read_jsonl(tmp_path / "out.jsonl")
    assert [record["id"] for record in cleaned] == [record["id"] for record in records]
    assert [record["text"] for record in cleaned] == [record["text"].removesuffix(f"\n{JUNK}") for record in records]
    assert figures(report.counts) == (40, 20, 0)
    assert report.counts.labels["source_credit"].lines == 20
    assert report.counts.sites["paper1.org"].cut == 7


def test_broken_records_are_named_and_passed_over(tmp_path: Path) -> None:
    good = as_line({"id": "good", "text": CLEAN})
    bad = {
        b'{"text": "cut off': "invalid JSON",
        b'["a list"]': "no object but list",
        b'{"id": "n", "text": null}': "null or missing",
        b'{"id": 7, "title": "no text"}': "null or missing",
        b'{"id": "w", "text": 5}': "no string but int",
        b'{"text": "\xff\xfe"}': "not UTF-8",
        b'{"text": ' + b"[" * 100_000: "nested too deeply",
        b'{"text": "' + b"x" * 21_000_000 + b'"}': "more than the limit of 20,000,000",
        b'{"text": "' + b"x" * 100_000_000 + b'"}': "more than 60,000,000",
    }
    lines = [line for broken in bad for line in (good, broken)] + [b"", good]
    source = write_jsonl(tmp_path / "in.jsonl", lines)
    report = run(source, tmp_path / "out.jsonl")
    assert figures(report.counts) == (len(bad) + 1, 0, len(bad))
    assert (tmp_path / "out.jsonl").read_bytes() == (good + b"\n") * (len(bad) + 1)
    named = rejects(tmp_path / "out.jsonl")
    for reason, reject in zip(bad.values(), named, strict=True):
        assert reason in reject["reason"]
        assert reject["file"] == "in.jsonl"
    with source.open("rb") as stream:
        stream.seek(named[2]["at"])
        assert stream.readline() == b'{"id": "n", "text": null}\n'
    assert [reject["id"] for reject in named[2:5]] == ["n", "7", "w"]


@pytest.mark.parametrize("cut", [0.3, 0.999])
@pytest.mark.parametrize("chunk_bytes", [2_000, 10**7])
def test_a_file_that_breaks_off_gives_what_it_has(tmp_path: Path, cut: float, chunk_bytes: int) -> None:
    source = write_jsonl(tmp_path / "in.jsonl.gz", text_records(60))
    data = source.read_bytes()
    source.write_bytes(data[: int(len(data) * cut)])
    report = run(source, tmp_path / "out.jsonl", chunk_bytes=chunk_bytes)
    found = read_jsonl(tmp_path / "out.jsonl")
    assert [record["id"] for record in found] == [f"text-{number}" for number in range(len(found))]
    assert [reject["reason"][:42] for reject in rejects(tmp_path / "out.jsonl")] == [
        "the file cannot be read from here on: the "
    ]
    assert report.counts.rejected == 1


def test_fields_are_found_where_the_options_say(tmp_path: Path) -> None:
    records = [
        {"body": {"text": DIRTY}, "metadata": {"url": "https://paper.org/a"}, "key": 5},
        {"body": {"text": CLEAN}, "metadata": {"url": "https://paper.org/b"}, "key": 6},
    ]
    source = write_jsonl(tmp_path / "in.jsonl", records)
    report = run(source, tmp_path / "out.jsonl", fields=FieldNames(text="body.text", id="key"))
    cleaned = read_jsonl(tmp_path / "out.jsonl")
    assert cleaned[0].pop("newsclean")["labels"] == {"source_credit": 1}
    assert cleaned == [{**records[0], "body": {"text": CLEAN}}, records[1]]
    assert report.counts.sites["paper.org"].documents == 2


def test_removed_lines_can_be_kept_beside(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", text_records(4))
    run(source, tmp_path / "out.jsonl", removed=str(tmp_path / "removed.jsonl.gz"))
    removed = read_jsonl(tmp_path / "removed.jsonl.gz")
    assert [(line["id"], line["text"], line["label"]) for line in removed] == [
        ("text-1", JUNK, "source_credit"),
        ("text-3", JUNK, "source_credit"),
    ]


def test_a_sample_is_the_same_each_time(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", text_records(60))
    for name in ("a.jsonl", "b.jsonl"):
        run(source, tmp_path / name, sample_share=0.3)
    drawn = (tmp_path / "a.jsonl").read_bytes()
    assert drawn == (tmp_path / "b.jsonl").read_bytes()
    assert 5 < drawn.count(b"\n") < 35
