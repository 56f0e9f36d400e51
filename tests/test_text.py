"""Measures of a string."""

import pytest

from newsclean.text import ends_sentence, is_cut, without_surrogates, word_count, words


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
    assert word_count("Достопримечательностями") == 1
    assert word_count("Источник: https://vestnik.example/most") == 2


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
        "Er sagte: „Er hält.“",
        "Rekel: ‚Drží!‘",
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
