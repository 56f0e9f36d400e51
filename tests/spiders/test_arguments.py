"""The spiders' arguments are checked, and wrong ones are named."""

from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from newsclean.crawl.listings.entry import ListingKind
from newsclean.crawl.url_list import read_url_file
from newsclean.errors import ConfigError
from spiders.arguments import SiteArguments, read_arguments
from spiders.base import NewsSpider
from spiders.feed import FeedSpider
from spiders.front import FrontSpider
from spiders.site import SiteSpider
from spiders.sitemap import SitemapSpider
from spiders.urls import UrlSpider

A, B = "https://news.example/a", "https://news.example/b"


@pytest.mark.parametrize(
    ("spider", "kind"),
    [(FeedSpider, ListingKind.FEED), (SitemapSpider, ListingKind.SITEMAP), (FrontSpider, ListingKind.FRONT)],
)
def test_listing_spiders(spider: type[NewsSpider], kind: ListingKind) -> None:
    listings = spider(urls=f"{A}  {B}#part", follow_to_original="yes").listings()
    assert [(listing.kind, listing.url) for listing in listings] == [(kind, A), (kind, B)]
    assert all(listing.follow_to_original for listing in listings)


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "urls: Field required"),
        ({"urls": ""}, "urls: .*at least 1 item"),
        ({"urls": "news.example/feed"}, "urls.0: .*only http and https"),
        ({"urls": f"{A} ftp://x/"}, "urls.1: .*only http and https"),
        ({"url": A}, "url: Extra inputs are not permitted"),
        ({"urls": A, "follow_to_original": "perhaps"}, "follow_to_original: .*valid boolean"),
    ],
)
def test_wrong_arguments(given: dict[str, str], complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        FeedSpider(**given)


def test_urls_and_a_file(tmp_path: Path) -> None:
    file = tmp_path / "urls.txt"
    file.write_text(f"\ufeff{B}\n\n# a comment\n  {A}?x=1  \n", encoding="utf-8")
    assert UrlSpider(urls=A, file=str(file)).pages() == (A, B, f"{A}?x=1")


def test_url_spider_needs_something() -> None:
    with pytest.raises(ConfigError, match="give urls or a file"):
        UrlSpider()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"https://news.example/\nnews.example\n", "line 2: only http"), (b"\xff\xfe\x00", "not UTF-8 text; give")],
)
def test_wrong_url_files(tmp_path: Path, content: bytes, complaint: str) -> None:
    file = tmp_path / "urls.txt"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=complaint):
        read_url_file(file)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_url_file(tmp_path / "missing.txt")


def test_the_site_spider_takes_all() -> None:
    spider = SiteSpider(feeds=(A,), sitemaps=(B,), fronts=(A,), urls=(B,))
    assert [listing.kind.value for listing in spider.listings()] == ["feed", "sitemap", "front"]
    assert spider.pages() == (B,)


def test_what_scrapyd_adds_is_no_fault() -> None:
    given = {"feeds": "https://news.example/feed", "_job": "26d1b1a6d6f111e0be5c001e648c57f8", "_version": "1"}
    assert read_arguments(SiteArguments, given).feeds == ("https://news.example/feed",)


def test_arguments_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        SiteArguments().urls = (A,)  # type: ignore[misc]


def test_scrapy_finds_the_spiders() -> None:
    settings = Settings()
    settings.setmodule("newsclean.crawl.settings")
    assert sorted(SpiderLoader(settings).list()) == ["feed", "front", "site", "sitemap", "urls"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no device that never ends")
def test_a_url_file_without_end_is_refused() -> None:
    with pytest.raises(ConfigError, match="larger than 50,000,000 bytes"):
        read_url_file(Path("/dev/zero"))
