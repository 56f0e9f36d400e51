"""Several workers share a crawl by a real Redis and a real PostgreSQL server."""

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("scrapy_redis", reason="needs the extra `redis`")

from pydantic import TypeAdapter

from newsclean.crawl.report import CrawlReport
from newsclean.store import RecordFilter, read_store
from tests.crawl.crawling import start_crawl
from tests.crawl.faulty_server import Site, feed, serve
from tests.servers import RedisServer

pytestmark = pytest.mark.slow

ALL = RecordFilter(all_versions=True)
Process = subprocess.Popen[str]
Start = Callable[..., Process]


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


@pytest.fixture
def start(tmp_path: Path, postgresql_url: str, redis_server: RedisServer) -> Iterator[Start]:
    """Starts workers of one crawl, each in a folder of its own, as on a machine of its own."""
    started: list[Process] = []

    def begin(name: str, overrides: dict[str, Any] | None = None, **options: Any) -> Process:
        (tmp_path / name).mkdir()
        given = {"NEWSCLEAN_LEASE_SECONDS": 4, **(overrides or {})}
        process = start_crawl(tmp_path / name, given, store=postgresql_url, redis=redis_server.url, **options)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def finish(process: Process) -> str:
    log, _ = process.communicate(timeout=100)
    return log


def report(folder: Path) -> CrawlReport:
    return TypeAdapter(CrawlReport).validate_json((folder / "report.json").read_bytes())


def paths(store: str) -> Counter[str]:
    with read_store(store) as reader:
        return Counter((stored.record.url or "").split("/", 3)[3] for stored in reader.records(ALL))


def add_pages(site: Site, number: int) -> list[str]:
    return [site.page(f"/{page}", f"Headline number {page}", f"Text of page {page}. " * 20) for page in range(number)]


def test_two_workers_share_the_pages_and_both_end(
    start: Start, site: Site, postgresql_url: str, tmp_path: Path
) -> None:
    urls = add_pages(site, 40)
    site.answers["/feed"] = feed(*urls)
    workers = [start(name, feeds=[site.base + "/feed"]) for name in "ab"]
    for worker in workers:
        log = finish(worker)
        assert worker.returncode == 0, log
    assert paths(postgresql_url) == Counter({str(number): 1 for number in range(40)})
    assert site.count("/feed") == 1
    assert [site.count(f"/{number}") for number in range(40)] == [1] * 40
    counts = [report(tmp_path / name).counts for name in "ab"]
    assert sum(count.found for count in counts) == sum(count.saved for count in counts) == 40
