"""The spider that newsclean's crawl is held against: Scrapy as its tutorial has it, with clean_html in the callback.

    python -m benchmarks.crawl_plain SITEMAP_URL [OUT.jsonl]

No robots.txt, no delay, no memory of what was seen; records go to a file of JSON lines. Without one the pages are
fetched and thrown away: the least that any crawl costs.
"""

import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.utils.sitemap import Sitemap

from newsclean import clean_html


class PlainSpider(Spider):
    """Fetches the pages of one sitemap and cleans each where it arrives."""

    name = "plain"

    def __init__(self, sitemap: str) -> None:
        super().__init__()
        self._sitemap = sitemap

    async def start(self) -> AsyncIterator[Request]:
        yield Request(self._sitemap)

    def parse(self, response: Response) -> Iterator[Request]:
        for entry in Sitemap(response.body):
            yield Request(entry["loc"], callback=self.parse_page)

    def parse_page(self, response: Response) -> Iterator[dict[str, Any]]:
        yield clean_html(response.body, url=response.url).model_dump(mode="json")


class FetchingSpider(PlainSpider):
    """Fetches the pages, and no more."""

    name = "fetching"

    def parse_page(self, response: Response) -> Iterator[dict[str, Any]]:  # noqa: ARG002
        return iter(())


if __name__ == "__main__":
    sitemap, *out = sys.argv[1:]
    feeds = {name: {"format": "jsonlines"} for name in out}
    process = CrawlerProcess({"LOG_LEVEL": "WARNING", "FEEDS": feeds, "ROBOTSTXT_OBEY": False, "DOWNLOAD_DELAY": 0})
    process.crawl(PlainSpider if out else FetchingSpider, sitemap)
    process.start()
