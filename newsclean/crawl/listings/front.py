"""Front, section and aggregator pages: which of their links lead to articles.

Two things speak for a link, and together they must reach a threshold: words enough for a headline,
and a URL with the marks of an article (a date, a slug of several words, a number). Nothing depends
on the language of the page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import html
from w3lib.html import get_base_url

from newsclean.crawl.listings.entry import MAX_ENTRIES_PER_LISTING, Entry, ListingSource, Read, absolute_url
from newsclean.crawl.listings.shape import headline_score, is_other_kind, same_site, shares_a_page, url_score
from newsclean.errors import InputError
from newsclean.extract.decode import decode

ARTICLE_SCORE = 1.5
"""A full mark of one kind and half of the other: a headline on a plain URL, or a dated slug under two words."""
_IN_HEADING_SCORE = 0.5
"""A link that is a heading, or stands in one, is a headline more often than not."""
_IN_FRAME_SCORE = -0.75
"""Menus and footers link to pages with long names and speaking URLs too ("About us and our partners")."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_FRAMES = frozenset({"nav", "footer"})


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link of a page with what its place says of it."""

    url: str
    text: str
    in_heading: bool = False
    in_frame: bool = False
    """Whether it stands in a menu or in the page's footer."""


def read_front(source: ListingSource) -> Read:
    """The article links of a page, in page order. Raises InputError where the body is no HTML."""
    _, links = page_links(source.body, source.url, source.content_type)
    entries = article_entries(links, source.url, source.follow_to_original)
    return Read(entries=tuple(entries)[:MAX_ENTRIES_PER_LISTING])


def page_links(body: bytes, url: str, content_type: str) -> tuple[html.HtmlElement, tuple[PageLink, ...]]:
    """The parsed page and its links, each with a full http or https URL."""
    text = decode(body, content_type)
    try:
        tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    except (html.etree.ParserError, html.etree.XMLSyntaxError) as error:
        raise InputError(f"no HTML: {error}") from None
    return tree, tuple(_links(tree, _base(text, url)))


def _base(text: str, url: str) -> str:
    """What the links of a page hang on."""
    try:
        return get_base_url(text, url)
    except ValueError:  # the page states one that is no address
        return url


def _links(tree: html.HtmlElement, base: str) -> Iterator[PageLink]:
    for element in tree.iter("a", "area"):
        url = absolute_url(element.get("href") or "", base)
        if url is None:
            continue
        around = {ancestor.tag for ancestor in element.iterancestors()}
        inside = {child.tag for child in element.iterdescendants() if isinstance(child.tag, str)}
        yield PageLink(
            url=url,
            text=_words(element),
            in_heading=bool(_HEADINGS & (around | inside)),
            in_frame=bool(_FRAMES & around),
        )


def _words(element: html.HtmlElement) -> str:
    """The words of a link; where it is a picture, what the page says in its place."""
    text = " ".join(element.text_content().split())
    pictured = (image.get("alt") or "" for image in element.iter("img"))
    return text or " ".join(" ".join(pictured).split()) or " ".join((element.get("title") or "").split())


def article_entries(links: Iterable[PageLink], page_url: str, follow_to_original: bool) -> Iterator[Entry]:
    """Those of a page's links that lead to articles, each URL once, in page order.

    A link to another site counts only with `follow_to_original`, and never where it shares a page.
    """
    by_url: dict[str, list[PageLink]] = {}
    for link in links:
        by_url.setdefault(link.url, []).append(link)
    page = absolute_url(page_url, page_url)
    for url, same in by_url.items():
        if url == page or not (follow_to_original or same_site(url, page_url)):
            continue
        # A picture, a headline and a "read more" often lead to one article: the best of them speaks.
        best = max(same, key=lambda link: len(link.text))
        if link_score(same) >= ARTICLE_SCORE and not shares_a_page(url, page_url):
            yield Entry(url=url, title=best.text or None)


def link_score(same: list[PageLink]) -> float:
    """How much the links to one URL look like the way to an article, from -0.75 to about 3."""
    url = same[0].url
    if is_other_kind(url):
        return 0.0
    return url_score(url) + max(
        headline_score(link.text) + _IN_HEADING_SCORE * link.in_heading + _IN_FRAME_SCORE * link.in_frame
        for link in same
    )
