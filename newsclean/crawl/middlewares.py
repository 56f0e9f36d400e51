"""The downloader middlewares: one refuses what a crawl must not fetch, one what it need not when it ends."""

from collections.abc import Callable
from datetime import datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import redirect
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response

from newsclean.addresses import names_private_host, split_url
from newsclean.crawl.resolver import PublicAddressResolver
from newsclean.errors import FetchError

MAX_REFRESH_BYTES = 16_384
"""Scrapy looks for a refresh in the first 4,096 characters, of up to four bytes."""
_REFRESH = b"refresh"
START_META = "newsclean_start"
"""In a request's meta: the start URL that it was found from."""


class RefusedError(IgnoreRequest):
    """A request was refused before it was sent; the message says why."""


class PostponedError(RefusedError):
    """A request was not sent, or not answered, because its host is to be left alone until some time."""

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class StoppedError(IgnoreRequest):
    """A request was not sent because the crawl is being stopped; the next crawl takes it up."""


class AddressMiddleware:
    """Refuses other schemes than http and https, and private hosts but for those that the user named as starts.

    Names are the resolver's matter. Here stands what it cannot see: where a request comes from. A
    start on a private host is for itself; a public page never leads there, by link or by redirect.
    """

    def __init__(self, allow_private: bool, starts: frozenset[str]) -> None:
        self._allow_private = allow_private
        self._starts = starts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "AddressMiddleware":
        """With the settings that the resolver has too."""
        settings = crawler.settings
        return cls(
            settings.getbool("NEWSCLEAN_ALLOW_PRIVATE_HOSTS"),
            frozenset(settings.getlist("NEWSCLEAN_PRIVATE_STARTS")),
        )

    def process_request(self, request: Request) -> None:
        """Raise RefusedError for a URL that must not be fetched."""
        try:
            is_private = names_private_host(request.url)
        except FetchError as error:
            raise RefusedError(str(error)) from None
        if not is_private or self._allow_private:
            return
        start = request.meta.get(START_META)
        before = [*request.meta.get("redirect_urls", []), *([start] if start else [])]
        if not all(host_and_port(url) in self._starts for url in [request.url, *before]):
            raise RefusedError(_private_message(request.url))

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Say plainly that a name was not found because its addresses are private."""
        from twisted.internet import reactor  # noqa: PLC0415  importing it installs one

        resolver = getattr(reactor, "nameResolver", None)
        if not (isinstance(exception, CannotResolveHostError) and isinstance(resolver, PublicAddressResolver)):
            return
        if host_and_port(request.url) in resolver.refused:
            raise RefusedError(_private_message(request.url)) from exception


class _WithoutReferer:
    """A crawl tells nobody where it came from."""

    def handle_referer(self, request: Request, response: Response) -> None:  # noqa: ARG002
        """Send no Referer."""
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """Scrapy's own would warn of that."""


class RedirectMiddleware(_WithoutReferer, redirect.RedirectMiddleware):
    """Scrapy's own, without a Referer."""


class MetaRefreshMiddleware(_WithoutReferer, redirect.MetaRefreshMiddleware):
    """Scrapy's own, without a Referer; it would decode every page to look for what few pages have."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request that its page leads to."""
        if _REFRESH not in response.body[:MAX_REFRESH_BYTES].lower():
            return response
        return super().process_response(request, response)


class StopMiddleware:
    """Once the crawl is being stopped, sends nothing more: only what is on its way is waited for."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StopMiddleware":
        """For this crawler."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise StoppedError where the crawl is being stopped."""
        if not self._crawler.crawling:
            raise StoppedError(f"stopped before {request.url}")


def drop_waiting(crawler: Crawler) -> None:
    """Give up the requests that wait for their turn at a host; with long delays they would hold up the end."""
    for host in list(crawler.engine.downloader.slots):
        give_up_waiting(crawler, host, lambda: StoppedError("the crawl is being stopped"))


def give_up_waiting(crawler: Crawler, host: str, error: Callable[[], IgnoreRequest]) -> None:
    """Give up the requests that wait for their turn at one host."""
    slot = crawler.engine.downloader.slots.get(host)
    while slot is not None and slot.queue:
        _, waiting = slot.queue.popleft()
        waiting.errback(error())


def host_and_port(url: str) -> str:
    """The host and port of a URL, as the setting NEWSCLEAN_PRIVATE_STARTS has them.

    >>> host_and_port("http://LOCALHOST/feed")
    'localhost:80'
    """
    _, host, port = split_url(url)
    return f"{host}:{port}"


def _private_message(url: str) -> str:
    return f"{host_and_port(url)} is a private address; allow it with --allow-private-hosts"
