"""What is exported for other programs does them no harm."""

import csv
from pathlib import Path

import pytest

from newsclean import CleanRecord
from newsclean.store import open_store, read_store
from newsclean.store.export import export_records


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\n=", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_calculate_is_text(tmp_path: Path, start: str) -> None:
    title = f"{start}HYPERLINK(A1)"
    with open_store(tmp_path / "records.db") as store:
        store.save(CleanRecord(url="https://example.org/1", title=title, text="The dam holds.", page_kind="article"))
    with read_store(tmp_path / "records.db") as store:
        export_records(store.records(), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["title"] for row in csv.DictReader(file)] == [f"'{title}"]
