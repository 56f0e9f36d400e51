"""The two texts that newsclean was first written for, where they are at hand."""

from pathlib import Path

import pytest

import newsclean

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"the samples are not at {SAMPLES}")


def lines_of(name: str) -> list[str]:
    return (SAMPLES / name).read_text(encoding="utf-8").removesuffix("\n").split("\n")


def test_the_teasers_after_the_agency_go() -> None:
    lines = lines_of("000_3970525a1c6f1616.txt")
    record = newsclean.clean_text("\n".join(lines))
    assert record.text.split("\n") == lines[:10]
    assert [cut.text for cut in record.removed] == lines[10:]
    assert [cut.label for cut in record.removed] == ["source_credit", "teaser", "teaser", "teaser"]
    assert record.source == "AFP"
    assert all(cut.rule and cut.evidence for cut in record.removed)


def test_the_blurb_goes_and_bad_language_stays() -> None:
    lines = lines_of("004_06b5f383f0989cdf.txt")
    record = newsclean.clean_text("\n".join(lines))
    assert record.text.split("\n") == lines[:8]
    assert [(cut.text, cut.label) for cut in record.removed] == [(lines[8], "author_bio")]
    assert record.removed[0].rule
    assert record.removed[0].evidence
