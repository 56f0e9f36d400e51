"""`newsclean schedule` as a user runs it, with real crawls of our own server."""

import json
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from newsclean.cli.schedule_log import LogFormat, as_json, as_line, log_to
from newsclean.crawl.lock import source_lock
from newsclean.schedule.events import EventKind, Level, ScheduleEvent
from newsclean.store import read_store
from tests.crawl import faulty_server as server
from tests.crawl.crawling import COMMAND, ENVIRONMENT, run_command

pytestmark = pytest.mark.timeout(120)

NOW = datetime(2026, 3, 28, 12, 0, 30, 250_000, tzinfo=UTC)
SOURCES = """\
[defaults]
every = "1h"
delay_seconds = 0
allow_private_hosts = true

[[source]]
name = "gazette"
feeds = ["{base}/feed"]
"""


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[tuple["subprocess.Popen[str]", list[str]]]:
    """`newsclean schedule sources.toml`, and the lines of its log so far; killed at the end of the block."""
    process = subprocess.Popen(
        [*COMMAND, "schedule", "sources.toml", *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    lines: list[str] = []
    reader = threading.Thread(target=lines.extend, args=(process.stderr,), daemon=True)
    reader.start()
    try:
        yield process, lines
    finally:
        process.kill()
        process.wait()
        reader.join(10)
        process.stderr.close()


def crawl_pid(lines: list[str]) -> int:
    """The process of the crawl that the log names."""
    started = next(line for line in lines if "crawl begun" in line)
    return int(started.partition("(pid ")[2].partition(")")[0])


def until(condition: Callable[[], bool], lines: list[str]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, lines
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("text", "arguments", "code", "message"),
    [
        (None, [], 3, "sources.toml: cannot be read: No such file or directory"),
        ('[[source]]\nname = "a"\nfeed = []\n', [], 3, 'sources.toml:3: unknown key "feed" (did you mean "feeds"?)'),
        (SOURCES, ["--parallel", "0"], 2, "parallel"),
        (SOURCES, ["--jitter", "-1"], 2, "jitter"),
        (SOURCES, ["--log-format", "xml"], 2, "xml"),
        (SOURCES, ["--state", "no/folder/schedule.db"], 4, "the folder no/folder does not exist"),
        (SOURCES, ["--once", "--state", "sources.toml"], 4, "sources.toml"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str | None, arguments: list[str], code: int, message: str) -> None:
    sources = tmp_path / "sources.toml"
    if text is not None:
        sources.write_text(text.format(base="https://news.example"))
    done = run_command(tmp_path, "schedule", "sources.toml", *arguments)
    assert message in " ".join(done.stderr.split())
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert not done.stdout
    assert text is None or sources.read_text() == text.format(base="https://news.example")


@pytest.mark.parametrize("zone", ["Nonsense/Zone", "../../etc/passwd", "<+03>-3"])
def test_an_unknown_time_zone_is_told(tmp_path: Path, zone: str) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES.format(base="https://news.example"))
    done = subprocess.run(
        [*COMMAND, "schedule", "sources.toml"],
        cwd=tmp_path,
        env={**ENVIRONMENT, "TZ": zone},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "error: this machine's time zone is unknown; set TZ to a name such as Europe/Paris\n"


def test_help_has_an_example(tmp_path: Path) -> None:
    done = run_command(tmp_path, "schedule", "--help")
    assert done.returncode == 0
    assert "newsclean schedule sources.toml --once" in done.stdout


def test_a_second_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES.format(base="http://127.0.0.1:9").replace("1h", "0 6 29 2 *"))
    with running(tmp_path) as (process, lines):
        until(lambda: bool(lines), lines)
        second = run_command(tmp_path, "schedule", "sources.toml")
        assert second.returncode == 5
        assert f"is run by another process (pid {process.pid})" in second.stderr


@pytest.mark.slow
def test_what_is_due_is_crawled_into_the_store(tmp_path: Path) -> None:
    with server.serve() as site:
        site.answers["/feed"] = server.feed(site.page("/good", "Good"))
        (tmp_path / "sources.toml").write_text(SOURCES.format(base=site.base))
        first = run_command(tmp_path, "schedule", "sources.toml", "--once", "--log-format", "json")
        second = run_command(tmp_path, "schedule", "sources.toml", "--once", "--quiet")
    events = [json.loads(line) for line in first.stderr.splitlines()]
    assert [event["event"] for event in events] == ["ready", "start", "end"]
    assert (first.returncode, events[-1]["exit_code"], events[-1]["source"]) == (0, 0, "gazette")
    assert (second.returncode, second.stderr) == (0, "")
    assert site.count("/feed") == 1
    with read_store(tmp_path / "newsclean.db") as store:
        assert store.counts().articles == 1


@pytest.mark.slow
def test_a_crawl_that_failed_is_told_by_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES.format(base="http://127.0.0.1:9"))
    done = run_command(tmp_path, "schedule", "sources.toml", "--once")
    assert done.returncode == 1
    assert "INFO    gazette| failed: http://127.0.0.1:9/feed: " in done.stderr
    assert "WARNING gazette: crawl ended after " in done.stderr


@pytest.mark.slow
def test_sigterm_saves_the_pages_in_hand_and_a_restart_goes_on(tmp_path: Path) -> None:
    with server.serve() as site:
        links = [site.page(f"/{number}", f"Page {number}") for number in range(12)]
        for number in range(12):
            site.answers[f"/{number}"] = server.slow(site.answers[f"/{number}"], 0.3)
        site.answers["/feed"] = server.feed(*links)
        (tmp_path / "sources.toml").write_text(SOURCES.format(base=site.base) + "host_concurrency = 1\n")
        with running(tmp_path) as (process, lines):
            until(lambda: "/3" in site.requests, lines)
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        asked = [path for path in site.requests if path[1:].isdigit()]
        assert "stopped, exit code 130 (interrupted)" in "".join(lines)
        with read_store(tmp_path / "newsclean.db") as store:
            saved = store.counts().articles
        assert 3 <= saved == len(asked) < 12
        with running(tmp_path) as (process, lines):
            until(lambda: any("exit code 0" in line for line in lines), lines)
        pages = [path for path in site.requests if path[1:].isdigit()]
        assert sorted(pages) == sorted(f"/{number}" for number in range(12))


@pytest.mark.slow
def test_a_crawl_that_is_killed_leaves_no_worker_and_can_be_crawled_by_hand(tmp_path: Path) -> None:
    with server.serve() as site:
        site.answers["/slow"] = server.slow(server.status(404), 30)
        links = [site.page(f"/{number}", f"Page {number}") for number in range(3)]
        site.answers["/feed"] = server.feed(*links, f"{site.base}/slow")
        (tmp_path / "sources.toml").write_text(SOURCES.format(base=site.base))
        with running(tmp_path) as (process, lines):
            until(lambda: "/slow" in site.requests, lines)
            crawl = psutil.Process(crawl_pid(lines))
            workers = crawl.children(recursive=True)
            assert workers
            crawl.kill()
            until(lambda: "killed by SIGKILL" in "".join(lines), lines)
            until(lambda: not any(worker.is_running() for worker in workers), lines)
            site.answers["/slow"] = server.status(404)
            done = run_command(tmp_path, "crawl", "sources.toml", "--source", "gazette", "--quiet")
            assert done.returncode == 0, done.stderr
            assert process.poll() is None
    with read_store(tmp_path / "newsclean.db") as store:
        assert store.counts().articles == 3


@pytest.mark.slow
def test_a_crawl_by_hand_is_refused_while_the_schedule_crawls(tmp_path: Path) -> None:
    with server.serve() as site:
        site.answers["/feed"] = server.slow(server.feed(site.page("/good", "Good")), 15)
        (tmp_path / "sources.toml").write_text(SOURCES.format(base=site.base))
        with running(tmp_path) as (process, lines):
            until(lambda: "/feed" in site.requests, lines)
            done = run_command(tmp_path, "crawl", "sources.toml", "--source", "gazette")
            assert done.returncode == 5
            assert f"error: gazette is being crawled by another process (pid {crawl_pid(lines)})" in done.stderr
            process.send_signal(signal.SIGTERM)
            until(lambda: "ending after the pages in hand" in "".join(lines), lines)
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
    with source_lock(str(tmp_path / "newsclean.db"), "gazette"):
        pass


def test_a_line_of_the_log() -> None:
    event = ScheduleEvent(EventKind.OUTPUT, "a\x1b[31mb\r\nc", "gazette", Level.WARNING)
    assert as_line(event, NOW).endswith("WARNING gazette| ab\n  c")
    told = json.loads(as_json(ScheduleEvent(EventKind.END, "é", "gazette", fields={"exit_code": 0}), NOW))
    assert told == {
        "time": "2026-03-28T12:00:30.250+00:00",
        "level": "info",
        "event": "end",
        "source": "gazette",
        "message": "é",
        "exit_code": 0,
    }


def test_a_log_that_nobody_reads_stops_nothing(tmp_path: Path) -> None:
    with suppress(OSError), Path("/dev/full").open("w") as full:  # what is left over is tried again at its end
        log_to(full, LogFormat.LINES)(ScheduleEvent(EventKind.READY, "ready"))
        written = True
    assert written
    closed = (tmp_path / "log.txt").open("w")
    closed.close()
    log_to(closed, LogFormat.JSON)(ScheduleEvent(EventKind.READY, "ready"))
