"""The speed benchmark prints each figure with its bound, and says in its exit code whether all were kept."""

import json
from pathlib import Path

import pytest

from benchmarks.generated import LINES_OF_A_DOCUMENT, PHRASES, document, ordinary_page
from benchmarks.speed import main


@pytest.mark.parametrize("language", PHRASES)
def test_a_document_has_the_lines_that_its_figure_is_stated_for(language: str) -> None:
    made = document(3, language)
    assert len(made.split("\n")) == LINES_OF_A_DOCUMENT
    assert made == document(3, language)
    assert made != document(4, language)


def test_every_figure_is_printed_with_its_bound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_text(ordinary_page(1), encoding="utf-8")
    (tmp_path / "truth.jsonl").write_text(json.dumps({"file": "a"}), encoding="utf-8")
    code = main(["--documents", "4", "--pages", str(tmp_path)])
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 4
    assert code == int(any(line.endswith("MISSED") for line in printed))
    assert "documents/s" in printed[0]
    assert "at most 3" in printed[1]


def test_a_folder_without_pages_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pages", str(tmp_path)]) == 1
    assert "truth.jsonl" in capsys.readouterr().err
