"""Crawls for tests, each in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from newsclean.crawl.report import CrawlReport
from newsclean.models import CleanRecord
from newsclean.store import read_store

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200"}
MAIN = "from newsclean.cli.app import main; main()"
COMMAND = (sys.executable, "-W", "error", "-c", MAIN)
FAST = {"DOWNLOAD_TIMEOUT": 20, "RETRY_TIMES": 0, "NEWSCLEAN_WORKERS": 1}


@dataclass(frozen=True)
class Crawl:
    """A crawl that has ended."""

    report: CrawlReport
    log: str

    def reason(self, path: str) -> str:
        """Why the page at `path` failed or was skipped; empty where it was neither."""
        named = (*self.report.failures, *self.report.skips)
        return next((trouble.reason for trouble in named if trouble.url.endswith(path)), "")


def start_crawl(folder: Path, overrides: dict[str, Any] | None = None, **options: Any) -> subprocess.Popen[str]:
    """Start a crawl with the store `store.db` in `folder`."""
    given = {
        "options": {"store": str(folder / "store.db"), "delay_seconds": 0, **options},
        "overrides": {**FAST, **(overrides or {})},
        "report": str(folder / "report.json"),
    }
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.crawl.run_one"],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(given))
    process.stdin.close()
    process.stdin = None
    return process


def crawl(folder: Path, overrides: dict[str, Any] | None = None, **options: Any) -> Crawl:
    """Crawl to the end."""
    process = start_crawl(folder, overrides, **options)
    log, _ = process.communicate(timeout=100)
    assert process.returncode == 0, log
    report = TypeAdapter(CrawlReport).validate_json((folder / "report.json").read_bytes())
    return Crawl(report, log)


def records(folder: Path) -> dict[str, CleanRecord]:
    """The newest record of each article in the folder's store, by the path of its URL."""
    with read_store(folder / "store.db") as store:
        found = [stored.record for stored in store.records()]
    return {"/" + (record.url or "").split("/", 3)[3]: record for record in found}


def run_command(
    folder: Path, *arguments: str, python: tuple[str, ...] = ("-c", MAIN)
) -> subprocess.CompletedProcess[str]:
    """Run `newsclean` as a user does; `python` is what the interpreter is told to do."""
    return subprocess.run(
        [sys.executable, "-W", "error", *python, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
