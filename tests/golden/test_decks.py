"""A deck stays, whatever box it stands in and however much it sounds like the title; of two copies one goes."""

import pytest

import newsclean

DECK = "Engineers checked the dam above Castlemoor all night, and the lake behind it is full"
BODY = """
<p>The dam above the town holds, engineers said on Friday after a night of checks by forty men of the valley.</p>
<p>The lake behind it is full to the brim, as it was in spring, and the mayor has closed the path along it.</p>
<p>He will open it again when the water has fallen by a metre, he said, which may well take until June.</p>
"""


def page(head: str, above: str) -> str:
    title = "<title>Engineers say that the dam above Castlemoor holds</title>"
    return f"<html><head>{title}{head}</head><body><article>{above}<div>{BODY}</div></article></body></html>"


@pytest.mark.parametrize(
    "above",
    [
        f'<div class="comment-count"><p>{DECK}</p></div>',
        f'<div class="tag-line"><p>{DECK}</p></div>',
        f"<p>{DECK}</p>",
    ],
)
def test_a_deck_that_the_page_describes_itself_by(above: str) -> None:
    record = newsclean.clean_html(page(f'<meta name="description" content="{DECK}">', above))
    assert record.text.splitlines()[0] == DECK


def test_a_deck_outside_the_box_of_the_paragraphs() -> None:
    deck = "Forty men have checked the dam above the old town all night, and it holds for now, they say."
    above = f'<div><h1>It holds</h1></div><section class="lead"><p>{deck}</p></section>'
    assert newsclean.clean_html(page("", above)).text.splitlines()[0] == deck


def test_one_of_two_copies_of_a_deck() -> None:
    above = f'<p class="deck">{DECK}.</p><p>{DECK}.</p>'
    record = newsclean.clean_html(page(f'<meta name="description" content="{DECK}.">', above))
    assert record.text.count(DECK) == 1
