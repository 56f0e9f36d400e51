"""Forms in which strings are compared."""

import pytest

from newsclean.folding import casefolded, casefolded_words, collapsed, fold, folded_words
from newsclean.text import words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÉTÉ  à\tl’École", "ete a l'ecole"),
        ("Straße", "strasse"),
        ("ŁÓDŹ, Øre – đặng", "lodz, ore - dang"),
        ("Ελλάδα", "ελλαδα"),
        ("Йод", "иод"),
        ("Её Ґанок, Їжак і Ўрок", "ее ґанок, іжак і урок"),
        ("Приказ № 7 ™", "приказ no 7 tm"),
        ("  one\u00a0two \n three ", "one two three"),
        ("ＡＢＣ１２３", "abc123"),
        ("한국", "한국"),
        ("വാർത്തകൾ", "വാര്\u200dത്തകള്\u200d"),
        ("വാർത്തകൾ", "വാര്ത്തകള്"),
        ("", ""),
    ],
)
def test_folding_makes_case_accents_and_forms_equal(text: str, folded: str) -> None:
    expected = fold(folded)
    assert fold(text) == expected
    assert fold(fold(text)) == fold(text)


def test_folding_leaves_what_tells_words_apart() -> None:
    assert fold("read") != fold("red")
    assert fold("a b") != fold("ab")


@pytest.mark.parametrize(
    "text", ["", "The DAM", "NaÏve Straße", "“The dam”, SHE said", "ΣΊΣΥΦΟΣ", "ﬁn", "a" * 99 + "É", "İ", "\ud83d A"]
)
def test_casefolding_is_that_of_strings(text: str) -> None:
    assert casefolded(text) == text.casefold()
    assert casefolded(text + "a" * 99) == (text + "a" * 99).casefold()


@pytest.mark.parametrize(
    "text", ["", " ", " The  DAM\nholds ", "\x1fa\x85É\u00a0 ß", "ПЛОТИНА \n держит", "ΣΊΣΥΦΟΣ\u2003 б", "ﬁn\u3000İ"]
)
def test_casefolded_words_are_split_and_joined(text: str) -> None:
    assert casefolded_words(text) == " ".join(text.casefold().split()).encode()
    assert casefolded_words(text + "a" * 99) == " ".join((text + "a" * 99).casefold().split()).encode()


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["", "L\u2019École, 12:30 – a_b", "plain"],
        ["Straße «Ódź»", "Привет, мир!", "\u00bd and \ud800"],
        ["ダムは持つ", "ไทย 12"],
        ["one\x01two", "three"],
    ],
)
def test_words_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    assert folded_words(texts) == [words(fold(text)) for text in texts]


@pytest.mark.parametrize("text", ["", " ", "a b", " a  b ", "a\u00a0b", "a\tb", "a\u2003 b", "a\u200bb", "\x1fa\x85b"])
def test_collapsed_is_split_and_joined(text: str) -> None:
    assert collapsed(text) == " ".join(text.split())
