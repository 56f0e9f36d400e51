"""The download handler that lets the browser build pages; listings and robots.txt are fetched as ever."""

import asyncio
import logging
from itertools import count
from typing import Any

from playwright._impl._errors import TargetClosedError  # named nowhere else; scrapy-playwright opens a new tab on it
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, DownloadTimeoutError
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from newsclean.addresses import is_public_address
from newsclean.crawl.middlewares import START_META, RefusedError, host_and_port
from newsclean.crawl.render.browser import launch_options
from newsclean.crawl.render.page import SETTLE_SECONDS, characters_of, in_time, settle
from newsclean.crawl.render.proxy import AddressRule, GuardingProxy, Permit
from newsclean.errors import FetchError

CLOSE_SECONDS = 5.0
"""A page that does not let go of its tab in this time is ended with the whole browser."""
BYTES_PER_PAGE_LIMIT = 5
"""A page may fetch so many times the size limit of a page, with all its scripts and data."""


class RenderHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """Builds each page in a browser context of its own, which is closed once the page is read."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # Its warnings come with a traceback for each page that fails; the ledger says what failed.
        logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)
        settings = crawler.settings
        self._user_agent = str(settings["USER_AGENT"])
        self._max_bytes = settings.getint("DOWNLOAD_MAXSIZE")
        self._seconds = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._allow_private = settings.getbool("NEWSCLEAN_ALLOW_PRIVATE_HOSTS")
        self._starts = frozenset(settings.getlist("NEWSCLEAN_PRIVATE_STARTS"))
        self._tabs = asyncio.Semaphore(settings.getint("NEWSCLEAN_RENDER_PAGES"))
        self._numbers = count(1)
        self._browser_ended = asyncio.Event()
        self._proxy = GuardingProxy()
        self._is_started = False
        self.config.navigation_timeout_ms = self._seconds * 1000

    async def _launch(self) -> None:
        """Nothing yet: of the two handlers, for http and https, a crawl may need but one."""

    async def _maybe_launch_browser(self) -> None:
        async with self.browser_launch_lock:
            if not self._is_started:
                await self._proxy.start()
                self.config.launch_options = launch_options(self._proxy.url)
                await super()._launch()
                self._is_started = True
        await super()._maybe_launch_browser()

    async def _browser_disconnected_callback(self) -> None:
        await super()._browser_disconnected_callback()
        self._browser_ended.set()
        self._browser_ended = asyncio.Event()

    async def _create_page(self, request: Request, spider: Spider) -> Page:
        """Open a tab; with TargetClosedError where the browser ends meanwhile: Playwright would wait without end."""
        opening: asyncio.Task[Page] = asyncio.ensure_future(super()._create_page(request, spider))
        ended = asyncio.ensure_future(self._browser_ended.wait())
        try:
            await asyncio.wait({opening, ended}, return_when=asyncio.FIRST_COMPLETED)
            if not opening.done():
                raise TargetClosedError
            return await opening
        finally:
            opening.cancel()
            ended.cancel()

    async def download_request(self, request: Request) -> Response:
        """The page as the browser built it, or whatever is no page as it was served."""
        if "link" not in request.cb_kwargs:
            response: Response = await super().download_request(request)
            return response
        async with self._tabs:
            return await self._render(request)

    async def _render(self, request: Request) -> Response:
        name = f"page-{next(self._numbers)}"
        permit = Permit(self._rule_for(request), BYTES_PER_PAGE_LIMIT * self._max_bytes)
        try:
            async with asyncio.timeout(self._seconds + SETTLE_SECONDS):
                return await self._build(request, name, permit)
        except (PlaywrightTimeout, TimeoutError) as error:
            raise DownloadTimeoutError("the page was not built in time") from error
        except PlaywrightError as error:
            raise _explained(error, permit, request.url) from error
        except RuntimeError as error:  # scrapy-playwright's, for a download that was refused
            raise DownloadFailedError(str(error)) from error
        finally:
            await self._close_context(name)
            self._proxy.dismiss(name)

    async def _build(self, request: Request, name: str, permit: Permit) -> Response:
        await self._maybe_launch_browser()

        async def finish(page: Page) -> None:
            await settle(page)
            if await characters_of(page) > self._max_bytes:
                raise DownloadCancelledError("the page grew beyond the limit")

        rendered = request.replace(
            meta={
                **request.meta,
                "playwright": True,
                "playwright_context": name,
                "playwright_context_kwargs": self._context(self._proxy.admit(name, permit)),
                "playwright_page_methods": [PageMethod(finish)],
            }
        )
        response: Response = await super()._download_request(rendered)
        request.meta.update(
            {key: rendered.meta[key] for key in ("download_latency", "redirect_urls") if key in rendered.meta}
        )
        if reason := _refusal(permit, response.url):
            raise RefusedError(reason)
        if permit.is_full:
            raise DownloadCancelledError("the page fetches more than the limit")
        return response.replace(request=request)

    def _context(self, proxy: dict[str, str]) -> dict[str, Any]:
        return {
            "proxy": proxy,
            "user_agent": self._user_agent,
            "accept_downloads": False,
            "service_workers": "block",  # their requests would pass by the list of needless kinds
            "permissions": [],
        }

    def _rule_for(self, request: Request) -> AddressRule:
        """Public addresses; beside them the private starts, for a page that was found from one and stands on one."""
        start = request.meta.get(START_META)
        is_private = all(host_and_port(url) in self._starts for url in (request.url, *([start] if start else [])))
        starts = self._starts if is_private else frozenset()

        def may_connect(host: str, port: int, address: str) -> bool:
            return self._allow_private or f"{host}:{port}" in starts or is_public_address(address)

        return may_connect

    async def _close_context(self, name: str) -> None:
        wrapper = self.context_wrappers.get(name)
        if wrapper is None:
            return
        if await in_time(_ended(wrapper.context), CLOSE_SECONDS):
            return
        self.context_wrappers.pop(name, None)
        await in_time(_ended(self.browser), CLOSE_SECONDS)

    async def close(self) -> None:
        """Close the browser, then its proxy."""
        await super().close()
        await self._proxy.close()


async def _ended(closable: Any) -> None:
    """Close a context or browser; one that is gone already is closed."""
    try:
        await closable.close()
    except PlaywrightError:
        return


def _refusal(permit: Permit, url: str) -> str | None:
    """Why what the browser shows is no page: it is the proxy's answer, or the browser's own page of an error."""
    try:
        return permit.refusals.get(host_and_port(url))
    except FetchError:
        return next(reversed(permit.refusals.values()), "the page led to nothing that can be shown")


def _explained(error: PlaywrightError, permit: Permit, url: str) -> Exception:
    """The error in the crawl's own terms. What the browser says of a refusal says nothing of its reason."""
    reason = permit.refusals.get(host_and_port(url)) or next(reversed(permit.refusals.values()), None)
    if reason:
        return RefusedError(reason)
    said = error.message.partition("\n")[0].removeprefix("Page.goto: ").partition(" at http")[0]
    return DownloadFailedError(f"the browser says: {said}")
