"""The edges of a line do not depend on the lines beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.classify.edges import CUT_OUT, edges_of, phrase_key, phrase_keys


def test_a_long_line_has_a_head_and_a_tail() -> None:
    (edge,) = edges_of(["Read also : " + "so many words " * 20 + "at last"])
    head, tail = edge.split(CUT_OUT)
    assert head.startswith("read also: so many")
    assert tail.endswith("at last")


@pytest.mark.parametrize(
    ("line", "folded"),
    [
        ("» Lire aussi : l’été 2024", "lire aussi: l'ete 0"),
        ("— 12 000 Vögel —", "0 0 vogel -"),
        ("12,000.50 in 2024, 10", "0 in 0, 0"),
        ("저작권자 © 2024", "저작권자 © 0"),
        ("٣ مايو", "0 مایو"),
    ],
)
def test_a_short_line_is_folded_and_its_numbers_are_made_one(line: str, folded: str) -> None:
    assert edges_of([line])[0] == folded


@given(st.lists(st.text(st.characters(min_codepoint=1, max_codepoint=0xFFFF)), max_size=6))
def test_lines_together_are_folded_as_each_alone(lines: list[str]) -> None:
    assert edges_of(lines) == [edges_of([line])[0] for line in lines]


def test_phrases_are_folded_together_as_each_alone() -> None:
    phrases = ("Lire la suite…", "{n} commentaires", "Читайте также:", "© {n}", "أكمل القراءة")
    assert phrase_keys(phrases) == [phrase_key(phrase) for phrase in phrases]
