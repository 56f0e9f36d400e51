"""What happens where a robots.txt cannot be read. Obeying one that can is Scrapy's own."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from newsclean.crawl.middlewares import RefusedError


class UnreadableRobotsMiddleware:
    """Leaves a host alone whose robots.txt answers with a fault of the server's (RFC 9309, 2.3.1.4).

    Scrapy would take the error page for an empty robots.txt, and print a traceback where there is no
    answer at all. Without an answer the page is asked for, which names what is wrong with the host.
    """

    def __init__(self) -> None:
        self._faults: dict[str, int] = {}

    def process_request(self, request: Request) -> None:
        """Raise RefusedError for a page of such a host. Runs once its robots.txt was asked for."""
        status = self._faults.get(urlsplit(request.url).netloc)
        if status is not None and not _is_for_robots(request):
            raise RefusedError(f"robots.txt cannot be read: HTTP {status}")

    def process_response(self, request: Request, response: Response) -> Response:
        """Remember a fault; what is no robots.txt is read as an empty one."""
        if not _is_for_robots(request) or response.status < 400:
            return response
        if response.status >= 500:
            asked = request.meta.get("redirect_urls", [request.url])[0]
            self._faults[urlsplit(asked).netloc] = response.status
        return response.replace(body=b"")

    def process_exception(self, request: Request, exception: Exception) -> Response | None:
        """An empty robots.txt in place of none."""
        if _is_for_robots(request) and not isinstance(exception, IgnoreRequest):
            return Response(request.url)
        return None


def _is_for_robots(request: Request) -> bool:
    return bool(request.meta.get("dont_obey_robotstxt"))
