"""Front, section and aggregator pages."""

from newsclean.crawl.items import Listing
from newsclean.crawl.listings.entry import ListingKind

from .arguments import ListingArguments
from .base import NewsSpider


class FrontSpider(NewsSpider):
    """Fetches the articles that a page links to: `scrapy crawl front -a urls=https://example.org/`.

    With `-a follow_to_original=yes` links and teasers that lead to other sites are followed there.
    """

    name = "front"
    arguments_model = ListingArguments
    arguments: ListingArguments

    def listings(self) -> tuple[Listing, ...]:
        """The pages."""
        return tuple(self.listing(ListingKind.FRONT, url) for url in self.arguments.urls)
