"""Openings: the phrases that a text begins with."""

import pytest

from newsclean.classify.openings import Openings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("read also: the lake is full", ["read also:", "read also", "read"]),
        ("read", ["read"]),
        ("reading", ["read"]),
        ("rea", []),
        ("he read also", []),
        ("", []),
    ],
)
def test_the_longest_comes_first(text: str, expected: list[str]) -> None:
    assert list(Openings(["read", "read also", "read also:"]).of(text)) == expected


def test_no_phrases_and_empty_ones_find_nothing() -> None:
    assert Openings([]).longest("read also") is None
    assert Openings([""]).longest("read also") is None


def test_letters_outside_the_basic_plane_are_letters() -> None:
    assert Openings(["👉 read"]).longest("👉 read also") == "👉 read"
