"""Feeds, sitemaps, front and aggregator pages, crawled over HTTP, with the store looked at row by row."""

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.crawl import faulty_server as server
from tests.crawl.crawling import crawl, records


def test_feeds_of_every_format_and_an_index_of_sitemaps_that_names_itself(tmp_path: Path) -> None:
    with server.serve() as site:
        for name in ("rss", "rdf", "atom", "json", "news", "deep", "text", "odd"):
            site.page(f"/{name}", f"Article in {name}")
        base = site.base
        odd = (
            f"http://127.0.0.1:{99999}/x",
            "http://a b/",
            "http://[1/",
            "http://x:y/",
            f"http://me:secret@127.0.0.1:{site.port}/odd",
        )
        site.answers["/rss.xml"] = server.feed(f"{base}/rss", f"{base}/rss?utm_source=feed", f"{base}/rss#part", *odd)
        site.answers["/rdf.xml"] = server.content(
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            f"<item><title>x</title><link>{base}/rdf</link></item></rdf:RDF>",
            "application/rdf+xml",
        )
        site.answers["/atom.xml"] = server.content(
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><link href="/atom"/></entry></feed>',
            "application/atom+xml",
        )
        items = [{"id": "1", "url": f"{base}/json"}]
        json_feed = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items})
        site.answers["/feed.json"] = server.content(json_feed, "application/feed+json")
        index = "".join(
            f"<sitemap><loc>{base}{path}</loc></sitemap>" for path in ("/index.xml.gz", "/news.xml.gz", "/inner.xml")
        )
        packed = gzip.compress(f"<sitemapindex>{index}</sitemapindex>".encode())
        site.answers["/index.xml.gz"] = server.content(packed, "application/gzip")
        news = f"<urlset><url><loc>{base}/news</loc></url><url><loc>{base}/rss</loc></url></urlset>"
        site.answers["/news.xml.gz"] = server.content(gzip.compress(news.encode()), "application/x-gzip")
        inner = f"<sitemapindex><sitemap><loc>{base}/deep.xml</loc></sitemap></sitemapindex>"
        site.answers["/inner.xml"] = server.content(inner, "text/xml")
        deep = f"<urlset><url><loc>{base}/deep</loc></url></urlset>"
        site.answers["/deep.xml"] = server.content(deep, "text/xml")
        site.answers["/robots.txt"] = server.content(f"Sitemap: {base}/list.txt", "text/plain")
        site.answers["/list.txt"] = server.content(f"{base}/text\n", "text/plain")
        done = crawl(
            tmp_path,
            feeds=[f"{base}{path}" for path in ("/rss.xml", "/rdf.xml", "/atom.xml", "/feed.json")],
            sitemaps=[f"{base}/index.xml.gz", f"{base}/robots.txt"],
        )
        assert site.count("/index.xml.gz") == 1
        assert site.count("/rss") + site.count("/rss?utm_source=feed") == 1
    assert set(records(tmp_path)) == {"/rss", "/rdf", "/atom", "/json", "/news", "/deep", "/text", "/odd"}
    assert [trouble.url for trouble in done.report.failures] == ["http://a b/"]
    assert done.report.counts.listings == 10


def test_listings_that_are_none(tmp_path: Path) -> None:
    with server.serve() as site:
        good = site.page("/good", "Good")
        site.answers["/feed"] = server.feed(good)
        site.answers["/page"] = server.html("<html><body>Not found</body></html>")
        endless = [f"/maps/{number}.xml" for number in range(12)]
        for path, following in pairwise(endless):
            site.answers[path] = server.content(
                f"<sitemapindex><sitemap><loc>{site.base}{following}</loc></sitemap></sitemapindex>", "text/xml"
            )
        feeds = [f"{site.base}{path}" for path in ("/feed", "/page", "/missing")]
        done = crawl(tmp_path, feeds=feeds, sitemaps=[f"{site.base}/page", f"{site.base}/maps/0.xml"])
    failed = {trouble.url.removeprefix(site.base): trouble.reason for trouble in done.report.failures}
    assert failed["/missing"] == "HTTP 404"
    assert "nested too deeply" in failed["/maps/5.xml"]
    assert {trouble.reason.partition(":")[0] for trouble in done.report.failed_starts} == {
        "no feed",
        "no sitemap",
        "HTTP 404",
    }
    assert set(records(tmp_path)) == {"/good"}


@pytest.mark.slow
def test_an_aggregator_is_followed_to_the_originals(tmp_path: Path) -> None:
    with server.serve() as aggregator, server.serve() as paper:
        first = paper.page("/2024/05/06/harbour-opens-after-nine-years", "Harbour opens after nine years")
        second = paper.page("/2024/05/06/bridge-closed-until-summer", "Bridge closed until summer")
        third = paper.page("/2024/05/07/mayor-speaks-at-the-opening", "Mayor speaks at the opening")
        aggregator.page("/2024/05/07/our-own-words-on-the-harbour", "Our own words on the harbour", "Own words. " * 300)
        aggregator.answers["/go/20240507"] = server.redirect(third)
        aggregator.answers["/2024/05/06/bridge-teaser-of-the-day"] = server.html(
            f'<html><body><h1>Bridge closed</h1><p>The bridge […]</p><a href="{second}">Read on</a></body></html>'
        )
        aggregator.answers["/"] = server.html(
            f'<html><body><h2><a href="{first}">Harbour opens after nine years</a></h2>'
            '<h2><a href="/2024/05/06/bridge-teaser-of-the-day">Bridge closed until the summer</a></h2>'
            '<h2><a href="/go/20240507">The mayor speaks at the opening</a></h2>'
            '<h2><a href="/2024/05/07/our-own-words-on-the-harbour">Our own words on the harbour</a></h2>'
            "</body></html>"
        )
        front = f"{aggregator.base}/"
        done = crawl(tmp_path, fronts=[front], follow_to_original=True, config={"allow_private_hosts": True})
        via = {path: record.via for path, record in records(tmp_path).items()}
        assert via == {
            "/2024/05/06/harbour-opens-after-nine-years": front,
            "/2024/05/06/bridge-closed-until-summer": f"{aggregator.base}/2024/05/06/bridge-teaser-of-the-day",
            "/go/20240507": front,
            "/2024/05/07/our-own-words-on-the-harbour": None,
        }
        assert done.report.counts.skipped == 1
        again = crawl(tmp_path, fronts=[front], follow_to_original=True, config={"allow_private_hosts": True})
    assert again.report.counts.found == 0


def test_hints_of_the_listing(tmp_path: Path) -> None:
    bare = "<html><body><p>" + server.SENTENCES * 8 + "</p></body></html>"
    with server.serve() as site:
        site.answers["/a"] = server.html(bare)
        site.answers["/feed"] = server.content(
            f'<rss version="2.0"><channel><item><title>The title</title><link>{site.base}/a</link>'
            "<pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate></item></channel></rss>",
            "application/rss+xml",
        )
        crawl(tmp_path, feeds=[f"{site.base}/feed"], language="nl")
    record = records(tmp_path)["/a"]
    assert record.published is not None
    assert (record.title, record.published.year, record.language) == ("The title", 2024, "nl")
    assert record.field_sources["published"] == "listing"
