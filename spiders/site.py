"""Listings of all kinds and pages at once: what `newsclean crawl` runs."""

from newsclean.crawl.items import Listing
from newsclean.crawl.listings.entry import ListingKind

from .arguments import SiteArguments
from .base import NewsSpider


class SiteSpider(NewsSpider):
    """Fetches what all of a site's listings name: `scrapy crawl site -a feeds=… -a sitemaps=… -a fronts=…`."""

    name = "site"
    arguments_model = SiteArguments
    arguments: SiteArguments

    def listings(self) -> tuple[Listing, ...]:
        """Feeds first: they say most of an article."""
        given = (
            (ListingKind.FEED, self.arguments.feeds),
            (ListingKind.SITEMAP, self.arguments.sitemaps),
            (ListingKind.FRONT, self.arguments.fronts),
        )
        return tuple(self.listing(kind, url) for kind, urls in given for url in urls)

    def pages(self) -> tuple[str, ...]:
        """The pages given by name."""
        return self.arguments.urls
