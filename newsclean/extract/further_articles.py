"""Whole articles that a page goes on with below its own, as one scrolls on: they are other pages."""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from newsclean.extract.align import comparison_key
from newsclean.extract.deletion import delete_elements
from newsclean.text import word_count

# White space aside; of a shorter headline the title of any page may have the letters.
HEADLINE_MIN_CHARS = 12
# A card, a teaser and a part of a story have fewer; what is dropped by mistake would be lost.
ARTICLE_MIN_PARAGRAPHS = 3
PARAGRAPH_MIN_WORDS = 12
HEADLINE_TAGS = ("h1", "h2")
# Pages made to cost time have any number of headlines, and boxes around them.
HEADLINES_MAX = 100
BOXES_MAX = 50


def drop_further_articles(tree: HtmlElement) -> None:
    """Take out the articles behind the page's own that are built as it is, headline and all."""
    has_several = next(islice(tree.iter("article"), 1, None), None) is not None
    headline = _own_headline(tree) if has_several else None
    if headline is None:
        return
    for box in islice(headline.iterancestors("article"), BOXES_MAX):
        if _has_paragraphs(box):
            delete_elements([other for other in box.itersiblings("article") if _is_built_alike(other, headline)])


def _own_headline(tree: HtmlElement) -> HtmlElement | None:
    """The first headline with which the page's declared title begins or ends."""
    titles = [comparison_key(title) for title in _declared_titles(tree)]
    for heading in islice(tree.iter(HEADLINE_TAGS), HEADLINES_MAX):
        key = comparison_key(heading.text_content())
        if len(key) >= HEADLINE_MIN_CHARS and any(title.startswith(key) or title.endswith(key) for title in titles):
            return heading
    return None


def _declared_titles(tree: HtmlElement) -> Iterator[str]:
    for title in tree.iterfind("head/title"):
        yield title.text_content()
    for meta in tree.iterfind("head/meta[@property='og:title']"):
        yield meta.get("content") or ""


def _is_built_alike(other: HtmlElement, headline: HtmlElement) -> bool:
    first = next(other.iter(HEADLINE_TAGS), None)
    if first is None or first.tag != headline.tag or first.get("class") != headline.get("class"):
        return False
    return first.text_content().split() != headline.text_content().split() and _has_paragraphs(other)


def _has_paragraphs(article: HtmlElement) -> bool:
    paragraphs = 0
    for paragraph in article.iter("p"):
        paragraphs += word_count(paragraph.text_content()) >= PARAGRAPH_MIN_WORDS
        if paragraphs == ARTICLE_MIN_PARAGRAPHS:
            return True
    return False
