"""Feeds of every format give their entries, hostile ones do no harm."""

import json
from datetime import UTC, datetime

import pytest

from newsclean.crawl.listings.entry import ListingKind, ListingSource, Read
from newsclean.crawl.listings.read import read_listing
from newsclean.errors import InputError

URL = "https://news.example/feeds/all"


def read(body: str | bytes, content_type: str = "application/xml") -> Read:
    data = body.encode() if isinstance(body, str) else body
    return read_listing(ListingSource(ListingKind.FEED, data, URL, content_type))


RSS_091 = """<?xml version="1.0"?><rss version="0.91"><channel><title>News</title>
<item><title>Harbour opens</title><link>https://news.example/a</link></item></channel></rss>"""
RSS_20 = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Harbour &lt;b&gt;opens&lt;/b&gt;</title><link>https://news.example/a</link>
<pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate></item></channel></rss>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item rdf:about="https://news.example/a"><title>Harbour opens</title><link>https://news.example/a</link>
<dc:date>2024-05-06T08:00:00Z</dc:date></item></rdf:RDF>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title>Harbour opens</title><link rel="alternate" href="/a"/><published>2024-05-06T08:00:00Z</published>
<updated>2024-05-07T08:00:00Z</updated></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": "1",
                "url": "https://news.example/a",
                "title": "Harbour opens",
                "date_published": "2024-05-06T08:00:00Z",
                "date_modified": "2024-05-07T10:00:00+02:00",
            },
            {"id": "no-url"},
            "no item",
        ],
    }
)


@pytest.mark.parametrize("feed", [RSS_091, RSS_20, RDF, ATOM, JSON_FEED])
def test_formats(feed: str) -> None:
    entry = read(feed).entries[0]
    assert entry.url == "https://news.example/a"
    assert entry.title == "Harbour opens"


@pytest.mark.parametrize("feed", [RSS_20, RDF, ATOM, JSON_FEED])
def test_published(feed: str) -> None:
    assert read(feed).entries[0].published == datetime(2024, 5, 6, 8, tzinfo=UTC)


@pytest.mark.parametrize("feed", [ATOM, JSON_FEED])
def test_updated(feed: str) -> None:
    assert read(feed).entries[0].updated == datetime(2024, 5, 7, 8, tzinfo=UTC)


def test_published_is_not_taken_for_updated() -> None:
    assert read(RSS_20).entries[0].updated is None


def test_charset_of_the_xml_declaration() -> None:
    feed = RSS_20.replace('"1.0"?', '"1.0" encoding="iso-8859-1"?').replace("Harbour", "Café").encode("latin-1")
    assert read(feed, "application/rss+xml").entries[0].title == "Café opens"


def test_only_web_links() -> None:
    items = "".join(
        f"<item><title>t</title><link>{link}</link></item>"
        for link in ("javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/x", "http://[x", "", "/relative")
    )
    feed = f'<rss version="2.0"><channel>{items}</channel></rss>'
    assert [entry.url for entry in read(feed).entries] == ["https://news.example/relative"]


def test_entities_are_not_expanded_and_files_not_read() -> None:
    feed = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
    <rss version="2.0"><channel><item><title>&c; &x;</title><link>https://news.example/a</link></item></channel></rss>"""
    titles = [entry.title or "" for entry in read(feed).entries]
    assert all(len(title) < 100 and "root:" not in title for title in titles)


def test_a_broken_feed_gives_what_can_be_read() -> None:
    assert len(read(RSS_20.replace("</channel></rss>", "<item><title>cut")).entries) >= 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Not found</body></html>",
        b"{broken",
        b'{"version": "1"}',
        b'["https://jsonfeed.org/version/1"]',
        b"\x00\x01\x02",
        b"/etc/passwd",
        b"https://news.example/feed",
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_no_feed(body: bytes) -> None:
    with pytest.raises(InputError, match="no feed"):
        read(body, "text/html")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("charset", ["punycode", "base64", "undefined", "idna", "no-such"])
def test_a_charset_that_is_none_is_no_fault_of_newsclean(charset: str) -> None:
    padding = f"<!-- {'a9z8' * 200_000} -->"
    try:
        found = read(RSS_20.replace("<item>", f"{padding}<item>"), f"text/xml; charset={charset}")
    except InputError as error:
        assert "no feed" in str(error)
    else:
        assert [entry.title for entry in found.entries] == ["Harbour opens"]


def test_what_json_holds_in_the_place_of_words_is_passed_over() -> None:
    items = [
        {"url": {"a": 1}, "id": 7},
        {"url": "https://news.example/\ud800", "title": "Left out"},
        {"url": "https://news.example/a", "title": "Harbour \ud800 opens", "summary": "\udfff"},
    ]
    found = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    assert [entry.title for entry in found.entries] == ["Harbour \ufffd opens"]
    for entry in found.entries:
        f"{entry.url} {entry.title} {entry.summary}".encode()
