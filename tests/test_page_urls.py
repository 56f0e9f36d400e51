"""Two URLs of one page have one key; two pages have two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.page_urls import canonical_url, fetch_key, is_front_page, page_key, site_of, url_key

PAGE = "https://www.gazette.example/news/the-old-dam-holds"


@pytest.mark.parametrize(
    "other",
    [
        "http://gazette.example/news/the-old-dam-holds",
        "https://gazette.example/news/the-old-dam-holds/",
        "https://gazette.example/news/the-old-dam-holds?utm_source=feed",
        "https://gazette.example/news/the-old-dam-holds?from=home&pos=3",
        "https://gazette.example/amp/news/the-old-dam-holds",
        "https://gazette.example/news/the-old-dam-holds/amp/",
        "https://gazette.example/news/the-old-dam-holds.amp.html",
        "https://gazette.example/news/the-old-dam-holds/print",
        "https://gazette.example/news//the-old-dam-holds",
        "https://gazette.example/Imprimer/news/the-old-dam-holds",
        "https://gazette.example/news/the-old-dam-holds/index",
        "https://gazette.example/news/the-old-dam-holds.html#comments",
        "https://gazette.example/news/the-old-dam-holds?outputType=amp",
        "https://m.gazette.example/news/the-old-dam-holds",
    ],
)
def test_an_edition_of_a_page_is_the_page(other: str) -> None:
    assert page_key(other) == page_key(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.gazette.example/news/the-old-dam-breaks",
        "https://www.gazette.example/sport/the-old-dam-holds",
        "https://www.gazette.com/news/the-old-dam-holds",
    ],
)
def test_another_page_is_another(other: str) -> None:
    assert page_key(other) != page_key(PAGE)


def test_a_parameter_counts_where_the_path_names_no_page() -> None:
    assert page_key("https://a.example/read.php?id=1") != page_key("https://a.example/read.php?id=2")
    assert page_key("https://a.example/read.php?id=1&print=1") == page_key("http://www.a.example/read?id=1")


@given(st.text())
def test_nothing_is_refused(text: str) -> None:
    assert isinstance(page_key(text), str)
    assert isinstance(page_key(f"https://gazette.example/{text}"), str)
    site_of(text)
    assert isinstance(is_front_page(f"https://gazette.example/{text}"), bool)


def test_a_broken_address_is_that_of_no_front_page() -> None:
    assert not is_front_page("http://[")


@given(st.from_regex(r"https?://[a-z0-9.-]{1,9}(\.com)?(/[a-zA-Z0-9._~-]{0,5}){0,4}", fullmatch=True))
def test_a_plain_url_has_the_key_of_the_same_with_a_fragment(url: str) -> None:
    assert canonical_url(url) == canonical_url(f"{url}#top")


@given(st.text(alphabet="abc-./?=&#%1"))
def test_one_page_in_the_narrow_sense_is_one_in_the_wide(text: str) -> None:
    url = f"https://gazette.example/{text}"
    assert page_key(url_key(url)) == page_key(url)


@pytest.mark.parametrize(
    "other",
    [
        "http://gazette.example/news/the-old-dam-holds/",
        "https://gazette.example/news/the-old-dam-holds?utm_source=feed#comments",
        "https://gazette.example/amp/news/the-old-dam-holds",
        "https://gazette.example/news/the-old-dam-holds/amp/",
        "https://gazette.example/news/the-old-dam-holds.amp",
        "https://gazette.example/news/the-old-dam-holds/print?print=1",
        "https://gazette.example/news/the-old-dam-holds?outputType=amp",
        "https://m.gazette.example/news/the-old-dam-holds?amp",
    ],
)
def test_an_edition_is_not_fetched_beside_its_page(other: str) -> None:
    assert fetch_key(other) == fetch_key(PAGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/read-this-story?id=1", "https://a.example/read-this-story?id=2"),
        ("https://a.example/?view=4711", "https://a.example/?view=4712"),
        ("https://a.example/?print=4711", "https://a.example/"),
        ("https://a.example/print/edition", "https://a.example/edition"),
        ("https://a.example/the-price-of.print", "https://a.example/the-price"),
        ("https://a.example/news/the-price-of-a-print", "https://a.example/news/the-price-of-a"),
        ("https://a.example/the-old-dam-holds.html", "https://a.example/the-old-dam-holds"),
        ("https://a.example/12345", "https://a.example/12346"),
    ],
)
def test_two_articles_are_never_one(one: str, other: str) -> None:
    assert fetch_key(one) != fetch_key(other)


@given(st.text(alphabet="amprint-./?=&#%1"))
def test_one_page_to_fetch_is_one_page_in_the_wide_sense(text: str) -> None:
    key = fetch_key(f"https://gazette.example/{text}")
    assert page_key(key) == page_key(f"https://gazette.example/{text}")
