"""Captions that a style sheet alone sets apart go without the paragraph behind them."""

import pytest

from newsclean import clean_html
from tests.extract.trees import P, paragraphs

PICTURE = (
    '<span class="photo"><div class="frame"><img src="/a.jpg"></div><em class="img_desc">The dam. Ada Moor</em></span>'
)


def test_a_caption_in_the_line_of_a_paragraph() -> None:
    page = f"<html><body><article>{P[0]}<br><br>{PICTURE}{P[1]}<br><br>{P[2]}<br><br>{P[3]}</article></body></html>"
    assert clean_html(page).text == "\n".join(P[:4])


def test_a_word_in_italics_behind_a_picture_is_the_paragraphs() -> None:
    line = '<img class="icon" src="/a.png"> <em>The dam</em> holds, engineers said on Friday after a night of checks.'
    page = f"<html><body><article><p>{P[0]}</p><p>{line}</p><p>{P[1]}</p><p>{P[2]}</p></article></body></html>"
    assert "The dam holds, engineers said on Friday" in (clean_html(page).text or "")


SENTENCE = "The dam was seen from the school on Friday evening."
WORDS = "The dam on Friday evening, as seen from the school"


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='GuVZ'><img src='/a.jpg'><div class='G2iGi'>{WORDS}</div></div>",
        f"<div class='x1'><div><a href='/a.jpg'><img src='/a.jpg'></a></div><div class='x2'>{WORDS}</div></div>",
        f"<p><img src='/a.jpg'><br><span>{WORDS}</span></p>",
        f"<p><img src='/a.jpg'></p><p><em>{WORDS}</em></p>",
        f"<div class='photo'><img src='/a.jpg'><div>{SENTENCE}</div></div>",
        f"<div><img src='/a.jpg'><div class='descr'>{SENTENCE}</div></div>",
        "<table align=right width=200><tr><td><img src='/a.jpg'></td></tr>"
        f"<tr><td><font size=1>{WORDS}</font></td></tr></table>",
    ],
)
def test_a_few_words_that_share_a_box_with_a_picture(box: str) -> None:
    page = f"<html><body><article>{paragraphs(*P[:2])}{box}{paragraphs(*P[2:])}</article></body></html>"
    assert clean_html(page).text == "\n".join(P)


def test_a_deck_in_italics_below_the_picture_above_the_story_stays() -> None:
    deck = f"<p><img src='/a.jpg'></p><p><em>{P[4]}</em></p>"
    page = f"<html><body><article><h1>The dam</h1>{deck}{paragraphs(*P[:4])}</article></body></html>"
    assert clean_html(page).text == "\n".join([P[4], *P[:4]])


@pytest.mark.parametrize(
    "box",
    [
        f"<div><img src='/a.jpg'><p>{P[1]}</p></div>",
        f"<div><img src='/a.jpg'><div>{P[1]} {P[2]}</div></div>",
        f"<div>{P[1]}<img src='/a.jpg'></div>",
        f"<ul><li><div><img src='/a.jpg'><div>{P[1]}</div></div></li></ul>",
        f"<div><img src='/sign.svg'><div>{P[1]}</div></div>",
        f"<div><img src='/a.gif' width='16'><div>{P[1]}</div></div>",
        f"<p><img src='/a.jpg'></p><p><em>So said the mayor.</em> {P[1]}</p>",
        f"<p><img src='/a.jpg'><span>{P[1]}</span></p>",
        f"<div><img src='/a.jpg'><div>{P[1]}</div></div>" * 3,
        f"<p><img src='/a.jpg'></p><p><em>“{P[1]}”</em></p>",
        f"<p><img src='/a.jpg'></p><p><em>{P[1]}</em></p><p><em>{P[2]}</em></p>",
        f"<div><img class='avatar' src='/a.jpg'><div>{P[1]}</div></div>",
        f"<p><img src='/emoji/1f30a.png'> <b>{P[1]}</b></p>",
    ],
)
def test_words_of_the_story_beside_a_picture_stay(box: str) -> None:
    page = f"<html><body><article><p>{P[0]}</p>{box}{paragraphs(*P[3:])}</article></body></html>"
    assert P[1] in (clean_html(page).text or "")
