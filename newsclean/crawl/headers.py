"""A source's own HTTP headers, sent to its own hosts and no other."""

from collections.abc import Iterable, Mapping

from scrapy import Request
from scrapy.crawler import Crawler

from newsclean.addresses import split_url
from newsclean.errors import FetchError

Origin = tuple[str, str, int]
"""Scheme, host and port."""


class SourceHeadersMiddleware:
    """Sets the headers of a source on requests to its own origins, and takes them off all others.

    They may hold a password or a token. A redirect copies the headers of the request that it answers, so
    that each request is looked at on its way out, wherever it comes from. A token for `https` is not sent
    over `http`.
    """

    def __init__(self, headers: Mapping[str, str], origins: frozenset[Origin]) -> None:
        self._headers = headers
        self._origins = origins

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "SourceHeadersMiddleware":
        """With NEWSCLEAN_HEADERS for the origins of NEWSCLEAN_HEADERS_TO."""
        settings = crawler.settings
        return cls(settings.getdict("NEWSCLEAN_HEADERS"), origins_of(settings.getlist("NEWSCLEAN_HEADERS_TO")))

    def process_request(self, request: Request) -> None:
        """Set the headers, or take them off. Runs before those that every request gets are filled in."""
        is_own = _origin(request.url) in self._origins
        for name, value in self._headers.items():
            if is_own:
                request.headers[name] = value.encode("latin-1")
            else:
                request.headers.pop(name, None)


def origins_of(urls: Iterable[str]) -> frozenset[Origin]:
    """The origins of the URLs; that of `https` stands beside that of `http`, for sites move there."""
    given = {_origin(url) for url in urls} - {None}
    safer = {("https", host, 443) for scheme, host, port in filter(None, given) if (scheme, port) == ("http", 80)}
    return frozenset(filter(None, given | safer))


def _origin(url: str) -> Origin | None:
    try:
        parts, host, port = split_url(url)
    except FetchError:
        return None
    return parts.scheme, host, port
