"""Crawls that follow each other: only what is new or changed is fetched, and nothing is lost or saved twice."""

import random
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsclean.store import RecordFilter, read_store
from tests.crawl import faulty_server as server
from tests.crawl.crawling import crawl, records, start_crawl

pytestmark = pytest.mark.slow  # crawls that follow each other, seconds each


def sitemap(site: server.Site, **changed: str) -> server.Answer:
    urls = "".join(
        f"<url><loc>{site.base}/{path}</loc><lastmod>{moment}</lastmod></url>" for path, moment in changed.items()
    )
    return server.content(f"<urlset>{urls}</urlset>", "application/xml")


def test_only_what_is_new_or_changed(tmp_path: Path) -> None:
    with server.serve() as site:
        site.page("/a", "First")
        site.page("/b", "Second")
        site.answers["/feed"] = server.feed(f"{site.base}/a", etag='"1"')
        site.answers["/map.xml"] = sitemap(site, b="2024-05-06T10:00:00Z")
        starts: dict[str, Any] = {"feeds": [f"{site.base}/feed"], "sitemaps": [f"{site.base}/map.xml"]}
        assert crawl(tmp_path, **starts).report.counts.saved == 2

        unchanged = crawl(tmp_path, **starts).report.counts
        assert (unchanged.found, unchanged.listings) == (0, 2)
        assert ("1" in site.headers[-1][1]) or ('"1"' in {tag for _, tag in site.headers})

        site.page("/b", "Second", "The text has changed since it was read. " * 20)
        site.page("/c", "Third")
        site.answers["/feed"] = server.feed(f"{site.base}/a", f"{site.base}/c", etag='"2"')
        later = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="seconds")
        site.answers["/map.xml"] = sitemap(site, b=later)
        changed = crawl(tmp_path, **starts).report.counts
        assert (changed.found, changed.saved) == (2, 2)
        assert site.count("/a") == 1

        settled = crawl(tmp_path, **starts).report.counts
        assert settled.found == 0

        again = crawl(tmp_path, **starts, again=True).report.counts
        assert (again.found, again.unchanged) == (3, 3)
    with read_store(tmp_path / "store.db") as store:
        versions = sorted((stored.record.url or "")[-1] for stored in store.records(RecordFilter(all_versions=True)))
    assert versions == ["a", "b", "b", "c"]


def test_other_forms_of_a_known_page_are_not_fetched(tmp_path: Path) -> None:
    with server.serve() as site:
        url = site.page("/news/the-harbour-opens-at-last", "First")
        other = site.page("/news/the-harbour-opens-at-last-again", "Second")
        amp = site.page("/news/the-harbour-opens-at-last/amp", "First, in short")
        printed = site.page("/print/news/the-harbour-opens-at-last", "First, for print")
        forms = [url, amp, printed, f"{url}/", f"{url}?utm_source=feed", f"{url}?outputType=amp", f"{url}#top"]
        site.answers["/feed"] = server.feed(*forms)
        first = crawl(tmp_path, feeds=[f"{site.base}/feed"]).report.counts
        assert (first.found, first.saved) == (1, 1)
        site.answers["/feed"] = server.feed(*reversed(forms), other)
        second = crawl(tmp_path, feeds=[f"{site.base}/feed"]).report.counts
        assert (second.found, second.known) == (1, 1)
    assert set(records(tmp_path)) == {"/news/the-harbour-opens-at-last", "/news/the-harbour-opens-at-last-again"}


def test_a_canonical_link_makes_one_article_of_two_pages(tmp_path: Path) -> None:
    with server.serve() as site:
        text = "The ferry came in at noon with forty passengers and a brass band. " * 12
        for path in ("/a", "/b"):
            page = server.article("First", text).replace(
                "<title>", f'<link rel="canonical" href="{site.base}/the-one-and-only"><title>'
            )
            site.answers[path] = server.html(page)
        done = crawl(tmp_path, urls=[f"{site.base}/a", f"{site.base}/b"]).report.counts
        assert (done.saved, done.unchanged) == (1, 1)


def test_an_article_that_comes_back_empty_stays(tmp_path: Path) -> None:
    with server.serve() as site:
        url = site.page("/a", "First")
        crawl(tmp_path, urls=[url])
        site.answers["/a"] = server.html("")
        done = crawl(tmp_path, urls=[url], again=True)
        assert "the saved article stays" in done.reason("/a")
    assert "harbour" in records(tmp_path)["/a"].text


def test_the_limit_is_of_one_crawl(tmp_path: Path) -> None:
    with server.serve() as site:
        links = [site.page(f"/{number}", f"Article {number}") for number in range(5)]
        site.answers["/feed"] = server.feed(*links, etag='"1"')
        saved = [crawl(tmp_path, feeds=[f"{site.base}/feed"], page_limit=2).report.counts.saved for _ in range(3)]
    assert saved == [2, 2, 1]


def test_a_new_store_begins_anew(tmp_path: Path) -> None:
    with server.serve() as site:
        url = site.page("/a", "First")
        crawl(tmp_path, urls=[url])
        (tmp_path / "store.db").unlink()
        assert crawl(tmp_path, urls=[url]).report.counts.saved == 1


def slow_site(site: server.Site, pages: int, seconds: float) -> str:
    links = [site.page(f"/page/{number}/of-many-pages-here", f"Article {number}") for number in range(pages)]
    for path in [path for path in site.answers if path.startswith("/page/")]:
        site.answers[path] = server.slow(site.answers[path], seconds)
    site.answers["/feed"] = server.feed(*links, etag='"1"')
    return f"{site.base}/feed"


def wait_for(condition: object, seconds: float = 30) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_after_the_pages_in_hand_and_the_next_crawl_goes_on(tmp_path: Path, number: int) -> None:
    with server.serve() as site:
        feed = slow_site(site, pages=30, seconds=0.2)
        process = start_crawl(tmp_path, {"DOWNLOAD_DELAY": 0.1, "CONCURRENT_REQUESTS_PER_DOMAIN": 2}, feeds=[feed])
        wait_for(lambda: len(site.requests) > 6)
        began = time.monotonic()
        process.send_signal(number)
        log, _ = process.communicate(timeout=30)
        assert process.returncode == 0, log
        assert "Traceback" not in log
        assert time.monotonic() - began < 15
        assert '"was_interrupted":true' in (tmp_path / "report.json").read_text()
        begun = len([path for path in site.requests if path.startswith("/page/")])
        saved = set(records(tmp_path))
        assert 0 < begun == len(saved) < 30
        assert crawl(tmp_path, feeds=[feed]).report.counts.saved == 30 - len(saved)
        assert all(site.count(path) == 1 for path in saved)
    assert len(records(tmp_path)) == 30


def test_a_second_ctrl_c_stops_at_once(tmp_path: Path) -> None:
    with server.serve() as site:
        feed = slow_site(site, pages=3, seconds=20)
        process = start_crawl(tmp_path, feeds=[feed])
        wait_for(lambda: any(path.startswith("/page/") for path in site.requests))
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)


def test_a_killed_crawl_is_taken_up_where_it_was(tmp_path: Path) -> None:
    draw = random.Random(20240506)
    with server.serve() as site:
        feed = slow_site(site, pages=150, seconds=0.02)
        for _ in range(5):
            process = start_crawl(tmp_path, feeds=[feed])
            goal = len(site.requests) + draw.randrange(10, 40)
            wait_for(lambda goal=goal: len(site.requests) >= goal)
            process.kill()
            process.communicate()
        done = crawl(tmp_path, feeds=[feed])
        assert done.report.failures == ()
    with read_store(tmp_path / "store.db") as store:
        stored = list(store.records(RecordFilter(all_versions=True)))
    assert len({one.record.url for one in stored}) == len(stored) == 150
