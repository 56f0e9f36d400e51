"""A crawl never leads into the user's own network, by link, redirect, name or listing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy import Request

from newsclean.crawl.middlewares import AddressMiddleware, RefusedError, host_and_port
from tests.crawl import faulty_server as server
from tests.crawl.crawling import Crawl, crawl, records

RESOLVER = {"TWISTED_DNS_RESOLVER": "tests.crawl.stand_ins.NamesResolver"}
LED_INSIDE = ["/by-link", "/by-redirect", "/by-name", "/by-redirect-to-name", "/by-short-form", "/by-other-port"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("addresses")


@pytest.fixture(scope="module")
def crawled(folder: Path) -> Iterator[tuple[server.Site, Crawl]]:
    with server.serve() as site, server.serve() as inside:
        public = f"http://news.test:{site.port}"
        for path in LED_INSIDE:
            inside.page(path, "Secret")
            site.page(path, "Secret")
        site.page("/fine", "A public page")
        site.answers["/r1"] = server.redirect(f"http://127.0.0.1:{inside.port}/by-redirect")
        site.answers["/r2"] = server.redirect(f"http://inside.test:{inside.port}/by-redirect-to-name")
        site.answers["/robots.txt"] = server.redirect(f"http://127.0.0.1:{inside.port}/robots.txt")
        site.answers["/feed"] = server.feed(
            f"{public}/fine",
            f"http://127.0.0.1:{inside.port}/by-link",
            f"{public}/r1",
            f"http://inside.test:{inside.port}/by-name",
            f"{public}/r2",
            f"http://127.1:{inside.port}/by-short-form",
            f"http://localhost:{site.port}/by-other-port",
        )
        site.answers["/sitemap.xml"] = server.content(
            f"<sitemapindex><sitemap><loc>http://localhost:{inside.port}/inner.xml</loc></sitemap></sitemapindex>",
            "application/xml",
        )
        done = crawl(folder, RESOLVER, feeds=[f"{public}/feed"], sitemaps=[f"{public}/sitemap.xml"])
        assert inside.requests == []
        yield site, done


def test_only_the_public_page_is_saved(crawled: tuple[server.Site, Crawl], folder: Path) -> None:
    assert set(records(folder)) == {"/fine"}
    assert crawled[1].report.counts.saved == 1


def test_each_refusal_is_named(crawled: tuple[server.Site, Crawl]) -> None:
    reasons = {trouble.url: trouble.reason for trouble in crawled[1].report.failures}
    assert len(reasons) == len(LED_INSIDE) + 1
    assert all("is a private address; allow it with --allow-private-hosts" in reason for reason in reasons.values())


def test_a_private_start_is_for_itself(tmp_path: Path) -> None:
    with server.serve() as site, server.serve() as other:
        other.page("/elsewhere", "Elsewhere")
        mine = site.page("/mine", "My own page")
        site.answers["/feed"] = server.feed(mine, f"{other.base}/elsewhere")
        done = crawl(tmp_path, feeds=[f"{site.base}/feed"])
        assert other.requests == []
    assert set(records(tmp_path)) == {"/mine"}
    assert "private address" in done.reason("/elsewhere")


@pytest.mark.slow
def test_a_private_host_behind_a_name_needs_the_option(tmp_path: Path) -> None:
    with server.serve() as site:
        site.page("/page", "A page inside")
        url = f"http://inside.test:{site.port}/page"
        refused = crawl(tmp_path, RESOLVER, urls=[url])
        assert site.requests == []
        assert refused.report.failed_starts[0].reason.startswith(f"inside.test:{site.port} is a private address")
        allowed = crawl(tmp_path, RESOLVER, urls=[url], again=True, config={"allow_private_hosts": True})
    assert allowed.report.counts.saved == 1


STARTS = frozenset({"127.0.0.1:8000", "localhost:80"})


@pytest.mark.parametrize(
    ("url", "start", "redirects", "refused"),
    [
        ("https://news.example/a", "https://news.example/feed", [], False),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/", [], False),
        ("http://127.0.0.1:8000/robots.txt", None, [], False),
        ("http://localhost/a", "http://127.0.0.1:8000/", [], False),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8000/", [], True),
        ("http://127.0.0.1:8000/a", "https://news.example/feed", [], True),
        ("http://127.0.0.1:8000/robots.txt", None, ["https://news.example/robots.txt"], True),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/", ["https://news.example/x"], True),
        ("http://[::1]:8000/a", "http://127.0.0.1:8000/", [], True),
        ("ftp://news.example/a", "https://news.example/feed", [], True),
    ],
)
def test_where_a_request_comes_from(url: str, start: str | None, redirects: list[str], refused: bool) -> None:
    request = Request(url, meta={"newsclean_start": start, "redirect_urls": redirects})
    middleware = AddressMiddleware(allow_private=False, starts=STARTS)
    if refused:
        with pytest.raises(RefusedError):
            middleware.process_request(request)
    else:
        middleware.process_request(request)


def test_host_and_port() -> None:
    assert host_and_port("https://Example.org/x") == "example.org:443"
