"""A page as a whole: what stands once on it stands once in the article."""

from newsclean.config import CleanConfig
from newsclean.extract import extract_page
from newsclean.models import Page
from tests.extract.trees import P, paragraphs


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
