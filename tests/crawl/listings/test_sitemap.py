"""Sitemaps of every kind are read, streamed and within limits."""

import gzip
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newsclean.crawl.listings.entry import MAX_ENTRIES_PER_LISTING, ListingKind, ListingSource, Read
from newsclean.crawl.listings.read import read_listing
from newsclean.crawl.listings.sitemap import MAX_SITEMAP_BYTES
from newsclean.errors import InputError

NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)
URLSET = f"""<?xml version="1.0" encoding="UTF-8"?><urlset {NAMESPACES}>
<url><loc> https://news.example/a </loc><lastmod>2024-05-07</lastmod><news:news>
<news:publication><news:name>News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-05-06T08:00:00Z</news:publication_date><news:title>Harbour &amp; bridge</news:title>
</news:news></url>
<url><loc>https://news.example/b</loc><lastmod>2024-05-07T10:00:00+02:00</lastmod></url>
<url><lastmod>2024-05-07</lastmod></url><url><loc>ftp://news.example/c</loc></url></urlset>"""
INDEX = f"""<sitemapindex {NAMESPACES}><sitemap><loc>https://news.example/s1.xml</loc></sitemap>
<sitemap><loc>/s2.xml.gz</loc><lastmod>2024-05-07</lastmod></sitemap></sitemapindex>"""


def read(body: str | bytes, url: str = "https://news.example/sitemap.xml") -> Read:
    data = body.encode() if isinstance(body, str) else body
    return read_listing(ListingSource(ListingKind.SITEMAP, data, url))


@pytest.mark.parametrize("body", [URLSET.encode(), gzip.compress(URLSET.encode())])
def test_a_set_of_urls(body: bytes) -> None:
    first, second = read(body).entries
    assert (first.url, first.title) == ("https://news.example/a", "Harbour & bridge")
    assert first.published == datetime(2024, 5, 6, 8, tzinfo=UTC)
    assert first.updated == date(2024, 5, 7)
    assert second.updated == datetime(2024, 5, 7, 8, tzinfo=UTC)


def test_an_index() -> None:
    found = read(INDEX)
    assert found.listings == ("https://news.example/s1.xml", "https://news.example/s2.xml.gz")
    assert not found.entries


def test_a_text_list() -> None:
    found = read("https://news.example/a\r\nhttps://news.example/b\n", "https://news.example/sitemap.txt")
    assert [entry.url for entry in found.entries] == ["https://news.example/a", "https://news.example/b"]


def test_robots_txt() -> None:
    robots = "User-agent: *\nDisallow: /x\nSitemap: https://news.example/s.xml\nsitemap: /t.xml\n"
    assert read(robots, "https://news.example/robots.txt").listings == (
        "https://news.example/s.xml",
        "https://news.example/t.xml",
    )


def test_a_cut_file_gives_what_came_through_and_says_so() -> None:
    found = read(gzip.compress(URLSET.encode() * 1)[:-40])
    assert found.problem.startswith("broken gzip")
    cut = read(URLSET[: URLSET.index("<url><loc>https://news.example/b")])
    assert [entry.url for entry in cut.entries] == ["https://news.example/a"]


def test_a_bomb_ends_at_the_limit() -> None:
    filler = b"<url><loc>https://news.example/a</loc></url>" + b" " * 1_000_000
    body = gzip.compress(f"<urlset {NAMESPACES}>".encode() + filler * 60, compresslevel=9)
    assert len(body) < MAX_SITEMAP_BYTES // 100
    found = read(body)
    assert str(MAX_SITEMAP_BYTES) in found.problem
    assert 0 < len(found.entries) < 60


def test_entities_are_not_expanded() -> None:
    body = """<?xml version="1.0"?><!DOCTYPE u [<!ENTITY a "lol"><!ENTITY x SYSTEM "file:///etc/passwd">]>
    <urlset><url><loc>https://news.example/a</loc><title>&a; &x;</title></url></urlset>"""
    assert [entry.title for entry in read(body).entries] in ([None], [])


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><body>Not found</body></html>", b"plain words", b"\x1f\x8bbroken", b"%PDF-1.4", b"<rss/>"],
)
def test_no_sitemap(body: bytes) -> None:
    with pytest.raises(InputError, match="no sitemap"):
        read(body)


GROWTH = """
import re, sys
from pathlib import Path
from newsclean.crawl.listings.entry import ListingKind, ListingSource
from newsclean.crawl.listings.read import read_listing
def read(inside):
    body = f"<urlset>{inside}<url><loc>https://news.example/a</loc></url></urlset>".encode()
    found = read_listing(ListingSource(ListingKind.SITEMAP, body, "https://news.example/sitemap.xml"))
    assert [entry.url for entry in found.entries] == ["https://news.example/a"], found
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before = read("")
print((read(sys.argv[1] + "<a/>" * 1_000_000 + sys.argv[2]) - before) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no measure of memory here")
@pytest.mark.parametrize(("opening", "end"), [("", ""), ("<url>", "</url>"), ("<x><y>", "</y></x>")])
def test_memory_does_not_grow_with_what_is_no_url(opening: str, end: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", GROWTH, opening, end], capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 40  # megabytes, of 140 where the tree is kept


def test_a_robots_txt_names_sitemaps_up_to_a_limit() -> None:
    robots = "Sitemap: https://news.example/s.xml\n" * (MAX_ENTRIES_PER_LISTING + 10)
    assert len(read(robots, "https://news.example/robots.txt").listings) == MAX_ENTRIES_PER_LISTING
