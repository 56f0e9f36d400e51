"""The way from an aggregator's teaser to the original article on the publisher's own site."""

from lxml import html

from newsclean.crawl.listings.entry import absolute_url
from newsclean.crawl.listings.front import PageLink, page_links
from newsclean.crawl.listings.shape import is_other_kind, same_site, shares_a_page, url_score
from newsclean.errors import InputError
from newsclean.folding import fold
from newsclean.text import words

MAX_TEASER_CHARACTERS = 1500
"""A teaser is a paragraph or two; a page with more text of its own is an article and is kept."""
ORIGINAL_URL_SCORE = 1.0
"""One full mark of an article's URL: a date, a slug of a headline."""
MIN_TITLE_SHARE = 0.4
"""Share of the title's words that tells the original's link from other links to articles."""


def find_original(body: bytes, url: str, content_type: str = "") -> str | None:
    """The URL of the original that a teaser page points to; None where the page is no teaser or names none.

    The page itself may say it (a canonical link to another site). Else it is the one link to another
    site's article, or among several the one that shares words with the page's title.
    """
    try:
        tree, links = page_links(body, url, content_type)
    except InputError:
        return None
    stated = _stated_original(tree, url)
    if stated is not None:
        return stated
    if _own_characters(tree) > MAX_TEASER_CHARACTERS:
        return None
    return _linked_original(tree, links, url)


def _stated_original(tree: html.HtmlElement, url: str) -> str | None:
    stated = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    for href in stated:
        target = absolute_url(str(href), url)
        if target and not same_site(target, url) and not is_other_kind(target):
            return target
    return None


def _own_characters(tree: html.HtmlElement) -> int:
    """Characters in paragraphs, links aside."""
    texts = tree.xpath("//p//text()[not(ancestor::a) and not(ancestor::script) and not(ancestor::style)]")
    return sum(len(" ".join(str(text).split())) for text in texts)


def _linked_original(tree: html.HtmlElement, links: tuple[PageLink, ...], url: str) -> str | None:
    outside = {
        link.url: link.text
        for link in links
        if not link.in_frame
        and not same_site(link.url, url)
        and not is_other_kind(link.url)
        and not shares_a_page(link.url, url)
        and url_score(link.url) >= ORIGINAL_URL_SCORE
    }
    if len(outside) == 1:
        return next(iter(outside))
    title = _title_words(tree)
    if not title:
        return None
    shares = {target: _share(title, f"{text} {target}") for target, text in outside.items()}
    best = max(shares, key=lambda target: shares[target], default=None)
    return best if best is not None and shares[best] >= MIN_TITLE_SHARE else None


def _title_words(tree: html.HtmlElement) -> frozenset[str]:
    titles = tree.xpath("//h1") or tree.xpath("//title")
    return frozenset(words(fold(titles[0].text_content()))) if titles else frozenset()


def _share(title: frozenset[str], text: str) -> float:
    return len(title & set(words(fold(text)))) / len(title)
