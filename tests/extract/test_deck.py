"""The deck comes with the story, however the page sets it."""

import pytest

from newsclean import clean_html
from tests.extract.trees import P, paragraphs


def text_of(head: str, body: str = f'<div class="bodytext">{paragraphs(*P)}</div>') -> str:
    page = f"<article><header><h1>Dam holds, say engineers</h1>{head}</header>{body}</article>"
    return clean_html(f"<html><body>{page}</body></html>").text or ""


SHORT = ("A tree fell. The dam held.", "Nobody was hurt on Friday.", "The path stays closed.", "Bread came at five.")
LONG = "A tree fell on the wall above the town on Friday night. Nobody was hurt by it."


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_all_paragraphs_of_a_box_that_is_called_a_deck(count: int) -> None:
    deck = SHORT[:count]
    assert text_of(f'<div class="article-preamble">{paragraphs(*deck)}</div>') == "\n".join((*deck, *P))


def test_a_paragraph_that_is_called_as_those_of_the_story_are() -> None:
    built = [f'<p class="story__paragraph">{text}</p>' for text in (LONG, *P)]
    body = f'<section class="story__content">{"".join(built[1:])}</section>'
    assert text_of(built[0], body).startswith(LONG)


def test_the_writer_and_his_desk_in_such_a_box_are_no_deck() -> None:
    assert text_of('<div class="headline-info">By Ada Moor</div>') == "\n".join(P)


def test_an_excerpt_that_a_builder_of_pages_sets_into_a_widget() -> None:
    widget = (
        '<div class="elementor-widget elementor-widget-theme-post-excerpt"><div class="elementor-widget-container">'
    )
    assert text_of(f"{widget}{LONG}</div></div>").startswith(LONG)


def test_a_deck_below_a_headline_of_another_level() -> None:
    head = (
        f'<h3 class="heading">Dam holds, say engineers</h3><ul><li>Ada Moor</li></ul><h4 class="subheading">{LONG}</h4>'
    )
    page = (
        f"<html><body><article>{head}<article itemprop='articleBody'>{paragraphs(*P)}</article></article></body></html>"
    )
    assert (clean_html(page).text or "").startswith(LONG)


def test_a_first_paragraph_that_the_page_describes_itself_by_with_the_papers_mark_before_it() -> None:
    head = f'<meta property="og:description" content="{LONG}">'
    body = f'<p class="t1"><b>(VP) - </b>{LONG}</p><article class="news-body">{paragraphs(*P)}</article>'
    page = f"<html><head>{head}</head><body><h1>Dam holds, say engineers</h1><div>{body}</div></body></html>"
    assert LONG in (clean_html(page).text or "")


def test_the_points_of_a_story_in_a_list_above_it() -> None:
    points = ["The dam above the town holds.", "The path stays closed until the end of June."]
    items = "".join(f"<li>{point}</li>" for point in points)
    body = f'<div class="sc-a"><ul>{items}</ul></div><div class="sc-b">{paragraphs(*P)}</div>'
    assert text_of("<div>Ada Moor</div>", body).split("\n")[:2] == [f"- {point}" for point in points]
