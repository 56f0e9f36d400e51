"""Feeds: RSS, RDF, Atom and JSON Feed."""

from newsclean.crawl.items import Listing
from newsclean.crawl.listings.entry import ListingKind

from .arguments import ListingArguments
from .base import NewsSpider


class FeedSpider(NewsSpider):
    """Fetches the articles that feeds name: `scrapy crawl feed -a urls=https://example.org/rss.xml`."""

    name = "feed"
    arguments_model = ListingArguments
    arguments: ListingArguments

    def listings(self) -> tuple[Listing, ...]:
        """The feeds."""
        return tuple(self.listing(ListingKind.FEED, url) for url in self.arguments.urls)
