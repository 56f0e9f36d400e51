"""What happens where a robots.txt cannot be read. Obeying one that can is Scrapy's own."""

from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest, StopDownload
from scrapy.http import Response

from newsclean.crawl.middlewares import RefusedError
from newsclean.crawl.reasons import reason_of

MAX_ROBOTS_BYTES = 512_000
"""What follows is not read; RFC 9309 (2.5) asks for 500 kibibytes at least."""
_TOO_MANY_REQUESTS = 429
_BYTES_META = "newsclean_robots_bytes"


class UnreadableRobotsMiddleware:
    """Leaves a host alone whose robots.txt cannot be had by a fault of the server or the network.

    So says RFC 9309 (2.3.1.4). Scrapy would take an error page for an empty robots.txt, and print a
    traceback where there is no answer. One that is not there, or leads in circles, forbids nothing
    (2.3.1.3). Where not even the host is found, the page is asked for, which names what is wrong.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._faults: dict[str, str] = {}
        self._awaited: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "UnreadableRobotsMiddleware":
        """For this crawler."""
        return cls(crawler)

    def _await(self, host: str) -> None:
        # Connected while a robots.txt is on its way only, for the signal is sent for every bit of every page.
        if not self._awaited:
            self._crawler.signals.connect(self.bytes_received, signals.bytes_received)
        self._awaited.add(host)

    def _has_come(self, host: str) -> None:
        if host not in self._awaited:
            return  # an empty robots.txt in place of none comes by here again
        self._awaited.remove(host)
        if not self._awaited:
            self._crawler.signals.disconnect(self.bytes_received, signals.bytes_received)

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Raise StopDownload for a robots.txt beyond MAX_ROBOTS_BYTES; what has come of it counts."""
        if _is_for_robots(request):
            request.meta[_BYTES_META] = request.meta.get(_BYTES_META, 0) + len(data)
            if request.meta[_BYTES_META] > MAX_ROBOTS_BYTES:
                raise StopDownload(fail=False)

    def process_request(self, request: Request) -> None:
        """Raise RefusedError for a page of such a host. Runs once its robots.txt was asked for."""
        if _is_for_robots(request):
            self._await(_asked_host(request))
            return
        fault = self._faults.get(urlsplit(request.url).netloc)
        if fault is not None:
            raise RefusedError(f"robots.txt cannot be read: {fault}")

    def process_response(self, request: Request, response: Response) -> Response:
        """Remember a fault; what is no robots.txt is read as an empty one."""
        if not _is_for_robots(request):
            return response
        self._has_come(_asked_host(request))
        if response.status >= 500 or response.status == _TOO_MANY_REQUESTS:
            self._faults[_asked_host(request)] = f"HTTP {response.status}"
        return response.replace(body=response.body[:MAX_ROBOTS_BYTES] if response.status < 400 else b"")

    def process_exception(self, request: Request, exception: Exception) -> Response | None:
        """Remember a fault, and give an empty robots.txt in place of none."""
        if not _is_for_robots(request):
            return None
        self._has_come(_asked_host(request))
        if isinstance(exception, IgnoreRequest):
            return None
        if not isinstance(exception, CannotResolveHostError):
            self._faults[_asked_host(request)] = reason_of(exception)
        return Response(request.url)


def _asked_host(request: Request) -> str:
    asked: str = request.meta.get("redirect_urls", [request.url])[0]
    return urlsplit(asked).netloc


def _is_for_robots(request: Request) -> bool:
    return bool(request.meta.get("dont_obey_robotstxt"))
