"""Formulas of the press in each language: what they cut at the end of a story, and the sentences that begin alike."""

import tomllib
from pathlib import Path

import pytest

import newsclean

LINES: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("formulas.toml").read_text(encoding="utf-8")
)
STORY = (
    "The council of Castlemoor met on Monday to talk about the bridge that had been closed for nine years.",
    "Several of its members said that they would not vote for the plan unless the costs were known first.",
    "The mayor answered that the figures would be published before the end of the month, as she had promised.",
    "After three hours of debate the meeting was closed, and nobody had voted on the matter of the old bridge.",
)
MIDDLE = len(STORY) // 2


def lines_of(kind: str) -> list[tuple[str, str]]:
    return [(language, line) for language, by_kind in LINES.items() for line in by_kind[kind]]


def cut_from(line: str, place: int, language: str) -> list[str]:
    story = [*STORY[:place], line, *STORY[place:]]
    return [cut.text for cut in newsclean.clean_text("\n".join(story), language=language).removed]


@pytest.mark.parametrize(("language", "line"), lines_of("cut"))
def test_a_formula_is_cut_behind_the_story(language: str, line: str) -> None:
    assert cut_from(line, len(STORY), language) == [line]


@pytest.mark.parametrize(("language", "line"), lines_of("keep"))
@pytest.mark.parametrize("place", [MIDDLE, len(STORY)])
def test_a_sentence_that_begins_as_a_formula_does_stays(language: str, line: str, place: int) -> None:
    assert cut_from(line, place, language) == []
