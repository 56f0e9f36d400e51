"""Whatever ends a crawl, the same command goes on: nothing saved is lost, and nothing is saved twice."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsclean.models import CleanRecord
from newsclean.store import RecordFilter, read_store
from tests.crawl import faulty_server as server
from tests.crawl.crawling import crawl, start_crawl

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]  # crawls by the dozen

PAGES = 500
KILLS = 20
LARGEST_FILE_BYTES = 1_000_000
Version = tuple[str | None, str, int]


def site_of_many_pages(site: server.Site, pages: int, words: int = 60) -> str:
    draw = random.Random(pages)
    links = []
    for number in range(pages):
        text = " ".join(f"The harbour master counted {draw.randrange(10**6)} boats." for _ in range(words // 6))
        links.append(site.page(f"/news/story-of-many-{number}", f"Story number {number}", text))
    site.answers["/feed"] = server.feed(*links, etag='"1"')
    return f"{site.base}/feed"


def versions(store: Path) -> list[tuple[str | None, Version]]:
    """URL, title, text and version of all that is stored, in the order of the URLs."""
    if not store.exists():
        return []
    with read_store(store) as reader:
        found = [(stored.record, stored.version) for stored in reader.records(RecordFilter(all_versions=True))]
    return sorted((record.url, (record.title, told(record), version)) for record, version in found)


def told(record: CleanRecord) -> str:
    """All that a record says, but for when it was made."""
    return record.model_copy(update={"extracted_at": None}).model_dump_json()


@pytest.mark.parametrize(("name", "pages", "kills"), [("store.db", PAGES, KILLS), ("store.jsonl", 150, 6)])
def test_a_crawl_that_is_killed_again_and_again(tmp_path: Path, name: str, pages: int, kills: int) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"the moments of the kills follow from the seed {seed}")  # noqa: T201
    draw = random.Random(seed)
    disturbed, undisturbed = tmp_path / "disturbed", tmp_path / "undisturbed"
    disturbed.mkdir()
    undisturbed.mkdir()
    with server.serve() as site:
        feed = site_of_many_pages(site, pages)
        known: set[str | None] = set()
        for _ in range(kills):
            process = start_crawl(disturbed, store=str(disturbed / name), feeds=[feed])
            goal = len(site.requests) + draw.randrange(2 * pages // kills)
            while len(site.requests) < goal and process.poll() is None:
                time.sleep(0.01)
            time.sleep(draw.uniform(0, 0.5))
            process.kill()
            process.communicate()
            saved = {url for url, _ in versions(disturbed / name)}
            assert saved >= known, seed
            known = saved
        last = crawl(disturbed, store=str(disturbed / name), feeds=[feed])
        crawl(undisturbed, store=str(undisturbed / name), feeds=[feed])
    assert last.report.failures == (), seed
    found = versions(disturbed / name)
    assert len(found) == pages, seed
    assert found == versions(undisturbed / name), seed


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """A file system of its own at `folder`."""
    folder.mkdir()
    options = f"size={megabytes}m"
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted: {mounted.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
@pytest.mark.parametrize("name", ["store.db", "store.jsonl"])
def test_a_full_disk(tmp_path: Path, name: str) -> None:
    with server.serve() as site, small_disk(tmp_path / "disk", 2):
        feed = site_of_many_pages(site, 200, words=2400)  # records of 4 MB: what a second try gains doesn't hold them
        folder = tmp_path / "disk"
        store = folder / name
        full = crawl(tmp_path, store=str(store), feeds=[feed])
        assert full.report.store_failed
        assert str(folder) in full.report.fatal
        assert "Traceback" not in full.log
        saved = versions(store)
        assert len(saved) < 200
        again = crawl(tmp_path, store=str(store), feeds=[feed])
        assert again.report.store_failed

        subprocess.run(["mount", "-o", "remount,size=60m", folder], check=True)
        assert crawl(tmp_path, store=str(store), feeds=[feed]).report.fatal == ""
        finished = versions(store)
        assert len(finished) == 200
        assert set(finished) >= set(saved)
        assert {version for _, (_, _, version) in finished} == {1}


@pytest.mark.skipif(sys.platform != "linux", reason="sets a limit of another process")
def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    with server.serve() as site:
        feed = site_of_many_pages(site, 100, words=1200)
        process = start_crawl(tmp_path, feeds=[feed])
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (LARGEST_FILE_BYTES, LARGEST_FILE_BYTES))
        log, _ = process.communicate(timeout=100)
        assert process.returncode == 0, log
        assert '"store_failed":true' in (tmp_path / "report.json").read_text()
        assert "Traceback" not in log
        saved = versions(tmp_path / "store.db")
        assert crawl(tmp_path, feeds=[feed]).report.fatal == ""
        finished = versions(tmp_path / "store.db")
    assert len(finished) == 100
    assert set(finished) >= set(saved)


def test_no_worker_outlives_a_killed_crawl(tmp_path: Path) -> None:
    psutil = pytest.importorskip("psutil")
    with server.serve() as site:
        feed = site_of_many_pages(site, 100)
        process = start_crawl(tmp_path, feeds=[feed])
        while site.count("/news/story-of-many-5") == 0 and process.poll() is None:
            time.sleep(0.02)
        below = psutil.Process(process.pid).children(recursive=True)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    assert below
    _, alive = psutil.wait_procs(below, timeout=30)
    assert alive == []
