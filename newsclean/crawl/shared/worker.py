"""One worker of a shared crawl: takes tasks from the frontier as it can do them, and ends with the crawl."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol, cast

from pydantic import BaseModel
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider

from newsclean.crawl.seen.values import PageLink
from newsclean.crawl.shared.frontier import MAX_DELIVERIES, Frontier
from newsclean.crawl.shared.ledger import SharedLedger
from newsclean.crawl.shared.tasks import Task
from newsclean.errors import StoreError

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.25
"""How often a worker looks for tasks, and says which are done; for Redis, a few commands."""
TASKS_AT_A_TIME = 100
"""Taken with one look; making their requests takes some 10 ms, in which the event loop stands still."""
BEATS_PER_LEASE = 4
"""Signs of life in the time that a worker may be silent."""


class TaskSpider(Protocol):
    """A spider that can begin anywhere."""

    name: str
    arguments: BaseModel

    def requests_for(self, task: Task) -> AsyncIterator[Request]:
        """The request for a page or listing."""


class Worker:
    """Keeps the engine supplied from the frontier."""

    def __init__(self, crawler: Crawler, frontier: Frontier, ledger: SharedLedger) -> None:
        self._crawler = crawler
        self._frontier = frontier
        self._ledger = ledger
        self._beat_seconds = crawler.settings.getfloat("NEWSCLEAN_LEASE_SECONDS") / BEATS_PER_LEASE
        self._is_over = False
        self._jobs: list[asyncio.Task[None]] = []
        self._closing: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Join the crawl, and begin to look for tasks. The stores are open. Raises StoreError."""
        await self._frontier.join(self._crawl_name(), self._spider)
        self._crawler.signals.connect(self.stay, signals.spider_idle)
        self._jobs = [asyncio.ensure_future(self._keep(act)) for act in (self._beat, self._work)]
        for job in self._jobs:
            job.add_done_callback(self._ended)

    @property
    def _spider(self) -> TaskSpider:
        return cast(TaskSpider, self._crawler.spider)

    def _crawl_name(self) -> str:
        """The same for all workers that crawl the same into one database, and for no others."""
        spider = self._spider
        subject = self._crawler.settings["NEWSCLEAN_SOURCE"] or repr(sorted(spider.arguments.model_dump().items()))
        whole = "\n".join((self._ledger.identity, spider.name, subject))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def stay(self) -> None:
        """Keep the spider open while any worker may still give this one something to do."""
        if not self._is_over:
            raise DontCloseSpider

    async def _keep(self, act: Callable[[], Awaitable[float]]) -> None:
        """Act again and again, each time after so many seconds as `act` says; without Redis, the crawl ends."""
        try:
            while not self._is_over:
                await asyncio.sleep(await act())
        except StoreError as error:
            self._ledger.break_off(error)
            self._close("store_failed")
        except CloseSpider as close:
            self._close(close.reason)

    def _ended(self, job: asyncio.Task[None]) -> None:
        """A fault of newsclean's own must not leave a worker that neither works nor ends."""
        if not job.cancelled() and (error := job.exception()) is not None:
            logger.error("unexpected error in a shared crawl", exc_info=error)
            self._ledger.fatal = self._ledger.fatal or f"unexpected error: {error!r}"
            self._close("shared_crawl_failed")

    def _close(self, reason: str) -> None:
        """Close the spider. Not awaited, for closing it ends the job that asks for it."""
        self._is_over = True
        if self._closing is None and self._crawler.crawling:
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason=reason))

    async def _beat(self) -> float:
        await self._frontier.beat()
        return self._beat_seconds

    async def _work(self) -> float:
        engine = self._crawler.engine
        if not self._crawler.crawling:
            return LOOK_SECONDS
        is_idle = engine.spider_is_idle()
        await self._frontier.flush(self._rest_seconds)
        if is_idle:
            # Whatever is still held met a fault on its way; nothing here will ever come of it.
            await self._frontier.give_back()
            await self._frontier.started()
        took = await self._take()
        if is_idle and not took and (self._ledger.is_full or await self._frontier.is_over()):
            self._close("finished")
        return LOOK_SECONDS

    async def _take(self) -> bool:
        """Take tasks up to the limit; whether there were any."""
        wanted = self._ledger.room(min(self._frontier.room, TASKS_AT_A_TIME))
        if wanted <= 0:
            return False
        fetch, give_up = await self._frontier.lease(wanted)
        for task in give_up:
            await self._give_up(task)
        for task in fetch:
            if isinstance(task, PageLink):
                self._ledger.accept(task)
            async for request in self._spider.requests_for(task):
                self._crawler.engine.crawl(request)
        return bool(fetch or give_up)

    async def _give_up(self, task: Task) -> None:
        reason = f"{MAX_DELIVERIES} workers were lost, or met a fault, while they had it"
        if isinstance(task, PageLink):
            await self._ledger.fail(task, reason)
        else:
            self._ledger.fail_listing(task, reason)
            self._ledger.listing_done(task)

    def _rest_seconds(self, host: str) -> float:
        slot = self._crawler.engine.downloader.slots.get(host)
        return float(slot.delay) if slot is not None else 0.0

    async def stop(self) -> None:
        """Give back what is in hand and end. Where Redis is gone, the others take it once the lease has run out."""
        self._is_over = True
        for job in self._jobs:
            job.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)
        try:
            await self._frontier.leave(self._rest_seconds)
        except StoreError as error:
            logger.warning("%s; what this worker held is given out again when its lease ends", error)
        finally:
            self._frontier.close()
