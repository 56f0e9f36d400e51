"""Pages from a list."""

from .arguments import UrlArguments, read_url_file
from .base import NewsSpider


class UrlSpider(NewsSpider):
    """Fetches the pages it is given: `scrapy crawl urls -a file=urls.txt`."""

    name = "urls"
    arguments_model = UrlArguments
    arguments: UrlArguments

    def pages(self) -> tuple[str, ...]:
        """Those given by name, then those of the file."""
        file = self.arguments.file
        return self.arguments.urls + (read_url_file(file) if file else ())
