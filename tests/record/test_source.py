"""The outlet that a cut credit names."""

import pytest

import newsclean
from newsclean.models import Cut, Label, Verdict
from newsclean.record.source import source_of

STORY = (
    "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
    "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
    "The town had closed the path below the dam; engineers want to open it when the lake has fallen."
)


def credit(text: str, named: str | None = None, label: Label = Label.SOURCE_CREDIT) -> Cut:
    return Cut(0, text, Verdict(0, label, "source_credit", 0.9, "as the test has it", named=named), 0.9)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: AFP.", "AFP"),
        ("Source: Valley Post | Length: 3 min", "Valley Post"),
        ("Source : L’Estafette d’Orvelle", "L’Estafette d’Orvelle"),
        ("Источник: ТАСС", "ТАСС"),
        ("出典：共同通信", "共同通信"),
        ("(Mit Material von dpa)", "dpa"),
        ("Avec AFP", "AFP"),
        ("avec l'AFP", "AFP"),
        ("AFP", "AFP"),
        ("(Reuters)", "Reuters"),
        ("(dpa/AFP)", "dpa/AFP"),
        ("With files from The Canadian Press", "The Canadian Press"),
        ("This article originally appeared on Nordblatt.", "Nordblatt"),
        ("Source: https://www.nordblatt.example/a/b", "nordblatt.example"),
        ("https://www.nordblatt.example/a/b", "nordblatt.example"),
    ],
)
def test_a_credit_behind_a_story_names_its_source(line: str, source: str) -> None:
    assert newsclean.clean_text(f"{STORY}\n{line}", language="en").source == source


def test_a_credit_at_the_end_of_the_last_paragraph_does_too() -> None:
    record = newsclean.clean_text(f"{STORY} (avec AFP)", language="fr")
    assert record.source == "AFP"
    assert record.text == STORY


@pytest.mark.parametrize(
    "line", ["Source: \\| Read: 2168", "Source link", "Read the full story", "Source:", ":", "Source: " + "Old " * 7]
)
def test_a_credit_without_a_name_names_nobody(line: str) -> None:
    assert source_of([credit(line)]) is None


def test_the_first_credit_with_a_name_decides() -> None:
    assert source_of([credit("Source link"), credit("Source: AFP"), credit("Source: dpa")]) == "AFP"


def test_other_lines_name_no_source() -> None:
    assert source_of([credit("Photo: AFP", label=Label.PHOTO_CREDIT)]) is None
