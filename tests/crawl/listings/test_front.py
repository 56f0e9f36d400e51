"""Article links are found on front pages of several make, and others are left alone."""

import pytest

from newsclean.crawl.listings.entry import ListingKind, ListingSource
from newsclean.crawl.listings.read import read_listing
from newsclean.errors import InputError

URL = "https://news.example/"


def read(body: str | bytes, url: str = URL, follow: bool = False, content_type: str = "text/html") -> list[str]:
    data = body.encode() if isinstance(body, str) else body
    source = ListingSource(ListingKind.FRONT, data, url, content_type, follow)
    return [entry.url.removeprefix("https://news.example") for entry in read_listing(source).entries]


FRONT = """<!doctype html><html><head><base href="/"></head><body>
<nav><a href="politics">Politics</a><a href="about-us-and-our-many-partners">About us and our many partners</a>
<a href="/2024/05/06/live">Live: all that happens today in the world</a></nav>
<main>
<article><a href="/2024/05/06/harbour-opens"><img src="x.jpg" alt=""></a>
  <h2><a href="/2024/05/06/harbour-opens#top">The harbour opens after nine years</a></h2>
  <a href="/2024/05/06/harbour-opens">Read more</a></article>
<h3><a href="story/bridge">Bridge closed until the end of the summer</a></h3>
<a href="/sport/cup-final-goes-to-extra-time-1234567.html">Cup final</a>
<a href="/tag/harbour-works-and-what-they-cost">All on the harbour works and their cost</a>
<a href="/author/jane-doe">Jane Doe, our correspondent in the harbour city</a>
<a href="https://other.example/2024/05/06/harbour-seen-from-afar">The harbour as others see it from afar</a>
<a href="https://social.example/share?url=https://news.example/2024/05/06/harbour-opens">Share this with all friends</a>
<a href="mailto:desk@news.example">Write a long letter to the editors of the desk</a>
<a href="javascript:void(0)">Open the menu with all of the sections of ours</a>
<a href="http://[broken">A link that nobody can follow to its end</a>
<a href="/files/2024/05/06/report-on-the-harbour.pdf">The whole report on the harbour as a file</a>
</main><footer><a href="/privacy-policy-and-terms-of-use">Privacy policy and terms of use of this site</a></footer>
</body></html>"""


def test_a_front_page() -> None:
    assert read(FRONT) == [
        "/2024/05/06/harbour-opens",
        "/story/bridge",
        "/sport/cup-final-goes-to-extra-time-1234567.html",
    ]


def test_an_aggregators_links_lead_away_from_it() -> None:
    assert "https://other.example/2024/05/06/harbour-seen-from-afar" in read(FRONT, follow=True)
    assert not any("social.example" in url for url in read(FRONT, follow=True))


def test_the_headline_is_kept_as_a_hint() -> None:
    entries = read_listing(ListingSource(ListingKind.FRONT, FRONT.encode(), URL)).entries
    assert entries[0].title == "The harbour opens after nine years"


def test_a_section_page_does_not_list_itself() -> None:
    page = (
        '<a href="?">Harbour city: all the news of the day</a><a href="/2024/05/06/x-y-z">A story with a long title</a>'
    )
    assert read(page, url="https://news.example/2024/05/harbour") == ["/2024/05/06/x-y-z"]


@pytest.mark.parametrize(
    ("href", "text"),
    [
        ("/новости/2024/05/06/порт", "Порт открылся после девяти лет работы"),
        ("/記事/20240506/港", "九年ぶりに港が開く、市長が式典で語る"),
        ("/أخبار/1234567", "افتتاح الميناء بعد تسع سنوات من العمل"),
        ("/tin-tuc/cang-mo-cua-sau-chin-nam", "Cảng mở cửa sau chín năm xây dựng"),
    ],
)
def test_any_language(href: str, text: str) -> None:
    assert len(read(f'<html><body><a href="{href}">{text}</a></body></html>')) == 1


def test_another_charset() -> None:
    body = '<p><a href="/2024/05/06/a">Café fermé après neuf années</a></p>'.encode("latin-1")
    entries = read_listing(ListingSource(ListingKind.FRONT, body, URL, "text/html; charset=iso-8859-1")).entries
    assert entries[0].title == "Café fermé après neuf années"


def test_no_html() -> None:
    with pytest.raises(InputError, match="PDF"):
        read(b"%PDF-1.7 ...")
    with pytest.raises(InputError, match="no HTML"):
        read(b"")


def test_deep_nesting_ends() -> None:
    page = "<div>" * 50_000 + '<a href="/2024/05/06/a">A story at the bottom of a well</a>'
    assert read(page) in ([], ["/2024/05/06/a"])


@pytest.mark.parametrize("base", ["http://[", "http://[::1", "http://a.example:x/", "//[", "\x00"])
def test_a_base_that_is_no_address_is_passed_over(base: str) -> None:
    page = f'<base href="{base}"><a href="https://news.example/2024/05/06/a">A story on the harbour and the bridge</a>'
    assert read(page) == ["/2024/05/06/a"]
