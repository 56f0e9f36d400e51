"""The downloader middleware that gives hosts the time they ask for. It stands nearest to the network: all pass it."""

import logging
import math
from datetime import UTC, datetime, timedelta
from time import monotonic
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from newsclean.crawl.hosts import Hosts
from newsclean.crawl.middlewares import PostponedError, give_up_waiting
from newsclean.crawl.reasons import reason_of
from newsclean.crawl.resources import CrawlResources
from newsclean.crawl.retry_after import retry_after

logger = logging.getLogger(__name__)

TOO_MANY_REQUESTS = 429
BUSY = (TOO_MANY_REQUESTS, 503)
UNSTATED_WAIT_SECONDS = 10.0
"""The wait after "too many requests" that names none."""
_LEAST_DELAY_SECONDS = 0.001
"""Scrapy looks at the time of a slot's last request only where the slot has a delay."""
_NO_ANSWER = (DownloadTimeoutError, CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError)


class PolitenessMiddleware:
    """Keeps to Crawl-delay, Request-rate, Retry-After and the daily cap, and leaves hosts alone that do not answer."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._user_agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self._longest_delay = settings.getfloat("NEWSCLEAN_MAX_CRAWL_DELAY_SECONDS")
        self._longest_wait = timedelta(seconds=settings.getfloat("NEWSCLEAN_MAX_RETRY_AFTER_SECONDS"))
        self._asked_delays: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PolitenessMiddleware":
        """Connected to the signals that tell of a robots.txt, and of an answer before the next request is sent."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.response_downloaded, signals.response_downloaded)
        crawler.signals.connect(middleware.robots_parsed, signals.robots_parsed)
        return middleware

    @property
    def _hosts(self) -> Hosts:
        return CrawlResources.of(self._crawler).hosts

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Take over the delay that a robots.txt asks for, up to the longest one."""
        delay = min(asked_delay(robotparser, self._user_agent), self._longest_delay)
        host = host_of(request)
        if delay <= self._asked_delays.get(host, 0.0):
            return
        self._asked_delays[host] = delay
        downloader = self._crawler.engine.downloader
        # For slots that are yet to be made; Scrapy drops those that were not used for a minute.
        least = max(delay, self._crawler.settings.getfloat("DOWNLOAD_DELAY"))
        downloader.per_slot_settings[host] = {"concurrency": 1, "delay": least, "jitter": 0.0}
        slot = downloader.slots.get(host)
        if slot is not None:
            slot.concurrency, slot.delay, slot.jitter = 1, max(slot.delay, least), 0.0
        logger.info("%s asks for %g seconds between requests", host, delay)

    async def process_request(self, request: Request) -> None:
        """Raise PostponedError where the host must not be asked now."""
        host = host_of(request)
        # A redirect to another host would else wait in the line of the first, and be its request.
        request.meta["download_slot"] = host
        # AutoThrottle would go below the delay that the host asked for.
        request.meta["autothrottle_dont_adjust_delay"] = host in self._asked_delays
        await self._hosts.admit(host)

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Hold the host's line, or change its pace."""
        slot = self._crawler.engine.downloader.slots.get(host_of(request))
        if slot is None:
            return
        if wait := _asked_wait(response):
            slot.delay = max(slot.delay, _LEAST_DELAY_SECONDS)
            slot.lastseen = max(slot.lastseen, monotonic() + wait.total_seconds())
        elif response.status not in BUSY:
            self._change_pace(slot, request)

    def _change_pace(self, slot: Slot, request: Request) -> None:
        """What AutoThrottle does, above the delay that the host asked for."""
        least, latency = self._asked_delays.get(host_of(request)), request.meta.get("download_latency")
        if least is not None and latency is not None:
            own = self._crawler.settings.getfloat("DOWNLOAD_DELAY")
            slot.delay = max(least, own, min(latency, self._longest_delay))

    async def process_response(self, request: Request, response: Response) -> Response:
        """Raise PostponedError where the server asks for a longer wait than a crawl can keep to."""
        host = host_of(request)
        if response.status in BUSY:
            await self._busy(host, request, response)
        else:
            self._hosts.answered(host)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note that a host gave no answer."""
        if isinstance(exception, _NO_ANSWER):
            self._no_answer(host_of(request), request, reason_of(exception))

    async def _busy(self, host: str, request: Request, response: Response) -> None:
        wait = _asked_wait(response)
        if wait is not None and wait > self._longest_wait:
            reason = f"HTTP {response.status}: {host} asks to be left alone for {wait}"
            until = datetime.now(UTC) + wait
            await self._hosts.pause(host, until, reason)
            give_up_waiting(self._crawler, host, lambda: PostponedError(reason, until))
            logger.warning("%s", reason)
            raise PostponedError(reason, until)
        self._no_answer(host, request, f"HTTP {response.status}")

    def _no_answer(self, host: str, request: Request, reason: str) -> None:
        # Pages are counted, not tries.
        if "retry_times" not in request.meta and self._hosts.unanswered(host, reason):
            logger.warning("%s did not answer several times in a row and is left alone for now", host)


def _asked_wait(response: Response) -> timedelta | None:
    """How long a busy server asks to be left alone; None where it does not, or is not busy."""
    if response.status not in BUSY:
        return None
    header = response.headers.get("Retry-After")
    wait = retry_after(header.decode("latin-1") if header else None, datetime.now(UTC))
    if wait is None and response.status == TOO_MANY_REQUESTS:
        return timedelta(seconds=UNSTATED_WAIT_SECONDS)
    return wait


def asked_delay(parser: RobotParser, user_agent: str) -> float:
    """Seconds between requests that a robots.txt asks `user_agent` for, by Crawl-delay or Request-rate; 0 for none."""
    delays = [parser.crawl_delay(user_agent) or 0.0]
    rules = getattr(parser, "rp", None)
    rate = rules.request_rate(user_agent) if isinstance(rules, Protego) else None
    if rate is not None:
        delays.append(rate.seconds / rate.requests)
    return max(delay for delay in delays if math.isfinite(delay))


def host_of(request: Request) -> str:
    """The host that a request goes to, as Scrapy names its slots."""
    return urlsplit(request.url).hostname or ""
