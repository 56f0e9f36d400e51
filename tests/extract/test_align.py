"""Each extracted line's block."""

import pytest

from newsclean.extract.align import BlockIndex, align, comparison_key, in_page_order, is_in_pieces, whole_key
from tests.extract.trees import P, blocks_of, paragraphs


def in_order(lines: tuple[str, ...], index: BlockIndex) -> tuple[str, ...]:
    return in_page_order(lines, align(lines, index), index)


def test_each_line_is_found_where_it_stands() -> None:
    assert align((P[0], P[2]), BlockIndex(blocks_of(paragraphs(*P)))) == (0, 2)


def test_a_line_that_the_page_does_not_have_is_not_found() -> None:
    assert align(("Words of nobody", P[1]), BlockIndex(blocks_of(paragraphs(*P)))) == (None, 1)


def test_of_equal_blocks_the_next_one_is_taken() -> None:
    blocks = blocks_of(paragraphs("Yes.", P[0], "Yes.", P[1], "Yes."))
    assert align(("Yes.", "Yes.", "Yes."), BlockIndex(blocks)) == (0, 2, 4)
    assert align((P[0], "Yes.", P[1], "Yes."), BlockIndex(blocks)) == (1, 2, 3, 4)


def test_a_line_before_the_last_one_found_is_found_all_the_same() -> None:
    assert align((P[1], P[0]), BlockIndex(blocks_of(paragraphs(P[0], P[1])))) == (1, 0)


def test_a_line_that_lost_its_end_is_found_by_its_beginning() -> None:
    assert align((P[0][:60],), BlockIndex(blocks_of(paragraphs(*P)))) == (0,)


@pytest.mark.parametrize("line", ["- Ice  on the lake", "• Ice on the lake", "Ice\ton the lake", "Iceonthelake"])
def test_marks_of_items_and_white_space_do_not_count(line: str) -> None:
    assert align((line,), BlockIndex(blocks_of("<ul><li>Ice on the lake</li></ul>"))) == (0,)


def test_a_row_of_a_table_is_found_by_its_first_cell() -> None:
    assert comparison_key("| Anna Berg | 12 votes |") == comparison_key("Anna Berg")


def test_the_key_of_a_whole_row_has_all_of_its_cells() -> None:
    assert comparison_key("12 votes") in whole_key("| Anna Berg | 12 votes |")
    assert whole_key("- Anna Berg") == comparison_key("Anna Berg")


def test_what_no_reader_sees_does_not_count() -> None:
    assert comparison_key("Berg\u00adsee: \u200bAnna") == comparison_key("Bergsee: Anna")


def test_a_line_of_marks_only_is_not_found() -> None:
    assert align(("-", ""), BlockIndex(blocks_of(paragraphs(*P)))) == (None, None)


def test_a_paragraph_taken_apart_is_there() -> None:
    key = comparison_key(P[0])
    assert is_in_pieces(key, [comparison_key(P[0][:50]), comparison_key(P[0][50:])])
    assert is_in_pieces(key, [comparison_key(P[0][:30]), comparison_key(P[0][40:])])
    assert is_in_pieces(key, [comparison_key(P[1]), key])


def test_a_name_in_common_is_no_piece() -> None:
    assert not is_in_pieces(comparison_key(P[0]), [comparison_key(P[1]), "dam", "Thedam"])
    assert not is_in_pieces(comparison_key(P[0]), [])


def test_a_heading_is_not_taken_for_its_entry_in_the_table_of_contents() -> None:
    blocks = blocks_of("<ul><li>The wall holds</li></ul><h2>The wall holds</h2><p>It held.</p>")
    index = BlockIndex(blocks)
    assert align(["The wall holds", "It held."], index) == (1, 2)
    assert align(["- The wall holds"], index) == (0,)


def test_a_line_that_runs_blocks_together_stands_where_the_first_does() -> None:
    index = BlockIndex(
        blocks_of("<p>The dam holds.</p><div>Ice rink waits<div>12 October, 10:00</div></div><p>It held.</p>")
    )
    assert align(["The dam holds.", "Ice rink waits12 October, 10:00", "It held."], index) == (0, 1, 3)
    assert index.is_whole("It held.", 3)
    assert not index.is_whole("Ice rink waits12 October, 10:00", 1)
    assert align(["Ice rink waits for the spring"], index) == (None,)


def test_lines_stand_in_the_order_of_the_page_whatever_found_them_first() -> None:
    index = BlockIndex(blocks_of(paragraphs("What holds", *P)))
    assert in_order((P[2], P[3], "What holds", P[0], P[1]), index) == ("What holds", *P[:4])


def test_lines_of_which_the_page_does_not_tell_the_place_go_with_the_one_before_them() -> None:
    index = BlockIndex(blocks_of(paragraphs("Yes.", P[0], P[1], "Yes.", P[2])))
    lines = (P[1], "Yes.", P[2], "Words of nobody", P[0])
    assert in_order(lines, index) == (P[0], P[1], "Yes.", P[2], "Words of nobody")


def test_lines_in_order_stay_as_they_are() -> None:
    index = BlockIndex(blocks_of(paragraphs(*P)))
    lines = ("Words of nobody", P[0], P[1], "No words", P[4])
    assert in_order(lines, index) == lines
