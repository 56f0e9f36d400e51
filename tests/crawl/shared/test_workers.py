"""Several workers share a crawl by a real Redis and a real PostgreSQL server."""

import itertools
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("scrapy_redis", reason="needs the extra `redis`")

from pydantic import TypeAdapter

from newsclean.crawl.report import CrawlReport
from newsclean.crawl.shared.server import connect
from newsclean.store import RecordFilter, read_store
from tests import servers
from tests.crawl.crawling import start_crawl
from tests.crawl.faulty_server import Answer, Handler, Site, content, feed, serve, slow
from tests.processes import kill_all, running_below
from tests.servers import RedisServer

pytestmark = pytest.mark.slow

ALL = RecordFilter(all_versions=True)
Start = Callable[..., "Worker"]


class Worker:
    """A crawl whose output is read all the time, so that it never waits for somebody to read it."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self._folder = folder
        self.process = process
        self._lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as output:
            self._lines.extend(output)

    def finish(self, seconds: float = 100) -> "Worker":
        """Wait for its end."""
        self.process.wait(timeout=seconds)
        self._reader.join()
        assert self.process.returncode == 0, self.log
        return self

    def kill(self) -> None:
        """End it and all that it has started, with no chance to tidy up."""
        if self.process.poll() is None:
            kill_all(running_below(self.process.pid))
            self.process.kill()
        self.process.wait()
        self._reader.join()

    @property
    def log(self) -> str:
        return "".join(self._lines)

    @property
    def report(self) -> CrawlReport:
        return TypeAdapter(CrawlReport).validate_json((self._folder / "report.json").read_bytes())


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


@pytest.fixture
def start(tmp_path: Path, postgresql_url: str, redis_server: RedisServer) -> Iterator[Start]:
    """Starts workers of one crawl, each in a folder of its own, as on a machine of its own."""
    started: list[Worker] = []

    def begin(name: str, overrides: dict[str, Any] | None = None, **options: Any) -> Worker:
        (tmp_path / name).mkdir(exist_ok=True)
        given = {"store": postgresql_url, "redis": redis_server.url, **options}
        process = start_crawl(tmp_path / name, {"NEWSCLEAN_LEASE_SECONDS": 4, **(overrides or {})}, **given)
        started.append(Worker(tmp_path / name, process))
        return started[-1]

    yield begin
    for worker in started:
        worker.kill()


def sitemap(*urls: str) -> Answer:
    locations = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return content(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locations}</urlset>', "text/xml")


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def paths(store: str) -> Counter[str]:
    with read_store(store) as reader:
        return Counter((stored.record.url or "").split("/", 3)[3] for stored in reader.records(ALL))


def add_pages(site: Site, number: int) -> list[str]:
    return [site.page(f"/{page}", f"Headline number {page}", f"Text of page {page}. " * 20) for page in range(number)]


def hold_up(site: Site, urls: list[str], seconds: float) -> None:
    """Let the server take its time for each of the pages."""
    for url in urls:
        path = url.removeprefix(site.base)
        site.answers[path] = slow(site.answers[path], seconds)


def each_once(number: int) -> Counter[str]:
    return Counter({str(page): 1 for page in range(number)})


def test_two_workers_share_the_pages_and_both_end(start: Start, site: Site, postgresql_url: str) -> None:
    site.answers["/feed"] = feed(*add_pages(site, 40))
    workers = [start(name, feeds=[site.base + "/feed"]) for name in "ab"]
    counts = [worker.finish().report.counts for worker in workers]
    assert paths(postgresql_url) == each_once(40)
    assert site.count("/feed") == 1
    assert [site.count(f"/{page}") for page in range(40)] == [1] * 40
    assert sum(count.found for count in counts) == sum(count.saved for count in counts) == 40


@pytest.mark.timeout(600)
def test_one_of_three_workers_is_killed_and_every_page_is_found_once(
    start: Start, site: Site, postgresql_url: str
) -> None:
    site.answers["/sitemap.xml"] = sitemap(*add_pages(site, 2000))
    with servers.redis() as redis, closing(connect(redis.url)) as client:
        given = {"redis": redis.url, "sitemaps": [site.base + "/sitemap.xml"]}
        workers = [start(name, **given) for name in "abc"]
        wait_for(lambda: len(client.keys("newsclean:*:hand:*")) == 3 and len(site.requests) > 600, seconds=300)
        workers[1].kill()
        others = [workers[0].finish(500), workers[2].finish(500)]
    assert paths(postgresql_url) == each_once(2000)
    assert "1 workers gave no sign of life" in "".join(worker.log for worker in others)
    fetched = Counter(site.count(f"/{page}") for page in range(2000))
    # Only what the killed worker had in hand is fetched twice: four times its 32 requests at a time, at most.
    assert fetched[1] + fetched[2] == 2000
    assert fetched[2] <= 128


def test_a_worker_that_is_stopped_gives_back_what_it_holds_at_once(
    start: Start, site: Site, postgresql_url: str
) -> None:
    urls = add_pages(site, 30)
    site.answers["/feed"] = feed(*urls)
    hold_up(site, urls, 0.5)
    hour_long = {"NEWSCLEAN_LEASE_SECONDS": 3600, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}
    first = start("a", hour_long, feeds=[site.base + "/feed"])
    wait_for(lambda: len(site.requests) > 5)
    first.process.send_signal(signal.SIGTERM)
    first.finish()
    assert len(paths(postgresql_url)) < 30
    assert "no sign of life" not in start("b", feeds=[site.base + "/feed"]).finish().log
    assert paths(postgresql_url) == each_once(30)


def test_a_worker_ends_at_its_limit_and_the_others_go_on(start: Start, site: Site, postgresql_url: str) -> None:
    site.answers["/feed"] = feed(*add_pages(site, 20))
    first = start("a", feeds=[site.base + "/feed"], page_limit=5).finish()
    assert first.report.counts.found == len(paths(postgresql_url)) == 5
    assert start("b", feeds=[site.base + "/feed"]).finish().report.counts.found == 15
    assert paths(postgresql_url) == each_once(20)


def test_hosts_are_asked_as_slowly_by_many_workers_as_by_one(start: Start, site: Site, postgresql_url: str) -> None:
    urls = add_pages(site, 12)
    site.answers["/feed"] = feed(*urls, *(url.replace("127.0.0.1", "localhost") for url in urls))
    moments: dict[str, list[float]] = {}

    def timed(answer: Answer) -> Answer:
        def note(handler: Handler) -> None:
            moments.setdefault(handler.headers["Host"].partition(":")[0], []).append(time.monotonic())
            answer(handler)

        return note

    for page in range(12):
        site.answers[f"/{page}"] = timed(site.answers[f"/{page}"])
    options = {"feeds": [site.base + "/feed"], "delay_seconds": 0.5, "config": {"allow_private_hosts": True}}
    for worker in [start(name, **options) for name in "ab"]:
        worker.finish()
    assert paths(postgresql_url) == Counter({str(page): 2 for page in range(12)})
    assert {host: len(asked) for host, asked in moments.items()} == {"127.0.0.1": 12, "localhost": 12}
    for asked in moments.values():
        assert min(later - earlier for earlier, later in itertools.pairwise(asked)) > 0.4


def test_what_is_new_the_next_day_is_found_by_all(start: Start, site: Site, postgresql_url: str) -> None:
    site.answers["/feed"] = feed(*add_pages(site, 5))
    start("a", feeds=[site.base + "/feed"]).finish()
    site.answers["/feed"] = feed(*add_pages(site, 8))
    for worker in [start(name, feeds=[site.base + "/feed"]) for name in "bc"]:
        worker.finish()
    assert paths(postgresql_url) == each_once(8)
    assert sum(site.count(f"/{page}") for page in range(8)) == 8


def test_when_redis_loses_its_data_the_crawl_ends_and_the_next_goes_on(
    start: Start, site: Site, postgresql_url: str
) -> None:
    urls = add_pages(site, 30)
    site.answers["/feed"] = feed(*urls)
    hold_up(site, urls, 0.3)
    with servers.redis() as redis:
        given: dict[str, Any] = {"redis": redis.url, "feeds": [site.base + "/feed"]}
        worker = start("a", {"CONCURRENT_REQUESTS_PER_DOMAIN": 1}, **given)
        wait_for(lambda: len(site.requests) > 5)
        redis.stop()
        redis.start()
        failed = worker.finish().report
        assert failed.store_failed
        assert "Redis has lost what was to be fetched" in failed.fatal
        assert len(paths(postgresql_url)) < 30
        assert start("b", **given).finish().report.fatal == ""
    assert paths(postgresql_url) == each_once(30)


def test_a_redis_that_is_restarted_with_its_data_is_waited_for(start: Start, site: Site, postgresql_url: str) -> None:
    urls = add_pages(site, 30)
    site.answers["/feed"] = feed(*urls)
    hold_up(site, urls, 0.2)
    with servers.redis() as redis:
        worker = start("a", {"CONCURRENT_REQUESTS_PER_DOMAIN": 1}, redis=redis.url, feeds=[site.base + "/feed"])
        wait_for(lambda: len(site.requests) > 5)
        redis.stop_and_keep()
        time.sleep(1)
        redis.start()
        assert worker.finish().report.fatal == ""
    assert paths(postgresql_url) == each_once(30)
    assert [site.count(f"/{page}") for page in range(30)] == [1] * 30


def test_a_redis_that_cannot_be_reached_is_named_without_its_password(start: Start) -> None:
    place = f"127.0.0.1:{servers.free_port()}/0"
    worker = start("a", redis=f"redis://:hunter2@{place}", urls=["https://news.example/"]).finish()
    assert worker.report.store_failed
    assert f"cannot use Redis at {place}" in worker.report.fatal
    assert "hunter2" not in worker.log + worker.report.fatal
