"""Parquet in and out: columns stay as they are, forms turn into each other."""

import datetime
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsclean.corpus.options import Copies, FieldNames
from newsclean.errors import ConfigError
from tests.corpus.archives import (
    CLEAN,
    DIRTY,
    figures,
    page,
    page_record,
    read_jsonl,
    rejects,
    run,
    story,
    text_records,
    write_jsonl,
    write_warc,
)


def table(texts: list[str | None]) -> pa.Table:
    number = len(texts)
    return pa.table(
        {
            "when": pa.array([datetime.datetime(2025, 3, 4, 10, 0, 0, 123)] * number, pa.timestamp("ns")),
            "text": pa.array(texts, pa.large_string()),
            "tags": pa.array([["a", "b"]] * number, pa.list_(pa.dictionary(pa.int8(), pa.string()))),
            "n": pa.array(range(number), pa.uint16()),
        }
    )


def test_columns_keep_their_types_and_values(tmp_path: Path) -> None:
    source = table([CLEAN, DIRTY, None, CLEAN + "\r\n"])
    pq.write_table(source, tmp_path / "in.parquet", row_group_size=2)
    report = run(tmp_path / "in.parquet", tmp_path / "out.parquet", chunk_bytes=1)
    assert figures(report.counts) == (3, 1, 1)
    cleaned = pq.read_table(tmp_path / "out.parquet")
    kept = source.take([0, 1, 3])
    for name in ("when", "tags", "n"):
        assert cleaned.column(name).equals(kept.column(name))
    assert cleaned.schema.field("text").type == pa.large_string()
    assert cleaned.column("text").to_pylist() == [CLEAN, CLEAN, CLEAN + "\r\n"]
    notes = cleaned.column("newsclean").to_pylist(maps_as_pydicts="strict")
    assert notes == [None, {"labels": {"source_credit": 1}, "lines_removed": 1, "characters_removed": 12}, None]
    assert [(reject["at"], reject["reason"]) for reject in rejects(tmp_path / "out.parquet")] == [
        (2, "the field text is null or missing")
    ]


def test_a_column_that_is_not_there_is_said(tmp_path: Path) -> None:
    pq.write_table(table([CLEAN]).rename_columns(["when", "body", "tags", "n"]), tmp_path / "in.parquet")
    with pytest.raises(ConfigError, match=r"no column text; give --text-field one of when, body, tags, n"):
        run(tmp_path / "in.parquet", tmp_path / "out.parquet")
    report = run(tmp_path / "in.parquet", tmp_path / "out.parquet", fields=FieldNames(text="body"))
    assert figures(report.counts) == (1, 0, 0)


def test_a_damaged_file_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.parquet").write_bytes(b"PAR1 not at all")
    pq.write_table(table([CLEAN]), tmp_path / "in" / "b.parquet")
    report = run(tmp_path / "in", tmp_path / "out.parquet")
    assert list(report.unreadable) == ["a.parquet"]
    assert figures(report.counts) == (1, 0, 0)


def test_pages_of_a_column(tmp_path: Path) -> None:
    pages = pa.table({"html": [page(0), page(1), b"%PDF-1.7"], "url": ["https://a.org/0", "https://a.org/1", None]})
    pq.write_table(pages, tmp_path / "in.parquet")
    report = run(tmp_path / "in.parquet", tmp_path / "out.parquet", fields=FieldNames(html="html"))
    assert figures(report.counts) == (2, 2, 1)
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [(row["url"], row["text"], row["title"]) for row in rows] == [
        (f"https://a.org/{number}", story(number), f"A night at the lake {number}") for number in range(2)
    ]
    assert "html" not in rows[0]


def test_a_warc_to_parquet(tmp_path: Path) -> None:
    source = write_warc(tmp_path / "in.warc.gz", [page_record(number) for number in range(3)])
    run(source, tmp_path / "out.parquet", chunk_bytes=1000)
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist(maps_as_pydicts="strict")
    assert [row["text"] for row in rows] == [story(number) for number in range(3)]
    assert (rows[0]["url"], rows[0]["language"], rows[0]["page_kind"]) == ("https://paper0.org/0", "en", "article")


def test_jsonl_to_parquet_and_back(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [{**record, "extra": {"n": 1}} for record in text_records(5)]
    records.append({"id": "odd", "text": "\ud800 alone"})
    source = write_jsonl(tmp_path / "in.jsonl", records)
    run(source, tmp_path / "between.parquet")
    rows = pq.read_table(tmp_path / "between.parquet").to_pylist()
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    assert json.loads(rows[0]["metadata"]) == {"extra": {"n": 1}}
    assert rows[5]["text"] == "\ufffd alone"
    report = run(tmp_path / "between.parquet", tmp_path / "back.jsonl")
    assert figures(report.counts) == (6, 0, 0)
    assert [record["text"] for record in read_jsonl(tmp_path / "back.jsonl")] == [row["text"] for row in rows]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".parquet"])
def test_copies_are_dropped_or_marked_over_the_whole_archive(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "in").mkdir()
    first = [{"id": "a", "text": story(1)}, {"id": "b", "text": story(2)}, {"id": "e", "text": ""}]
    second = [{"id": "c", "text": f"{story(1)}\nSource: AFP."}, {"id": "d", "text": story(3)}, {"id": "f", "text": ""}]
    write_jsonl(tmp_path / "in" / "1.jsonl", first)
    write_jsonl(tmp_path / "in" / "2.jsonl.gz", second)
    dropped = run(tmp_path / "in", tmp_path / f"dropped{suffix}", copies=Copies.DROP)
    run(tmp_path / "in", tmp_path / f"marked{suffix}", copies=Copies.MARK)
    assert dropped.counts.copies == 1
    assert [row["id"] for row in rows_of(tmp_path / f"dropped{suffix}")] == ["a", "b", "e", "d", "f"]
    marked = rows_of(tmp_path / f"marked{suffix}")
    assert [(row["id"], row.get("copy_of")) for row in marked] == [
        ("a", None), ("b", None), ("e", None), ("c", "a"), ("d", None), ("f", None)
    ]  # fmt: skip


def rows_of(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return rows
    return read_jsonl(path)


@pytest.mark.parametrize("others", [0, 1])
def test_a_file_that_is_no_parquet_is_named(tmp_path: Path, others: int) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "broken.parquet").write_bytes(b"no parquet at all" * 100)
    for number in range(others):
        pq.write_table(table([CLEAN]), tmp_path / "in" / f"{number}.parquet")
    report = run(tmp_path / "in", tmp_path / "out.parquet")
    assert list(report.unreadable) == ["broken.parquet"]
    assert "Parquet" in report.unreadable["broken.parquet"]
    assert report.counts.documents == others
    assert (tmp_path / "out.parquet").exists() == bool(others)
