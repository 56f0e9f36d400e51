"""Records of Parquet files."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from newsclean.corpus.inputs import InputFile
from newsclean.corpus.options import CorpusOptions
from newsclean.corpus.records import Item, Place, Reject
from newsclean.corpus.sample import is_drawn
from newsclean.corpus.values import read_members

ROWS_OF_A_BATCH = 500
"""What is in memory at a time, beside the row group's own pages."""


def row_groups(file: InputFile) -> list[tuple[int, int]]:
    """The rows and the bytes of each row group.

    Raises:
        OSError, pa.ArrowException: the file cannot be read, or is no Parquet.
    """
    with file.open() as stream, pq.ParquetFile(stream) as parquet:
        metadata = parquet.metadata
        groups = [metadata.row_group(index) for index in range(metadata.num_row_groups)]
        return [(group.num_rows, group.total_byte_size) for group in groups]


def schema_of(file: InputFile) -> pa.Schema:
    """The columns of the file."""
    with file.open() as stream, pq.ParquetFile(stream) as parquet:
        return parquet.schema_arrow


def read_parquet(file: InputFile, start: int, end: int, options: CorpusOptions) -> Iterator[Item]:
    """The rows of the row groups from `start` on and before `end`."""
    with file.open() as stream, pq.ParquetFile(stream) as parquet:
        first_row = sum(parquet.metadata.row_group(index).num_rows for index in range(start))
        for group in range(start, end):
            row = first_row
            try:
                for batch in parquet.iter_batches(ROWS_OF_A_BATCH, row_groups=[group], use_threads=False):
                    yield from _rows(batch, file.name, row, options)
                    row += batch.num_rows
            except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
                yield Reject(Place(file.name, row), f"row group {group} cannot be read from here on: {error}")
            first_row += parquet.metadata.row_group(group).num_rows


def _rows(batch: pa.RecordBatch, name: str, first_row: int, options: CorpusOptions) -> Iterator[Item]:
    needed = _needed_columns(batch.schema, options)
    columns = {column: batch.column(column).to_pylist() for column in needed}
    for row in range(batch.num_rows):
        place = Place(name, first_row + row)
        if is_drawn(place, options.sample_share):
            values: Mapping[str, Any] = {column: cells[row] for column, cells in columns.items()}
            record = read_members(values, place, options)
            yield record if isinstance(record, Reject) else replace(record, batch=batch, row=row)


def _needed_columns(schema: pa.Schema, options: CorpusOptions) -> list[str]:
    names = options.fields
    wanted = {names.html or names.text, names.url, names.date, names.title, names.language, names.id}
    tops = {"metadata"} | {name.partition(".")[0] for name in wanted} | wanted
    return [name for name in schema.names if name in tops]
