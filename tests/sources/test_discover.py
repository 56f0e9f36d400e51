"""What is found of sites on loopback: ordinary ones, bare ones and hostile ones."""

import asyncio
import gzip
from collections.abc import Iterator

import pytest

from newsclean.config import CleanConfig
from newsclean.crawl.listings.entry import ListingKind, ListingSource
from newsclean.errors import FetchError
from newsclean.origin_headers import OriginHeaders, origins_of
from newsclean.sources.discover import ARCHIVE_SITEMAPS, Discovery, discover, is_archive
from newsclean.sources.probe import Probe, Prober
from tests.crawl import faulty_server as server

CONFIG = CleanConfig(allow_private_hosts=True, fetch_timeout_seconds=3)
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
STORY = "/2026/03/04/the-harbour-opens-after-nine-years"


@pytest.fixture
def site() -> Iterator[server.Site]:
    with server.serve() as served:
        served.page(STORY, "The harbour opens after nine years of work")
        yield served


def _discover(url: str) -> Discovery:
    async def run() -> Discovery:
        async with Prober(CONFIG, pause_seconds=0) as prober:
            return await discover(url, prober)

    return asyncio.run(run())


def _probe(url: str, kind: ListingKind = ListingKind.FEED, headers: OriginHeaders | None = None) -> Probe:
    async def run() -> Probe:
        async with Prober(CONFIG, 0, headers or OriginHeaders()) as prober:
            return await prober.probe(ListingSource(kind, b"", url))

    return asyncio.run(run())


def _urlset(*locations: str, news: bool = False) -> server.Answer:
    extra = "<news:news><news:publication_date>2026-03-04</news:publication_date></news:news>" if news else ""
    urls = "".join(f"<url><loc>{location}</loc>{extra}</url>" for location in locations)
    spaces = f'xmlns="{SITEMAP}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return server.content(f"<urlset {spaces}>{urls}</urlset>", "application/xml")


def _index(*locations: str) -> server.Answer:
    sitemaps = "".join(f"<sitemap><loc>{location}</loc></sitemap>" for location in locations)
    return server.content(f'<sitemapindex xmlns="{SITEMAP}">{sitemaps}</sitemapindex>', "application/xml")


def _paths(site: server.Site, probes: tuple[Probe, ...]) -> list[str]:
    return [probe.url.removeprefix(site.base) for probe in probes]


def _home(site: server.Site, head: str = "") -> str:
    link = f'<a href="{STORY}">The harbour opens after nine years of work</a>'
    site.answers["/"] = server.html(f"<html><head>{head}</head><body>{link}</body></html>")
    return f"{site.base}/"


def test_a_site_that_names_what_it_has(site: server.Site) -> None:
    feeds = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{name}.xml">' for name in ("a", "gone", "b")
    )
    site.answers["/a.xml"] = site.answers["/b.xml"] = server.feed(site.base + STORY)
    site.answers["/map.xml"] = _urlset(site.base + STORY, news=True)
    robots = f"User-agent: *\nDisallow: /private\nSitemap: {site.base}/map.xml\nSitemap: {site.base}/private/map.xml\n"
    site.answers["/robots.txt"] = server.content(robots, "text/plain")
    found = _discover(_home(site, feeds))
    assert _paths(site, found.feeds) == ["/a.xml", "/b.xml"]
    assert _paths(site, found.sitemaps) == ["/map.xml"]
    assert not found.fronts
    assert not any(path.startswith("/private") for path in site.requests)
    assert site.count("/robots.txt") == 1


def test_a_site_that_names_nothing_is_looked_at_in_the_usual_places(site: server.Site) -> None:
    site.answers["/feed.xml"] = server.feed(site.base + STORY)
    site.answers["/sitemap.xml"] = _urlset(site.base + STORY)
    site.answers["/robots.txt"] = server.content("User-agent: *\nDisallow: /rss\n", "text/plain")
    found = _discover(_home(site))
    assert (_paths(site, found.feeds), _paths(site, found.sitemaps)) == (["/feed.xml"], ["/sitemap.xml"])
    assert not {"/rss", "/rss.xml"} & set(site.requests)
    assert len(site.requests) == len(set(site.requests))


def test_of_an_archive_the_news_are_found(site: server.Site) -> None:
    parts = [f"{site.base}/map-{number}.xml" for number in range(ARCHIVE_SITEMAPS)]
    site.answers["/sitemap.xml"] = _index(*parts, f"{site.base}/news.xml")
    site.answers["/news.xml"] = _urlset(site.base + STORY, news=True)
    found = _discover(_home(site))
    assert _paths(site, found.sitemaps) == ["/news.xml", "/sitemap.xml"]
    assert [is_archive(sitemap) for sitemap in found.sitemaps] == [False, True]
    assert not found.fronts


def test_an_index_that_has_the_news_among_a_few_is_taken_whole(site: server.Site) -> None:
    site.answers["/sitemap.xml"] = _index(f"{site.base}/news.xml", f"{site.base}/pages.xml")
    site.answers["/news.xml"] = _urlset(site.base + STORY, news=True)
    assert _paths(site, _discover(_home(site)).sitemaps) == ["/sitemap.xml"]


def test_a_site_without_either_is_taken_for_its_links(site: server.Site) -> None:
    found = _discover(_home(site))
    assert not (found.feeds or found.sitemaps)
    (front,) = found.fronts
    assert (front.url, front.gave) == (f"{site.base}/", "1 link")


def test_a_feed_or_a_sitemap_that_is_given_stands_for_itself(site: server.Site) -> None:
    site.answers["/rss.xml"] = server.feed(site.base + STORY)
    site.answers["/map.xml"] = _urlset(site.base + STORY)
    assert _paths(site, _discover(f"{site.base}/rss.xml").probes) == ["/rss.xml"]
    found = _discover(f"{site.base}/map.xml")
    assert _paths(site, found.sitemaps) == ["/map.xml"]
    assert not (found.feeds or found.fronts)


def test_what_cannot_be_fetched_is_said(site: server.Site) -> None:
    with pytest.raises(FetchError, match="status 404"):
        _discover(f"{site.base}/nowhere")
    site.answers["/robots.txt"] = server.content("User-agent: newsclean\nDisallow: /\n", "text/plain")
    with pytest.raises(FetchError, match=r"closed by robots\.txt"):
        _discover(_home(site))
    site.answers["/robots.txt"] = server.status(503)
    with pytest.raises(FetchError, match=r"robots\.txt cannot be read"):
        _discover(_home(site))


@pytest.mark.slow
def test_hostile_answers_cost_no_more_than_their_time(site: server.Site) -> None:
    feeds = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{name}">' for name in ("drip", "bomb", "loop", "good")
    )
    site.answers["/drip"] = server.dripping
    site.answers["/bomb"] = server.bomb(gzip.compress, "gzip")
    site.answers["/loop"] = server.redirect("/loop")
    site.answers["/good"] = server.feed(site.base + STORY)
    site.answers["/robots.txt"] = server.endless
    site.answers["/sitemap.xml"] = server.content("<!DOCTYPE a [<!ENTITY b 'c'>]><urlset>&b;</urlset>", "text/xml")
    assert _paths(site, _discover(_home(site, feeds)).feeds) == ["/good"]


def test_a_probe_says_what_is_wrong(site: server.Site) -> None:
    site.answers["/html"] = server.html("<html><body>no feed</body></html>")
    wrong = _probe(f"{site.base}/html")
    assert not wrong.is_good
    assert wrong.status.startswith("no feed: neither RSS, Atom nor JSON Feed")
    gone = _probe(f"{site.base}/gone")
    assert (gone.status, gone.gave) == ("127.0.0.1 answered with status 404 (Not Found)", "")


def test_headers_of_a_source_go_to_its_own_hosts_alone(site: server.Site) -> None:
    sent: dict[str, str | None] = {}

    def watching(path: str, answer: server.Answer) -> server.Answer:
        def watch(handler: server.Handler) -> None:
            sent[path] = handler.headers.get("X-Key")
            answer(handler)

        return watch

    with server.serve() as other:
        site.answers["/feed"] = watching("own", server.redirect(f"{other.base}/feed"))
        other.answers["/feed"] = watching("other", server.redirect(f"{site.base}/back"))
        site.answers["/back"] = watching("back", server.feed(site.base + STORY))
        start = f"{site.base}/feed"
        assert _probe(start, headers=OriginHeaders({"X-Key": "secret"}, origins_of([start]))).is_good
    assert sent == {"own": "secret", "other": None, "back": "secret"}
