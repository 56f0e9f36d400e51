"""Texts are compared by 4-grams, of words or of characters where a script has no spaces."""

import pytest

from newsclean.evaluate.shingles import Share, junk_left_share, lost_share, overlap, shingles, tokens

ONE_TO_SIX = "one two three four five six"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain, wind; snow!", ["Rain", "wind", "snow"]),
        ("東京で雨", ["東", "京", "で", "雨"]),
        ("iPhone東京17", ["iPhone", "東", "京", "17"]),
        ("ฝนตก", ["ฝ", "น", "ต", "ก"]),
        ("비가 온다", ["비", "가", "온", "다"]),
        ("… — ***", []),
        ("", []),
    ],
)
def test_a_token_is_a_word_or_a_character_of_a_script_without_spaces(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_a_text_of_six_words_has_three_shingles() -> None:
    assert sorted(shingles(ONE_TO_SIX)) == [
        ("one", "two", "three", "four"),
        ("three", "four", "five", "six"),
        ("two", "three", "four", "five"),
    ]


def test_a_text_shorter_than_a_shingle_is_one_shingle() -> None:
    assert shingles("only three words") == {("only", "three", "words"): 1}


def test_a_text_without_words_has_no_shingles() -> None:
    assert not shingles(" … ")


def test_overlap_counts_repeated_shingles_as_often_as_both_have_them() -> None:
    compared = overlap(shingles("a b c d"), shingles("a b c d a b c d"))
    assert (compared.shared, compared.only_result, compared.only_truth) == (1, 4, 0)
    assert compared.precision == pytest.approx(0.2)
    assert compared.recall == 1.0


def test_an_empty_result_has_recall_nought_and_no_precision() -> None:
    compared = overlap(shingles(ONE_TO_SIX), shingles(""))
    assert compared.precision is None
    assert compared.recall == 0.0


def test_lost_is_counted_against_what_the_extraction_had_not_against_the_truth() -> None:
    truth = shingles("a b c d\ne f g h")
    before = shingles("a b c d")
    assert lost_share(truth, before, shingles("a b c d")) == Share(0, 1)
    assert lost_share(truth, before, shingles("")) == Share(1, 1)


def test_junk_left_is_counted_against_the_junk_of_the_extraction() -> None:
    truth, before = shingles("a b c d"), shingles("w x y z v")
    assert junk_left_share(truth, before, shingles("w x y z")) == Share(1, 2)


def test_a_share_of_nothing_is_nought() -> None:
    assert Share(0, 0).value == 0.0
