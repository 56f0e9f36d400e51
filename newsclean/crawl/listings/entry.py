"""What a listing page gives: links to articles, and links to more listings."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urljoin

from newsclean.addresses import split_url
from newsclean.errors import FetchError
from newsclean.url_patterns import EVERY_URL, UrlPatterns

MAX_ENTRIES_PER_LISTING = 50_000
"""What the sitemap protocol allows in one file; no feed or front page comes near it."""

MAX_URL_CHARACTERS = 2083
"""Longer URLs are refused by browsers, proxies and Scrapy alike."""


class ListingKind(StrEnum):
    """The kinds of pages that list articles."""

    FEED = "feed"
    SITEMAP = "sitemap"
    FRONT = "front"


@dataclass(frozen=True, slots=True)
class ListingSource:
    """A listing as it was fetched."""

    kind: ListingKind
    body: bytes
    url: str
    """After redirects: relative links hang on it."""
    content_type: str = ""
    follow_to_original: bool = False
    """Whether a front page's links to other sites count as articles too, as on an aggregator's front page."""
    patterns: UrlPatterns = EVERY_URL
    """Which of its pages are wanted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A link to an article, with what the listing says of it."""

    url: str
    title: str | None = None
    published: datetime | date | None = None
    updated: datetime | date | None = None
    summary: str | None = None
    """The first words of the article, as a feed gives them."""


@dataclass(frozen=True, slots=True)
class Read:
    """All that was found in one listing."""

    entries: tuple[Entry, ...] = ()
    listings: tuple[str, ...] = ()
    """URLs of further listings of the same kind: a sitemap index has them."""
    left_out: int = 0
    """Links to pages that the patterns leave out."""
    problem: str = ""
    """What is wrong with the listing, where it could be read in part only."""


def absolute_url(href: str, base: str) -> str | None:
    """`href` as a full http or https URL without its fragment; None where it is none.

    >>> absolute_url(" /a#top ", "https://example.org/news/")
    'https://example.org/a'
    """
    if not href.strip():
        return None
    try:
        parts, host, _ = split_url(urljoin(base, href.strip()))
    except (FetchError, ValueError):
        return None
    # A name and password in a link are not ours to use, nor to write into a store.
    place = parts.netloc.rpartition("@")[2]
    url = parts._replace(netloc=place, fragment="").geturl()
    return url if host and len(url) <= MAX_URL_CHARACTERS else None
