"""Conditional requests (RFC 9110, 13): what to ask a server with, and what it gives to be asked with later."""

from scrapy.http import Response

from newsclean.crawl.seen.values import Validators

NOT_MODIFIED = 304


def conditions(validators: Validators) -> dict[str, str]:
    """The headers that ask for a page only where it has changed."""
    headers = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in headers.items() if value}


def validators_of(response: Response) -> Validators:
    """What the response can be asked for again with."""
    return Validators(_header(response, "ETag"), _header(response, "Last-Modified"))


def content_type_of(response: Response) -> str | None:
    """The Content-Type header."""
    return _header(response, "Content-Type")


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
