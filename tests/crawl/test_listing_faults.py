"""Listings that are too large, or lead to themselves, cost no more than themselves."""

from pathlib import Path

import pytest

from tests.crawl import faulty_server as server
from tests.crawl.crawling import crawl, records

pytestmark = pytest.mark.slow  # a crawl for each, and one of them reads fifty megabytes


def item(link: str) -> str:
    return f"<item><title>Listed title</title><link>{link}</link><description>{'word ' * 80}</description></item>"


@pytest.mark.parametrize("megabytes", [50, 60])
def test_a_feed_of_fifty_megabytes(tmp_path: Path, megabytes: int) -> None:
    with server.serve() as site:
        first, other = site.page("/first", "First"), site.page("/other", "Other")
        filling = item("not a link")
        items = item(first) + filling * (megabytes * 1_000_000 // len(filling))
        body = f'<rss version="2.0"><channel>{items}</channel></rss>'
        site.answers["/feed"] = server.content(body, "application/rss+xml")
        site.answers["/small"] = server.feed(other)
        done = crawl(tmp_path, feeds=[f"{site.base}/feed", f"{site.base}/small"])
    if megabytes == 50:
        assert set(records(tmp_path)) == {"/first", "/other"}
        assert done.reason("/feed") == "more than 5,000,000 bytes: read up to there"
    else:
        assert set(records(tmp_path)) == {"/other"}
        assert done.reason("/feed") == "the answer is larger than the limit"


@pytest.mark.parametrize("root", ["sitemapindex", "urlset"])
def test_a_sitemap_that_includes_itself(tmp_path: Path, root: str) -> None:
    inner = "sitemap" if root == "sitemapindex" else "url"
    with server.serve() as site:
        article = site.page("/article", "Article")
        urls = f"<url><loc>{article}</loc></url>"
        site.answers["/articles.xml"] = server.content(f"<urlset>{urls}</urlset>", "text/xml")
        names = ["/map.xml", "/map.xml?page=1", "/articles.xml"]
        body = "".join(f"<{inner}><loc>{site.base}{name}</loc></{inner}>" for name in names) + urls
        site.answers["/map.xml"] = server.content(f"<{root}>{body}</{root}>", "text/xml")
        done = crawl(tmp_path, sitemaps=[f"{site.base}/map.xml"])
        assert site.count("/map.xml") <= 2
        assert len(site.requests) <= 6
    assert "/article" in records(tmp_path)
    assert done.report.fatal == ""


def test_sitemaps_without_end(tmp_path: Path) -> None:
    """Each names ten new ones: none deeper than four is looked at."""

    def more(handler: server.Handler) -> None:
        names = "".join(f"<sitemap><loc>{handler.path}{number}</loc></sitemap>" for number in range(3))
        handler.reply(200, f"<sitemapindex>{names}</sitemapindex>".encode(), Content_Type="text/xml")

    with server.serve() as site:
        site.anything = more
        site.answers["/robots.txt"] = server.status(404)
        done = crawl(tmp_path, sitemaps=[f"{site.base}/s"])
        assert 3**4 < len(site.requests) < 3**5
    assert {trouble.reason for trouble in done.report.failures} == {
        "too many listings, or nested too deeply: not looked at"
    }
