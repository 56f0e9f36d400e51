"""Captions that a style sheet alone sets apart go without the paragraph behind them."""

from newsclean import clean_html
from tests.extract.trees import P

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
