"""A page as a whole: what stands once on it stands once in the article."""

import json

import pytest

from newsclean.config import CleanConfig
from newsclean.extract import extract_page
from newsclean.models import Page
from tests.extract.trees import P, paragraphs

FURTHER = "Nobody knows yet when the path below the wall will be open again, the mayor said."


def test_paragraphs_in_the_cells_of_a_table_stand_there_once() -> None:
    cells = (
        "The wall is forty metres high and older than the road that runs below it to the old town.",
        "It took nine years to build it, and no one of the four hundred workers from the valley died.",
    )
    table = f"<table><tr><td><p>{cells[0]}</p></td><td><p>{cells[1]}</p></td></tr></table>"
    body = f"<article><h1>Dam holds</h1>{paragraphs(*P[:3])}{table}{paragraphs(*P[3:])}</article>"
    article = extract_page(Page(f"<html><body>{body}</body></html>"), CleanConfig())
    text = "\n".join(line.text for line in article.lines)
    assert [text.count(cell) for cell in cells] == [1, 1]


def test_a_table_in_a_box_that_is_called_an_embed_belongs_to_the_text() -> None:
    rows = "".join(f"<tr><td>Lake {year}</td><td>{year - 1900} metres</td></tr>" for year in range(2010, 2016))
    table = f"<div class=rich-embed><table>{rows}</table></div>"
    body = f"<article>{paragraphs(*P[:3])}{table}{paragraphs(*P[3:])}</article>"
    article = extract_page(Page(f"<html><body>{body}</body></html>"), CleanConfig())
    assert "| Lake 2012 | 112 metres |" in [line.text for line in article.lines]


def test_what_is_for_subscribers_is_not_withheld_where_the_declaration_has_it() -> None:
    node = {"@type": "NewsArticle", "isAccessibleForFree": False, "articleBody": "\n".join((*P, *P[::-1]))}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    page = f"<html><head>{head}</head><body><article>{paragraphs(P[0], P[1])}</article></body></html>"
    article = extract_page(Page(page), CleanConfig())
    assert [line.text for line in article.lines] == [*P, *P[::-1]]
    assert not article.is_part_withheld


def test_boxes_around_the_articles_own_say_nothing_of_its_deck() -> None:
    deck = "Forty engineers checked the wall all night, and found nothing that would let it go."
    body = f"<div class=post-header><h1>Dam holds</h1><h3>{deck}</h3></div><div class=body>{paragraphs(*P)}</div>"
    page = f'<html><body><article class="newsletter-post">{body}</article></body></html>'
    lines = extract_page(Page(page), CleanConfig()).lines
    assert [line.text for line in lines][1:] == [deck, *P]
    assert not any("newsletter" in box.names for line in lines for box in line.boxes)


@pytest.mark.parametrize(
    ("stated", "is_own"),
    [
        ("https://valley.example/news/dam", True),
        ("https://valley.example/", False),
        ("https://other.example/news/dam", False),
    ],
)
def test_a_page_of_unknown_origin_is_of_the_site_that_it_states(stated: str, is_own: bool) -> None:
    """Careless templates state the front page of their site for every page."""
    link = '<p><a href="https://valley.example/news/cinema">Old cinema to become a school of dance</a></p>'
    head = f'<title>Dam holds</title><link rel="canonical" href="{stated}">'
    page = f"<html><head>{head}</head><body><article>{paragraphs(*P[:3])}{link}{paragraphs(*P[3:])}</article></body>"
    line = extract_page(Page(page), CleanConfig()).lines[3]
    assert line.text == "Old cinema to become a school of dance"
    assert line.own_link_share == (1.0 if is_own else 0.0)


@pytest.mark.parametrize(("name", "is_part"), [("section-inner", True), ("row", False), ("", False)])
def test_a_part_beside_the_body_is_inside_where_it_is_built_as_the_body_is(name: str, is_part: bool) -> None:
    long, short = f'<div class="{name}">{paragraphs(*P, *P[::-1])}</div>', f"<p>{FURTHER}</p>"
    body = f'<section>{long}<div class="{name}"><h3>What comes next</h3>{short}</div></section>'
    article = extract_page(Page(f"<html><body><article>{body}</article></body></html>"), CleanConfig())
    assert [line.is_outside for line in article.lines if line.text == FURTHER] == [not is_part]


def test_the_lead_stands_before_a_short_body_that_was_found_first() -> None:
    lead = "The wall above the old town holds, and the path below it opens again on Monday."
    story = f'<header><h1>Dam holds</h1><p class="lead">{lead}</p></header><section class="articleBody">'
    page = f"<html><body><article>{story}{paragraphs('It was a long night.', P[0])}</section></article></body></html>"
    texts = [line.text for line in extract_page(Page(page), CleanConfig()).lines]
    assert texts[-3:] == [lead, "It was a long night.", P[0]]


def test_a_story_stands_in_its_order_behind_which_cards_have_an_article_each() -> None:
    cards = (
        "<section><h2>More</h2><article><h3><a href=/b>Old cinema</a></h3><p>A school of dance.</p></article></section>"
    )
    page = f"<html><body><main><h1>Dam holds</h1><div>{paragraphs(*P[:3])}</div></main>{cards}</body></html>"
    texts = [line.text for line in extract_page(Page(page), CleanConfig()).lines]
    assert [text for text in texts if text in P] == list(P[:3])
    assert texts.index(P[2]) < texts.index("A school of dance.")
