"""What all spiders share: listings become links, links become pages, and each outcome is entered."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers, HtmlResponse, Response
from twisted.python.failure import Failure

from newsclean.crawl.conditional import NOT_MODIFIED, conditions, content_type_of, validators_of
from newsclean.crawl.items import FoundPage, Listing
from newsclean.crawl.ledger import Ledger
from newsclean.crawl.listings.entry import Entry, ListingKind, ListingSource
from newsclean.crawl.listings.original import find_original
from newsclean.crawl.listings.read import read_listing
from newsclean.crawl.listings.shape import same_site
from newsclean.crawl.listings.sitemap import MAX_SITEMAP_BYTES
from newsclean.crawl.middlewares import START_META, PostponedError, StoppedError
from newsclean.crawl.reasons import codings, not_html_reason, reason_of, skip_reason
from newsclean.crawl.resources import CrawlResources
from newsclean.crawl.robots_tags import closing_directive
from newsclean.crawl.seen.values import PageLink
from newsclean.crawl.workers.pool import TaskError, WorkerPool
from newsclean.models import Page

from .arguments import Arguments, read_arguments

MAX_LISTING_DEPTH = 4
"""A sitemap index may name indexes, though the protocol does not allow it; no site nests them deeper."""
MAX_LISTINGS = 10_000
"""Of one crawl; a site that makes up sitemaps without end is left there."""
REQUESTS_AT_A_TIME = 100
"""So many take some 10 ms to make; then the event loop has its turn, however long the listing is."""

MAX_CODINGS = 2
"""Servers pack once; a proxy may do so again. Each further time can cost the event loop a moment for nothing."""
TAGS_AGAIN_AFTER = timedelta(days=7)
"""What a site says of a page for robots changes rarely."""

_NOT_PAGES = (b"image/", b"audio/", b"video/", b"font/", b"application/pdf", b"application/zip")
"""Content types whose bodies are not worth the download."""


class NewsSpider(Spider):
    """A spider whose starts are listings, pages, or both."""

    arguments_model: ClassVar[type[Arguments]]

    def __init__(self, name: str | None = None, **given: Any) -> None:
        super().__init__(name)
        self.arguments = read_arguments(self.arguments_model, given)
        self._listings_asked = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "NewsSpider":
        """With a look at the headers of pages before their bodies are fetched."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.headers_received, signals.headers_received)
        return spider

    def listings(self) -> tuple[Listing, ...]:
        """The listings to begin with."""
        return ()

    def pages(self) -> tuple[str, ...]:
        """The pages to begin with."""
        return ()

    def listing(self, kind: ListingKind, url: str) -> Listing:
        """A listing to begin with."""
        return Listing(kind, url, url, self.follow_to_original)

    @property
    def follow_to_original(self) -> bool:
        """Whether teasers are followed to the originals on other sites."""
        return bool(getattr(self.arguments, "follow_to_original", False))

    @property
    def ledger(self) -> Ledger:
        """The crawl's books."""
        return CrawlResources.of(self.crawler).ledger

    @property
    def pool(self) -> WorkerPool:
        """The workers, which listings are read in too."""
        return CrawlResources.of(self.crawler).pool

    async def start(self) -> AsyncIterator[Any]:
        """First what earlier crawls left open, then the starts."""
        for source in (*(listing.source for listing in self.listings()), *self.pages()):
            async for request in self._page_requests(await self.ledger.open_pages(source)):
                yield request
        for url in self.pages():
            async for request in self._page_requests(await self.ledger.register_pages((Entry(url),), source=url)):
                yield request
        patterns = CrawlResources.of(self.crawler).patterns
        for listing in self.listings():
            async for request in self._listing_requests(replace(listing, patterns=patterns)):
                yield request

    async def _listing_requests(self, listing: Listing) -> AsyncIterator[Request]:
        if listing.depth > MAX_LISTING_DEPTH or self._listings_asked >= MAX_LISTINGS:
            self.ledger.fail_listing(listing, "too many listings, or nested too deeply: not looked at")
            return
        if await self.ledger.admit_listing(listing):
            self._listings_asked += 1
            async for request in self._listing_request(listing):
                yield request

    async def requests_for(self, task: PageLink | Listing) -> AsyncIterator[Request]:
        """The request for a page or listing that is this process's to fetch; none where its URL is none."""
        requests = self._page_requests((task,)) if isinstance(task, PageLink) else self._listing_request(task)
        async for request in requests:
            yield request

    async def _listing_request(self, listing: Listing) -> AsyncIterator[Request]:
        validators = await self.ledger.listing_validators(listing)
        try:
            yield Request(
                listing.url,
                callback=self.parse_listing,
                errback=self.listing_failed,
                headers=conditions(validators),
                cb_kwargs={"listing": listing},
                meta={
                    START_META: listing.source,
                    "handle_httpstatus_list": [NOT_MODIFIED],
                    "download_maxsize": MAX_SITEMAP_BYTES,
                },
                priority=1,
            )
        except ValueError as error:
            self.ledger.fail_listing(listing, f"not a valid URL: {error}")
            self.ledger.listing_done(listing)

    async def parse_listing(self, response: Response, listing: Listing) -> AsyncIterator[Any]:
        """Enter what the listing names, and ask for what is due."""
        async for request in self._read_listing(response, listing):
            yield request
        self.ledger.listing_done(listing)

    async def _read_listing(self, response: Response, listing: Listing) -> AsyncIterator[Request]:
        children: tuple[str, ...] = tuple(await self.ledger.listing_children(listing))
        if response.status != NOT_MODIFIED:
            source = ListingSource(
                kind=listing.kind,
                body=response.body,
                url=response.url,
                content_type=content_type_of(response) or "",
                follow_to_original=listing.follow_to_original,
                patterns=listing.patterns,
            )
            try:
                read = await self.pool.run(read_listing, source)
            except TaskError as error:
                self.ledger.fail_listing(listing, str(error))
                return
            if read.problem:
                self.ledger.fail_listing(listing, read.problem)
            self.ledger.count("left_out", read.left_out)
            due = await self.ledger.register_pages(read.entries, listing.source)
            async for request in self._page_requests(due):
                yield request
            children = read.listings
            below = {self._child(listing, url).key: url for url in children}
            await self.ledger.register_listing(listing, validators_of(response), below)
        self.ledger.count("listings")
        for url in children:
            async for request in self._listing_requests(self._child(listing, url)):
                yield request

    def _child(self, listing: Listing, url: str) -> Listing:
        return replace(listing, url=url, depth=listing.depth + 1)

    def listing_failed(self, failure: Failure) -> None:
        """Enter that a listing could not be fetched."""
        error, listing = _error(failure), failure.request.cb_kwargs["listing"]  # type: ignore[attr-defined]
        if isinstance(error, StoppedError):
            return
        if isinstance(error, PostponedError):
            self.ledger.postpone_listing(listing, str(error))
        else:
            skipped = skip_reason(error)
            reason = skipped[0] if skipped else reason_of(error)
            self.ledger.fail_listing(listing, reason)
        self.ledger.listing_done(listing)

    async def _page_requests(self, links: Iterable[PageLink]) -> AsyncIterator[Request]:
        for number, link in enumerate(links, start=1):
            if number % REQUESTS_AT_A_TIME == 0:
                await asyncio.sleep(0)
            try:
                yield Request(
                    link.entry.url,
                    callback=self.parse_page,
                    errback=self.page_failed,
                    headers=conditions(link.validators),
                    cb_kwargs={"link": link},
                    meta={START_META: link.source, "handle_httpstatus_list": [NOT_MODIFIED]},
                )
            except ValueError as error:  # Scrapy reads URLs more strictly than the standard library does
                await self.ledger.fail(link, f"not a valid URL: {error}")

    def headers_received(self, headers: Headers, request: Request) -> None:
        """Stop the download of a page that its header says is none, and of an answer that would take long to unpack."""
        if len(codings(headers)) > MAX_CODINGS:
            raise StopDownload(fail=True)
        content_type = headers.get("Content-Type") or b""
        if "link" in request.cb_kwargs and content_type.lower().startswith(_NOT_PAGES):
            raise StopDownload(fail=False)

    async def parse_page(self, response: Response, link: PageLink) -> AsyncIterator[Any]:
        """Hand a page on to be cleaned, or a teaser's original to be fetched in its place."""
        self.ledger.count("fetched")
        if response.status == NOT_MODIFIED:
            await self.ledger.unchanged(link)
            return
        if not isinstance(response, HtmlResponse):
            await self.ledger.skip(link, not_html_reason(response))
            return
        if self.crawler.settings.getbool("NEWSCLEAN_OBEY_ROBOTS_TAGS") and (tag := self._closing_tag(response)):
            await self.ledger.skip(link, f"the page asks not to be kept: {tag}", TAGS_AGAIN_AFTER)
            return
        content_type = content_type_of(response)
        if self.follow_to_original and (original := await self._original(response, content_type)):
            # The original first: a crawl killed between the two must not lose it.
            found = await self.ledger.register_pages((Entry(original),), link.source, via=response.url)
            await self.ledger.follow(link, original)
            async for request in self._page_requests(found):
                yield request
            return
        page = Page(
            html=response.body,
            url=link.entry.url,
            final_url=response.url,
            fetched_at=datetime.now(UTC),
            content_type=content_type,
        )
        via = None if same_site(link.source, response.url) else link.source
        yield FoundPage(link, page, validators_of(response), via=link.via or via)

    def _closing_tag(self, response: Response) -> str | None:
        lines = [line.decode("latin-1") for line in response.headers.getlist("X-Robots-Tag")]
        name = self.crawler.settings["USER_AGENT"].partition("/")[0].strip().lower()
        return closing_directive(lines, response.body, name)

    async def _original(self, response: Response, content_type: str | None) -> str | None:
        try:
            original: str | None = await self.pool.run(find_original, response.body, response.url, content_type or "")
        except TaskError:
            return None  # cleaning the page will say what is wrong with it
        return original

    async def page_failed(self, failure: Failure) -> None:
        """Enter that a page could not be fetched, or may not be."""
        link: PageLink = failure.request.cb_kwargs["link"]  # type: ignore[attr-defined]
        error = _error(failure)
        if isinstance(error, StoppedError):
            return  # the page stays open for the next crawl
        was_tried = "retry_times" in failure.request.meta  # type: ignore[attr-defined]
        if isinstance(error, PostponedError) and not was_tried:
            await self.ledger.postpone(link, str(error), error.until)
        elif skipped := skip_reason(error):
            await self.ledger.skip(link, *skipped)
        else:
            await self.ledger.fail(link, reason_of(error))


def _error(failure: Failure) -> BaseException:
    return failure.value or RuntimeError("a failure without an error")
