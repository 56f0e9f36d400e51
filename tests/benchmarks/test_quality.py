"""Systems are compared on the same pages, and the table goes between the README's markers."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from benchmarks.peers import SYSTEMS, as_date
from benchmarks.quality import MARKERS, Comparison, compare, main, markdown, write_between_markers
from benchmarks.side_by_side import read_peer_page, run_systems
from newsclean.evaluate.truth import read_folder
from tests.evaluate.records import BODY, FIRST, SECOND, THIRD

PARAGRAPHS = "".join(f"<p>{line}</p>" for line in (FIRST, SECOND, THIRD))
PAGE = (
    f"<html lang=en><head><title>Storm</title></head><body><article><h1>Storm</h1>{PARAGRAPHS}</article></body></html>"
)
MEASURED = datetime(2025, 3, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("corpus") / "pages"
    made.mkdir()
    (made / "one.html").write_text(PAGE, encoding="utf-8")
    (made / "truth.jsonl").write_text(json.dumps({"file": "one", "body": BODY, "lang": "en"}), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def compared(folder: Path) -> Comparison:
    absent = replace(SYSTEMS["goose3"], package="a-package-that-nobody-has")
    return compare(folder, {name: SYSTEMS[name] for name in ("newsclean", "trafilatura")} | {"absent": absent})


def test_systems_are_scored_with_versions_and_cpu_time(compared: Comparison) -> None:
    rows = {row.system: row for row in compared.rows}
    assert list(rows) == ["newsclean", "trafilatura"]
    for row in rows.values():
        assert row.version
        assert row.figures.f1 == pytest.approx(1.0, abs=0.05)
        assert row.figures.milliseconds > 0
    assert rows["trafilatura"].lost == 0.0, "the losses are counted against its own text"


def test_a_missing_peer_is_named_as_skipped(compared: Comparison) -> None:
    assert compared.skipped == {"absent": "not installed"}
    assert "Skipped: absent (not installed)." in markdown([compared], MEASURED)


def test_the_table_names_date_folder_and_figures(compared: Comparison) -> None:
    lines = markdown([compared], MEASURED).splitlines()
    assert lines[0] == "**pages**, 1 pages"
    assert lines[2].startswith("| system | version | F1 |")
    assert lines[4].startswith("| newsclean | ")
    assert lines[-1].startswith("Measured on 2025-03-04 with Python 3.")


def test_a_peer_that_hangs_is_stopped_and_counted(folder: Path) -> None:
    (page,) = (read_peer_page(page) for page in read_folder(folder))
    huge = replace(page, content=page.content * 20_000, html=page.html * 20_000)
    runs, skipped = run_systems([page, huge], {"trafilatura": SYSTEMS["trafilatura"]}, page_seconds=0.2)
    assert skipped == {}
    assert runs["trafilatura"][1].failure == "stopped after 0.2 s"


def test_only_what_stands_between_the_markers_is_replaced(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"# Title\n{MARKERS[0]}\nold\n{MARKERS[1]}\nEnd\n", encoding="utf-8")
    write_between_markers(readme, "new")
    write_between_markers(readme, "newer")
    assert readme.read_text(encoding="utf-8") == f"# Title\n{MARKERS[0]}\nnewer\n{MARKERS[1]}\nEnd\n"


@pytest.mark.parametrize("text", ["# Title\n", MARKERS[0], f"{MARKERS[1]}\n{MARKERS[0]}"])
def test_a_readme_without_markers_is_left_alone(tmp_path: Path, text: str) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="lacks the markers"):
        write_between_markers(readme, "new")
    assert readme.read_text(encoding="utf-8") == text


def test_the_command_writes_the_readme(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("\n".join(MARKERS), encoding="utf-8")
    assert main([str(folder), "--systems", "trafilatura", "--write-readme", "--readme", str(readme)]) == 0
    assert capsys.readouterr().out.strip() in readme.read_text(encoding="utf-8")


def test_a_folder_without_truth_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--systems", "trafilatura"]) == 1
    assert "truth.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (datetime(2025, 3, 4, 23, tzinfo=UTC), date(2025, 3, 4)),
        (date(2025, 3, 4), date(2025, 3, 4)),
        ("2025-03-04 10:00:00", date(2025, 3, 4)),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_peers_date_is_a_day_or_none(found: datetime | date | str | None, expected: date | None) -> None:
    assert as_date(found) == expected
