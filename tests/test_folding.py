"""Forms in which strings are compared."""

import pytest

from newsclean.folding import casefolded_and_spaced, casefolded_words, fold, words_run_together
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
    "text",
    [
        *("", "The DAM", "NaÏve Straße", "“The dam”, SHE said", "ΣΊΣΥΦΟΣ", "ﬁn", "a" * 99 + "É", "İ", "\ud83d A"),
        "\x1fО\x85А\u2003Ґ\t",
    ],
)
def test_casefolding_is_that_of_strings_but_for_the_kind_of_space(text: str) -> None:
    for longer in (text, text + "a" * 99, text.replace("\u2003", "\u00a0") + "б" * 99):
        spaced = "".join(" " if char.isspace() else char for char in longer.casefold())
        assert casefolded_and_spaced(longer) == spaced.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", " The  DAM\nholds ", "\x1fa\x85É\u00a0 ß", "ПЛОТИНА \n держит", "ΣΊΣΥΦΟΣ\u2003 б", "ﬁn\u3000İ"),
        "a\u200bb\tc",
    ],
)
def test_casefolded_words_are_split_and_joined(text: str) -> None:
    assert casefolded_words(text) == " ".join(text.casefold().split()).encode()
    assert casefolded_words(text + "a" * 99) == " ".join((text + "a" * 99).casefold().split()).encode()


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["", "L\u2019École, 12:30 – a_b", "plain"],
        ["«Плотина» № 7 – держит_", "Ещё: “да”…\u00a0Її", "plain"],
        ["Ёлка, 12:30 – a_b", "dam’s"],
        ["Straße «Ódź»", "Привет, мир!", "\u00bd and \ud800"],
        ["ダムは持つ", "ไทย 12"],
        ["one\x01two", "three"],
    ],
)
def test_words_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    assert words_run_together(texts) == ["".join(words(fold(text))) for text in texts]
