"""Records in one Parquet file: its columns, reading it, and writing a whole one. Needs pyarrow."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from newsclean.errors import ConfigError, StoreError
from newsclean.models import CleanRecord
from newsclean.store.contract import StoredRecord
from newsclean.store.files import explained
from newsclean.store.moments import in_utc
from newsclean.store.serial import record_to_json

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise ConfigError("Parquet needs pyarrow: pip install 'newsclean[parquet]'") from error

# What is written and read at a time, and so what has to fit into memory.
_ROWS_IN_A_GROUP = 500
_FORMAT_KEY = b"newsclean_format"
_FORMAT = b"1"


def columns() -> pa.Schema:
    """A column for each field of the record, after those of the store.

    Dates of the record are text, as pages give them: with a zone, without one, or only a day.
    """
    schema = CleanRecord.model_json_schema(mode="serialization")
    own = [
        pa.field("id", pa.int64()),
        pa.field("version", pa.int64()),
        pa.field("stored_at", pa.timestamp("us", tz="UTC")),
    ]
    fields = [pa.field(name, _arrow_type(part, schema["$defs"])) for name, part in schema["properties"].items()]
    return pa.schema(own + fields, metadata={_FORMAT_KEY: _FORMAT})


def _arrow_type(part: dict[str, Any], definitions: dict[str, Any]) -> pa.DataType:
    """The Arrow type for a part of a JSON schema."""
    if "$ref" in part:
        return _arrow_type(definitions[part["$ref"].rsplit("/", 1)[1]], definitions)
    if "anyOf" in part:
        choices = {_arrow_type(choice, definitions) for choice in part["anyOf"] if choice.get("type") != "null"}
        (only,) = choices
        return only
    if part["type"] == "array":
        return pa.list_(_arrow_type(part["items"], definitions))
    if part["type"] == "object" and "properties" in part:
        inside = part["properties"].items()
        return pa.struct([pa.field(name, _arrow_type(inner, definitions)) for name, inner in inside])
    if part["type"] == "object":
        return pa.map_(pa.string(), _arrow_type(part["additionalProperties"], definitions))
    simple = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    return simple[part["type"]]


class ParquetFile:
    """A Parquet file of ours, open for reading.

    Raises:
        StoreError: there is no such file, it cannot be read, or it is not ours.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with _explained(path):
            self._file = pq.ParquetFile(path)
        found = (self._file.schema_arrow.metadata or {}).get(_FORMAT_KEY)
        if found != _FORMAT:
            self._file.close()
            what = "holds no newsclean records" if found is None else "was written by a newer newsclean"
            raise StoreError(f"{path} {what}; it was left as it is")

    @property
    def number_of_rows(self) -> int:
        """How many records the file has."""
        number: int = self._file.metadata.num_rows
        return number

    def groups(self) -> Iterator[pa.Table]:
        """The row groups, oldest records first."""
        for index in range(self._file.num_row_groups):
            with _explained(self._path):
                yield self._file.read_row_group(index)

    def records(self) -> Iterator[StoredRecord]:
        """All records, oldest first."""
        for group in self.groups():
            yield from self._stored(group)

    def records_backwards(self) -> Iterator[StoredRecord]:
        """All records, newest first."""
        for index in reversed(range(self._file.num_row_groups)):
            with _explained(self._path):
                group = self._file.read_row_group(index)
            yield from reversed(self._stored(group))

    def latest_versions(self) -> dict[int, int]:
        """The newest version of each article."""
        latest: dict[int, int] = {}
        for index in range(self._file.num_row_groups):
            with _explained(self._path):
                heads = self._file.read_row_group(index, columns=["id", "version"]).to_pydict()
            for article_id, version in zip(heads["id"], heads["version"], strict=True):
                latest[article_id] = max(version, latest.get(article_id, 0))
        return latest

    def _stored(self, group: pa.Table) -> list[StoredRecord]:
        rows = group.to_pylist(maps_as_pydicts="strict")
        try:
            return [_row_to_stored(row) for row in rows]
        except (ValueError, KeyError) as error:
            raise StoreError(f"{self._path} is damaged: {error}") from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def write_parquet(path: Path, kept: Iterable[pa.Table], added: Iterable[StoredRecord]) -> None:
    """Write a whole file: the groups of an earlier one, then further records. Raises OSError as open() does."""
    schema = columns()
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in kept:
            same = group.schema.equals(schema)
            writer.write_table(group if same else _table(map(_row_to_stored, _rows(group)), schema))
        remaining = iter(added)
        while batch := list(islice(remaining, _ROWS_IN_A_GROUP)):
            writer.write_table(_table(batch, schema))


def _rows(group: pa.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = group.to_pylist(maps_as_pydicts="strict")
    return rows


def _table(records: Iterable[StoredRecord], schema: pa.Schema) -> pa.Table:
    rows = [
        {"id": stored.id, "version": stored.version, "stored_at": stored.stored_at}
        | json.loads(record_to_json(stored.record))
        for stored in records
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def _row_to_stored(row: dict[str, Any]) -> StoredRecord:
    own = {name: row.pop(name) for name in ("id", "version", "stored_at")}
    # A column that an older newsclean did not write is absent; one that has no value stands for the default.
    given = {name: value for name, value in row.items() if value is not None}
    record = CleanRecord.model_validate_json(json.dumps(given))
    return StoredRecord(own["id"], own["version"], in_utc(own["stored_at"]), record)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    with explained(path):
        try:
            yield
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowKeyError) as error:
            raise StoreError(f"{path} cannot be read as Parquet; it was left as it is: {error}") from error
