"""What a listing knows of a page stands in for what the page does not say."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from newsclean.crawl.items import FoundPage, Listing, with_hints
from newsclean.crawl.listings.entry import Entry, ListingKind
from newsclean.crawl.seen.values import PageLink, Validators
from newsclean.models import CleanRecord, Page

URL = "https://news.example/a"
FETCHED = datetime(2024, 5, 7, 12, tzinfo=UTC)
PUBLISHED = datetime(2024, 5, 6, 8, tzinfo=UTC)


def found(**entry: Any) -> FoundPage:
    link = PageLink(URL, Entry(URL, **entry), "https://news.example/feed", via="https://aggregator.example/")
    return FoundPage(link, Page(b"<p>secret</p>", url=URL, fetched_at=FETCHED), Validators())


def test_hints_fill_gaps() -> None:
    record = with_hints(
        CleanRecord(url=URL), found(title="Listed", published=PUBLISHED, updated=date(2024, 5, 7)), None
    )
    assert (record.title, record.published, record.modified) == ("Listed", PUBLISHED, date(2024, 5, 7))
    assert record.field_sources == {"title": "listing", "published": "listing", "modified": "listing"}
    assert record.via == "https://aggregator.example/"


def test_the_page_itself_goes_first() -> None:
    own = CleanRecord(url=URL, title="Own", published=date(2024, 5, 1), field_sources={"title": "og"})
    record = with_hints(own, found(title="Listed", published=PUBLISHED), None)
    assert (record.title, record.published) == ("Own", date(2024, 5, 1))
    assert record.field_sources == {"title": "og"}


@pytest.mark.parametrize(
    "moment", [datetime(2024, 5, 7, 13, tzinfo=UTC), datetime(2024, 5, 7, 13), date(2024, 5, 8), datetime(2099, 1, 1)]
)
def test_no_date_after_the_fetch(moment: datetime | date) -> None:
    assert with_hints(CleanRecord(), found(published=moment, updated=moment), None).published is None


@pytest.mark.parametrize(
    ("language", "sources", "result"),
    [("de", {"language": "html"}, "de"), ("de", {}, "nl"), (None, {}, "nl")],
)
def test_the_crawls_language_goes_before_a_guess(language: str | None, sources: dict[str, str], result: str) -> None:
    record = with_hints(CleanRecord(language=language, field_sources=sources), found(), "nl")
    assert record.language == result


def test_a_page_is_never_printed() -> None:
    assert "secret" not in repr(found())


def test_a_listing_read_in_another_manner_is_another() -> None:
    plain = Listing(ListingKind.FRONT, URL, URL)
    assert plain.key != Listing(ListingKind.FRONT, URL, URL, follow_to_original=True).key
    assert plain.key != Listing(ListingKind.FEED, URL, URL).key
