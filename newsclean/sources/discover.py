"""The feeds and sitemaps of a site, found from any of its pages."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from newsclean.crawl.listings.entry import ListingKind, ListingSource, absolute_url
from newsclean.crawl.workers.pool import TaskError
from newsclean.errors import FetchError
from newsclean.models import Page
from newsclean.sources.alternates import feed_links
from newsclean.sources.probe import Probe, Prober

FEED_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
"""Where feeds lie that no page names: those of WordPress, Drupal, Hugo, Jekyll and their like."""
SITEMAP_PATHS = ("/sitemap.xml", "/sitemap_index.xml", "/sitemap-index.xml")
NEWS_SITEMAP_PATHS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml")

MAX_FEEDS = 10
MAX_SITEMAPS = 10
MAX_SECONDS = 180.0
"""For the whole look at a site; what was found by then is what there is."""
ARCHIVE_LINKS = 5_000
"""A sitemap with more pages lists an archive: at a page a second it takes hours."""
ARCHIVE_SITEMAPS = 10
"""The same of an index."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a site has to begin a crawl with."""

    url: str
    """The page that it was found from, after redirects."""
    feeds: tuple[Probe, ...] = ()
    sitemaps: tuple[Probe, ...] = ()
    fronts: tuple[Probe, ...] = ()
    """The page itself, where there is neither a feed nor a sitemap of news."""

    @property
    def probes(self) -> tuple[Probe, ...]:
        """All of it."""
        return (*self.feeds, *self.sitemaps, *self.fronts)


def is_archive(probe: Probe) -> bool:
    """Whether a sitemap lists so much that a crawl of it is to be decided on, not begun unasked."""
    return len(probe.read.entries) > ARCHIVE_LINKS or len(probe.read.listings) > ARCHIVE_SITEMAPS


async def discover(url: str, prober: Prober) -> Discovery:
    """Find what the site of `url` has; where `url` is a feed or a sitemap itself, that alone.

    Raises FetchError where `url` cannot be fetched, and InputError.
    """
    page = await prober.fetch(url)
    place = page.final_url or url
    for kind in (ListingKind.FEED, ListingKind.SITEMAP):
        given = await prober.read(ListingSource(kind, b"", place), page, url)
        if given.read.entries or given.read.listings:
            found = {"feeds": (given,)} if kind is ListingKind.FEED else {"sitemaps": (given,)}
            return Discovery(place, **found)
    return await _Search(prober, page, place).run()


class _Search:
    """One look at a site. Each place is asked for once."""

    def __init__(self, prober: Prober, page: Page, place: str) -> None:
        self._prober = prober
        self._page = page
        self._place = place
        self._asked: set[str] = set()
        self._ends_at = time.monotonic() + MAX_SECONDS

    async def run(self) -> Discovery:
        feeds = await self._feeds()
        sitemaps = await self._sitemaps()
        fronts: tuple[Probe, ...] = ()
        if not feeds and not any(_is_of_news(sitemap) for sitemap in sitemaps):
            front = await self._prober.read(ListingSource(ListingKind.FRONT, b"", self._place), self._page, self._place)
            fronts = (front,) if front.read.entries else ()
        return Discovery(self._place, feeds, sitemaps, fronts)

    async def _feeds(self) -> tuple[Probe, ...]:
        body = self._page.html if isinstance(self._page.html, bytes) else self._page.html.encode()
        try:
            named = await self._prober.run(feed_links, body, self._place, self._page.content_type or "")
        except TaskError:
            named = ()
        found = await self._good(ListingKind.FEED, named, MAX_FEEDS)
        return found or await self._good(ListingKind.FEED, self._at(FEED_PATHS), 1)

    async def _sitemaps(self) -> tuple[Probe, ...]:
        try:
            robots = await self._prober.robots(self._place)
            named = [absolute_url(url, self._place) for url in robots.sitemaps]
        except FetchError:
            named = []
        found = await self._good(ListingKind.SITEMAP, filter(None, named), MAX_SITEMAPS)
        found = found or await self._good(ListingKind.SITEMAP, self._at(SITEMAP_PATHS), 1)
        if any(_is_of_news(sitemap) for sitemap in found):
            return found
        inside = [url for sitemap in found for url in sitemap.read.listings if "news" in urlsplit(url).path.lower()]
        news = await self._good(ListingKind.SITEMAP, [*inside[:3], *self._at(NEWS_SITEMAP_PATHS)], 1)
        # An index that holds a sitemap of news as one of a few is as good; of an archive only the news are wanted.
        if news and news[0].url in inside and not any(map(is_archive, found)):
            return found
        return (*news, *found)

    def _at(self, paths: Iterable[str]) -> list[str]:
        return [urljoin(self._place, path) for path in paths]

    async def _good(self, kind: ListingKind, urls: Iterable[str], number: int) -> tuple[Probe, ...]:
        """The first `number` of those places that hold a listing of this kind with anything in it."""
        good: list[Probe] = []
        for url in urls:
            if len(good) == number or time.monotonic() > self._ends_at:
                break
            if url in self._asked:
                continue
            self._asked.add(url)
            probe = await self._prober.probe(ListingSource(kind, b"", url))
            place = probe.page.final_url or url if probe.page else url
            if (probe.read.entries or probe.read.listings) and (place == url or place not in self._asked):
                self._asked.add(place)
                good.append(probe)
        return tuple(good)


def _is_of_news(sitemap: Probe) -> bool:
    return any(entry.published is not None for entry in sitemap.read.entries)
