"""Sitemaps, indexes of sitemaps, and the sitemaps that a robots.txt names."""

from newsclean.crawl.items import Listing
from newsclean.crawl.listings.entry import ListingKind

from .arguments import ListingArguments
from .base import NewsSpider


class SitemapSpider(NewsSpider):
    """Fetches the articles that sitemaps name: `scrapy crawl sitemap -a urls=https://example.org/sitemap.xml`."""

    name = "sitemap"
    arguments_model = ListingArguments
    arguments: ListingArguments

    def listings(self) -> tuple[Listing, ...]:
        """The sitemaps."""
        return tuple(self.listing(ListingKind.SITEMAP, url) for url in self.arguments.urls)
