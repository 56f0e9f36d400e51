"""The feeds that a page names."""

from newsclean.crawl.listings.entry import absolute_url
from newsclean.crawl.listings.front import page_links

MAX_FEED_LINKS = 50
"""Beyond what a page that names a feed for each of its sections has."""

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json"}
)
_FEED_WORDS = ("rss", "feed", "atom")
_OF_COMMENTS = ("comment", "kommentar", "commentaire", "comentario")
"""Feeds of what readers write; WordPress names one beside that of the articles."""


def feed_links(body: bytes, url: str, content_type: str) -> tuple[str, ...]:
    """The feeds that the page links to in its head; where it has none, what its links call a feed.

    Raises InputError where the body is no HTML.
    """
    tree, links = page_links(body, url, content_type)
    stated = [
        (link.get("href") or "", link.get("title") or "")
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower().split()
        and (link.get("type") or "").partition(";")[0].strip().lower() in _FEED_TYPES
    ]
    found = [absolute_url(href, url) for href, title in stated if not _is_of_comments(f"{href} {title}")]
    if not any(found):
        found = [link.url for link in links if _calls_itself_a_feed(link.url) and not _is_of_comments(link.url)]
    return tuple(dict.fromkeys(filter(None, found)))[:MAX_FEED_LINKS]


def _is_of_comments(words: str) -> bool:
    return any(word in words.lower() for word in _OF_COMMENTS)


def _calls_itself_a_feed(url: str) -> bool:
    last = url.rstrip("/").rpartition("/")[2].lower()
    return any(word in last for word in _FEED_WORDS) and len(last) <= len("sports-feed-latest.atom.xml")
