"""Cleaned records to JSONL or Parquet."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Protocol

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from newsclean.corpus.inputs import FileForm
from newsclean.corpus.options import FieldNames
from newsclean.corpus.records import Cleaned
from newsclean.corpus.rows import NOTE, fields_of, line_of, members_of, note_of
from newsclean.corpus.splice import as_json
from newsclean.text import without_surrogates

GZIP_LEVEL = 4
"""Half the time of the usual 6, for files that are a twentieth larger."""
ZSTD_LEVEL = 3
ROWS_OF_A_GROUP = 1_000

NOTE_TYPE = pa.struct(
    [
        ("labels", pa.map_(pa.string(), pa.int32())),
        ("lines_removed", pa.int32()),
        ("characters_removed", pa.int64()),
    ]
)
_FIELD_COLUMNS = (
    pa.field("title", pa.string()),
    pa.field("authors", pa.list_(pa.string())),
    pa.field("published", pa.string()),
    pa.field("modified", pa.string()),
    pa.field("language", pa.string()),
    pa.field("site", pa.string()),
    pa.field("source", pa.string()),
    pa.field("page_kind", pa.string()),
)
OWN_SCHEMA = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("url", pa.string()),
        pa.field("date", pa.string()),
        pa.field("text", pa.string()),
        *_FIELD_COLUMNS,
        pa.field("metadata", pa.string()),
        pa.field(NOTE, NOTE_TYPE),
    ]
)
"""The columns for records that do not come from Parquet. `metadata` is JSON: the members that have no column."""


class RecordWriter(Protocol):
    """Takes records in their order."""

    def write(self, cleaned: Cleaned) -> None:
        """Add one."""

    def close(self) -> None:
        """Write what is still in memory; the stream stays open."""


@contextmanager
def record_writer(
    stream: BinaryIO, form: FileForm, names: FieldNames, columns: pa.Schema | None
) -> Iterator[RecordWriter]:
    """A writer of `form` on `stream`. `columns` are those of the input, where that is Parquet."""
    writer: RecordWriter
    if form.form == "jsonl":
        with compressed(stream, form) as inner:
            writer = _JsonlWriter(inner, names)
            yield writer
        return
    writer = _RowWriter(stream, names) if columns is None else _ColumnWriter(stream, names, columns)
    yield writer
    writer.close()


@contextmanager
def compressed(stream: BinaryIO, form: FileForm) -> Iterator[BinaryIO]:
    """The stream to write to, which compresses as the suffix says. The same data gives the same bytes."""
    if form.compression == "gzip":
        with gzip.GzipFile("", "wb", GZIP_LEVEL, stream, mtime=0) as inner:
            yield inner  # type: ignore[misc]
    elif form.compression == "zstd":
        with zstandard.ZstdCompressor(ZSTD_LEVEL).stream_writer(stream, closefd=False) as inner:
            yield inner
    else:
        yield stream


class _JsonlWriter:
    def __init__(self, stream: BinaryIO, names: FieldNames) -> None:
        self._stream = stream
        self._names = names

    def write(self, cleaned: Cleaned) -> None:
        self._stream.write(line_of(cleaned, self._names) + b"\n")

    def close(self) -> None:
        """Nothing is kept in memory."""


class _RowWriter:
    """Parquet of records that have no columns of their own."""

    def __init__(self, stream: BinaryIO, names: FieldNames) -> None:
        self._names = names
        self._rows: list[dict[str, Any]] = []
        self._writer = pq.ParquetWriter(stream, OWN_SCHEMA, compression="zstd")

    def write(self, cleaned: Cleaned) -> None:
        self._rows.append(own_row(cleaned, self._names))
        if len(self._rows) >= ROWS_OF_A_GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=OWN_SCHEMA))
            self._rows = []


def own_row(cleaned: Cleaned, names: FieldNames) -> dict[str, Any]:
    """The record in the columns of `OWN_SCHEMA`."""
    source, record = cleaned.source, cleaned.record
    members = members_of(cleaned, names) if source.line is not None else {}
    used = {names.id, names.url, names.date, names.text, names.title, names.language, "text", NOTE}
    rest = {name: value for name, value in members.items() if name not in used and name not in OWN_SCHEMA.names}
    row = {
        "id": source.id,
        "url": source.url,
        "date": source.date,
        "text": cleaned.text,
        **fields_of(record),
        "title": source.title or record.title,
        "metadata": as_json(rest).decode() if rest else None,
        NOTE: note_of(record) if record.removed else None,
    }
    return {name: without_surrogates(value) if isinstance(value, str) else value for name, value in row.items()}


class _ColumnWriter:
    """Parquet of Parquet: its columns as they are, the text cleaned, the note added."""

    def __init__(self, stream: BinaryIO, names: FieldNames, columns: pa.Schema) -> None:
        self._names = names
        self._schema = _with_note(columns, names)
        self._waiting: list[Cleaned] = []
        self._writer = pq.ParquetWriter(stream, self._schema, compression="zstd")

    def write(self, cleaned: Cleaned) -> None:
        if self._waiting and self._waiting[-1].source.batch is not cleaned.source.batch:
            self._flush()
        self._waiting.append(cleaned)

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if not self._waiting:
            return
        batch = self._waiting[0].source.batch
        taken = batch.take(pa.array([cleaned.source.row for cleaned in self._waiting]))
        columns = [self._column(field, taken) for field in self._schema]
        self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))
        self._waiting = []

    def _column(self, field: pa.Field, taken: pa.RecordBatch) -> pa.Array:
        records = self._waiting
        if field.name == NOTE:
            notes = [note_of(cleaned.record) if cleaned.record.removed else None for cleaned in records]
            return pa.array(notes, field.type)
        is_text = field.name == ("text" if self._names.html else self._names.text)
        if is_text:
            return pa.array([without_surrogates(cleaned.text) for cleaned in records]).cast(field.type)
        if field.name in taken.schema.names:
            return taken.column(field.name)
        return pa.array([fields_of(cleaned.record).get(field.name) for cleaned in records], field.type)


def _with_note(columns: pa.Schema, names: FieldNames) -> pa.Schema:
    fields = [field for field in columns if field.name not in (NOTE, names.html)]
    if names.html:
        known = {field.name for field in fields}
        added = [pa.field("text", pa.string()), *_FIELD_COLUMNS]
        fields += [field for field in added if field.name not in known]
    return pa.schema([*fields, pa.field(NOTE, NOTE_TYPE)], metadata=columns.metadata)
