"""Cleaners that misbehave on pages that say so, and a resolver for names that are in no DNS."""

import os
import socket
import time
from typing import Any

from twisted.internet._resolver import GAIResolver

from newsclean.config import CleanConfig
from newsclean.crawl.resolver import PublicAddressResolver
from newsclean.models import CleanRecord, Page
from newsclean.pipeline import clean_page


def clean(page: Page, config: CleanConfig) -> CleanRecord:
    """Clean the page, unless its URL asks for trouble."""
    url = page.url or ""
    if "hang-cleaner" in url:
        while True:
            time.sleep(1)
    if "crash-cleaner" in url:
        os._exit(3)
    if "break-cleaner" in url:
        raise ZeroDivisionError("a fault in the cleaner")
    return clean_page(page, config)


class NamesResolver(PublicAddressResolver):
    """Finds every name under `.test` at 127.0.0.1; all but `inside.test` count as public."""

    def __init__(self, reactor: Any, *rest: Any) -> None:
        super().__init__(reactor, *rest)
        look_up: Any = _look_up
        self.original_resolver: Any = GAIResolver(reactor, getaddrinfo=look_up)

    def is_allowed(self, host: str, port: int, address: str) -> bool:
        return (host.endswith(".test") and host != "inside.test") or super().is_allowed(host, port, address)


def _look_up(host: str, *rest: Any) -> Any:
    return socket.getaddrinfo("127.0.0.1" if host.endswith(".test") else host, *rest)
