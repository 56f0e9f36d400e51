"""The two pipelines that a page goes through: cleaned in a worker process, saved in the store's thread."""

import asyncio
import logging

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem

from newsclean.crawl.items import CleanedPage, FoundPage, with_hints
from newsclean.crawl.resources import CrawlResources
from newsclean.crawl.workers.pool import TaskError
from newsclean.crawl.workers.tasks import clean, clean_and_sketch
from newsclean.memory import Sketch
from newsclean.models import CleanRecord, Page

logger = logging.getLogger(__name__)


class _Pipeline:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._closing: asyncio.Task[None] | None = None

    @property
    def _resources(self) -> CrawlResources:
        return CrawlResources.of(self._crawler)

    def _close(self, reason: str) -> None:
        """Close the spider. Not awaited, for closing waits until this very item is done."""
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason=reason))


class CleanPipeline(_Pipeline):
    """Cleans pages in worker processes. A page that hangs, crashes or is refused costs that page."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CleanPipeline":
        """For this crawler."""
        return cls(crawler)

    async def process_item(self, item: FoundPage) -> CleanedPage:
        """The page with its record."""
        resources = self._resources
        try:
            record, made = await self._cleaned(item.page)
        except TaskError as error:
            if error.trace:
                logger.error("unexpected error while cleaning %s\n%s", item.url, error.trace)
            try:
                await resources.ledger.fail(item.link, f"cleaning failed: {error}")
            except CloseSpider as close:
                self._close(close.reason)
            raise DropItem(str(error)) from error
        resources.ledger.count("cleaned")
        return CleanedPage(item, with_hints(record, item, self._crawler.settings["NEWSCLEAN_LANGUAGE"]), made)

    async def _cleaned(self, page: Page) -> tuple[CleanRecord, Sketch | None]:
        """The page's record, and where there is a memory the sketch of its text."""
        resources, settings = self._resources, self._crawler.settings
        cleaner, memory = settings["NEWSCLEAN_CLEANER"], settings["NEWSCLEAN_MEMORY"]
        if memory is None:
            return await resources.pool.run(clean, cleaner, page, resources.config), None
        found: tuple[CleanRecord, Sketch | None] = await resources.pool.run(
            clean_and_sketch, cleaner, page, resources.config, memory
        )
        return found


class StorePipeline(_Pipeline):
    """Saves records. A store that cannot be written ends the crawl."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StorePipeline":
        """For this crawler."""
        return cls(crawler)

    async def process_item(self, item: CleanedPage) -> CleanedPage:
        """The same item, saved."""
        try:
            await self._resources.ledger.save(item)
        except CloseSpider as close:
            self._close(close.reason)
            raise DropItem(close.reason) from close
        return item
