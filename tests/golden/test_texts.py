"""Bare texts: what is cut, under which label, and above all what stays.

The folders named `keep_…` are the texts that a cleaner is tempted to cut and must not.
"""

import json
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.models import CleanRecord

TEXTS = sorted((Path(__file__).parents[2] / "fixtures" / "texts").iterdir())


def read(folder: Path) -> tuple[CleanRecord, dict[str, Any]]:
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    text = (folder / "text.txt").read_text(encoding="utf-8").removesuffix("\n")
    given = expected["language"] if expected.get("language_given") else None
    return newsclean.clean_text(text, language=given), expected


@pytest.mark.parametrize("folder", TEXTS, ids=lambda folder: folder.name)
def test_the_article_stays_and_the_junk_goes(folder: Path) -> None:
    record, expected = read(folder)
    kept = [line.rstrip() for line in record.text.split("\n")]
    assert kept == expected["kept"]
    assert record.language == expected["language"]
    assert record.title == expected.get("title")
    assert record.source == expected.get("source")


@pytest.mark.parametrize("folder", TEXTS, ids=lambda folder: folder.name)
def test_each_cut_says_what_it_is(folder: Path) -> None:
    record, expected = read(folder)
    removed = [(cut.text.strip(), cut.is_suffix) for cut in record.removed]
    assert removed == [(cut["text"].strip(), cut.get("is_suffix", False)) for cut in expected["removed"]]
    for cut, wanted in zip(record.removed, expected["removed"], strict=True):
        assert cut.label in wanted["labels"], f"{cut.text!r} by {cut.rule}: {cut.evidence}"
        assert cut.evidence
        assert 0 < cut.score <= 1


@pytest.mark.parametrize("folder", TEXTS, ids=lambda folder: folder.name)
def test_kept_and_removed_give_the_text_back(folder: Path) -> None:
    record, _ = read(folder)
    text = (folder / "text.txt").read_text(encoding="utf-8").removesuffix("\n")
    assert record.extracted_lines() == text.split("\n")
