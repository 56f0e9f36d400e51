"""`newsclean crawl` as a user runs it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsclean.store import read_store
from tests.crawl import faulty_server as server
from tests.crawl.crawling import COMMAND, ENVIRONMENT, MAIN, run_command

UNUSED = "http://127.0.0.1:9/feed"
"""The port of the discard service, where nothing listens."""


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "give a sources file, or at least one of --feed, --sitemap, --front, --url and --url-file"),
        (["https://news.example/rss.xml"], 2, "this is an address, no sources file; say what it is by --feed"),
        (["--feed", "news.example"], 2, "only http and https URLs can be fetched"),
        (["--feed", "https://x.example/", "--limit", "0"], 2, "limit"),
        (["--feed", "https://x.example/", "--delay", "-1"], 2, "delay"),
        (["--feed", "https://x.example/", "--language", "klingon"], 2, "its ISO 639 code"),
        (["--feed", "https://x.example/", "--user-agent", "b\u00f6t"], 2, "--user-agent"),
        (["--url-file", "missing.txt"], 3, "missing.txt: cannot be read: No such file or directory"),
        (["--feed", "https://x.example/", "--config", "missing.toml"], 3, "missing.toml: cannot be read"),
        (["--url", UNUSED, "--store", "no/folder/store.db"], 4, "store.db"),
        (["--url", UNUSED, "--store", "store.doc"], 2, "no store is called 'store.doc'"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    done = run_command(tmp_path, "crawl", *arguments)
    assert message in " ".join(done.stderr.split())
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert done.stderr.count("error: ") <= 1
    assert not done.stdout
    assert not list(tmp_path.glob("store*"))


def test_help_has_an_example(tmp_path: Path) -> None:
    done = run_command(tmp_path, "crawl", "--help")
    assert done.returncode == 0
    assert "newsclean crawl --feed https://example.org/rss.xml" in done.stdout


def test_a_host_that_refuses(tmp_path: Path) -> None:
    done = run_command(tmp_path, "crawl", "--feed", UNUSED, "--delay", "0")
    failure = f"failed: {UNUSED}: robots.txt cannot be read: the host refuses the connection"
    assert done.stderr.splitlines() == [failure]
    assert done.returncode == 1


def test_a_crawl_in_a_pipe(tmp_path: Path) -> None:
    with server.serve() as site:
        good = site.page("/good", "Good")
        site.answers["/feed"] = server.feed(good, f"{site.base}/missing")
        done = run_command(
            tmp_path,
            "crawl",
            "--feed",
            f"{site.base}/feed",
            "--delay",
            "0",
            "--user-agent",
            "tester/1 (me@news.example)",
        )
        assert {agent for agent, _ in site.headers} == {"tester/1 (me@news.example)"}
    rows = dict(line.split("\t") for line in done.stdout.splitlines())
    assert (rows["pages found"], rows["saved"], rows["failed"]) == ("2", "1", "1")
    assert rows["saved in"] == "newsclean.db"
    assert done.stderr.splitlines() == [f"failed: {site.base}/missing: HTTP 404"]
    assert "\x1b" not in done.stdout + done.stderr
    assert done.returncode == 0
    assert (tmp_path / "newsclean.db").exists()


@pytest.mark.slow
def test_pages_given_by_name_must_be_had(tmp_path: Path) -> None:
    with server.serve() as site:
        good = site.page("/good", "Good")
        site.answers["/plan.pdf"] = server.content(b"%PDF-1.7", "application/pdf")
        arguments = ("--url", good, "--url", f"{site.base}/plan.pdf", "--delay", "0", "--quiet", "--store", "x.jsonl")
        done = run_command(tmp_path, "crawl", *arguments)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"failed: {site.base}/plan.pdf: not HTML: application/pdf\n"
    assert len((tmp_path / "x.jsonl").read_text().splitlines()) == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes here")
@pytest.mark.parametrize("store", ["store.db", "store.jsonl"])
def test_a_disk_that_fills_up_ends_the_crawl(tmp_path: Path, store: str) -> None:
    with server.serve() as site:
        pages = (site.page(f"/{number}", f"Page {number}", server.SENTENCES * 300) for number in range(40))
        site.answers["/feed"] = server.feed(*pages)
        arguments = ("crawl", "--feed", f"{site.base}/feed", "--delay", "0", "--store", store)
        limited = ("-c", f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000,) * 2); {MAIN}")
        done = run_command(tmp_path, *arguments, python=limited)
        assert done.returncode == 4, done.stderr
        assert "Traceback" not in done.stderr
        assert done.stderr.count("error: ") <= 3
        assert "pages found\t40" in done.stdout
        resumed = run_command(tmp_path, *arguments)
    assert resumed.returncode == 0, resumed.stderr
    with read_store(tmp_path / store) as kept:
        assert kept.counts().articles == kept.counts().versions == 40


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.2, 0.5, 0.9, 1.4])
def test_ctrl_c_while_the_workers_load(tmp_path: Path, seconds: float) -> None:
    """At a terminal it reaches every process of the crawl, as here."""
    with server.serve() as site:
        site.answers["/feed"] = server.feed(site.page("/1", "First"))
        process = subprocess.Popen(
            [*COMMAND, "crawl", "--feed", f"{site.base}/feed", "--delay", "0"],
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        while not list(tmp_path.glob("newsclean.db*")) and process.poll() is None:
            time.sleep(0.01)
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert "Traceback" not in errors
    assert "failed: " not in errors


@pytest.mark.slow
def test_ctrl_c(tmp_path: Path) -> None:
    with server.serve() as site:
        links = [site.page(f"/{number}", f"Page {number}") for number in range(30)]
        for number in range(30):
            site.answers[f"/{number}"] = server.slow(site.answers[f"/{number}"], 0.3)
        site.answers["/feed"] = server.feed(*links)
        process = subprocess.Popen(
            [*COMMAND, "crawl", "--feed", f"{site.base}/feed", "--delay", "0.1"],
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while not any(path == "/3" for path in site.requests):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted: the same command goes on from here" in errors
    assert "Traceback" not in errors
