"""`newsclean evaluate` as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.evaluate.records import BODY, FIRST, SECOND, THIRD

PARAGRAPHS = "".join(f"<p>{line}</p>" for line in (FIRST, SECOND, THIRD))
PAGE = (
    f"<html lang=en><head><title>Storm closes harbour</title></head><body><article>{PARAGRAPHS}</article></body></html>"
)


def newsclean(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from newsclean.cli.app import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        (tmp_path / f"{name}.html").write_text(PAGE, encoding="utf-8")
    write_truth(
        tmp_path,
        {"file": "one", "lang": "en", "body": BODY, "title": "Storm closes harbour"},
        {"file": "two", "lang": "de", "body": BODY},
    )
    return tmp_path


def write_truth(folder: Path, *lines: dict[str, object]) -> None:
    (folder / "truth.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


def test_figures_are_printed_as_tables(folder: Path) -> None:
    done = newsclean("evaluate", str(folder), "--fail-under", "0.95", "--fail-lost-over", "0")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert ["pages", "2"] in rows
    assert ["F1", "1.0000"] in rows
    assert ["article text lost", "0.0000"] in rows
    assert ["title", "1.0000", "1", "0", "0"] in rows
    assert [row[:3] for row in rows if row[0] in ("de", "en")] == [["de", "1", "1.0000"], ["en", "1", "1.0000"]]


def test_json_has_the_same_figures_and_the_wrong_lines(folder: Path) -> None:
    write_truth(folder, {"file": "one", "body": f"{FIRST}\n{SECOND}"})
    done = newsclean("evaluate", str(folder), "--format", "json", "--diff")
    report = json.loads(done.stdout)
    assert report["total"]["recall"] == 1.0
    assert report["total"]["lines"]["junk_kept"] == 1
    assert report["wrong_lines"] == [{"file": "one", "mistake": "junk kept", "text": THIRD, "cut": None}]


def test_diff_shows_wrong_lines_under_their_page(folder: Path) -> None:
    missing = "A paragraph that stands nowhere on the page at all."
    write_truth(folder, {"file": "one", "url": "https://news.example/storm", "body": f"{FIRST}\n{SECOND}\n{missing}"})
    done = newsclean("evaluate", str(folder), "--diff")
    assert done.stdout.startswith(
        f"one  https://news.example/storm\n  + junk kept      {THIRD}\n  ? article missed {missing}\n"
    )


def test_a_low_f1_fails(folder: Path) -> None:
    write_truth(folder, {"file": "one", "body": "Quite another article, about the weather of last year."})
    done = newsclean("evaluate", str(folder), "--fail-under", "0.95")
    assert done.returncode == 1
    assert "F1 is 0.0000, under 0.95" in done.stderr


def test_a_bound_that_nothing_can_be_held_against_fails(folder: Path) -> None:
    write_truth(folder, {"file": "one", "title": "Storm closes harbour"})
    done = newsclean("evaluate", str(folder), "--fail-under", "0.5", "--fail-lost-over", "0.5")
    assert done.returncode == 1
    assert done.stderr.count("error: ") == 2


def test_a_page_that_cannot_be_cleaned_is_named_and_the_rest_are_scored(folder: Path) -> None:
    (folder / "two.html").write_bytes(b"%PDF-1.7\n\x00\x01\x02\x03" * 50)
    done = newsclean("evaluate", str(folder))
    assert done.returncode == 1
    assert "two was not cleaned: " in done.stderr
    assert "pages not cleaned\t1" in done.stdout


def test_malformed_truth_is_named_by_line(folder: Path) -> None:
    with (folder / "truth.jsonl").open("a", encoding="utf-8") as truth:
        truth.write('\n{"file": 3}\n')
    done = newsclean("evaluate", str(folder))
    assert (done.returncode, done.stdout) == (1, "")
    assert "line 3: file" in done.stderr


def test_a_folder_without_truth_is_told_what_is_missing(tmp_path: Path) -> None:
    done = newsclean("evaluate", str(tmp_path))
    assert done.returncode == 1
    assert "truth.jsonl, which says of each page what its article is" in done.stderr


def test_missing_pages_are_named(folder: Path) -> None:
    (folder / "two.html").unlink()
    done = newsclean("evaluate", str(folder))
    assert (done.returncode, done.stdout) == (1, "")
    assert "two" in done.stderr


def test_a_folder_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    assert newsclean("evaluate", str(tmp_path / "nowhere")).returncode == 2


def test_control_characters_of_a_page_do_not_reach_the_terminal(folder: Path) -> None:
    write_truth(folder, {"file": "one", "url": "https://news.example/\x1b[31mred", "body": FIRST})
    for arguments in (["--diff"], ["--diff", "--format", "json"]):
        assert "\x1b" not in newsclean("evaluate", str(folder), *arguments).stdout
