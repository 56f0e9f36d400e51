"""The crawl's books: every page that is found, saved, skipped or has failed is entered here."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TypeVar

from scrapy.exceptions import CloseSpider
from scrapy.statscollectors import StatsCollector

from newsclean.config import CleanConfig
from newsclean.crawl.books import Books
from newsclean.crawl.groups import Groups
from newsclean.crawl.items import CleanedPage, Listing
from newsclean.crawl.listings.entry import Entry
from newsclean.crawl.report import MAX_NAMED, STATS_PREFIX, TOLD_AT_END, Trouble
from newsclean.crawl.seen.store import SeenStore
from newsclean.crawl.seen.values import PageLink, Validators
from newsclean.errors import StoreError
from newsclean.models import CleanRecord, PageKind
from newsclean.runs.figures import RunFigures
from newsclean.store import SaveOutcome
from newsclean.url_patterns import EVERY_URL, UrlPatterns

logger = logging.getLogger(__name__)

ROBOTS_AGAIN_AFTER_DAYS = 7
"""A site's robots.txt changes rarely, but it does."""

_Result = TypeVar("_Result")


class Ledger:
    """The store and the seen-store of one crawl, and its counts.

    Both stores are used from one thread of their own: the event loop never waits for the disk, and
    what is entered is written in the order of entry. Where a store cannot be read or written, the
    methods raise CloseSpider and `fatal` says why: a crawl without its books must end.
    """

    def __init__(
        self,
        store: str,
        stats: StatsCollector,
        *,
        again: bool,
        page_limit: int | None,
        memory: str | None = None,
        config: CleanConfig | None = None,
        patterns: UrlPatterns = EVERY_URL,
    ) -> None:
        self._places = (store, memory, config or CleanConfig())
        self._stats = stats
        self._again = again
        self._patterns = patterns
        self._pages_left = page_limit
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="newsclean-store")
        self._opened: Books | None = None
        self._saves: Groups[CleanedPage, tuple[CleanRecord, SaveOutcome]] = Groups(self._save_group)
        self._claimed: set[str] = set()
        self.figures = RunFigures()
        self.fatal = ""
        self.failures: list[Trouble] = []
        self.skips: list[Trouble] = []
        self.postponed: list[Trouble] = []

    async def open(self) -> None:
        """Open the stores. Raises StoreError or ConfigError."""
        self._opened = await self._in_thread(Books.open, *self._places)

    async def close(self) -> None:
        """Close the stores; what was entered is written."""
        if self._opened is not None:
            await self._in_thread(self._opened.close)
        self._thread.shutdown()

    async def _do(self, function: Callable[..., _Result], *arguments: object) -> _Result:
        return await self._or_break_off(self._in_thread(function, *arguments))

    async def _or_break_off(self, step: Awaitable[_Result]) -> _Result:
        try:
            return await step
        except StoreError as error:
            self.break_off(error)
            raise CloseSpider("store_failed") from error

    def break_off(self, error: StoreError) -> None:
        """Enter why the crawl cannot go on."""
        if not self.fatal:
            logger.error("%s", error, extra=TOLD_AT_END)
        self.fatal = self.fatal or str(error)

    async def _in_thread(self, function: Callable[..., _Result], *arguments: object) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments)

    @property
    def _books(self) -> Books:
        if self._opened is None:
            raise RuntimeError("the ledger is not open")
        return self._opened

    @property
    def _seen(self) -> SeenStore:
        return self._books.seen

    async def ask_hosts(self, function: Callable[..., _Result], *arguments: object) -> _Result:
        """What `function`, a method of HostTable, returns."""
        return await self._do(function, self._seen.hosts, *arguments)

    def count(self, name: str, number: int = 1) -> None:
        """Add to a count of the report."""
        self._stats.inc_value(STATS_PREFIX + name, number)

    def claim(self, key: str) -> bool:
        """Whether `key`, a page or listing, is asked for the first time in this crawl."""
        if key in self._claimed:
            return False
        self._claimed.add(key)
        return True

    async def admit_listing(self, listing: Listing) -> bool:
        """Whether this process is to fetch the listing now."""
        return self.claim(listing.key)

    def listing_done(self, listing: Listing) -> None:
        """Enter that all was done with a listing that can be, its pages and further listings entered."""

    async def listing_validators(self, listing: Listing) -> Validators:
        """What to ask the listing's server with; nothing where all is to be fetched again."""
        return Validators() if self._again else await self._do(self._seen.listing_validators, listing.key)

    async def listing_children(self, listing: Listing) -> list[str]:
        """The further listings that an unmodified index names."""
        return await self._do(self._seen.listing_children, listing.key)

    async def register_listing(self, listing: Listing, validators: Validators, children: dict[str, str]) -> None:
        """Enter that a listing was read; after its pages were entered."""
        await self._do(self._seen.register_listing, listing.key, listing.url, validators, children)
        if not children:
            self.count("listings_with_pages")

    async def register_pages(self, entries: tuple[Entry, ...], source: str, via: str | None = None) -> list[PageLink]:
        """Enter pages that were found; those to fetch now are returned, within the crawl's limit."""
        registered = await self._do(self._seen.register_pages, entries, source, via, self._again)
        if self._books.memory is not None:
            await self._in_thread(self._books.memory.announced, entries)
        self.count("known", sum(self.claim(key) for key in registered.known))
        return await self._admit(filter(self._is_wanted, registered.due))

    async def open_pages(self, source: str) -> list[PageLink]:
        """Pages that earlier crawls found from `source` and did not finish, or that are to be tried again."""
        return await self._admit(filter(self._is_wanted, await self._do(self._seen.open_pages, source)))

    def _is_wanted(self, link: PageLink) -> bool:
        """Whether a page may still be fetched. Which pages of a listing are wanted is said where it is read."""
        url = link.entry.url
        if link.via:
            return not self._patterns.forbids(url)
        return _is_start(link) or self._patterns.wants(url)

    async def _admit(self, due: Iterable[PageLink]) -> list[PageLink]:
        new = [link for link in due if self.claim(link.key)]
        if self._pages_left is not None:
            new = new[: self._pages_left]
            self._pages_left -= len(new)
        self.count("found", len(new))
        return new

    async def save(self, cleaned: CleanedPage) -> SaveOutcome:
        """Save the record, and enter the page as seen once it is saved.

        A page that was an article before and now comes back without any text does not replace it.
        """
        found, record = cleaned.found, cleaned.record
        self._stats.inc_value(f"{STATS_PREFIX}kind/{record.page_kind.value}")
        self.figures.cleaned(record)
        if found.link.was_saved and record.page_kind in (PageKind.EMPTY, PageKind.CONSENT):
            await self.skip(found.link, f"came back as {record.page_kind.value}; the saved article stays")
            return SaveOutcome.UNCHANGED
        record, outcome = await self._saves.add(cleaned)
        self._count_saved(record, outcome)
        logger.info("saved (%s): %s", outcome.value, found.url)
        return outcome

    async def _save_group(self, pages: Sequence[CleanedPage]) -> Sequence[tuple[CleanRecord, SaveOutcome]]:
        return await self._do(self._books.save, pages)

    def _count_saved(self, record: CleanRecord, outcome: SaveOutcome) -> None:
        if outcome is SaveOutcome.UNCHANGED:
            self.count("unchanged")
            return
        self.count("saved")
        self.count("new" if outcome is SaveOutcome.NEW else "versions")
        self.figures.saved(record)

    async def unchanged(self, link: PageLink) -> None:
        """Enter that the server says a page is as it was."""
        await self._do(self._seen.mark_saved, link.key, link.key, link.validators)
        self.count("unchanged")

    async def skip(self, link: PageLink, reason: str, again_after: timedelta | None = None) -> None:
        """Enter that a page is none of ours, and why."""
        await self._do(self._seen.mark_skipped, link.key, reason, again_after)
        self.count("skipped")
        self._name(self.skips, Trouble(link.entry.url, reason, is_start=_is_start(link)))
        logger.info("skipped: %s: %s", link.entry.url, reason)

    async def follow(self, link: PageLink, original: str) -> None:
        """Enter that a page is a teaser, in whose place its original is fetched."""
        await self._do(self._seen.mark_skipped, link.key, f"a teaser, followed to {original}", None)
        self.count("skipped")
        logger.info("followed: %s: to %s", link.entry.url, original)

    async def fail(self, link: PageLink, reason: str) -> None:
        """Enter that a page failed, and why; it is tried again later."""
        await self._do(self._seen.mark_failed, link.key, reason)
        self._fail(Trouble(link.entry.url, reason, is_start=_is_start(link)))

    async def postpone(self, link: PageLink, reason: str, until: datetime) -> None:
        """Enter that a page was not asked for because its host is to be left alone; it costs no try."""
        await self._do(self._seen.mark_postponed, link.key, reason, until)
        self._postpone(Trouble(link.entry.url, reason, is_start=_is_start(link)))

    def postpone_listing(self, listing: Listing, reason: str) -> None:
        """The same for a listing; the next crawl looks at it anyway."""
        self._postpone(Trouble(listing.url, reason, is_start=listing.url == listing.source))

    def _postpone(self, trouble: Trouble) -> None:
        self.count("postponed")
        self._name(self.postponed, trouble)
        logger.info("postponed: %s: %s", trouble.url, trouble.reason)

    def fail_listing(self, listing: Listing, reason: str) -> None:
        """Enter that a listing could not be read, or not whole; the next crawl looks at it anyway."""
        self.count("failed_listings")
        self._fail(Trouble(listing.url, reason, is_start=listing.url == listing.source))

    def fail_unexpectedly(self, url: str, reason: str) -> None:
        """Enter a fault of newsclean's own; the page stays open."""
        self._fail(Trouble(url, reason))

    def _fail(self, trouble: Trouble) -> None:
        self.count("failed")
        self._name(self.failures, trouble)
        logger.warning("failed: %s: %s", trouble.url, trouble.reason, extra=TOLD_AT_END)

    def _name(self, named: list[Trouble], trouble: Trouble) -> None:
        if len(named) < MAX_NAMED:
            named.append(trouble)


def _is_start(link: PageLink) -> bool:
    return link.entry.url == link.source
