"""A source's own HTTP headers, sent to its own hosts and no other."""

from scrapy import Request
from scrapy.crawler import Crawler

from newsclean.origin_headers import OriginHeaders, origins_of


class SourceHeadersMiddleware:
    """Sets NEWSCLEAN_HEADERS on requests to the origins of NEWSCLEAN_HEADERS_TO, and takes them off all others."""

    def __init__(self, headers: OriginHeaders) -> None:
        self._headers = headers

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "SourceHeadersMiddleware":
        """With the headers of the settings."""
        settings = crawler.settings
        origins = origins_of(settings.getlist("NEWSCLEAN_HEADERS_TO"))
        return cls(OriginHeaders(settings.getdict("NEWSCLEAN_HEADERS"), origins))

    def process_request(self, request: Request) -> None:
        """Set the headers, or take them off. Runs before those that every request gets are filled in."""
        self._headers.put_on(request.headers, request.url)
