"""Each line of a page is told to be article or junk, and kept or cut."""

import pytest

from newsclean.evaluate.lines import Standing, missed_lines, pieces_of, standings
from newsclean.models import CleanRecord
from tests.evaluate.records import BODY, FIRST, NEWSLETTER, SECOND, TEASER, THIRD, record, removed

ARTICLE, JUNK, UNDECIDED = Standing.ARTICLE, Standing.JUNK, Standing.UNDECIDED


def judged(cleaned: CleanRecord, body: str = BODY) -> list[tuple[str, bool, Standing]]:
    pieces = pieces_of(cleaned)
    kinds = standings(pieces, body)
    return [(piece.text, piece.cut is None, kind) for piece, kind in zip(pieces, kinds, strict=True)]


def test_lines_come_in_the_order_of_the_extraction() -> None:
    cleaned = record(FIRST, THIRD, cut=(removed(0, TEASER), removed(2, SECOND)))
    assert judged(cleaned) == [
        (TEASER, False, JUNK),
        (FIRST, True, ARTICLE),
        (SECOND, False, ARTICLE),
        (THIRD, True, ARTICLE),
    ]


def test_a_line_that_the_truth_breaks_elsewhere_is_still_article() -> None:
    cleaned = record(f"{FIRST} {SECOND}", THIRD)
    assert [kind for _, _, kind in judged(cleaned)] == [ARTICLE, ARTICLE]


def test_a_line_that_is_article_for_less_than_half_is_junk() -> None:
    cleaned = record(f"{TEASER} {NEWSLETTER} {' '.join(FIRST.split()[:6])}")
    assert [kind for _, _, kind in judged(cleaned)] == [JUNK]


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Weather", JUNK), ("Monday", UNDECIDED), ("Last words", ARTICLE), ("***", UNDECIDED)],
    ids=["nowhere in the article", "inside a sentence of it", "a line of it", "no words"],
)
def test_a_line_of_few_words_is_told_only_where_it_can_be(line: str, expected: Standing) -> None:
    assert judged(record(FIRST, line), f"{BODY}\nLast words")[1][2] is expected


def test_of_two_copies_the_cut_one_is_junk_whichever_stood_first() -> None:
    cut_first = record(FIRST, SECOND, cut=(removed(0, FIRST),))
    cut_last = record(FIRST, SECOND, cut=(removed(2, FIRST),))
    assert judged(cut_first) == [(FIRST, False, JUNK), (FIRST, True, ARTICLE), (SECOND, True, ARTICLE)]
    assert judged(cut_last) == [(FIRST, True, ARTICLE), (SECOND, True, ARTICLE), (FIRST, False, JUNK)]


def test_of_two_copies_that_are_both_cut_one_was_article() -> None:
    cleaned = record(SECOND, cut=(removed(0, FIRST), removed(2, FIRST)))
    assert [kind for _, _, kind in judged(cleaned)] == [ARTICLE, ARTICLE, JUNK]


def test_a_line_that_the_article_has_twice_is_article_twice() -> None:
    cleaned = record(FIRST, SECOND, FIRST)
    assert [kind for _, _, kind in judged(cleaned, f"{FIRST}\n{SECOND}\n{FIRST}")] == [ARTICLE] * 3


def test_a_cut_suffix_is_a_piece_of_its_own() -> None:
    cleaned = record(FIRST, SECOND, cut=(removed(1, " (mb/AFP)", is_suffix=True),))
    assert judged(cleaned) == [(FIRST, True, ARTICLE), (SECOND, True, ARTICLE), (" (mb/AFP)", False, JUNK)]


def test_a_suffix_that_was_article_is_told_even_if_short() -> None:
    kept = SECOND.removesuffix(" master said.")
    cleaned = record(FIRST, kept, cut=(removed(1, " master said.", is_suffix=True),))
    assert judged(cleaned)[2] == (" master said.", False, ARTICLE)


def test_an_empty_record_has_no_lines() -> None:
    assert judged(CleanRecord()) == []


def test_lines_that_the_extraction_never_had_are_named() -> None:
    assert missed_lines(BODY, f"{FIRST}\n{TEASER}") == (SECOND, THIRD)
    assert missed_lines(BODY, f"{FIRST} {SECOND} {THIRD}") == ()


def test_a_script_without_spaces_is_judged_by_its_characters() -> None:
    body = "東京で月曜日に雨が降りました。\n電車は通常通り運行しています。"
    cleaned = record("東京で月曜日に雨が降りました。", "関連記事:冬の料理十選を紹介します")
    assert [kind for _, _, kind in judged(cleaned, body)] == [ARTICLE, JUNK]
