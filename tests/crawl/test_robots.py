"""robots.txt is obeyed, and a host that cannot say what it allows is left alone."""

from pathlib import Path

import pytest

from tests.crawl import faulty_server as server
from tests.crawl.crawling import crawl


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (server.status(503), "robots.txt cannot be read: HTTP 503"),
        (server.status(403), ""),
        (server.hanging_up, ""),
        (server.redirect("/robots.txt"), ""),
        (server.content("User-agent: newsclean\nDisallow: /", "text/plain"), "closed by robots.txt"),
        (server.content("User-agent: other\nDisallow: /", "text/plain"), ""),
    ],
)
@pytest.mark.slow
def test_robots(tmp_path: Path, answer: server.Answer, reason: str) -> None:
    with server.serve() as site:
        url = site.page("/page", "Page")
        site.answers["/robots.txt"] = answer
        done = crawl(tmp_path, urls=[url])
        assert done.reason("/page") == reason
        assert site.count("/page") == (0 if reason else 1)
    assert "Traceback" not in done.log
