"""Subheadings are read wherever they stand between the paragraphs of a story."""

import pytest

from newsclean import clean_html
from tests.extract.trees import P, paragraphs


def text_of(body: str) -> str | None:
    page = f"<html><head><title>The dam</title></head><body><h1>The dam above the town</h1>{body}</body></html>"
    return clean_html(page).text


@pytest.mark.parametrize(
    "box",
    [
        "<div class='k3'><strong>Bread at five</strong></div>",
        "<div><b>Bread at five</b></div>",
        "<div class='ad'></div><div><b>Bread at five</b></div>",
        "<div class='subheading'>Bread at five</div>",
        "<div class='article-crosshead'><span>Bread at five</span></div>",
    ],
)
def test_a_box_between_paragraphs(box: str) -> None:
    body = f"<div class='k1'>{paragraphs(*P[:2])}{box}{paragraphs(*P[2:4])}</div>"
    assert text_of(body) == "\n".join([*P[:2], "Bread at five", *P[2:4]])


def test_words_in_bold_that_lead_to_another_page_are_none() -> None:
    box = "<div><b><a href='/other'>Bread at five</a></b></div>"
    assert "Bread" not in (text_of(f"<div class='k1'>{paragraphs(*P[:2])}{box}{paragraphs(*P[2:4])}</div>") or "")


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_the_first_words_of_the_storys_box(tag: str) -> None:
    body = f"<div class='k1'><{tag}>Morning report</{tag}>{paragraphs(*P)}</div>"
    assert text_of(body) == "\n".join(["Morning report", *P])


def test_a_heading_below_the_headline_in_one_box_is_not_taken_for_the_storys() -> None:
    story = f"<h1>The dam above the town</h1><h2>Valley</h2>{paragraphs(*P)}"
    assert clean_html(f"<html><body><div class='k1'>{story}</div></body></html>").text == "\n".join(P)
