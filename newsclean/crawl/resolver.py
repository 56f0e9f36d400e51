"""Name resolution that gives public addresses only.

The check stands where the connection is made: what is resolved here is what is connected to, so a
name that changes its address between a check and the connection changes nothing.
"""

from collections.abc import Sequence
from typing import Any

from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver

from newsclean.addresses import is_public_address


class PublicAddressResolver(CachingHostnameResolver):
    """Leaves out the addresses that a crawl must not connect to; a host that has no other is not found."""

    def __init__(
        self, reactor: ReactorBase, cache_size: int, allow_private: bool = False, starts: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(reactor, cache_size)
        self._allow_private = allow_private
        self._starts = starts
        self.refused: set[str] = set()
        """Hosts that had private addresses only, as "host:port"."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> "PublicAddressResolver":
        """With Scrapy's DNSCACHE settings and newsclean's own."""
        settings = crawler.settings
        cache_size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        return cls(
            reactor,
            cache_size,
            settings.getbool("NEWSCLEAN_ALLOW_PRIVATE_HOSTS"),
            frozenset(settings.getlist("NEWSCLEAN_PRIVATE_STARTS")),
        )

    def is_allowed(self, host: str, port: int, address: str) -> bool:
        """Whether `host`, resolved to `address`, may be connected to."""
        return self._allow_private or f"{host}:{port}" in self._starts or is_public_address(address)

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        """As IHostnameResolver has it. The check comes after the cache, for it looks at the port too."""
        receiver: Any = _CheckingReceiver(self, resolutionReceiver, hostName, portNumber)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


class _CheckingReceiver:
    """Passes on those addresses of one resolution that are allowed."""

    def __init__(self, resolver: PublicAddressResolver, receiver: Any, host: str, port: int) -> None:
        self._resolver = resolver
        self._receiver = receiver
        self._host = host
        self._port = port
        self._passed = self._stopped = 0

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        if self._resolver.is_allowed(self._host, self._port, address.host):
            self._passed += 1
            self._receiver.addressResolved(address)
        else:
            self._stopped += 1

    def resolutionComplete(self) -> None:
        if self._stopped and not self._passed:
            self._resolver.refused.add(f"{self._host}:{self._port}")
        self._receiver.resolutionComplete()
