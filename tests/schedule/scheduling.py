"""Schedules for tests, each in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.crawl.crawling import ENVIRONMENT, ROOT

STAND_IN = (sys.executable, str(Path(__file__).with_name("stand_in.py")))
PATIENCE_SECONDS = 30.0
"""Far more than anything here takes on a quiet machine."""

Event = dict[str, Any]


def write_sources(folder: Path, *names: str, **settings: str) -> Path:
    """A sources file with sources of those names, due every hour unless `every` says otherwise."""
    defaults = {"every": '"1h"', "store": '"news.db"', "time_limit_seconds": "60", **settings}
    lines = ["[defaults]", *(f"{key} = {value}" for key, value in defaults.items())]
    for name in names:
        lines += ["[[source]]", f'name = "{name}"', 'feeds = ["https://news.example/feed"]']
    path = folder / "sources.toml"
    path.write_text("\n".join(lines) + "\n")
    return path


class Scheduled:
    """A schedule that runs with stand-ins for crawls; killed at the end of the block."""

    def __init__(self, folder: Path, once: bool = False, **options: Any) -> None:
        given = {
            "sources": str(folder / "sources.toml"),
            "state": str(folder / "schedule.db"),
            "command": STAND_IN,
            "heartbeat_seconds": 0.2,
            "once": once,
            **options,
        }
        self._folder = folder
        self.events: list[Event] = []
        self.other: list[str] = []
        """Lines of its log that are no events."""
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.schedule.run_one"],
            cwd=ROOT,
            env=ENVIRONMENT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(given))
        self.process.stdin.close()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            try:
                self.events.append(json.loads(line))
            except ValueError:
                self.other.append(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join(PATIENCE_SECONDS)
        assert self.process.stderr is not None
        self.process.stderr.close()
        for _, what, pid in self.crawls():
            if what == "began" and is_alive(pid):
                os.kill(pid, signal.SIGKILL)

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(number)

    def ended(self) -> int:
        """Its exit code, when it has ended and its log was read."""
        code = self.process.wait(PATIENCE_SECONDS)
        self._reader.join(PATIENCE_SECONDS)
        return code

    def crawls(self) -> list[tuple[str, str, int]]:
        """What the stand-ins wrote down: source, what happened, process id."""
        file = self._folder / "crawls.txt"
        rows = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
        return [(row[0], row[1], int(row[2])) for row in rows]

    def names(self, what: str = "began") -> list[str]:
        """The sources of which the stand-ins wrote this down, in order."""
        return [name for name, happened, _ in self.crawls() if happened == what]

    def until(self, kind: str, source: str | None = None, count: int = 1) -> Event:
        """The event of that kind, when it has come `count` times."""
        found: list[Event] = []

        def has_come() -> bool:
            found[:] = [event for event in self.events if event["event"] == kind and source in (None, event["source"])]
            return len(found) >= count

        self.wait_for(has_come, f"{kind} of {source}")
        return found[count - 1]

    def wait_for(self, condition: Callable[[], bool], what: str = "the condition") -> None:
        """Wait until the condition holds."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < end, f"{what} never came; the log: {self.events} {self.other}"
            time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
