"""The feeds that a page names."""

import pytest

from newsclean.errors import InputError
from newsclean.sources.alternates import MAX_FEED_LINKS, feed_links

URL = "https://news.example/sport/"


def _links(head: str = "", body: str = "") -> tuple[str, ...]:
    return feed_links(f"<html><head>{head}</head><body>{body}</body></html>".encode(), URL, "text/html")


def test_feeds_are_those_of_the_head() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
        '<link rel="Alternate home" type="application/atom+xml; charset=utf-8" href="atom">'
        '<link rel="alternate" type="application/feed+json" href="https://feeds.example/news.json#top">'
        '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    )
    assert _links(head, '<a href="/other/feed">Feed</a>') == (
        "https://news.example/rss.xml",
        "https://news.example/sport/atom",
        "https://feeds.example/news.json",
    )


def test_feeds_of_comments_and_other_alternates_are_none() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/c.xml">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        '<link rel="alternate" hreflang="fr" href="/fr/">'
        '<link rel="alternate" type="text/html" href="/m/">'
        '<link rel="stylesheet" type="application/rss+xml" href="/style">'
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">'
        '<link rel="alternate" type="application/rss+xml">'
    )
    assert _links(head) == ()


def test_without_any_in_the_head_links_that_call_themselves_feeds_count() -> None:
    body = (
        '<a href="/feeds/news.rss">RSS</a><a href="/feedback-from-our-readers-of-all-regions">Us</a><a href="/a">A</a>'
    )
    assert _links(body=body) == ("https://news.example/feeds/news.rss",)


def test_a_page_of_feeds_without_end_is_cut() -> None:
    head = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{number}">' for number in range(1000))
    assert len(_links(head)) == MAX_FEED_LINKS


def test_what_is_no_html_is_refused() -> None:
    with pytest.raises(InputError):
        feed_links(b"", URL, "text/html")
