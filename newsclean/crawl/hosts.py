"""What a crawl keeps of each host: whether it may be asked now, and how often today."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

from newsclean.crawl.ledger import Ledger
from newsclean.crawl.middlewares import PostponedError
from newsclean.crawl.seen.hosts import HostTable, Pause

RESERVED_AT_A_TIME = 20
"""So many requests of a host's day are reserved in one write; a crawl that is killed loses at most those."""
RESERVED_SHARE = 50
"""But no more than this part of the cap at a time: a fiftieth."""
MAX_UNANSWERED = 5
"""So many pages of a host in a row without an answer, and it is left alone for a while: it is down, or shuts us out."""
UNANSWERED_PAUSE_MINUTES = 15


class Hosts:
    """The hosts of one crawl, by name. What outlasts the crawl is kept in the seen-store."""

    def __init__(self, ledger: Ledger, daily_requests: int) -> None:
        """`daily_requests` is how many requests a host may be sent on a day (UTC); 0 means any number."""
        self._ledger = ledger
        self._most = daily_requests
        self._block = max(1, min(RESERVED_AT_A_TIME, daily_requests // RESERVED_SHARE))
        self._pauses: dict[str, Pause] = {}
        self._unanswered: dict[str, int] = {}
        self._reserved: dict[str, int] = {}
        self._day = _today()
        self._reserving = asyncio.Lock()

    async def open(self) -> None:
        """Read the pauses that earlier crawls were asked for."""
        self._pauses = await self._ledger.ask_hosts(HostTable.pauses)

    async def close(self) -> None:
        """Give back the requests that were reserved and not sent."""
        for host, unused in self._reserved.items():
            if unused:
                await self._ledger.ask_hosts(HostTable.give_back, host, self._day, unused)
        self._reserved.clear()

    async def admit(self, host: str) -> None:
        """Count a request to `host`. Raises PostponedError where it must not be sent now."""
        pause = self._pauses.get(host)
        if pause is not None and pause.until > datetime.now(UTC):
            raise PostponedError(pause.reason, pause.until)
        if self._most:
            await self._take_request(host)

    async def _take_request(self, host: str) -> None:
        async with self._reserving:
            if self._day != _today():
                self._reserved.clear()
                self._day = _today()
            if not self._reserved.get(host):
                granted = await self._ledger.ask_hosts(HostTable.reserve, host, self._day, self._most, self._block)
                self._reserved[host] = granted
            if not self._reserved[host]:
                raise PostponedError(f"{host} was sent its {self._most:,} requests of today", _tomorrow(self._day))
            self._reserved[host] -= 1

    async def pause(self, host: str, until: datetime, reason: str) -> None:
        """Leave `host` alone for as long as it asks, in later crawls too."""
        pause = Pause(until, reason)
        self._pauses[host] = pause
        await self._ledger.ask_hosts(HostTable.pause, host, pause)

    def answered(self, host: str) -> None:
        """Note that a host answers."""
        self._unanswered.pop(host, None)

    def unanswered(self, host: str, reason: str) -> bool:
        """Note that a page had no answer, or that of an overloaded server.

        True where that was one too many, and the host is left alone from now on.
        """
        count = self._unanswered[host] = self._unanswered.get(host, 0) + 1
        if count < MAX_UNANSWERED:
            return False
        until = datetime.now(UTC) + timedelta(minutes=UNANSWERED_PAUSE_MINUTES)
        self._pauses[host] = Pause(
            until, f"{host} did not answer {MAX_UNANSWERED} times in a row, the last time: {reason}"
        )
        self.answered(host)
        return True


def _today() -> date:
    return datetime.now(UTC).date()


def _tomorrow(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)
