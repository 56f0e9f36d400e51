"""`newsclean sources` as a user runs it."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawl import faulty_server as server
from tests.crawl.crawling import COMMAND, ENVIRONMENT, run_command

FILE = """
[defaults]
every = "6h"
store = "news.db"

[[source]]
name = "harbour"
feeds = ["https://harbour.example/rss", "https://harbour.example/sport.rss"]
fronts = ["https://harbour.example/"]
pages_per_run = 50
headers = { Authorization = "Bearer secret" }

[[source]]
name = "lake"
sitemaps = ["https://lake.example/robots.txt"]
every = "0 6 29 2 *"
store = "postgresql+psycopg://desk:password@db.example/news"
"""


@pytest.fixture
def site() -> Iterator[server.Site]:
    with server.serve() as served:
        story = served.page("/2026/03/04/the-harbour-opens", "The harbour opens")
        head = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
        served.answers["/"] = server.html(f"<html><head>{head}</head><body></body></html>")
        served.answers["/rss.xml"] = server.feed(story)
        yield served


def _write(folder: Path, text: str = FILE) -> Path:
    file = folder / "sources.toml"
    file.write_text(text, encoding="utf-8")
    return file


def _rows(output: str) -> list[list[str]]:
    return [line.split("\t") for line in output.splitlines()[1:]]


def test_list_shows_what_the_defaults_say_too(tmp_path: Path) -> None:
    _write(tmp_path)
    done = run_command(tmp_path, "sources", "list")
    assert done.returncode == 0
    assert _rows(done.stdout)[0] == [
        "harbour",
        "6h",
        "news.db",
        "https://harbour.example/rss https://harbour.example/sport.rss https://harbour.example/",
    ]
    assert "secret" not in done.stdout
    assert "password" not in done.stdout
    one = run_command(tmp_path, "sources", "list", "sources.toml", "--source", "lake")
    assert [row[0] for row in _rows(one.stdout)] == ["lake"]


def test_check_shows_what_would_be_crawled_and_when(tmp_path: Path) -> None:
    _write(tmp_path)
    done = run_command(tmp_path, "sources", "check")
    assert done.returncode == 0
    harbour, lake = _rows(done.stdout)
    assert harbour == ["harbour", "2 feeds, 1 front", "6h", "at once", "50 pages, 3600 s", "news.db"]
    assert lake[1] == "1 sitemap"
    assert lake[3].endswith("-02-29 06:00")
    assert lake[5] == "postgresql+psycopg://desk@db.example/news"
    assert "password" not in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["sources.toml"]


def test_check_names_each_mistake_with_its_line(tmp_path: Path) -> None:
    _write(tmp_path, FILE.replace("pages_per_run", "pages_per_rnu").replace("0 6 29 2 *", "0 6 31 2 *"))
    done = run_command(tmp_path, "sources", "check")
    assert done.returncode == 3
    assert 'error: sources.toml:10: unknown key "pages_per_rnu" (did you mean "pages_per_run"?)' in done.stderr
    assert 'sources.toml:16: source[2].every: "0 6 31 2 *" is no cron line' in done.stderr
    assert not done.stdout


def test_check_reads_the_settings_that_a_source_names(tmp_path: Path) -> None:
    _write(tmp_path, FILE.replace('[[source]]\nname = "lake"', '[[source]]\nconfig = "clean.toml"\nname = "lake"'))
    (tmp_path / "clean.toml").write_text("cut_scor = 1\n", encoding="utf-8")
    done = run_command(tmp_path, "sources", "check")
    assert done.returncode == 3
    assert 'clean.toml:1: unknown key "cut_scor" (did you mean "cut_score"?)' in done.stderr


def test_check_names_what_a_crawl_would_miss(tmp_path: Path) -> None:
    _write(tmp_path, FILE.replace("pages_per_run = 50", 'redis = "redis://127.0.0.1:9/0"'))
    done = run_command(tmp_path, "sources", "check")
    assert done.returncode == 3
    assert done.stderr.startswith("error: sources.toml: harbour: ")
    assert not done.stdout


def test_check_can_try_each_start(tmp_path: Path, site: server.Site) -> None:
    text = (
        "[[source]]\n"
        'name = "harbour"\n'
        "allow_private_hosts = true\n"
        'never_urls = ["*/live/*"]\n'
        f'feeds = ["{site.base}/rss.xml", "{site.base}/gone.xml"]\n'
        f'fronts = ["{site.base}/rss.xml"]\n'
        f'urls = ["{site.base}/2026/03/04/the-harbour-opens"]\n'
    )
    _write(tmp_path, text)
    site.answers["/rss.xml"] = server.feed(f"{site.base}/a", f"{site.base}/live/b")
    done = run_command(tmp_path, "sources", "check", "--fetch", "--delay", "0")
    assert done.returncode == 1
    shown = [row[2:] for row in _rows(done.stdout)]
    assert shown == [
        ["feed", "ok", "1 link, 1 left out by patterns"],
        ["feed", "127.0.0.1 answered with status 404 (Not Found)", ""],
        ["front", "ok", "0 links"],
        ["page", "ok", ""],
    ]
    assert "error: not all starts gave something" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["sources.toml"]


def test_a_site_is_added_once(tmp_path: Path, site: server.Site) -> None:
    before = _write(tmp_path).read_text(encoding="utf-8")
    arguments = ("sources", "add", f"{site.base}/", "--allow-private-hosts", "--delay", "0")
    done = run_command(tmp_path, *arguments, "--user-agent", "desk/1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"added 127.0.0.1-{site.port} to sources.toml"
    after = (tmp_path / "sources.toml").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert f'  "{site.base}/rss.xml",  # 1 link\n' in after
    assert after.endswith('user_agent = "desk/1"\nallow_private_hosts = true\n')
    assert {agent for agent, _ in site.headers} == {"desk/1"}
    again = run_command(tmp_path, *arguments)
    assert again.returncode == 1
    assert f"sources.toml has this site already, as 127.0.0.1-{site.port}" in again.stderr
    assert (tmp_path / "sources.toml").read_text(encoding="utf-8") == after
    named = run_command(tmp_path, *arguments, "--name", "harbour")
    assert "sources.toml has a source called harbour already" in named.stderr
    assert named.returncode == 1


@pytest.mark.slow
def test_what_was_added_can_be_crawled(tmp_path: Path, site: server.Site) -> None:
    added = run_command(tmp_path, "sources", "add", site.base, "--allow-private-hosts", "--delay", "0", "--name", "h")
    assert added.returncode == 0, added.stderr
    done = run_command(tmp_path, "crawl", "sources.toml", "--source", "h", "--delay", "0")
    assert done.returncode == 0, done.stderr
    assert "saved\t1" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no signals between processes here")
def test_ctrl_c_does_not_wait_for_a_host_that_drips(tmp_path: Path, site: server.Site) -> None:
    site.answers["/"] = server.dripping
    process = subprocess.Popen(
        [*COMMAND, "sources", "add", site.base, "--allow-private-hosts"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
    )
    while "/" not in site.requests:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert not list(tmp_path.iterdir())


def test_a_dry_run_changes_nothing(tmp_path: Path, site: server.Site) -> None:
    done = run_command(tmp_path, "sources", "add", site.base, "--allow-private-hosts", "--delay", "0", "--dry-run")
    assert done.returncode == 0
    assert "[[source]]" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["add", "harbour.example"], 2, "only http and https URLs can be fetched"),
        (["add", "http://127.0.0.1:9/"], 1, "which is fetched only with allow_private_hosts"),
        (["add", "http://127.0.0.1:9/", "--allow-private-hosts"], 1, "cannot connect to 127.0.0.1 port 9"),
        (["add", "https://www.harbour.example/", "--file", "broken.toml"], 3, 'broken.toml:1: unknown key "evry"'),
        (["add", "https://harbour.example/sport"], 1, "has this site already, as harbour"),
        (
            ["list", "missing.toml"],
            3,
            "missing.toml: cannot be read: No such file or directory; `newsclean sources add`",
        ),
        (["check", "--source", "harbor"], 3, 'did you mean "harbour"?'),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    before = _write(tmp_path).read_text(encoding="utf-8")
    (tmp_path / "broken.toml").write_text("evry = 1\n", encoding="utf-8")
    done = run_command(tmp_path, "sources", *arguments)
    assert message in " ".join(done.stderr.split())
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert not done.stdout
    assert (tmp_path / "sources.toml").read_text(encoding="utf-8") == before


def test_a_site_without_anything_to_crawl_is_not_added(tmp_path: Path, site: server.Site) -> None:
    del site.answers["/rss.xml"]
    done = run_command(tmp_path, "sources", "add", site.base, "--allow-private-hosts", "--delay", "0")
    assert done.returncode == 1
    assert "has no feed, no sitemap and no links that look like articles" in done.stderr
    assert not list(tmp_path.iterdir())
