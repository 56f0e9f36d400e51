"""Paragraphs that an extractor broke at the line breaks of the page's source."""

from time import process_time

import pytest

from newsclean import clean_html
from newsclean.extract.align import BlockIndex
from newsclean.extract.broken_blocks import rejoined
from tests.extract.trees import P, blocks_of, paragraphs

HALVES = ("Forty men of the valley have checked", "the dam above the old town, said Ada Moor.")


def joined(body: str, *lines: str) -> tuple[str, ...]:
    return rejoined(lines, BlockIndex(blocks_of(body)))


def test_lines_that_together_are_a_paragraph_of_the_page_are_one() -> None:
    body = paragraphs(P[0], " ".join(HALVES), P[1])
    assert joined(body, P[0], *HALVES, P[1]) == (P[0], " ".join(HALVES), P[1])


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (paragraphs(*HALVES), HALVES),
        (f"<pre>{' '.join(HALVES)}</pre>", HALVES),
        (paragraphs(" ".join(P[:2])), P[:2]),
        (paragraphs("The wall Stone upon stone"), ("The wall", "Stone upon stone")),
        (paragraphs(f"{' '.join(HALVES)} It held."), HALVES),
    ],
    ids=["two paragraphs", "preformatted", "sentences", "a heading and a text", "a part of the paragraph"],
)
def test_other_lines_stay_as_they_are(body: str, lines: tuple[str, ...]) -> None:
    assert joined(body, *lines) == lines


def test_a_story_that_an_editor_wrapped_is_no_verse() -> None:
    wrapped = "".join(
        f"<div><span><span>{text.replace(', ', ',' + chr(10))} <br></span></span></div><span><span>\n</span></span>"
        for text in P
    )
    page = f"<html><body><h1>Dam</h1><div class='post-body'>{wrapped}</div></body></html>"
    assert clean_html(page).text.split("\n") == list(P)


@pytest.mark.parametrize("blocks", [["A" * 8_000], [f"{'A' * 60_000}b"] * 8], ids=["no broken run", "no run"])
def test_many_lines_of_one_letter_take_no_square_of_their_time(blocks: list[str]) -> None:
    lines = ["A"] * 40_000
    started = process_time()
    assert joined(paragraphs(*blocks), *lines) == tuple(lines)
    assert process_time() - started < 5
