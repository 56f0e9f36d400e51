"""When the article was published, and when it was changed."""

from datetime import UTC, date, datetime, timedelta
from time import process_time

import pytest

from newsclean.extract.fields.marked_moments import MAX_MARKED, marked_moments
from newsclean.extract.parse import parse_page
from tests.extract.fields.pages import FETCHED, URL, fields, json_ld, meta, origin

PUBLISHED = "2024-05-03T10:15:00+00:00"
MODIFIED = "2024-05-04T08:00:00+00:00"


def test_published_and_modified_are_two_dates() -> None:
    found = fields(json_ld(datePublished=PUBLISHED, dateModified=MODIFIED))
    assert found.published == datetime(2024, 5, 3, 10, 15, tzinfo=UTC)
    assert found.modified == datetime(2024, 5, 4, 8, tzinfo=UTC)
    assert origin(found, "published") == origin(found, "modified") == "json-ld"


def test_a_modified_date_alone_is_no_published_date() -> None:
    found = fields(json_ld(dateModified=MODIFIED) + meta("article:modified_time", MODIFIED))
    assert found.published is None
    assert found.modified == datetime(2024, 5, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    ["article:published_time", "datePublished", "dc.date", "parsely-pub-date", "pubdate", "date", "w-published-date"],
)
def test_meta_elements(name: str) -> None:
    found = fields(meta(name, PUBLISHED))
    assert found.published == datetime(2024, 5, 3, 10, 15, tzinfo=UTC)
    assert origin(found, "published") == f"meta {name.lower()}"


def test_time_elements_of_the_article_not_of_teasers() -> None:
    teaser = (
        '<aside><time datetime="2024-01-01">1 January</time></aside><ul><li><time datetime="2024-01-02"></time></ul>'
    )
    own = '<h1>Council votes</h1><time datetime="2024-05-03T10:15Z">3 May</time>'
    changed = '<time class="updated" datetime="2024-05-04T08:00Z">4 May</time>'
    found = fields(body=teaser + changed + own)
    assert found.published == datetime(2024, 5, 3, 10, 15, tzinfo=UTC)
    assert found.modified == datetime(2024, 5, 4, 8, tzinfo=UTC)
    assert origin(found, "published") == "time element"


@pytest.mark.parametrize(
    "body",
    [
        '<span itemprop="datePublished" content="2024-05-03T10:15Z">4 hours ago</span>',
        '<time itemprop="datePublished" content="2024-05-03T10:15Z">4 hours ago</time>',
        '<abbr class="published" title="2024-05-03T10:15Z">Friday</abbr>',
        '<span class="published" title="2024-05-03T10:15Z">Friday</span>',
        '<time-ago datetime="2024-05-03T10:15Z">4 hours ago</time-ago>',
        '<time data-published="2024-05-03 10:15:00Z">4 hours ago</time>',
        '<span class="when" data-timestamp="1714731300">4 hours ago</span>',
        '<span class="js-time" data-publishtime="1714731300000">4 hours ago</span>',
        '<ul><li>Jane Doe</li><li><time datetime="2024-05-03T10:15Z">Friday</time></li></ul>',
    ],
)
def test_moments_in_attributes(body: str) -> None:
    assert fields(body=f"<h1>Council votes</h1>{body}").published == datetime(2024, 5, 3, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        '<abbr title="x">a</abbr><i data-date="x">b</i>' * 50_000,
        f"<i {' '.join(f'data-time{number}=2999-01-01' for number in range(5_000))}>a</i>{'<b>b</b>' * 50_000}",
    ],
    ids=["many elements", "many attributes"],
)
def test_many_moments_in_attributes(body: str) -> None:
    tree = parse_page(f"<html><body><h1>Council votes</h1>{body}</body></html>")
    assert tree is not None
    started = process_time()
    assert [each.element.tag for each in marked_moments(tree)] in ([], ["i"] * MAX_MARKED)
    assert process_time() - started < 3


@pytest.mark.parametrize(
    "body",
    [
        '<div><h2><a href="/lake">The lake is full</a></h2><span data-timestamp="1714731300">Friday</span></div>',
        '<a href="/lake" data-time="2024-05-03">The lake</a><aside><i data-date="2024-05-03">Friday</i></aside>',
        '<span class="updated" data-timestamp="1714731300">4 hours ago</span>',
        '<p itemprop="startDate" content="2024-05-03">The fair is on Friday.</p>',
        '<blockquote>Seen on Friday <time datetime="2024-05-03T10:15Z">Friday</time></blockquote>',
        '<span data-time="4 hours ago">4 hours ago</span><b title="2024-05-03">May</b>',
        '<span data-updated="2024-05-03">Friday</span><span data-modified-date="2024-05-03">Friday</span>',
        '<b data-event-date="2024-05-03">Fair</b><b data-end-date="2024-05-03">Vote</b>',
        '<b data-expiry-date="2024-05-03">x</b><div class="poll"><b data-time="1714731300">x</b></div>',
        '<div class="weather" data-time="1714731300">12 degrees</div>',
        '<b data-candidate="20240503">12</b><b data-timeout="20240503">12</b><b data-countdown-time="1714731300">3</b>',
        'The dam <ins datetime="2024-05-03T10:15Z">now</ins> holds.',
        f'<p>{"The council votes on the bridge. " * 5} Since <abbr title="2024-05-03">Friday</abbr> all do.</p>',
        f'<div data-timestamp="1714731300">{"The council votes on the bridge. " * 3}</div>',
    ],
)
def test_other_moments_in_attributes(body: str) -> None:
    assert fields(body=f"<h1>Council votes</h1>{body}").published is None


@pytest.mark.parametrize(
    "body",
    [
        '<article><h1>Council votes</h1><footer><time datetime="2024-05-03">3 May</time></footer></article>',
        '<h1>Council votes</h1><article><footer class="meta"><time datetime="2024-05-03"></time></footer></article>',
        '<article><h1>Council votes</h1><p class="post-footer"><time datetime="2024-05-03">3 May</time></p></article>',
        '<div itemscope itemtype="https://schema.org/NewsArticle"><div><h1>Council votes</h1></div>'
        '<div class="footer"><time itemprop="datePublished" datetime="2024-05-03">3 May</time></div></div>',
    ],
)
def test_a_date_in_the_footer_of_the_article(body: str) -> None:
    assert fields(body=body).published == date(2024, 5, 3)


@pytest.mark.parametrize(
    "body",
    [
        '<h1>Council votes</h1><footer><time datetime="2024-05-03">3 May</time></footer>',
        '<article><h1>Council votes</h1><footer class="related"><time datetime="2024-05-03"></time></footer></article>',
        '<article><aside class="footer"><time datetime="2024-05-03">3 May</time></aside></article>',
    ],
)
def test_a_date_in_another_footer_is_not_the_articles(body: str) -> None:
    assert fields(body=body).published is None


def test_the_date_of_a_recipe() -> None:
    assert fields(json_ld(**{"@type": "Recipe", "datePublished": PUBLISHED[:10]})).published == date(2024, 5, 3)


def test_a_row_named_for_navigation_that_leads_nowhere_may_have_the_date() -> None:
    row = '<div class="news-nav">Published: 3 May 2024</div>'
    assert fields(body=f"<h1>Council votes</h1>{row}").published == date(2024, 5, 3)
    linked = '<div class="news-nav"><a href="/2024">All of 3 May 2024</a></div>'
    assert fields(body=f"<h1>Council votes</h1>{linked}").published is None


def test_a_visible_date_line_in_the_pages_language() -> None:
    body = "<h1>Rada hlasuje o nové tramvaji</h1><p>3. května 2024</p><p>Aktualizováno 4. května 2024</p>"
    found = fields(meta("content-language", "cs"), body)
    assert (found.published, found.modified) == (date(2024, 5, 3), date(2024, 5, 4))
    assert origin(found, "published") == "date line"


@pytest.mark.parametrize("path", ["/2024/05/03/council", "/news/20240503-council", "/a/2024-05-03-council.html"])
def test_the_day_in_the_address(path: str) -> None:
    found = fields(url="https://www.example.org" + path)
    assert found.published == date(2024, 5, 3)
    assert origin(found, "published") == "url"


@pytest.mark.parametrize("path", ["/news/99912345678", "/2024/13/45/x", "/id/120240503999"])
def test_other_numbers_in_the_address(path: str) -> None:
    assert fields(url="https://www.example.org" + path).published is None


def test_dates_after_the_fetch_or_before_the_web_are_none() -> None:
    late = (FETCHED + timedelta(days=2)).isoformat()
    for impossible in (late, "1991-08-05", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00"):
        found = fields(json_ld(datePublished=impossible, dateModified=impossible) + meta("date", impossible))
        assert (found.published, found.modified) == (None, None)


def test_an_impossible_date_gives_way_to_the_next() -> None:
    found = fields(json_ld(datePublished="2099-01-01") + meta("article:published_time", PUBLISHED), url=URL)
    assert origin(found, "published") == "meta article:published_time"


def test_a_fetch_time_without_a_zone_is_utc() -> None:
    found = fields(json_ld(datePublished=PUBLISHED), fetched_at=datetime(2024, 5, 3, 11))
    assert found.published == datetime(2024, 5, 3, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("PORT ALDER, May 9 (EXA) -- Heavy rain has flooded the culvert", datetime(2023, 5, 9, 18, 48)),
        ("PORT ALDER, 5 September (EXA) -- Heavy rain has flooded the culvert", datetime(2023, 9, 5, 18, 48)),
        ("Heavy rain has flooded the culvert", None),
        ("Heavy rain has flooded the culvert of 5 September 1910", None),
        ("Heavy rain has flooded the culvert, which was opened on May 9, 1910", None),
        ("Heavy rain from May 9 to September 5 has flooded the culvert", None),
        ("PORT ALDER, May ፱ (EXA) -- Heavy rain has flooded the culvert of ፩፪፫፬", None),
    ],
)
def test_the_dateline_of_the_lead_settles_a_day_of_two_readings(lead: str, expected: datetime | None) -> None:
    head = meta("description", lead)
    found = fields(head, "<h1>Culvert flooded</h1><div>09/05/2023 06:48 PM</div>", url="https://example.org/a")
    assert found.published == expected


def test_a_day_to_come_is_no_reading() -> None:
    found = fields("", "<h1>Culvert flooded</h1><div>12/05/2024</div>", url="https://example.org/a")
    assert found.published == date(2024, 5, 12)
