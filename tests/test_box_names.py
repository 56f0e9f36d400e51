"""Boxes are known for what they are in the languages that sites name them in."""

import pytest

from newsclean import box_names, clean_html
from newsclean.extract.blocks import name_words
from tests.extract.trees import P, paragraphs


@pytest.mark.parametrize(
    "name", ["kapcsolodo-box", "notas-relacionadas", "czytaj-takze", "ilgiliHaberler", "tin_lien-quan"]
)
def test_a_teaser_in_a_box_of_other_stories(name: str) -> None:
    box = f'<div class="{name}"><h3><a href="/b">Bakers of the valley win a prize</a></h3><p>Rye won</p></div>'
    page = f"<html><body><article>{paragraphs(*P[:3])}{box}{paragraphs(*P[3:])}</article></body></html>"
    assert clean_html(page).text == "\n".join(P)


def test_the_names_are_words_as_classes_are_read() -> None:
    kinds = (value for name, value in vars(box_names).items() if name.isupper())
    assert all(word.isascii() and word in name_words(word) for words in kinds for word in words)
