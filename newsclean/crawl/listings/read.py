"""A listing of any kind, read."""

from dataclasses import replace

from newsclean.crawl.listings.entry import ListingKind, ListingSource, Read
from newsclean.crawl.listings.feed import read_feed
from newsclean.crawl.listings.front import read_front
from newsclean.crawl.listings.sitemap import read_sitemap


def read_listing(source: ListingSource) -> Read:
    """The wanted article links of a feed, sitemap or front page. Raises InputError for what is none of that kind."""
    read = _read(source)
    if not source.patterns:
        return read
    wanted = tuple(entry for entry in read.entries if source.patterns.wants(entry.url))
    return replace(read, entries=wanted, left_out=len(read.entries) - len(wanted))


def _read(source: ListingSource) -> Read:
    match source.kind:
        case ListingKind.FEED:
            return read_feed(source)
        case ListingKind.SITEMAP:
            return read_sitemap(source)
        case ListingKind.FRONT:
            return read_front(source)
