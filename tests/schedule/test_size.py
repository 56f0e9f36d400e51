"""The schedule that stays is small: what crawls and cleans is loaded in the crawls alone."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.crawl.crawling import ENVIRONMENT
from tests.schedule.scheduling import write_sources

HEAVY = {"scrapy", "twisted", "trafilatura", "lxml", "ahocorasick", "langdetect", "sqlalchemy", "httpx", "pebble"}
MAX_RESIDENT_BYTES = 100_000_000
"""Python with the command line and asyncio takes some 50 MB; the libraries that crawl and clean, some 100 more."""


@pytest.mark.timeout(60)
def test_a_schedule_that_stays_loads_no_heavy_library(tmp_path: Path) -> None:
    write_sources(tmp_path, "gazette", every='"0 6 29 2 *"')
    process = subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "newsclean", "schedule", "sources.toml", "--log-format", "json"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    loaded: set[str] = set()
    for line in process.stderr:
        if line.startswith("{"):
            assert json.loads(line)["event"] == "ready"
            break
        loaded.add(line.rpartition("|")[2].strip().partition(".")[0])
    time.sleep(0.2)
    size = psutil.Process(process.pid).memory_info().rss
    process.send_signal(signal.SIGTERM)
    for line in process.stderr:
        if not line.startswith("{"):
            loaded.add(line.rpartition("|")[2].strip().partition(".")[0])
    process.stderr.close()
    assert process.wait(20) == 0
    assert {"newsclean", "apscheduler"} <= loaded
    assert not HEAVY & loaded
    assert size < MAX_RESIDENT_BYTES
