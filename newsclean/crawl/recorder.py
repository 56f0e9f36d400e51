"""The extension that records the run: begun when the spider opens, finished when it closes."""

import asyncio
import hashlib
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.settings import BaseSettings

from newsclean.addresses import split_url
from newsclean.crawl.report import STATS_PREFIX, TIME_IS_UP, Trouble
from newsclean.crawl.resources import CrawlResources
from newsclean.errors import ConfigError, FetchError, NewscleanError
from newsclean.runs.ending import end_run
from newsclean.runs.figures import RunFigures
from newsclean.runs.log import BEAT_SECONDS, RunLog
from newsclean.runs.report import MAX_ERRORS, MAX_STARTS, RunCounts, RunError, RunReport, RunState
from newsclean.runs.settings import AlarmSettings
from newsclean.text import without_surrogates
from newsclean.version import __version__

logger = logging.getLogger(__name__)

_MAX_URL_CHARS = 500
_MAX_REASON_CHARS = 300
_STATUS_PREFIX = "downloader/response_status_count/"

_STATES = {
    "finished": RunState.FINISHED,
    "shutdown": RunState.INTERRUPTED,
    "closespider_timeout": RunState.LIMITED,
    "closespider_timeout_no_item": RunState.LIMITED,
    "closespider_itemcount": RunState.LIMITED,
    "closespider_pagecount": RunState.LIMITED,
}


class RunRecorder:
    """Writes the run down beside the store, from a thread of its own.

    A run that cannot be written down goes on; `problem` says why.
    """

    def __init__(self, crawler: Crawler, kept_days: int) -> None:
        self._crawler = crawler
        self._kept_days = kept_days
        self._alarms = _alarm_settings(crawler.settings)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="newsclean-runs")
        self._log: RunLog | None = None
        self._began = time.monotonic()
        self._beat: asyncio.Task[None] | None = None
        self._has_ended = False
        self.run: RunReport | None = None
        """The run as it was last written; None where it could not be."""
        self.problem = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RunRecorder":
        """Connected to the crawler's signals. Not configured where runs are not kept."""
        kept_days = crawler.settings.getint("NEWSCLEAN_RUNS_KEPT_DAYS")
        if kept_days <= 0:
            raise NotConfigured("NEWSCLEAN_RUNS_KEPT_DAYS is 0")
        recorder = cls(crawler, kept_days)
        crawler.signals.connect(recorder.spider_opened, signals.spider_opened)
        crawler.signals.connect(recorder.spider_closed, signals.spider_closed)
        crawler.signals.connect(recorder.response_downloaded, signals.response_downloaded)
        return recorder

    async def spider_opened(self, spider: Spider) -> None:
        """Write down that the run has begun, once its store is open: without one there is no run."""
        resources = CrawlResources.of(self._crawler)
        await resources.opened.wait()
        if resources.ledger.fatal or self._has_ended:
            return
        began = RunReport(
            **_source(self._crawler.settings, spider), began=datetime.now(UTC), newsclean_version=__version__
        )
        if await self._attempt(self._begin, began):
            self._beat = asyncio.ensure_future(self._go_on_beating())

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Count an answer to a request for a page or a listing, however often it was asked for."""
        if "link" in request.cb_kwargs or "listing" in request.cb_kwargs:
            CrawlResources.of(self._crawler).ledger.figures.answered(response.status)

    async def spider_closed(self, reason: str) -> None:
        """Compare the run with its past, write it down, tell of its alarms."""
        self._has_ended = True
        if self._beat is not None:
            self._beat.cancel()
        if self.run is not None:
            await self._attempt(self._end, self._as_of_now(self._state(reason), reason))
            for alarm in self.run.alarms:
                logger.error("alarm: %s: %s", self.run.source, alarm.message)
            for problem in self.run.problems:
                logger.error("%s", problem)
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def give_up(self) -> None:
        """Write down that the run was stopped at once, where it had no time to end in order."""
        self._thread.shutdown()
        if self._log is None or self.run is None:
            return
        try:
            if self.run.state is RunState.RUNNING:
                self._write(self._as_of_now(RunState.INTERRUPTED, ""))
        except NewscleanError as error:
            self.problem = str(error)
        finally:
            self._close()

    def _state(self, reason: str) -> RunState:
        if self._crawler.stats.get_value(TIME_IS_UP):
            return RunState.LIMITED
        return _STATES.get(reason, RunState.FAILED)

    async def _go_on_beating(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            await self._attempt(self._write, self._as_of_now(RunState.RUNNING, ""))

    async def _attempt(self, function: Callable[[RunReport], None], run: RunReport) -> bool:
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, function, run)
        except NewscleanError as error:
            if not self.problem:
                logger.error("the run was not written down: %s", error)
            self.problem = str(error)
            return False
        self.problem = ""
        return True

    def _begin(self, run: RunReport) -> None:
        self._log = RunLog.open(str(self._crawler.settings["NEWSCLEAN_STORE"]))
        self._log.prune(run.source, self._kept_days)
        self.run = self._log.begin(run)

    def _write(self, run: RunReport) -> None:
        if self._log is not None:
            self._log.write(run)
            self.run = run

    def _end(self, run: RunReport) -> None:
        if self._log is not None:
            self.run = end_run(self._log, run, self._alarms)

    def _close(self) -> None:
        if self._log is not None:
            self._log.close()
            self._log = None

    def _as_of_now(self, state: RunState, reason: str) -> RunReport:
        if self.run is None:
            raise RuntimeError("the run was not begun")
        ledger = CrawlResources.of(self._crawler).ledger
        has_ended = state is not RunState.RUNNING
        return self.run.model_copy(
            update={
                "state": RunState.FAILED if ledger.fatal and has_ended else state,
                "reason": without_surrogates(ledger.fatal) or (reason if state is RunState.FAILED else ""),
                "ended": datetime.now(UTC) if has_ended else None,
                "seconds": time.monotonic() - self._began,
                "errors": tuple(map(_error, ledger.failures[:MAX_ERRORS])),
                **_counted(self._crawler.stats.get_stats()),
                **_gathered(ledger.figures),
            }
        )


def _counted(stats: dict[str, Any]) -> dict[str, Any]:
    return {
        "counts": RunCounts(**{name: stats.get(STATS_PREFIX + name, 0) for name in RunCounts.model_fields}),
        "requests": stats.get("downloader/request_count", 0),
        "bytes_received": stats.get("downloader/response_bytes", 0),
        "statuses": {
            int(key.removeprefix(_STATUS_PREFIX)): number
            for key, number in sorted(stats.items())
            if key.startswith(_STATUS_PREFIX)
        },
    }


def _gathered(figures: RunFigures) -> dict[str, Any]:
    return {
        "answers": figures.answers,
        "refused": figures.refused,
        "page_kinds": dict(figures.page_kinds.most_common()),
        "text_pages": figures.text_pages,
        "text_characters": figures.text_characters,
        "cuts": figures.cuts,
        "saved_articles": figures.lengths.number,
        "median_length": figures.lengths.median,
    }


def _error(trouble: Trouble) -> RunError:
    return RunError(
        url=without_surrogates(trouble.url[:_MAX_URL_CHARS]),
        reason=without_surrogates(trouble.reason[:_MAX_REASON_CHARS]),
    )


def _source(settings: BaseSettings, spider: Any) -> dict[str, Any]:
    """The source's name, or one made of the starts; alike crawls by hand are of one source."""
    listings = spider.listings()
    starts = (*(listing.url for listing in listings), *spider.pages())
    name = settings["NEWSCLEAN_SOURCE"]
    if not name:
        keys = sorted({*(listing.key for listing in listings), *spider.pages()})
        digest = hashlib.sha256("\n".join(keys).encode("utf-8", "surrogatepass")).hexdigest()
        name = f"{_host(starts[0]) if starts else 'nothing'}#{digest[:8]}"
    return {
        "source": without_surrogates(str(name)),
        "starts": tuple(without_surrogates(start) for start in starts[:MAX_STARTS]),
        "is_shared": bool(settings["NEWSCLEAN_REDIS"]),
    }


def _host(url: str) -> str:
    try:
        return split_url(url)[1]
    except FetchError:
        return "unknown"


def _alarm_settings(settings: BaseSettings) -> AlarmSettings:
    """NEWSCLEAN_ALARMS itself, or from the JSON that it is on a command line. Raises ConfigError."""
    given = settings["NEWSCLEAN_ALARMS"]
    if isinstance(given, AlarmSettings):
        return given
    try:
        return AlarmSettings.model_validate_json(given) if given else AlarmSettings()
    except ValidationError as error:
        faults = ", ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise ConfigError(f"NEWSCLEAN_ALARMS: {faults}") from None
