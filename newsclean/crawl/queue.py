"""The scheduler's queue: the next request is of a host that has room for it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from scrapy.pqueues import DownloaderAwarePriorityQueue, DownloaderInterface


class FairQueue(DownloaderAwarePriorityQueue):
    """Scrapy's queue by hosts, which gives the downloader no more of a host than may be on its way at a time.

    Scrapy counts what a host was sent. Requests that wait for its robots.txt or for its delay would not
    count, and those of one slow host would fill the downloader, so that all others stood still. And of
    several requests that come to the downloader in one moment it sends one more than it should.
    """

    def __init__(self, crawler: Any, *rest: Any, **named: Any) -> None:
        super().__init__(crawler, *rest, **named)
        self._downloader_interface = _Room(crawler)


class _Room(DownloaderInterface):
    """Names the hosts with room only. Where there is none, nothing is sent until some request is done."""

    def stats(self, possible_slots: Iterable[str]) -> list[tuple[int, str]]:
        """How many requests each host has in the downloader."""
        in_hand = Counter(self.get_slot_key(request) for request in self.downloader.active)
        return [(in_hand[host], host) for host in possible_slots if in_hand[host] < self._room(host)]

    def _room(self, host: str) -> int:
        slot = self.downloader.slots.get(host)
        return slot.concurrency if slot else self.downloader.domain_concurrency
