"""A crawl over a site where nearly everything is wrong: each fault costs its page, is counted and named."""

import gzip
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from backports import zstd

from tests.crawl import faulty_server as server
from tests.crawl.crawling import Crawl, crawl, records

pytestmark = pytest.mark.slow  # the time limits of several faults have to pass

FAULTS = {
    "/missing": (server.status(404), "HTTP 404"),
    "/gone": (server.status(410), "HTTP 410"),
    "/broken": (server.status(500), "HTTP 500"),
    "/busy": (server.status(503, Retry_After="1"), "HTTP 503"),
    "/loop": (server.redirect("/loop"), "redirected more often than the limit"),
    "/chain": (server.redirect("/chain?and=on"), "redirected more often than the limit"),
    "/refresh": (
        server.html('<html><head><meta http-equiv="refresh" content="0; url=/refresh"></head></html>'),
        "redirected more often than the limit",
    ),
    "/to-file": (server.redirect("file:///etc/passwd"), "redirects to what cannot be fetched: file:///etc/passwd"),
    "/to-data": (server.redirect("data:text/html,x"), "redirects to what cannot be fetched: data:text/html,x"),
    "/to-ftp": (server.redirect("ftp://127.0.0.1/x"), "redirects to what cannot be fetched: ftp://127.0.0.1/x"),
    "/to-inside": (server.redirect("http://10.0.0.1/admin"), "10.0.0.1:80 is a private address"),
    "/to-localhost": (server.redirect("http://localhost:1/admin"), "localhost:1 is a private address"),
    "/dripping": (server.dripping, "no whole answer within the time limit"),
    "/silent": (server.slow(server.status(200), 30), "no whole answer within the time limit"),
    "/endless": (server.endless, "the answer is larger than the limit"),
    "/announced-large": (server.content(b"x" * 2_000_000, "text/html"), "the answer is larger than the limit"),
    "/gzip-bomb": (server.bomb(gzip.compress, "gzip"), "the answer unpacks to more than the limit"),
    "/deflate-bomb": (server.bomb(zlib.compress, "deflate"), "the answer unpacks to more than the limit"),
    "/brotli-bomb": (server.bomb(brotli.compress, "br"), "the answer unpacks to more than the limit"),
    "/zstd-bomb": (server.bomb(zstd.compress, "zstd"), "the answer unpacks to more than the limit"),
    "/nested-bomb": (
        server.bomb(lambda body: gzip.compress(brotli.compress(body)), "br, gzip"),
        "the answer unpacks to more than the limit",
    ),
    "/broken-gzip": (server.broken_gzip, "the answer cannot be unpacked"),
    "/packed-often": (server.packed(b"x", ", ".join(["gzip"] * 40)), "the answer is packed 40 times over"),
    "/cut-off": (server.cut_off, "the answer broke off"),
    "/broken-chunks": (server.broken_chunks, "the answer broke off"),
    "/hanging-up": (server.hanging_up, "the connection failed: Connection was closed cleanly."),
    "/no-http": (server.no_http, "the connection failed"),
    "/endless-headers": (server.endless_headers, "no whole answer within the time limit"),
    "/one-long-header": (server.one_long_header, "the connection failed"),
    "/dripping-headers": (server.dripping_headers, "no whole answer within the time limit"),
    "/report.pdf": (server.content(b"%PDF-1.7", "application/pdf"), "not HTML: application/pdf"),
    "/disguised.html": (server.content(b"%PDF-1.7 " * 99, "text/html"), "a PDF document"),
    "/picture": (server.content(b"\x89PNG" + b"x" * 3_000_000, "image/png"), "not HTML: image/png"),
    "/data.json": (server.content(b"{}", "application/json"), "not HTML: application/json"),
    "/hang-cleaner": (server.html(server.article("Hang")), "cleaning failed: took longer than"),
    "/crash-cleaner": (server.html(server.article("Crash")), "cleaning failed: the worker process crashed"),
    "/break-cleaner": (server.html(server.article("Break")), "cleaning failed: ZeroDivisionError: a fault"),
    "/private/page": (server.html(server.article("Private")), "closed by robots.txt"),
}
SKIPPED = {"/report.pdf", "/picture", "/data.json", "/private/page"}
GOOD = {
    "/good": server.html(server.article("The harbour opens")),
    "/moved": server.redirect("/good-at-last", 301),
    "/good-at-last": server.html(server.article("The bridge is closed")),
    "/longer-than-said": server.longer_than_said,
    "/after-the-longer": server.html(server.article("After the longer")),
    "/unknown-charset": server.html(server.article("Café fermé à une heure").encode(), "text/html; charset=klingon"),
    "/no-type": server.content(server.article("The mayor speaks"), ""),
    "/lying-charset": server.html(server.article("Café fermé à midi").encode(), "text/html; charset=ascii"),
    "/empty": server.html(""),
}
OVERRIDES = {
    "DOWNLOAD_TIMEOUT": 3,
    "DOWNLOAD_MAXSIZE": 1_000_000,
    "REDIRECT_MAX_TIMES": 3,
    "NEWSCLEAN_CLEANER": "tests.crawl.stand_ins.clean",
    "NEWSCLEAN_CLEAN_TIMEOUT_SECONDS": 2,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="module")
def crawled(folder: Path) -> Iterator[tuple[server.Site, Crawl]]:
    with server.serve() as site:
        site.answers.update({path: answer for path, (answer, _) in FAULTS.items()})
        site.answers.update(GOOD)
        site.answers["/robots.txt"] = server.content("User-agent: *\nDisallow: /private/", "text/plain")
        paths = [*FAULTS, *(path for path in GOOD if path != "/good-at-last")]
        site.answers["/feed"] = server.feed(*(site.base + path for path in paths))
        yield site, crawl(folder, OVERRIDES, feeds=[f"{site.base}/feed"])


@pytest.mark.parametrize("path", FAULTS)
def test_each_fault_is_named(crawled: tuple[server.Site, Crawl], path: str) -> None:
    assert FAULTS[path][1] in crawled[1].reason(path)


def test_the_crawl_goes_on(crawled: tuple[server.Site, Crawl], folder: Path) -> None:
    saved = records(folder)
    assert set(saved) == set(GOOD) - {"/good-at-last"}
    assert saved["/moved"].final_url == f"{crawled[0].base}/good-at-last"
    assert saved["/good"].title == "The harbour opens"
    assert saved["/lying-charset"].title == "Café fermé à midi"
    assert saved["/unknown-charset"].title == "Café fermé à une heure"
    assert saved["/longer-than-said"].title == "Longer than said"
    assert saved["/after-the-longer"].title == "After the longer"
    assert "harbour opened on Monday" in saved["/good"].text


def test_the_counts_add_up(crawled: tuple[server.Site, Crawl]) -> None:
    counts = crawled[1].report.counts
    assert counts.found == len(FAULTS) + len(GOOD) - 1
    assert counts.skipped == len(SKIPPED)
    assert counts.failed == len(FAULTS) - len(SKIPPED)
    assert counts.saved == len(GOOD) - 1
    assert counts.processed == counts.found
    assert crawled[1].report.fatal == ""


def test_no_single_page_is_a_start_that_failed(crawled: tuple[server.Site, Crawl]) -> None:
    assert crawled[1].report.failed_starts == ()


def test_failures_stand_in_the_log_with_their_url(crawled: tuple[server.Site, Crawl]) -> None:
    site, done = crawled
    assert f"failed: {site.base}/crash-cleaner: cleaning failed: the worker process crashed" in done.log
    assert "ZeroDivisionError" in done.log
    assert "SENTENCES" not in done.log
    assert server.SENTENCES not in done.log


def test_who_asks(crawled: tuple[server.Site, Crawl]) -> None:
    agents = {agent for agent, _ in crawled[0].headers}
    assert len(agents) == 1
    assert agents.pop().startswith("newsclean/")


def test_robots_txt_keeps_us_out(crawled: tuple[server.Site, Crawl]) -> None:
    assert crawled[0].count("/private/page") == 0
    assert crawled[0].count("/robots.txt") == 1


def test_what_failed_is_tried_later_and_what_is_saved_is_not_fetched_again(
    crawled: tuple[server.Site, Crawl], folder: Path
) -> None:
    site, _ = crawled
    before = len(site.requests)
    began = time.monotonic()
    done = crawl(folder, OVERRIDES, feeds=[f"{site.base}/feed"])
    assert set(site.requests[before:]) == {"/feed", "/robots.txt"}
    assert done.report.counts.known == len(FAULTS) + len(GOOD) - 1
    assert done.report.counts.found == 0
    assert time.monotonic() - began < 30
