"""What a source says of its crawl: patterns, headers, time."""

import time
from pathlib import Path
from typing import Any

import pytest

from tests.crawl import faulty_server as server
from tests.crawl.crawling import crawl, records

SECRET = "Bearer harbour-secret"
HEADERS = (("Authorization", SECRET), ("X-Desk", "night"), ("Accept", "text/html;q=1"), ("Cookie", "session=1"))
NAMES = {"TWISTED_DNS_RESOLVER": "tests.crawl.stand_ins.NamesResolver"}
ALLOWED = {"config": {"allow_private_hosts": True}}


class Seen:
    """The headers of the requests that a server was sent, by path."""

    def __init__(self) -> None:
        self.by_path: dict[str, dict[str, str]] = {}

    def watch(self, site: server.Site, path: str, answer: server.Answer) -> str:
        """Answer at `path`, and remember what came with the request; its URL."""

        def watching(handler: server.Handler) -> None:
            self.by_path[path] = {name.lower(): value for name, value in handler.headers.items()}
            answer(handler)

        site.answers[path] = watching
        return site.base + path

    def secrets(self, path: str) -> set[str]:
        """Which of the source's headers came with the request."""
        sent = self.by_path[path]
        return {name for name, value in HEADERS if sent.get(name.lower()) == value}


ALL = {name for name, _ in HEADERS}


def _page(title: str) -> server.Answer:
    return server.html(server.article(title))


def test_headers_go_to_the_hosts_of_the_starts_and_no_other(tmp_path: Path) -> None:
    seen = Seen()
    with server.serve() as own, server.serve() as other:
        stolen = seen.watch(other, "/stolen", _page("Stolen"))
        linked = seen.watch(other, "/linked", _page("Linked"))
        back = seen.watch(own, "/back", _page("Back"))
        bounced = seen.watch(other, "/bounced", server.redirect(back))
        away = seen.watch(own, "/away", server.redirect(stolen))
        permanent = seen.watch(own, "/permanent", server.redirect(stolen + "2", 308))
        seen.watch(other, "/stolen2", _page("Stolen again"))
        refresh = f'<meta http-equiv="refresh" content="0;url={other.base}/refreshed">'
        moved = seen.watch(own, "/moved", server.html(f"<html><head>{refresh}</head></html>"))
        seen.watch(other, "/refreshed", _page("Refreshed"))
        home = seen.watch(own, "/home", _page("Home"))
        seen.watch(own, "/robots.txt", server.content("", "text/plain"))
        seen.watch(other, "/robots.txt.other", server.content("", "text/plain"))
        feed = seen.watch(own, "/feed", server.feed(home, linked, away, permanent, moved, bounced))
        done = crawl(tmp_path, feeds=[feed], headers=HEADERS, **ALLOWED)
    assert done.report.counts.saved == 6, done.log
    for path in ("/feed", "/home", "/away", "/moved", "/back", "/permanent", "/robots.txt"):
        assert seen.secrets(path) == ALL, path
    for path in ("/linked", "/stolen", "/stolen2", "/bounced", "/refreshed"):
        assert seen.secrets(path) == set(), path
        assert seen.by_path[path]["accept"].startswith("text/html,application/xhtml+xml")
    assert SECRET not in done.log


def test_headers_do_not_follow_a_redirect_of_a_robots_txt(tmp_path: Path) -> None:
    seen = Seen()
    with server.serve() as own, server.serve() as other:
        stolen = seen.watch(other, "/robots-copy", server.content("", "text/plain"))
        seen.watch(own, "/robots.txt", server.redirect(stolen))
        page = seen.watch(own, "/page", _page("Page"))
        crawl(tmp_path, urls=[page], headers=HEADERS, **ALLOWED)
    assert seen.secrets("/robots-copy") == set()
    assert seen.secrets("/page") == ALL


def test_headers_can_be_meant_for_another_host_than_that_of_the_feed(tmp_path: Path) -> None:
    seen = Seen()
    with server.serve() as own, server.serve() as hub:
        page = seen.watch(own, "/page", _page("Page"))
        feed = seen.watch(hub, "/feed", server.feed(page))
        crawl(tmp_path, feeds=[feed], headers=HEADERS, headers_to=[own.base], **ALLOWED)
    assert seen.secrets("/feed") == set()
    assert seen.secrets("/page") == ALL


def test_a_port_makes_another_origin_and_so_does_a_name(tmp_path: Path) -> None:
    seen = Seen()
    with server.serve() as own:
        by_name = f"http://mirror.test:{own.port}/by-name"
        seen.watch(own, "/by-name", _page("By another name"))
        feed = seen.watch(own, "/feed", server.feed(by_name))
        start = feed.replace("127.0.0.1", "own.test")
        done = crawl(tmp_path, {**NAMES}, feeds=[start], headers=HEADERS)
    assert done.report.counts.saved == 1, done.log
    assert seen.secrets("/feed") == ALL
    assert seen.secrets("/by-name") == set()


def _site_of_sections(site: server.Site) -> str:
    links = [
        site.page(f"/{section}/{number}", f"{section} {number}") for section in ("news", "sport") for number in "12"
    ]
    site.answers["/feed"] = server.feed(*links, site.page("/news/live/3", "Live"), etag='"1"')
    return f"{site.base}/feed"


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"only_urls": ["/news/*"]}, {"/news/1", "/news/2", "/news/live/3"}),
        ({"never_urls": ["*/sport/*", "/news/live/*"]}, {"/news/1", "/news/2"}),
        ({"only_urls": ["/news/*", "/sport/2"], "never_urls": ["*/live/*"]}, {"/news/1", "/news/2", "/sport/2"}),
    ],
)
def test_patterns_say_which_pages_are_wanted(tmp_path: Path, options: dict[str, Any], wanted: set[str]) -> None:
    with server.serve() as site:
        feed = _site_of_sections(site)
        done = crawl(tmp_path, feeds=[feed], **options)
        asked = set(site.requests) - {"/feed", "/robots.txt"}
    assert asked == set(records(tmp_path)) == wanted
    assert (done.report.counts.found, done.report.counts.left_out) == (len(wanted), 5 - len(wanted))


def test_other_patterns_find_what_was_left_out_though_the_feed_is_as_it_was(tmp_path: Path) -> None:
    with server.serve() as site:
        feed = _site_of_sections(site)
        crawl(tmp_path, feeds=[feed], only_urls=["/news/1"])
        assert set(records(tmp_path)) == {"/news/1"}
        crawl(tmp_path, feeds=[feed], only_urls=["/sport/*"])
        assert set(records(tmp_path)) == {"/news/1", "/sport/1", "/sport/2"}


def test_pages_that_an_earlier_crawl_left_open_are_held_against_the_patterns_of_today(tmp_path: Path) -> None:
    with server.serve() as site:
        feed = _site_of_sections(site)
        crawl(tmp_path, feeds=[feed], page_limit=1)
        crawl(tmp_path, feeds=[feed], never_urls=["/sport/*"])
        assert set(records(tmp_path)) == {"/news/1", "/news/2", "/news/live/3"}


def test_of_originals_only_those_are_left_out_that_are_never_wanted(tmp_path: Path) -> None:
    with server.serve() as outlet, server.serve() as aggregator:
        originals = [
            outlet.page("/2024/05/06/harbour-opens-after-nine-years", "Harbour opens after nine years"),
            outlet.page("/2024/05/06/live/bridge-closed-until-summer", "Bridge closed until summer"),
        ]
        teasers = ["/2024/05/06/harbour-teaser-of-the-day", "/2024/05/06/bridge-teaser-of-the-day"]
        for teaser, original in zip(teasers, originals, strict=True):
            aggregator.answers[teaser] = server.html(
                f'<html><body><h1>Teaser</h1><p>It […]</p><a href="{original}">Read on</a></body></html>'
            )
        links = "".join(f'<h2><a href="{teaser}">A teaser of five words here</a></h2>' for teaser in teasers)
        aggregator.answers["/"] = server.html(f"<html><body>{links}</body></html>")
        options: dict[str, Any] = {
            "fronts": [f"{aggregator.base}/"],
            "follow_to_original": True,
            "only_urls": ["*-teaser-*"],
        }
        crawl(tmp_path, **options, never_urls=["*/live/*"], **ALLOWED)
        assert set(records(tmp_path)) == {"/2024/05/06/harbour-opens-after-nine-years"}
        assert outlet.count("/2024/05/06/live/bridge-closed-until-summer") == 0


def test_a_start_is_fetched_whatever_the_patterns_say(tmp_path: Path) -> None:
    with server.serve() as site:
        page = site.page("/about", "About")
        crawl(tmp_path, urls=[page], only_urls=["/news/*"], never_urls=["*"])
        assert set(records(tmp_path)) == {"/about"}


@pytest.mark.slow
def test_a_crawl_ends_in_order_when_its_time_is_up_and_the_next_goes_on(tmp_path: Path) -> None:
    with server.serve() as site:
        links = [site.page(f"/{number}", f"Page {number}") for number in range(16)]
        site.answers["/feed"] = server.feed(*links)
        began = time.monotonic()
        # With a request every second and a half, those that wait would take as long as the rest of the crawl. On a
        # machine with much else to do the workers that clean alone take some seconds to start.
        slow = crawl(tmp_path, feeds=[f"{site.base}/feed"], delay_seconds=1.5, time_limit_seconds=10)
        assert time.monotonic() - began < 18
        assert slow.report.time_is_up
        assert not slow.report.was_interrupted
        assert not slow.report.fatal
        assert slow.report.counts.failed == 0
        assert 0 < len(records(tmp_path)) < 16
        crawl(tmp_path, feeds=[f"{site.base}/feed"])
        assert len(records(tmp_path)) == 16
        assert sorted(site.requests.count(f"/{number}") for number in range(16))[-1] <= 2
