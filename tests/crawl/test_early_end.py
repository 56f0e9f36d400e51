"""Crawls that are to end before they have quite begun."""

import signal
import time
from pathlib import Path

import pytest

from tests.crawl import faulty_server as server
from tests.crawl.crawling import crawl, start_crawl

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seconds", [0.01, 0.4, 0.8])
def test_a_time_limit_that_is_up_while_the_crawl_begins(tmp_path: Path, seconds: float) -> None:
    with server.serve() as site:
        site.page("/a", "First")
        site.answers["/feed"] = server.feed(f"{site.base}/a")
        ended = crawl(tmp_path, feeds=[f"{site.base}/feed"], time_limit_seconds=seconds)
        assert ended.report.time_is_up or ended.report.counts.saved == 1
        assert crawl(tmp_path, feeds=[f"{site.base}/feed"]).report.counts.failed == 0


def test_a_signal_while_the_crawl_begins(tmp_path: Path) -> None:
    with server.serve() as site:
        site.answers["/feed"] = server.feed(f"{site.base}/a")
        process = start_crawl(tmp_path, feeds=[f"{site.base}/feed"])
        deadline = time.monotonic() + 30
        while not (tmp_path / "store.db").exists() and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGTERM)
        log, _ = process.communicate(timeout=30)
        assert process.returncode == 0, log
