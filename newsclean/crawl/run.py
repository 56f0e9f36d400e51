"""One crawl, from options to report, in this process."""

import asyncio
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from newsclean.addresses import names_private_host
from newsclean.crawl.middlewares import drop_waiting, host_and_port
from newsclean.crawl.options import CrawlOptions
from newsclean.crawl.recorder import RunRecorder
from newsclean.crawl.render.browser import check_rendering
from newsclean.crawl.report import STATS_PREFIX, TIME_IS_UP, Counts, CrawlReport
from newsclean.crawl.resources import CrawlResources
from newsclean.crawl.shared.server import check_shared
from newsclean.version import USER_AGENT

__all__ = ["CrawlOptions", "crawl_settings", "run_crawl"]

PROGRESS_SECONDS = 0.5
"""How often progress is told."""
OPENING_SECONDS = 0.05
"""How often is looked whether a crawl that is to be stopped has begun."""

_REASONS = {
    "finished": "",
    "shutdown": "",
    "store_failed": "the store cannot be written",
    "memusage_exceeded": "more memory is in use than MEMUSAGE_LIMIT_MB allows",
    "closespider_timeout": "",
    "start_error": "the starts could not be read, see the log",
}


def run_crawl(
    options: CrawlOptions,
    on_progress: Callable[[Counts], None] | None = None,
    overrides: dict[str, Any] | None = None,
) -> CrawlReport:
    """Crawl until all is done, or until SIGINT or SIGTERM: the first waits for the pages in hand, the second does not.

    Runs Scrapy's reactor, which a process can do once. `overrides` are Scrapy settings. Raises ConfigError
    for a start that is no URL; what goes wrong later is in the report.
    """
    began = time.monotonic()
    process = AsyncCrawlerProcess(crawl_settings(options, overrides or {}))
    crawler = process.create_crawler("site")
    task = process.crawl(
        crawler,
        feeds=options.feeds,
        sitemaps=options.sitemaps,
        fronts=options.fronts,
        urls=options.urls,
        follow_to_original=options.follow_to_original,
    )
    stop = _Stop(process, crawler)
    loop = asyncio.get_event_loop()
    if options.time_limit_seconds is not None:
        loop.call_later(options.time_limit_seconds, stop.for_time)
    watch = loop.create_task(_watch(crawler, on_progress)) if on_progress else None
    task.add_done_callback(lambda _: watch.cancel() if watch else None)
    process.start(install_signal_handlers=False)
    if task.done() and not task.cancelled() and (error := task.exception()) is not None:
        raise error
    return _report(crawler, time.monotonic() - began, stop)


def crawl_settings(options: CrawlOptions, overrides: dict[str, Any]) -> Settings:
    """newsclean's Scrapy settings with what the options say. Raises ConfigError for what cannot be done here."""
    if options.redis:
        check_shared(options.redis, options.store)
    if options.render:
        check_rendering(options.headers)
    settings = Settings()
    settings.setmodule("newsclean.crawl.settings", priority="project")
    settings.setdict({**_own_settings(options), **_scrapy_settings(options), **overrides}, priority="cmdline")
    return settings


def _own_settings(options: CrawlOptions) -> dict[str, Any]:
    return {
        "NEWSCLEAN_STORE": options.store,
        "NEWSCLEAN_MEMORY": options.memory,
        "NEWSCLEAN_CONFIG": options.config,
        "NEWSCLEAN_PAGE_LIMIT": options.page_limit or 0,
        "NEWSCLEAN_LANGUAGE": options.language,
        "NEWSCLEAN_AGAIN": options.again,
        "NEWSCLEAN_SOURCE": options.source,
        "NEWSCLEAN_ONLY_URLS": list(options.only_urls),
        "NEWSCLEAN_NEVER_URLS": list(options.never_urls),
        "NEWSCLEAN_HEADERS": dict(options.headers),
        "NEWSCLEAN_HEADERS_TO": list(options.headers_to or options.starts),
        "NEWSCLEAN_DAILY_REQUESTS_PER_HOST": options.daily_requests_per_host or 0,
        "NEWSCLEAN_OBEY_ROBOTS_TAGS": options.obey_robots_tags,
        "NEWSCLEAN_RENDER": options.render,
        "NEWSCLEAN_REDIS": options.redis,
        "NEWSCLEAN_ALARMS": options.alarms,
        "NEWSCLEAN_RUNS_KEPT_DAYS": options.runs_kept_days,
        "NEWSCLEAN_ALLOW_PRIVATE_HOSTS": options.config.allow_private_hosts,
        "NEWSCLEAN_PRIVATE_STARTS": [host_and_port(url) for url in options.starts if names_private_host(url)],
    }


def _scrapy_settings(options: CrawlOptions) -> dict[str, Any]:
    config, delay = options.config, options.delay_seconds
    settings = {
        "CLOSESPIDER_TIMEOUT": options.time_limit_seconds or 0,
        "USER_AGENT": config.user_agent or USER_AGENT,
        "DOWNLOAD_TIMEOUT": config.fetch_timeout_seconds,
        "DOWNLOAD_MAXSIZE": config.max_page_bytes,
        "REDIRECT_MAX_TIMES": config.max_redirects,
        "LOG_LEVEL": "WARNING",
        "STATS_DUMP": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
    }
    if options.host_concurrency is not None:
        settings["CONCURRENT_REQUESTS_PER_DOMAIN"] = options.host_concurrency
    if delay is not None:
        settings |= {"AUTOTHROTTLE_ENABLED": delay > 0, "AUTOTHROTTLE_START_DELAY": delay, "DOWNLOAD_DELAY": delay}
    return settings


class _Stop:
    """Ends a crawl in order when its time is up or at the first SIGINT or SIGTERM, and at once at the second.

    Scrapy's own CLOSESPIDER_TIMEOUT would wait until each request that waits for its turn at a host has had it.
    """

    def __init__(self, process: AsyncCrawlerProcess, crawler: Crawler) -> None:
        self._process = process
        self._crawler = crawler
        self.was_called = False
        self.time_is_up = False
        self._stopping: asyncio.Task[None] | None = None
        loop = asyncio.get_event_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            if sys.platform == "win32":
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self._signalled))
            else:
                loop.add_signal_handler(number, self._signalled)

    def for_time(self) -> None:
        """End the crawl because its time is up."""
        if not self.was_called and self._crawler.crawling:
            self.time_is_up = True
            self._crawler.stats.set_value(TIME_IS_UP, True)
            self._stop()

    def _signalled(self) -> None:
        from twisted.internet import reactor  # noqa: PLC0415  importing it installs one

        if self.was_called:
            reactor.stop()  # type: ignore[misc]
            return
        self.was_called = True
        if not self.time_is_up:
            self._stop()

    def _stop(self) -> None:
        self._stopping = asyncio.ensure_future(self._stop_engine())

    async def _stop_engine(self) -> None:
        # While the spider opens, Scrapy would take note of the stop and then wait for ever for the engine to end.
        while not self._crawler.engine.running:
            await asyncio.sleep(OPENING_SECONDS)
        # Only after the stop has begun: until then, the next requests would take their place.
        asyncio.get_event_loop().call_soon(drop_waiting, self._crawler)
        await self._process.stop()


async def _watch(crawler: Crawler, on_progress: Callable[[Counts], None]) -> None:
    while True:
        await asyncio.sleep(PROGRESS_SECONDS)
        if crawler.crawling:
            on_progress(Counts.of(crawler.stats.get_stats()))


def _report(crawler: Crawler, seconds: float, stop: _Stop) -> CrawlReport:
    ledger = CrawlResources.of(crawler).ledger
    recorder = crawler.get_extension(RunRecorder)
    if recorder is not None:
        recorder.give_up()
    stats = crawler.stats.get_stats()
    reason = str(stats.get("finish_reason", "shutdown"))
    prefix = f"{STATS_PREFIX}kind/"
    kinds = Counter({key.removeprefix(prefix): number for key, number in stats.items() if key.startswith(prefix)})
    return CrawlReport(
        counts=Counts.of(stats),
        seconds=seconds,
        failures=tuple(ledger.failures),
        skips=tuple(ledger.skips),
        postponed=tuple(ledger.postponed),
        page_kinds=tuple(kinds.most_common()),
        was_interrupted=stop.was_called,
        time_is_up=stop.time_is_up or reason == "closespider_timeout",
        fatal=ledger.fatal or _REASONS.get(reason, f"Scrapy ended the crawl: {reason}"),
        store_failed=bool(ledger.fatal),
        run=recorder.run if recorder else None,
        run_problem=recorder.problem if recorder else "",
    )
