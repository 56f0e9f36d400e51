"""The books of one worker of a shared crawl."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from newsclean.crawl.items import CleanedPage, Listing
from newsclean.crawl.ledger import Ledger
from newsclean.crawl.seen.values import PageLink
from newsclean.crawl.shared.frontier import Frontier
from newsclean.store import SaveOutcome


class SharedLedger(Ledger):
    """What is found goes to the frontier, for any worker; what has its outcome in the stores is settled there."""

    def __init__(self, frontier: Frontier, store: str, stats: Any, **options: Any) -> None:
        super().__init__(store, stats, **options)
        self._frontier = frontier

    @property
    def identity(self) -> str:
        """What tells the database of this crawl from every other."""
        return self._seen.identity

    def room(self, most: int) -> int:
        """How many more pages this worker may take, up to `most`."""
        return most if self._pages_left is None else min(most, self._pages_left)

    @property
    def is_full(self) -> bool:
        """Whether this worker has had as many pages as it may."""
        return self._pages_left == 0

    def accept(self, link: PageLink) -> None:  # noqa: ARG002  one page is as good as another
        """Enter that this worker is to fetch a page."""
        self.count("found")
        if self._pages_left is not None:
            self._pages_left -= 1

    async def _admit(self, due: Iterable[PageLink]) -> list[PageLink]:
        await self._or_break_off(self._frontier.push([link for link in due if self.claim(link.key)]))
        return []

    async def admit_listing(self, listing: Listing) -> bool:
        """Hand the listing to the frontier; whoever gets it from there fetches it."""
        if self.claim(listing.key):
            await self._or_break_off(self._frontier.push([listing]))
        return False

    def listing_done(self, listing: Listing) -> None:
        """See Ledger.listing_done."""
        self._frontier.settle(listing)

    async def save(self, cleaned: CleanedPage) -> SaveOutcome:
        """See Ledger.save."""
        outcome = await super().save(cleaned)
        self._frontier.settle(cleaned.found.link)
        return outcome

    async def unchanged(self, link: PageLink) -> None:
        """See Ledger.unchanged."""
        await super().unchanged(link)
        self._frontier.settle(link)

    async def skip(self, link: PageLink, reason: str, again_after: timedelta | None = None) -> None:
        """See Ledger.skip."""
        await super().skip(link, reason, again_after)
        self._frontier.settle(link)

    async def follow(self, link: PageLink, original: str) -> None:
        """See Ledger.follow."""
        await super().follow(link, original)
        self._frontier.settle(link)

    async def fail(self, link: PageLink, reason: str) -> None:
        """See Ledger.fail."""
        await super().fail(link, reason)
        self._frontier.settle(link)

    async def postpone(self, link: PageLink, reason: str, until: datetime) -> None:
        """See Ledger.postpone."""
        await super().postpone(link, reason, until)
        self._frontier.settle(link)
