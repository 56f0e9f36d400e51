"""Records written to a file for other programs, whole or not at all."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import MappingProxyType

from newsclean.errors import ConfigError
from newsclean.store.contract import SaveOutcome, Store, StoredRecord
from newsclean.store.files import replacing
from newsclean.store.serial import stored_to_line

CSV_COLUMNS = (
    *("id", "version", "stored_at", "url", "final_url", "site", "title", "authors", "published", "modified"),
    *("language", "page_kind", "source", "text", "cut_lines", "cut_labels"),
)

# What a spreadsheet takes for a formula, and would calculate, or send away what other cells hold.
_FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")


def export_records(records: Iterable[StoredRecord], path: Path) -> int:
    """Write records to a .jsonl, .json, .csv or .parquet file; says how many.

    What stood at `path` is replaced once all is written. In CSV a cell that a spreadsheet would take
    for a formula begins with an apostrophe.

    Raises:
        ConfigError: the ending is none of these, or Parquet is not installed.
        StoreError: the file cannot be written; what stood there is as it was.
    """
    write = writer_for(path.suffix.lower())
    counted = CountedRecords(records)
    with replacing(path) as temporary:
        write(counted, temporary)
    return counted.number


def append_records(records: Iterable[StoredRecord], store: Store) -> int:
    """Save in `store` what it has not yet, the first one first; says how many that were."""
    outcomes = (store.save(stored.record, stored.stored_at) for stored in records)
    return sum(outcome is not SaveOutcome.UNCHANGED for outcome in outcomes)


def writer_for(ending: str) -> Callable[[Iterable[StoredRecord], Path], None]:
    """What writes a file with this ending, such as `.jsonl`. Raises ConfigError where nothing does."""
    write = _WRITERS.get(ending)
    if write is None:
        known = ", ".join(_WRITERS)
        raise ConfigError(f"cannot export to a file that ends in {ending or 'nothing'}; possible are {known}")
    return write


class CountedRecords:
    """Records, counted as they go by."""

    def __init__(self, records: Iterable[StoredRecord]) -> None:
        self._records = records
        self.number = 0

    def __iter__(self) -> Iterator[StoredRecord]:
        for stored in self._records:
            self.number += 1
            yield stored


def _write_jsonl(records: Iterable[StoredRecord], path: Path) -> None:
    with path.open("wb") as file:
        file.writelines(stored_to_line(stored) for stored in records)


def _write_json(records: Iterable[StoredRecord], path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"[")
        for position, stored in enumerate(records):
            file.write((b",\n" if position else b"\n") + stored_to_line(stored).rstrip(b"\n"))
        file.write(b"\n]\n")


def _write_csv(records: Iterable[StoredRecord], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, CSV_COLUMNS, extrasaction="ignore")
        rows.writeheader()
        for stored in records:
            cells = json.loads(stored_to_line(stored))
            cells["authors"] = "; ".join(stored.record.authors)
            cells["cut_lines"] = len(stored.record.removed)
            cells["cut_labels"] = " ".join(sorted({cut.label.value for cut in stored.record.removed}))
            rows.writerow({name: _cell(value) for name, value in cells.items()})


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _write_parquet(records: Iterable[StoredRecord], path: Path) -> None:
    from newsclean.store.parquet_file import write_parquet  # noqa: PLC0415  an extra

    write_parquet(path, (), records)


_WRITERS: MappingProxyType[str, Callable[[Iterable[StoredRecord], Path], None]] = MappingProxyType(
    {".jsonl": _write_jsonl, ".json": _write_json, ".csv": _write_csv, ".parquet": _write_parquet}
)
