"""robots.txt is obeyed, and a host that cannot say what it allows is left alone."""

from pathlib import Path

import pytest

from newsclean.crawl.robots import MAX_ROBOTS_BYTES
from tests.crawl import faulty_server as server
from tests.crawl.crawling import crawl

CLOSED = b"User-agent: *\nDisallow: /\n"
PADDING = b"# padding\n" * 1_000_000


def endless_robots(handler: server.Handler) -> None:
    handler.reply(200, CLOSED, Content_Type="text/plain", Content_Length="", Connection="close")
    while True:
        handler.wfile.write(PADDING[:100_000])


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (server.status(503), "robots.txt cannot be read: HTTP 503"),
        (server.status(500), "robots.txt cannot be read: HTTP 500"),
        (server.status(429), "robots.txt cannot be read: HTTP 429"),
        (server.status(403), ""),
        (server.hanging_up, "robots.txt cannot be read: the connection failed: Connection was closed cleanly."),
        (server.slow(server.status(404), 9), "robots.txt cannot be read: no whole answer within the time limit"),
        (server.dripping, "robots.txt cannot be read: no whole answer within the time limit"),
        (server.cut_off, "robots.txt cannot be read: the answer broke off"),
        (endless_robots, "closed by robots.txt"),
        (server.content(CLOSED + PADDING, "text/plain"), "closed by robots.txt"),
        (server.content(PADDING + CLOSED, "text/plain"), ""),
        (server.redirect("/robots.txt"), ""),
        (server.redirect("ftp://127.0.0.1/robots.txt"), ""),
        (server.html("<html><body>Not found</body></html>"), ""),
        (server.content(b"\xff\xfe\x00" * 999, "application/octet-stream"), ""),
        (server.content("User-agent: newsclean\nDisallow: /", "text/plain"), "closed by robots.txt"),
        (server.content("User-agent: other\nDisallow: /", "text/plain"), ""),
    ],
)
@pytest.mark.slow
def test_robots(tmp_path: Path, answer: server.Answer, reason: str) -> None:
    with server.serve() as site:
        url = site.page("/page", "Page")
        site.answers["/robots.txt"] = answer
        done = crawl(tmp_path, {"DOWNLOAD_TIMEOUT": 3}, urls=[url])
        assert done.reason("/page") == reason
        assert site.count("/page") == (0 if reason else 1)
    assert "Traceback" not in done.log


def test_more_is_read_than_the_standard_asks_for() -> None:
    assert MAX_ROBOTS_BYTES >= 500 * 1024
