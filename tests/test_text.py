"""Measures and forms of a string."""

import pytest

from newsclean.text import (
    casefolded,
    casefolded_words,
    collapsed,
    ends_sentence,
    fold,
    folded_words,
    is_cut,
    without_surrogates,
    word_count,
    words,
)


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
    ("text", "count"),
    [("", 0), ("One", 1), ("One two three", 3), ("Zwei-drei vier", 2), ("ダムは持ちこたえた、と彼は語った。", 8)],
)
def test_words_are_counted_and_estimated_where_no_spaces_part_them(text: str, count: int) -> None:
    assert word_count(text) == pytest.approx(count, abs=1)


def test_words_of_scripts_with_vowel_signs_are_longer() -> None:
    assert word_count("ชาวบ้านริมแม่น้ำช่วยกันซ่อมสะพานไม้เก่า") == pytest.approx(9, abs=2)


def test_a_long_word_of_a_spaced_script_is_one() -> None:
    assert word_count("Donaudampfschifffahrtsgesellschaft") == 1


def test_the_words_of_a_text() -> None:
    assert words("l'école, 12 fois") == ["l", "école", "12", "fois"]
    assert words("大坝ok") == ["大", "坝", "ok"]


@pytest.mark.parametrize(
    "text",
    [
        "It held.",
        "Did it?",
        "“It held.”",
        "(It held.) ",
        "It held…",
        "持ちこたえた。",
        "هل صمد؟",
        "था।",
        "بند قائم ہے۔",
        "It held.*",
    ],
)
def test_sentences_end(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["It held", "Lake:", "Old cinema,", "", "»", "Dam (old)"])
def test_other_lines_do_not(text: str) -> None:
    assert not ends_sentence(text)


def test_a_paragraph_of_a_script_without_sentence_marks_ends_one_and_its_headline_does_not() -> None:
    headline = "ชาวบ้านช่วยกันซ่อมสะพานไม้เก่าริมแม่น้ำ"
    assert ends_sentence(f"{headline} หลังน้ำท่วมเมื่อเดือนก่อนทำให้เสาหัก นายช่างประจำหมู่บ้านกล่าวว่างานจะเสร็จก่อนสิ้นปี")
    assert not ends_sentence(headline)


@pytest.mark.parametrize("text", ["It held …", "It held...", "It held [...]", "It held (…) ", "« It held…»"])
def test_the_marks_of_a_cut(text: str) -> None:
    assert is_cut(text)


@pytest.mark.parametrize("text", ["It held.", "It held..", "… it held", "", "It held [1]"])
def test_what_is_no_cut(text: str) -> None:
    assert not is_cut(text)


def test_surrogates_are_replaced_and_nothing_else() -> None:
    assert without_surrogates("a\ud800b\udfffc") == "a\ufffdb\ufffdc"
    assert without_surrogates("a😀\u2028\x00") == "a😀\u2028\x00"
    without_surrogates("\udc00").encode("utf8")


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
