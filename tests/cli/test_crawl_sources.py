"""`newsclean crawl sources.toml` as a user runs it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsclean.cli.crawl_given import GivenOptions
from newsclean.cli.crawl_sources import Patience, crawl_sources
from newsclean.crawl.lock import source_lock
from newsclean.sources import read_sources
from newsclean.store import read_store
from tests.crawl import faulty_server as server
from tests.crawl.crawling import COMMAND, ENVIRONMENT, run_command
from tests.processes import running_below

DEFAULTS = "[defaults]\nallow_private_hosts = true\ndelay_seconds = 0\nmemory = false\n"


def _source(name: str, feed: str, more: str = "") -> str:
    return f'\n[[source]]\nname = "{name}"\nfeeds = ["{feed}"]\n{more}\n'


def _write(folder: Path, *sources: str, defaults: str = DEFAULTS) -> Path:
    file = folder / "sources.toml"
    file.write_text(defaults + "".join(sources), encoding="utf-8")
    return file


def _articles(store: Path) -> int:
    with read_store(store) as kept:
        return kept.counts().articles


def _site(site: server.Site, name: str, pages: int = 2) -> str:
    site.answers[f"/{name}"] = server.feed(*(site.page(f"/{name}/{n}", f"{name} {n}") for n in range(pages)))
    return f"{site.base}/{name}"


@pytest.mark.slow
def test_all_sources_are_crawled_one_after_the_other_into_their_stores(tmp_path: Path) -> None:
    with server.serve() as site:
        _write(
            tmp_path,
            _source("harbour", _site(site, "harbour")),
            _source("gone", f"{site.base}/gone"),
            _source("lake", _site(site, "lake", 3), 'store = "lake.jsonl"'),
        )
        done = run_command(tmp_path, "crawl", "sources.toml")
    header, *rows = (line.split("\t") for line in done.stdout.splitlines())
    assert header == ["source", "outcome", "pages found", "saved", "unchanged", "skipped", "failed", "seconds"]
    assert [row[:4] for row in rows] == [
        ["harbour", "done", "2", "2"],
        ["gone", "failed", "0", "0"],
        ["lake", "done", "3", "3"],
    ]
    assert done.returncode == 1
    assert "harbour (1 of 3)" in done.stderr
    assert f"failed: {site.base}/gone: HTTP 404" in done.stderr
    assert "Traceback" not in done.stderr
    assert (_articles(tmp_path / "newsclean.db"), _articles(tmp_path / "lake.jsonl")) == (2, 3)


def test_one_source_is_crawled_as_its_file_says(tmp_path: Path) -> None:
    with server.serve() as site:
        feed = _site(site, "harbour", 4)
        more = 'language = "fr"\nuser_agent = "desk/1"\nnever_urls = ["*/3"]\npages_per_run = 2\nstore = "h.db"'
        file = _write(tmp_path, _source("harbour", feed, more), _source("lake", f"{site.base}/lake"))
        other = tmp_path / "elsewhere"
        other.mkdir()
        done = run_command(other, "crawl", str(file), "--source", "harbour")
        assert {agent for agent, _ in site.headers} == {"desk/1"}
    assert done.returncode == 0, done.stderr
    rows = dict(line.split("\t") for line in done.stdout.splitlines())
    assert (rows["pages found"], rows["left out by patterns"], rows["saved"]) == ("2", "1", "2")
    assert _articles(tmp_path / "h.db") == 2
    assert not list(other.iterdir())


def test_what_is_given_by_hand_counts_more_than_the_file(tmp_path: Path) -> None:
    with server.serve() as site:
        feed = _site(site, "harbour", 3)
        _write(tmp_path, _source("harbour", feed, 'user_agent = "desk/1"\npages_per_run = 3'))
        by_hand = ("--store", "hand.jsonl", "--limit", "1", "--user-agent", "hand/2", "--no-memory")
        done = run_command(tmp_path, "crawl", "sources.toml", "--source", "harbour", *by_hand)
        assert {agent for agent, _ in site.headers} == {"hand/2"}
    assert done.returncode == 0, done.stderr
    assert _articles(tmp_path / "hand.jsonl") == 1
    assert not (tmp_path / "newsclean.db").exists()


@pytest.mark.slow
def test_what_is_given_by_hand_reaches_each_of_several_sources(tmp_path: Path) -> None:
    with server.serve() as site:
        sources = [_source(name, _site(site, name, 3)) for name in ("harbour", "lake", "hill")]
        _write(tmp_path, *sources)
        chosen = ("--source", "lake", "--source", "harbour")
        done = run_command(tmp_path, "crawl", "sources.toml", *chosen, "--limit", "1", "-s", "x.jsonl", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert _articles(tmp_path / "x.jsonl") == 2
    assert site.count("/hill") == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["missing.toml"], 3, "missing.toml: cannot be read: No such file or directory"),
        (["sources.toml", "--source", "harbor"], 3, 'no source is called "harbor" (did you mean "harbour"?)'),
        (["sources.toml", "--feed", "https://x.example/"], 2, "sources.toml says where to begin; leave out --feed"),
        (["--source", "harbour"], 2, "give the file that has the source too"),
        (["sources.toml", "--store", "x.doc"], 2, "no store is called 'x.doc'"),
        (["sources.toml", "--source", "harbour", "--user-agent", "b\u00f6t"], 2, "--user-agent"),
        (["sources.toml", "--time-limit", "0"], 2, "--time-limit"),
        (["sources.toml", "--config", "missing.toml"], 3, "missing.toml: cannot be read"),
        (["broken.toml"], 3, 'broken.toml:4: unknown key "evry" (did you mean "every"?)'),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_begun(
    tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    _write(tmp_path, _source("harbour", "http://127.0.0.1:9/feed"))
    (tmp_path / "broken.toml").write_text('[[source]]\nname = "a"\nfeeds = ["https://a.example/"]\nevry = "1d"\n')
    done = run_command(tmp_path, "crawl", *arguments)
    assert message in " ".join(done.stderr.split())
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert not done.stdout
    assert len(list(tmp_path.iterdir())) == 2


def test_a_source_that_is_being_crawled_is_not_crawled_twice(tmp_path: Path) -> None:
    with server.serve() as site:
        _write(tmp_path, _source("harbour", _site(site, "harbour")))
        with source_lock(str(tmp_path / "newsclean.db"), "harbour"):
            done = run_command(tmp_path, "crawl", "sources.toml", "--source", "harbour")
            assert done.returncode == 5
            assert "harbour is being crawled by another process" in done.stderr
            all_of_it = run_command(tmp_path, "crawl", "sources.toml")
            assert all_of_it.returncode == 5
            assert all_of_it.stdout.splitlines()[1].startswith("harbour\tbusy\t")
        assert not site.requests


def test_a_file_that_lies_about_looks_like_no_module(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise SystemExit('the current folder was imported from')\n")
    with server.serve() as site:
        _write(tmp_path, _source("harbour", _site(site, "harbour")))
        done = run_command(tmp_path, "crawl", "sources.toml", python=("-P", "-m", "newsclean"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].startswith("harbour\tdone\t2\t2\t")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no process can be halted here")
def test_a_crawl_that_does_not_end_itself_is_ended_and_the_next_one_begun(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with server.serve() as site:
        file = read_sources(
            _write(
                tmp_path,
                _source("harbour", _site(site, "harbour"), "time_limit_seconds = 5"),
                _source("lake", _site(site, "lake")),
            )
        )
        site.answers["/robots.txt"] = _halting
        code = crawl_sources(file, file.sources, GivenOptions(), Patience(overtime_seconds=10, grace_seconds=1))
    output, errors = capfd.readouterr()
    harbour, lake = (line.split("\t") for line in output.splitlines()[1:])
    assert harbour[:2] == ["harbour", "ended by signal 9"]
    assert lake[:4] == ["lake", "done", "2", "2"]
    assert "warning: harbour: still running 10 seconds after its time limit; ending it" in errors
    assert code == 1


def _halting(handler: server.Handler) -> None:
    """Halts the first crawl that asks: it will not even hear a signal. Servers of other tests are children too."""
    handler.server.site.answers.pop("/robots.txt")
    crawls = running_below(os.getpid(), "crawl")
    assert crawls
    for process in crawls:
        process.suspend()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no signals between processes here")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_source_in_hand_in_order_and_begins_no_other(tmp_path: Path, number: signal.Signals) -> None:
    with server.serve() as site:
        for name in ("harbour", "lake"):
            _site(site, name, 20)
        for path in list(site.answers):
            site.answers[path] = server.slow(site.answers[path], 0.3)
        _write(tmp_path, _source("harbour", f"{site.base}/harbour"), _source("lake", f"{site.base}/lake"))
        process = subprocess.Popen(
            [*COMMAND, "crawl", "sources.toml", "--delay", "0.1"],
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while "/harbour/2" not in site.requests:
            time.sleep(0.02)
        process.send_signal(number)
        output, errors = process.communicate(timeout=30)
        assert site.count("/lake") == 0
    assert process.returncode == 130
    assert output.splitlines()[1].startswith("harbour\tinterrupted\t")
    assert "interrupted: 1 of 2 sources not begun" in errors
    assert "Traceback" not in errors
    assert 0 < _articles(tmp_path / "newsclean.db") < 20


def test_a_password_is_no_argument_of_a_process(tmp_path: Path) -> None:
    file = read_sources(_write(tmp_path, _source("harbour", "http://127.0.0.1:9/feed")))
    given = GivenOptions(redis="redis://:secret@127.0.0.1/0", pages_per_run=5, quiet=True)
    assert not [argument for argument in given.arguments(file, file.sources[0]) if "secret" in argument]
    assert given.environment() == {"NEWSCLEAN_REDIS": "redis://:secret@127.0.0.1/0"}
    assert given.options(file.sources[0]).redis == "redis://:secret@127.0.0.1/0"
