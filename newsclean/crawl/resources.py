"""The extension that holds what spiders and pipelines share: the ledger and the workers."""

import asyncio
import gc
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newsclean.config import CleanConfig
from newsclean.config_file import load_config
from newsclean.cores import available_cores
from newsclean.crawl.hosts import Hosts
from newsclean.crawl.items import CleanedPage, FoundPage
from newsclean.crawl.ledger import Ledger
from newsclean.crawl.report import TOLD_AT_END
from newsclean.crawl.workers.fork_server import preloaded_for
from newsclean.crawl.workers.pool import PoolSize, WorkerPool
from newsclean.errors import NewscleanError
from newsclean.url_patterns import UrlPatterns

if TYPE_CHECKING:
    from newsclean.crawl.shared.worker import Worker

logger = logging.getLogger(__name__)

GARBAGE_OBJECTS = 10_000
"""Objects made and not yet freed before the garbage collector looks at them: some pages' worth. Looking at every 700,
as Python does, takes a tenth of the event loop's time; memory is the same."""


class CrawlResources:
    """Opens the stores and starts the workers when the spider opens, and closes all when it closes."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.config = crawl_config(settings)
        self.opened = asyncio.Event()
        """Set when the stores are open, or cannot be opened."""
        self.patterns = UrlPatterns(
            only=tuple(settings.getlist("NEWSCLEAN_ONLY_URLS")), never=tuple(settings.getlist("NEWSCLEAN_NEVER_URLS"))
        )
        books: dict[str, Any] = {
            "again": settings.getbool("NEWSCLEAN_AGAIN"),
            "page_limit": settings.getint("NEWSCLEAN_PAGE_LIMIT") or None,
            "memory": settings["NEWSCLEAN_MEMORY"],
            "config": self.config,
            "patterns": self.patterns,
        }
        self.ledger, self._worker = _books(crawler, books)
        self.hosts = Hosts(self.ledger, settings.getint("NEWSCLEAN_DAILY_REQUESTS_PER_HOST"))
        self.pool = WorkerPool(
            PoolSize(
                workers=settings.getint("NEWSCLEAN_WORKERS") or available_cores(),
                tasks_per_worker=settings.getint("NEWSCLEAN_PAGES_PER_WORKER"),
                limit_seconds=settings.getfloat("NEWSCLEAN_CLEAN_TIMEOUT_SECONDS"),
            ),
            preloaded_for(settings["NEWSCLEAN_MEMORY"]),
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CrawlResources":
        """Connected to the crawler's signals."""
        resources = cls(crawler)
        crawler.signals.connect(resources.spider_opened, signals.spider_opened)
        crawler.signals.connect(resources.spider_closed, signals.spider_closed)
        crawler.signals.connect(resources.item_error, signals.item_error)
        crawler.signals.connect(resources.spider_error, signals.spider_error)
        return resources

    @classmethod
    def of(cls, crawler: Crawler) -> "CrawlResources":
        """The resources of a running crawl."""
        resources = crawler.get_extension(cls)
        if not isinstance(resources, cls):
            raise RuntimeError("the extension newsclean.crawl.resources.CrawlResources is switched off")
        return resources

    async def spider_opened(self) -> None:
        """Open the stores, start the workers. Closes the spider where the stores cannot be opened."""
        try:
            await self.ledger.open()
            await self.hosts.open()
            if self._worker is not None:
                await self._worker.start()
        except NewscleanError as error:
            self.ledger.fatal = str(error)
            logger.error("%s", error, extra=TOLD_AT_END)
            raise CloseSpider("store_failed") from error
        finally:
            self.opened.set()
        self.pool.start()
        # What is loaded now stays to the end: the garbage collector need not stop the event loop to look at it.
        gc.freeze()
        gc.set_threshold(GARBAGE_OBJECTS, 20, 20)

    async def item_error(self, item: FoundPage | CleanedPage, failure: Failure) -> None:
        """Count and name a page that met a fault of newsclean's own; Scrapy has logged the traceback."""
        found = item.found if isinstance(item, CleanedPage) else item
        await self.ledger.fail(found.link, f"unexpected error: {failure.value!r}")

    def spider_error(self, failure: Failure, response: Response | Failure) -> None:
        """The same for a response that a spider could not handle."""
        url = response.url if isinstance(response, Response) else "a request that failed"
        self.ledger.fail_unexpectedly(url, f"unexpected error: {failure.value!r}")

    async def spider_closed(self) -> None:
        """Stop the workers, close the stores."""
        await self.pool.stop()
        if self._worker is not None:
            await self._worker.stop()
        with suppress(CloseSpider):  # a store that failed is in the report already
            await self.hosts.close()
        await self.ledger.close()


def _books(crawler: Crawler, options: dict[str, Any]) -> "tuple[Ledger, Worker | None]":
    """The ledger, and where the crawl is shared the worker that takes part in it."""
    settings = crawler.settings
    store = str(settings["NEWSCLEAN_STORE"])
    if not settings["NEWSCLEAN_REDIS"]:
        return Ledger(store, crawler.stats, **options), None
    from newsclean.crawl.shared.start import shared_books  # noqa: PLC0415  an extra

    return shared_books(crawler, store, options)


def crawl_config(settings: BaseSettings) -> CleanConfig:
    """The cleaning's settings: NEWSCLEAN_CONFIG itself, from the file that it names, or the defaults."""
    config = settings["NEWSCLEAN_CONFIG"]
    if isinstance(config, CleanConfig):
        return config
    return load_config(config) if config else CleanConfig()
