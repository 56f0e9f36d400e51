"""Pages that go on with further articles below their own."""

import pytest

from newsclean.extract.further_articles import drop_further_articles
from newsclean.extract.parse import parse_page
from tests.extract.trees import P, paragraphs

FURTHER = (
    "The bakers of the valley met in the hall on Monday to name the bread of the year, as they do each May.",
    "Forty of them had brought a loaf, and a jury of nine cut each into as many pieces before it tasted them.",
    "The prize went to a loaf of rye from the old mill, of which nothing was left by noon, the mayor said.",
)


def article(headline: str, *texts: str, tag: str = "h2") -> str:
    return f"<article class=item><header><{tag} class=title>{headline}</{tag}></header>{paragraphs(*texts)}</article>"


def text_left(body: str, title: str = "Dam above the old town holds - Valley Press") -> str:
    tree = parse_page(f"<html><head><title>{title}</title></head><body><main>{body}</main></body></html>")
    assert tree is not None
    drop_further_articles(tree)
    return str(tree.text_content())


OWN = article("Dam above the old town holds", *P)


def test_articles_below_the_pages_own_are_other_pages() -> None:
    text = text_left(OWN + article("Rye wins the prize of the bakers", *FURTHER))
    assert all(paragraph in text for paragraph in P)
    assert "bakers" not in text


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (OWN + article("What the bakers say", *FURTHER, tag="h3"), "Dam above the old town holds"),
        (OWN + article("Dam above the old town holds", *FURTHER), "Dam above the old town holds"),
        (OWN + article("Rye wins the prize of the bakers", *FURTHER), "Two stories of the valley"),
        (OWN + f"<div>{paragraphs(*FURTHER)}</div>", "Dam above the old town holds"),
    ],
    ids=["a part", "the same headline", "a page of both", "no article"],
)
def test_parts_of_the_pages_own_article_stay(body: str, title: str) -> None:
    text = text_left(body, title)
    assert all(paragraph in text for paragraph in (*P, *FURTHER))
