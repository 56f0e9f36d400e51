"""A folder of pages is read whole or refused with what is wrong in it."""

import gzip
import json
from pathlib import Path

import pytest

from newsclean.errors import InputError
from newsclean.evaluate.truth import EvaluationPage, TruthPage, read_folder, read_page, read_truth


def write_truth(folder: Path, *lines: object) -> Path:
    path = folder / "truth.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_pages_are_found_under_each_ending_and_in_folders(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    for name in ("a.html", "b.txt", "de/c.html.gz", "d.html"):
        (tmp_path / name).write_bytes(b"")
    write_truth(tmp_path, {"file": "a"}, "", {"file": "b"}, {"file": "de/c"}, {"file": "d.html"})
    pages = read_folder(tmp_path)
    assert [page.path.name for page in pages] == ["a.html", "b.txt", "c.html.gz", "d.html"]
    assert [page.form for page in pages] == ["html", "text", "html", "html"]


def test_what_is_not_stated_is_empty(tmp_path: Path) -> None:
    (stated,) = read_truth(write_truth(tmp_path, {"file": "a", "unknown": 1}))
    assert (stated.body, stated.authors, stated.page_kind) == ("", (), None)


def test_every_malformed_line_is_named_by_its_number(tmp_path: Path) -> None:
    path = write_truth(
        tmp_path,
        {"file": "a"},
        "{not json",
        {"body": "no file"},
        {"file": "b", "published": "3 May"},
        {"file": "c", "authors": "Ann Lee"},
        {"file": "a"},
        ["a list"],
    )
    with pytest.raises(InputError) as caught:
        read_truth(path)
    message = str(caught.value)
    for part in ("line 2: ", "line 3: file", "line 4: published", "line 5: authors", "line 6: a stands on line 1"):
        assert part in message
    assert "6 malformed lines" in message
    assert "line 1:" not in message


def test_many_malformed_lines_are_counted_not_listed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="and 30 more"):
        read_truth(write_truth(tmp_path, *["x"] * 50))


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/../../b", "", "a\\..\\b"])
def test_a_page_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"line 1: file: .*inside the folder"):
        read_truth(write_truth(tmp_path, {"file": name}))


def test_missing_pages_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"")
    write_truth(tmp_path, {"file": "a"}, {"file": "b"}, {"file": "c"})
    with pytest.raises(InputError, match=r"2 of 3 pages have no file \(.html.gz, .html, .txt\): b, c"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(None, r"there is no .*truth\.jsonl, which says"), (b"", "no pages in it"), (b'{"file": "\xff"}', "not UTF-8")],
)
def test_a_truth_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None, complaint: str) -> None:
    if content is not None:
        (tmp_path / "truth.jsonl").write_bytes(content)
    with pytest.raises(InputError, match=complaint):
        read_folder(tmp_path)


def page(path: Path) -> EvaluationPage:
    return EvaluationPage(path, TruthPage(file="a"))


def test_a_packed_page_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(b"<p>Hello"))
    assert read_page(page(path), 100) == b"<p>Hello"


def test_a_page_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(b"x" * 5_000_000))
    with pytest.raises(InputError, match="larger than 1,000 bytes"):
        read_page(page(path), 1000)


def test_a_plain_page_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"x" * 1001)
    with pytest.raises(InputError, match="larger than 1,000 bytes"):
        read_page(page(path), 1000)


@pytest.mark.parametrize("content", [b"no gzip at all", gzip.compress(b"text" * 999)[:-20]], ids=["plain", "cut off"])
def test_a_broken_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.html.gz"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"a\.html\.gz"):
        read_page(page(path), 100_000)
