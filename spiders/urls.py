"""Pages from a list."""

from .arguments import UrlArguments
from .base import NewsSpider


class UrlSpider(NewsSpider):
    """Fetches the pages it is given: `scrapy crawl urls -a file=urls.txt`."""

    name = "urls"
    arguments_model = UrlArguments
    arguments: UrlArguments

    def pages(self) -> tuple[str, ...]:
        """The pages."""
        return self.arguments.all_urls()
