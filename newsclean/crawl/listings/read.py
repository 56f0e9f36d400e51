"""A listing of any kind, read."""

from newsclean.crawl.listings.entry import ListingKind, ListingSource, Read
from newsclean.crawl.listings.feed import read_feed
from newsclean.crawl.listings.front import read_front
from newsclean.crawl.listings.sitemap import read_sitemap


def read_listing(source: ListingSource) -> Read:
    """The article links of a feed, sitemap or front page. Raises InputError for what is none of that kind."""
    match source.kind:
        case ListingKind.FEED:
            return read_feed(source)
        case ListingKind.SITEMAP:
            return read_sitemap(source)
        case ListingKind.FRONT:
            return read_front(source)
