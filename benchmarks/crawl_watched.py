"""newsclean's crawl of one sitemap, in a process that watches itself.

    python -m benchmarks.crawl_watched SITEMAP_URL STORE WATCH [MEMORY]

Writes to WATCH what it saw, as JSON: pages saved a second once the first ones were, the longest time that the event
loop was blocked, and whenever so many more pages were saved, the CPU seconds (of the process itself, and of those
below it), how long the machine's cores had nothing to do, and the resident memory.
"""

import asyncio
import json
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

import psutil
from scrapy import signals
from scrapy.crawler import Crawler

from newsclean.config import CleanConfig
from newsclean.crawl.options import CrawlOptions
from newsclean.crawl.run import run_crawl

TICK_SECONDS = 0.02
LOOK_EVERY_PAGES = 100
_WATCH = "BENCHMARK_WATCH"


class Watch:
    """A Scrapy extension that ticks in the event loop, and writes down how late its ticks were."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest = 0.0
        self._first: tuple[float, int] | None = None
        self._last = (0.0, 0)
        self._next = 1
        self._cpu: dict[int, tuple[float, float]] = {}
        self._idle: dict[int, float] = {}
        self._resident: dict[int, float] = {}
        self._ticking: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Watch":
        watch = cls(crawler)
        crawler.signals.connect(watch.opened, signals.spider_opened)
        crawler.signals.connect(watch.item_scraped, signals.item_scraped)
        crawler.signals.connect(watch.closed, signals.spider_closed)
        return watch

    def opened(self) -> None:
        self._ticking = asyncio.ensure_future(self._tick())

    def item_scraped(self) -> None:
        saved = self._crawler.stats.get_value("newsclean/saved", 0)
        self._last = (time.monotonic(), saved)
        self._first = self._first or self._last
        if saved >= self._next:
            self._next = saved + LOOK_EVERY_PAGES
            self._cpu[saved], self._resident[saved] = _cpu_seconds(), _resident_mb()
            self._idle[saved] = idle_seconds()

    async def _tick(self) -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(TICK_SECONDS)
            self._longest = max(self._longest, time.monotonic() - before - TICK_SECONDS)

    def _steady_rate(self) -> float:
        first, last = self._first or self._last, self._last
        return (last[1] - first[1]) / (last[0] - first[0]) if last[0] > first[0] else 0.0

    def closed(self) -> None:
        if self._ticking is not None:
            self._ticking.cancel()
        stats = self._crawler.stats
        watched: dict[str, Any] = {
            "steady_rate": self._steady_rate(),
            "longest_block_ms": 1000 * self._longest,
            "resident_mb": self._resident,
            "cpu_seconds": self._cpu,
            "idle_seconds": self._idle,
            "saved": stats.get_value("newsclean/saved", 0),
            "requests": stats.get_value("downloader/request_count", 0),
        }
        Path(self._crawler.settings[_WATCH]).write_text(json.dumps(watched))


def _cpu_seconds() -> tuple[float, float]:
    """CPU time of this process since it was started, and of all that it started, ended ones too."""
    own = psutil.Process()
    below = [process.cpu_times() for process in own.children(recursive=True)]
    times = own.cpu_times()
    ended = sum(each.children_user + each.children_system for each in [times, *below])
    return times.user + times.system, ended + sum(each.user + each.system for each in below)


def idle_seconds() -> float:
    """Of all cores together, since the machine was started."""
    times = psutil.cpu_times()
    return float(times.idle + getattr(times, "iowait", 0.0))


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    sitemap, store, watch, *memory = sys.argv[1:]
    logging.getLogger().setLevel(logging.WARNING)
    options = CrawlOptions(
        sitemaps=(sitemap,), store=store, memory=next(iter(memory), None), delay_seconds=0, config=CleanConfig()
    )
    extensions = {"newsclean.crawl.resources.CrawlResources": 0, "benchmarks.crawl_watched.Watch": 1}
    report = run_crawl(options, overrides={"EXTENSIONS": extensions, _WATCH: watch})
    if report.failures or report.fatal:
        sys.exit(f"the crawl failed: {report.fatal or report.failures[0]}")
