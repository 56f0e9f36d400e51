"""Whole pages in many languages: the article, its fields, and the label of what went."""

import json
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.models import CleanRecord, PageKind

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "pages").iterdir())


def read(folder: Path) -> tuple[CleanRecord, dict[str, Any], dict[str, Any]]:
    meta = tomllib.loads((folder / "meta.toml").read_text(encoding="utf-8"))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return newsclean.clean_html((folder / "page.html").read_bytes(), url=meta["url"]), expected, meta


def without_marks(lines: list[str]) -> list[str]:
    """The lines without the marks of list items, which are no part of their words."""
    return [line.removeprefix("- ") for line in lines]


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_the_article_is_what_is_kept(folder: Path) -> None:
    record, expected, _ = read(folder)
    assert without_marks(record.text.split("\n")) == expected["kept"]
    assert record.page_kind is PageKind.ARTICLE


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_the_fields_are_found(folder: Path) -> None:
    record, expected, meta = read(folder)
    assert record.title == expected["title"]
    assert record.authors == expected["authors"]
    assert record.language == meta["language"]
    assert record.published is not None
    published = record.published.date() if isinstance(record.published, datetime) else record.published
    assert published.isoformat() == expected["published"]


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_nothing_goes_but_the_junk_under_its_label(folder: Path) -> None:
    """Junk that the extraction leaves out by itself need not be accounted for; the headline may be."""
    record, expected, _ = read(folder)
    labels = {cut["text"]: cut["labels"] for cut in expected["removed"]}
    labels[expected["title"]] = ["duplicate"]
    for cut in record.removed:
        (text,) = without_marks([cut.text])
        assert text in labels, f"{text!r} was cut by {cut.rule}: {cut.evidence}"
        assert cut.label in labels[text], f"{text!r} by {cut.rule}: {cut.evidence}"
