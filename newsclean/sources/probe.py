"""A source's starts, tried: fetched as a crawl would, and read in a process that is killed where it takes too long."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from protego import Protego

from newsclean.config import CleanConfig
from newsclean.crawl.listings.entry import ListingSource, Read
from newsclean.crawl.listings.read import read_listing
from newsclean.crawl.listings.sitemap import MAX_SITEMAP_BYTES
from newsclean.crawl.workers.pool import PoolSize, TaskError, WorkerPool
from newsclean.errors import FetchError, InputError
from newsclean.fetch import StatusError, fetch_file
from newsclean.models import Page
from newsclean.origin_headers import NO_HEADERS, OriginHeaders
from newsclean.version import USER_AGENT

PAUSE_SECONDS = 0.5
"""Between two requests; a look at a site takes some ten of them."""
READ_SECONDS = 20.0
"""As long as a crawl gives the reading of a listing."""
MAX_ROBOTS_BYTES = 512_000
"""What RFC 9309 asks crawlers to read at least."""

PAGE = "page"
"""The kind of a start that is no listing."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What one start gave."""

    url: str
    kind: str
    """feed, sitemap, front or page."""
    status: str
    """`ok`, or why there is nothing."""
    read: Read = Read()  # noqa: RUF009  frozen
    page: Page | None = None

    @property
    def is_good(self) -> bool:
        """Whether it was there and could be read."""
        return self.page is not None and self.status == "ok"

    @property
    def gave(self) -> str:
        """What was in it, in words."""
        if self.kind == PAGE or self.page is None:
            return ""
        parts = []
        if self.read.entries or not self.read.listings:
            parts.append(_number(len(self.read.entries), "link"))
        if self.read.listings:
            parts.append(_number(len(self.read.listings), "sitemap"))
        if self.read.left_out:
            parts.append(f"{self.read.left_out} left out by patterns")
        return ", ".join(parts)


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


class Prober:
    """Fetches and reads starts, one at a time, as robots.txt allows. An asynchronous context manager."""

    def __init__(
        self, config: CleanConfig, pause_seconds: float = PAUSE_SECONDS, headers: OriginHeaders = NO_HEADERS
    ) -> None:
        self._config = config
        self._sitemap_config = config.model_copy(update={"max_page_bytes": MAX_SITEMAP_BYTES})
        self._pause_seconds = pause_seconds
        self._headers = headers
        self._robots: dict[str, Protego | FetchError] = {}
        self._last_request = -float("inf")
        self._pool: WorkerPool | None = None

    async def __aenter__(self) -> Self:
        self._pool = WorkerPool(PoolSize(workers=1, tasks_per_worker=100, limit_seconds=READ_SECONDS))
        self._pool.start()
        return self

    async def __aexit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._pool is not None:
            await self._pool.stop()

    async def fetch(self, url: str) -> Page:
        """What is at `url`. Raises FetchError and InputError, for what robots.txt closes too."""
        robots = await self.robots(url)
        if not robots.can_fetch(url, self._config.user_agent or USER_AGENT):
            raise FetchError(f"{url} is closed by robots.txt")
        return await self._fetch(url)

    async def robots(self, url: str) -> Protego:
        """The rules of the URL's host. Raises FetchError where its robots.txt answers with a fault of the server's."""
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}/robots.txt"
        if place not in self._robots:
            self._robots[place] = await self._read_robots(place)
        known = self._robots[place]
        if isinstance(known, FetchError):
            raise known
        return known

    async def probe(self, listing: ListingSource) -> Probe:
        """What the listing at `listing.url` gives, read as `listing` says; its body is fetched."""
        try:
            page = await self.fetch(listing.url)
        except (FetchError, InputError) as error:
            return Probe(listing.url, listing.kind, str(error))
        return await self.read(replace(listing, url=page.final_url or listing.url), page, listing.url)

    async def probe_page(self, url: str) -> Probe:
        """Whether there is anything at the URL of a page."""
        try:
            page = await self.fetch(url)
        except (FetchError, InputError) as error:
            return Probe(url, PAGE, str(error))
        return Probe(url, PAGE, "ok", page=page)

    async def read(self, listing: ListingSource, page: Page, url: str) -> Probe:
        """The same for a page that was fetched."""
        body = page.html if isinstance(page.html, bytes) else page.html.encode()
        try:
            read = await self.run(read_listing, replace(listing, body=body, content_type=page.content_type or ""))
        except TaskError as error:
            return Probe(url, listing.kind, str(error), page=page)
        return Probe(url, listing.kind, read.problem or "ok", read, page)

    async def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What `function` returns in the worker. Raises TaskError."""
        if self._pool is None:
            raise RuntimeError("the prober was not entered")
        return await self._pool.run(function, *arguments)

    async def _fetch(self, url: str) -> Page:
        wait = self._last_request + self._pause_seconds - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        try:
            return await _fetched(url, self._sitemap_config, self._headers)
        finally:
            self._last_request = time.monotonic()

    async def _read_robots(self, place: str) -> Protego | FetchError:
        try:
            page = await self._fetch(place)
        except StatusError as error:
            if error.status >= 500:
                return FetchError(f"robots.txt cannot be read: {error}")
            return Protego.parse("")
        except FetchError as error:
            return error
        except InputError:
            return Protego.parse("")
        body = page.html if isinstance(page.html, bytes) else page.html.encode()
        return Protego.parse(body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace"))


async def _fetched(url: str, config: CleanConfig, headers: OriginHeaders) -> Page:
    """The file at `url`. Who stops the program does not wait for it, as with a thread of asyncio's own."""
    future: Future[Page] = Future()
    future.set_running_or_notify_cancel()

    def fetch() -> None:
        try:
            future.set_result(fetch_file(url, config, headers))
        except BaseException as error:  # noqa: BLE001  raised where the file is waited for
            future.set_exception(error)

    Thread(target=fetch, daemon=True, name="newsclean-probe").start()
    return await asyncio.wrap_future(future)
