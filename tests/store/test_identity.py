"""Which URLs are of one article, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.models import CleanRecord
from newsclean.page_urls import url_key
from newsclean.store.identity import article_key


@pytest.mark.parametrize(
    "other",
    [
        "http://www.gazette.example/a/b?id=1",
        "https://www.gazette.example/a/b/?id=1",
        "https://WWW.Gazette.example:443/a/b?id=1#comments",
        "https://www.gazette.example/a/b?utm_source=rss&id=1&UTM_Medium=x&fbclid=2",
        "https://me:secret@www.gazette.example/a/b?id=1",
        "  https://www.gazette.example/a/b?id=1\n",
    ],
)
def test_forms_of_one_url_have_one_key(other: str) -> None:
    assert url_key(other) == url_key("https://www.gazette.example/a/b?id=1") == "https://www.gazette.example/a/b?id=1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://gazette.example/a?cid=1", "https://gazette.example/a?cid=2"),
        ("https://gazette.example/a?uid=1", "https://gazette.example/a?uid=2"),
        ("https://gazette.example/a?gallery=1", "https://gazette.example/a?gallery=2"),
        ("https://gazette.example/news.asp?101", "https://gazette.example/news.asp?102"),
        ("https://gazette.example/a", "https://gazette.example/A"),
        ("https://gazette.example/a", "https://gazette.example:8443/a"),
        ("https://gazette.example/a?url=https://x.example/1", "https://gazette.example/a?url=https://x.example/2"),
        ("https://gazette.example/", "https://blog.gazette.example/"),
        ("http://[::1]:80/a", "http://[::2]:80/a"),
    ],
)
def test_different_articles_have_different_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@given(st.text())
def test_any_text_has_a_key_that_is_its_own_key(text: str) -> None:
    assert url_key(url_key(text)) == url_key(text)


@given(st.text(max_size=50))
def test_any_url_has_a_key_that_is_its_own_key(text: str) -> None:
    key = url_key(f"https://gazette.com/{text}")
    assert url_key(key) == key


@pytest.mark.parametrize(
    ("canonical", "counts"),
    [
        ("https://gazette.co.uk/story/1", True),
        ("https://amp.gazette.co.uk/story/1", True),
        ("https://other.co.uk/story/1", False),
        ("https://gazette.co.uk/", False),
        ("https://gazette.co.uk", False),
        ("/story/1", False),
        ("http://[", False),
    ],
)
def test_a_canonical_url_counts_on_its_own_site_and_not_for_the_front_page(canonical: str, counts: bool) -> None:
    record = CleanRecord(url="https://www.gazette.co.uk/x?page=2", canonical_url=canonical)
    assert article_key(record) == (url_key(canonical) if counts else "https://www.gazette.co.uk/x?page=2")


def test_the_final_url_goes_before_the_one_asked_for() -> None:
    record = CleanRecord(url="https://short.example/1", final_url="https://gazette.example/a")
    assert article_key(record) == "https://gazette.example/a"
