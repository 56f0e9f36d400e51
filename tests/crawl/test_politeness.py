"""Hosts get the time they ask for, no more requests a day than allowed, and no page is kept that asks not to be."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from newsclean.crawl.retry_after import retry_after
from newsclean.crawl.robots_tags import closing_directive
from tests.crawl import faulty_server as server
from tests.crawl.crawling import crawl, records

NOW = datetime(2024, 5, 6, 12, tzinfo=UTC)
NAMES = {"TWISTED_DNS_RESOLVER": "tests.crawl.stand_ins.NamesResolver"}


def site_with_pages(site: server.Site, pages: int, base: str = "") -> str:
    links = [f"{base or site.base}/page-number-{number}" for number in range(pages)]
    for number in range(pages):
        site.page(f"/page-number-{number}", f"Article {number}")
    site.answers["/feed"] = server.feed(*links)
    return f"{base or site.base}/feed"


def gaps(site: server.Site) -> list[float]:
    return [later - earlier for earlier, later in pairwise(site.times)]


def change(folder: Path, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "store.db.seen.db")) as database, database:
        return database.execute(statement, values).fetchall()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        ("Crawl-delay: 0.5", 0.5, 3.0),
        ("Request-rate: 2/1s", 0.5, 3.0),
        ("Crawl-delay: 3600", 0.7, 3.0),
        ("Crawl-delay: inf", 0.0, 0.4),
        ("User-agent: other\nCrawl-delay: 20", 0.0, 0.4),
    ],
)
def test_the_delay_that_robots_txt_asks_for(tmp_path: Path, asked: str, least: float, most: float) -> None:
    with server.serve() as site:
        feed = site_with_pages(site, 3)
        site.answers["/robots.txt"] = server.content(f"User-agent: *\nDisallow: /x\n{asked}", "text/plain")
        crawl(tmp_path, {"NEWSCLEAN_MAX_CRAWL_DELAY_SECONDS": 0.7}, feeds=[feed])
        assert len(site.requests) == 5
        # What the sender spaced arrives with some jitter.
        assert least - 0.05 <= min(gaps(site)) <= most
    assert len(records(tmp_path)) == 3


@pytest.mark.slow
@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize("as_date", [False, True])
def test_a_short_wait_is_kept_to(tmp_path: Path, code: int, as_date: bool) -> None:
    with server.serve() as site:
        feed = site_with_pages(site, 4)
        page = site.answers["/page-number-0"]

        def busy(handler: server.Handler) -> None:
            moment = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
            server.status(code, Retry_After=moment if as_date else "2")(handler)

        site.answers["/page-number-0"] = server.in_turn(busy, page)
        crawl(tmp_path, {"RETRY_TIMES": 2, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}, feeds=[feed])
        busy_at = site.requests.index("/page-number-0")
        assert gaps(site)[busy_at] > 1.9
        assert site.count("/page-number-0") == 2
    assert len(records(tmp_path)) == 4


@pytest.mark.slow
def test_a_long_wait_is_left_to_a_later_crawl(tmp_path: Path) -> None:
    with server.serve() as site:
        feed = site_with_pages(site, 9)
        site.answers["/page-number-3"] = server.in_turn(
            server.status(503, Retry_After="3600"), site.answers["/page-number-3"]
        )
        one_at_a_time = {"RETRY_TIMES": 2, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}
        done = crawl(tmp_path, one_at_a_time, feeds=[feed])
        counts = done.report.counts
        assert (counts.found, counts.saved, counts.postponed, counts.failed) == (9, 3, 6, 0)
        assert done.report.postponed[0].reason == "HTTP 503: 127.0.0.1 asks to be left alone for 1:00:00"
        [(earliest, latest, tries)] = change(
            tmp_path, "SELECT min(next_try), max(next_try), max(tries) FROM pages WHERE status = 'failed'"
        )
        assert timedelta(minutes=58) < datetime.fromisoformat(earliest) - datetime.now(UTC) < timedelta(hours=1)
        assert earliest[:-10] == latest[:-10]
        assert tries == 0

        before = len(site.requests)
        second = crawl(tmp_path, one_at_a_time, feeds=[feed])
        assert len(site.requests) == before
        assert (second.report.counts.postponed, second.report.failed_starts) == (1, ())

        change(tmp_path, "UPDATE hosts SET paused_until = '2001-01-01T00:00:00+00:00'")
        change(tmp_path, "UPDATE pages SET next_try = '2001-01-01T00:00:00+00:00' WHERE next_try IS NOT NULL")
        assert crawl(tmp_path, one_at_a_time, feeds=[feed]).report.counts.saved == 6


@pytest.mark.slow
def test_a_host_has_its_requests_of_a_day_and_no_more(tmp_path: Path) -> None:
    with server.serve() as site:
        feed = site_with_pages(site, 8)
        first = crawl(tmp_path, feeds=[feed], daily_requests_per_host=6).report
        assert len(site.requests) == 6
        assert (first.counts.saved, first.counts.postponed) == (4, 4)
        assert "was sent its 6 requests of today" in first.postponed[0].reason

        crawl(tmp_path, feeds=[feed], daily_requests_per_host=6)
        assert len(site.requests) == 6

        change(tmp_path, "UPDATE hosts SET day = '2001-01-01'")
        change(tmp_path, "UPDATE pages SET next_try = '2001-01-01T00:00:00+00:00' WHERE next_try IS NOT NULL")
        third = crawl(tmp_path, feeds=[feed], daily_requests_per_host=100).report
        assert third.counts.saved == 4
        assert change(tmp_path, "SELECT requests FROM hosts") == [(6,)]
    assert len(records(tmp_path)) == 8


@pytest.mark.slow
def test_a_host_that_does_not_answer_is_left_alone_and_slows_no_other(tmp_path: Path) -> None:
    with server.serve() as good, server.serve() as bad:
        links = [f"http://bad.test:{bad.port}/page-number-{number}" for number in range(60)]
        links += [good.page(f"/page-number-{number}", f"Article {number}") for number in range(40)]
        bad.answers["/robots.txt"] = server.slow(server.status(404), 1)
        bad.answers.update({f"/page-number-{number}": server.slow(server.status(200), 30) for number in range(60)})
        good.answers["/feed"] = server.feed(*(link.replace("127.0.0.1", "good.test") for link in links))
        overrides = {**NAMES, "DOWNLOAD_TIMEOUT": 7, "RETRY_TIMES": 1, "CONCURRENT_REQUESTS": 16}
        done = crawl(tmp_path, overrides, feeds=[f"http://good.test:{good.port}/feed"])
        assert len(good.requests) == 42
        assert good.times[-1] - good.times[0] < 7  # before the first of the other host's pages is given up
        assert len(bad.requests) < 20
    counts = done.report.counts
    assert (counts.saved, counts.failed + counts.postponed) == (40, 60)
    assert counts.postponed > 40
    assert "bad.test did not answer 5 times in a row" in done.report.postponed[0].reason


@pytest.mark.slow
def test_redirects_are_requests_of_the_host_they_lead_to(tmp_path: Path) -> None:
    with server.serve() as aggregator, server.serve() as paper:
        links = []
        for number in range(3):
            target = paper.page(f"/page-number-{number}", f"Article {number}").replace("127.0.0.1", "paper.test")
            aggregator.answers[f"/go/{number}"] = server.redirect(target)
            links.append(f"http://aggregator.test:{aggregator.port}/go/{number}")
        aggregator.answers["/feed"] = server.feed(*links)
        paper.answers["/robots.txt"] = server.content("User-agent: *\nCrawl-delay: 0.6", "text/plain")
        crawl(tmp_path, NAMES, feeds=[f"http://aggregator.test:{aggregator.port}/feed"])
        assert min(gaps(paper)) > 0.55
        assert min(gaps(aggregator)) < 0.5
    assert len(records(tmp_path)) == 3


@pytest.mark.slow
@pytest.mark.parametrize(("obey", "kept"), [(True, {"/plain"}), (False, {"/plain", "/header", "/meta"})])
def test_pages_that_ask_not_to_be_kept(tmp_path: Path, obey: bool, kept: set[str]) -> None:
    with server.serve() as site:
        plain, meta = site.page("/plain", "Plain"), site.page("/meta", "Meta")
        tagged = server.article("Meta").replace("<title>", '<meta name="robots" content="index, noai"><title>')
        site.answers["/meta"] = server.html(tagged)
        body = server.article("Header").encode()
        site.answers["/header"] = lambda handler: handler.reply(
            200, body, Content_Type="text/html", X_Robots_Tag="newsclean: noai"
        )
        done = crawl(tmp_path, urls=[plain, meta, f"{site.base}/header"], obey_robots_tags=obey)
    assert set(records(tmp_path)) == kept
    assert ("the page asks not to be kept: noai" in {skip.reason for skip in done.report.skips}) is obey


@pytest.mark.parametrize(
    ("headers", "head", "directive"),
    [
        (["noai"], "", "noai"),
        (["max-snippet: 20, NoIndex"], "", "noindex"),
        (["unavailable_after: Wed, 03 Dec 2025 13:09:53 GMT", "none"], "", "none"),
        (["googlebot: noindex, nofollow"], "", None),
        (["googlebot: noindex, newsclean: noai"], "", "noai"),
        (["*: noai"], "", "noai"),
        (["noarchive, noimageai, nofollow, nosnippet"], "", None),
        ([], '<meta content="follow,noindex" NAME="Robots">', "noindex"),
        ([], '<meta name="newsclean" content="noai">', "noai"),
        ([], '<meta name="googlebot" content="noai"><meta name="description" content="noai">', None),
        ([], '<!-- <meta name="robots" content="noai"> --><script>"<meta name=robots content=noai>"</script>', None),
        ([], "\0<<<", None),
    ],
)
def test_closing_directive(headers: list[str], head: str, directive: str | None) -> None:
    page = f"<!doctype html><html><head>{head}</head><body><p>Text" if head else ""
    assert closing_directive(headers, page.encode(), "newsclean") == directive


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("0", 0),
        (" 120 ", 120),
        ("9" * 400, 86_400),
        ("Mon, 06 May 2024 12:01:00 GMT", 60),
        ("Mon, 06 May 2024 12:01:00", 60),
        ("Mon, 06 May 2024 11:00:00 GMT", 0),
        ("Mon, 06 May 2099 11:00:00 GMT", 86_400),
        ("Mon, 99 May 2024 11:00:00 GMT", None),
        ("٣", None),
    ],
)
def test_retry_after(written: str | None, seconds: int | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert retry_after(written, NOW) == expected
