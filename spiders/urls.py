"""Pages from a list."""

from typing import Any

from newsclean.crawl.url_list import read_url_file

from .arguments import UrlArguments
from .base import NewsSpider


class UrlSpider(NewsSpider):
    """Fetches the pages it is given: `scrapy crawl urls -a file=urls.txt`."""

    name = "urls"
    arguments_model = UrlArguments
    arguments: UrlArguments

    def __init__(self, name: str | None = None, **given: Any) -> None:
        super().__init__(name, **given)
        file = self.arguments.file
        self._pages = self.arguments.urls + (read_url_file(file) if file else ())

    def pages(self) -> tuple[str, ...]:
        """Those given by name, then those of the file."""
        return self._pages
