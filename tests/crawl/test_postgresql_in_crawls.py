"""A crawl whose records and whose memory of what was seen are in PostgreSQL, and whose server goes away."""

import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsclean.cli import exit_codes
from newsclean.store import RecordFilter, read_store
from tests import servers
from tests.crawl.crawling import COMMAND, ENVIRONMENT, crawl
from tests.crawl.faulty_server import Site, feed, serve, slow

pytestmark = pytest.mark.slow

PAGES = 40


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        urls = [site.page(f"/{page}", f"Headline {page}", f"Text of page {page}. " * 20) for page in range(PAGES)]
        site.answers["/feed"] = feed(*urls)
        yield site


@pytest.fixture
def server() -> Iterator[servers.PostgresqlServer]:
    """A server of this test's own, for it is stopped."""
    with servers.postgresql() as server:
        yield server


def start(folder: Path, site: Site, store: str) -> "subprocess.Popen[str]":
    arguments = [*COMMAND, "crawl", "--feed", site.base + "/feed", "--store", store, "--delay", "0", "--no-memory"]
    output = subprocess.PIPE
    return subprocess.Popen(arguments, cwd=folder, env=ENVIRONMENT, stdout=output, stderr=output, text=True)


def finished(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """The exit code, and what was said on standard error."""
    _, errors = process.communicate(timeout=90)
    return process.returncode, errors


def paths(store: str) -> Counter[str]:
    with read_store(store) as reader:
        stored = reader.records(RecordFilter(all_versions=True))
        return Counter((one.record.url or "").rpartition("/")[2] for one in stored)


def wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_only_what_is_new_is_fetched_from_whatever_folder(site: Site, postgresql_url: str, tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        ended = crawl(tmp_path / name, feeds=[site.base + "/feed"], store=postgresql_url)
        assert ended.report.fatal == ""
    assert [site.count(f"/{page}") for page in range(PAGES)] == [1] * PAGES
    assert not [*tmp_path.rglob("*.seen.db")]


def test_when_the_server_stops_the_crawl_ends_and_the_next_goes_on(
    site: Site, server: servers.PostgresqlServer, tmp_path: Path
) -> None:
    store = server.url + "postgres"
    for page in range(PAGES):
        site.answers[f"/{page}"] = slow(site.answers[f"/{page}"], 0.3)
    process = start(tmp_path, site, store)
    wait_for(lambda: len(site.requests) > 12)
    server.stop()
    code, errors = finished(process)
    assert code == exit_codes.STORE, errors
    assert "cannot use 127.0.0.1" in errors
    assert servers.PASSWORD not in errors
    assert "Traceback" not in errors
    server.start()
    saved = paths(store)
    assert len(saved) < PAGES
    code, errors = finished(start(tmp_path, site, store))
    assert code == exit_codes.OK, errors
    assert paths(store) == Counter({str(page): 1 for page in range(PAGES)})
    fetched = {page: site.count(f"/{page}") for page in range(PAGES)}
    assert all(fetched[int(page)] == 1 for page in saved)


def test_a_server_that_is_restarted_between_two_pages_is_used_again(
    site: Site, server: servers.PostgresqlServer, tmp_path: Path
) -> None:
    store = server.url + "postgres"
    for page in range(PAGES):
        site.answers[f"/{page}"] = slow(site.answers[f"/{page}"], 0.1)
    process = start(tmp_path, site, store)
    wait_for(lambda: len(site.requests) > 8)
    server.stop()
    server.start()
    code, errors = finished(process)
    # It may have met the server while it was down; if it did not, it went on.
    assert code in (exit_codes.OK, exit_codes.STORE), errors
    code, errors = finished(start(tmp_path, site, store))
    assert code == exit_codes.OK, errors
    assert paths(store) == Counter({str(page): 1 for page in range(PAGES)})
