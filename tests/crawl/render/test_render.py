"""Pages that a browser has to build: a real Chromium, pages of our own, and all that it must not do."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

pytest.importorskip("scrapy_playwright", reason="needs the extra `render`")

from newsclean.crawl.render.browser import find_browser
from newsclean.errors import ConfigError
from tests.crawl.crawling import crawl, records, start_crawl
from tests.crawl.faulty_server import Site, content, endless, feed, html, redirect, serve, slow
from tests.processes import kill_all, running_below

pytestmark = pytest.mark.slow

BUILT_TITLE = "The harbour opens"
PARAGRAPHS = [
    "The harbour opened on Monday after nine years of work, and the first boats came in before noon with the tide.",
    "The mayor cut a ribbon and said that the quay would be free for fishermen until the end of the summer season.",
    "Two ferries are to begin in May; what they will cost has not been decided, according to the town's treasurer.",
]
SHELL = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>
<body><div id="page">Loading</div><script>{script}</script></body></html>"""
BUILDING = """
fetch('/text.json').then(answer => answer.json()).then(story => {
  const article = document.createElement('article');
  const add = (name, text) => article.append(Object.assign(document.createElement(name), {textContent: text}));
  add('h1', story.title);
  story.paragraphs.forEach(paragraph => add('p', paragraph));
  document.getElementById('page').replaceWith(article);
});"""
OVERRIDES = {"DOWNLOAD_TIMEOUT": 40}


@pytest.fixture(scope="module", autouse=True)
def chromium() -> None:
    try:
        find_browser()
    except ConfigError:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        story = {"title": BUILT_TITLE, "paragraphs": PARAGRAPHS}
        site.answers["/text.json"] = content(json.dumps(story), "application/json")
        yield site


def browsers() -> set[int]:
    """All processes of Chromium that are alive."""
    return {
        one.info["pid"]
        for one in psutil.process_iter(["pid", "name", "status"])
        if "chrom" in (one.info["name"] or "") and one.info["status"] != psutil.STATUS_ZOMBIE
    }


def wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def add_shell(site: Site, path: str, script: str = BUILDING, more: str = "") -> str:
    """A page without text, whose script is to make it; its URL."""
    site.answers[path] = html(SHELL.format(title=BUILT_TITLE, script=script).replace("<script>", more + "<script>"))
    return site.base + path


def test_a_page_has_its_text_only_with_the_browser(site: Site, tmp_path: Path) -> None:
    url = add_shell(site, "/story")
    crawl(tmp_path, urls=[url])
    assert "harbour" not in records(tmp_path)["/story"].text
    built = crawl(tmp_path, OVERRIDES, urls=[url], render=True, again=True)
    assert built.report.counts.saved == 1, built.log
    record = records(tmp_path)["/story"]
    assert (record.title, record.text.split("\n")) == (BUILT_TITLE, PARAGRAPHS)


def test_listings_and_robots_are_fetched_without_the_browser(site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = content("User-agent: *\nDisallow: /closed\n", "text/plain")
    site.answers["/feed"] = feed(add_shell(site, "/open-story"), add_shell(site, "/closed-story"))
    ended = crawl(tmp_path, OVERRIDES, feeds=[site.base + "/feed"], render=True)
    assert (ended.report.counts.saved, ended.report.counts.skipped) == (1, 1)
    assert ended.reason("/closed-story") == "closed by robots.txt"
    assert site.count("/feed") == site.count("/robots.txt") == 1
    assert {agent.partition("/")[0] for agent, _ in site.headers} == {"newsclean"}


def test_what_is_seen_and_not_read_is_not_fetched(site: Site, tmp_path: Path) -> None:
    images = '<img src="/image.png"><video src="/film.mp4"></video><link rel="icon" href="/icon.ico">'
    crawl(tmp_path, OVERRIDES, urls=[add_shell(site, "/story", more=images)], render=True)
    assert records(tmp_path)["/story"].text.split("\n") == PARAGRAPHS
    assert site.count("/image.png") == site.count("/film.mp4") == 0


def test_no_page_reaches_a_private_host_that_was_not_named(site: Site, tmp_path: Path) -> None:
    with serve() as inner:
        inner.answers["/"] = html("secret")
        inner.answers["/socket"] = html("secret")
        secret = f"{inner.base}/"
        script = (
            f"fetch('{secret}', {{mode: 'no-cors'}}); new WebSocket('{secret.replace('http', 'ws')}socket');"
            f"document.body.append(Object.assign(document.createElement('iframe'), {{src: '{secret}'}}));"
            f"navigator.sendBeacon('{secret}');" + BUILDING
        )
        site.answers["/jump"] = redirect(secret)
        site.answers["/frame"] = redirect(secret)
        urls = [
            add_shell(site, "/story", script),
            add_shell(site, "/framed", "", more='<iframe src="/frame"></iframe>'),
            add_shell(site, "/away", f"location.href = '{secret}'"),
            site.base + "/jump",
        ]
        ended = crawl(tmp_path, OVERRIDES, urls=urls, render=True)
        assert inner.requests == []
    for path in ("/jump", "/away"):
        assert "is a private address; allow it with --allow-private-hosts" in ended.reason(path), ended.log
    assert records(tmp_path)["/story"].text.split("\n") == PARAGRAPHS


def test_pages_that_never_end_cost_themselves_alone(site: Site, tmp_path: Path) -> None:
    site.answers["/endless"] = endless
    urls = [add_shell(site, "/busy", "while (true) {}"), site.base + "/endless"]
    ended = crawl(tmp_path, {"DOWNLOAD_TIMEOUT": 4, "DOWNLOAD_MAXSIZE": 1_000_000}, urls=urls, render=True)
    assert ended.reason("/busy") == "no whole answer within the time limit"
    assert ended.reason("/endless")
    assert "Traceback" not in ended.log, ended.log


def test_pages_that_are_no_articles_cost_themselves_alone(site: Site, tmp_path: Path) -> None:
    grow = "document.body.append(Object.assign(document.createElement('p'), {textContent: 'more '.repeat(100000)}));"
    site.answers["/file.zip"] = content(b"PK" * 1000, "application/zip")
    urls = [
        add_shell(site, "/growing", grow * 4),
        add_shell(site, "/restless", BUILDING + "setInterval(() => fetch('/text.json'), 200);"),
        site.base + "/file.zip",
        add_shell(site, "/story"),
    ]
    ended = crawl(tmp_path, {"DOWNLOAD_TIMEOUT": 40, "DOWNLOAD_MAXSIZE": 1_000_000}, urls=urls, render=True)
    assert ended.reason("/growing") == "the answer is larger than the limit"
    assert ended.reason("/file.zip")
    saved = records(tmp_path)
    assert saved["/story"].text == saved["/restless"].text == "\n".join(PARAGRAPHS)
    assert "Traceback" not in ended.log, ended.log


def chromium_below(crawl: subprocess.Popen[str], argument: str = "") -> list[psutil.Process]:
    """The crawl's own processes of Chromium, the first before those that it started."""
    alive = browsers()
    return [one for one in running_below(crawl.pid, argument) if one.pid in alive]


def kill_browser(crawl: subprocess.Popen[str]) -> None:
    own = chromium_below(crawl)
    assert own
    kill_all(own)


def test_a_browser_that_is_killed_costs_no_page(site: Site, tmp_path: Path) -> None:
    urls = [add_shell(site, f"/story-{number}") for number in range(12)]
    process = start_crawl(tmp_path, OVERRIDES, urls=urls, render=True)
    wait_for(lambda: sum(request.startswith("/story") for request in site.requests) > 3)
    kill_browser(process)
    log, _ = process.communicate(timeout=90)
    assert process.returncode == 0, log
    assert len(records(tmp_path)) == 12, log


def test_a_browser_that_is_killed_as_it_opens_a_tab_costs_no_page(site: Site, tmp_path: Path) -> None:
    urls = [add_shell(site, f"/story-{number}") for number in range(12)]
    process = start_crawl(tmp_path, OVERRIDES, urls=urls, render=True)
    wait_for(lambda: sum(request.startswith("/story") for request in site.requests) > 3)
    zygotes = chromium_below(process, "--type=zygote")
    assert zygotes
    for zygote in zygotes:
        zygote.suspend()  # no new tab has a process from now on, and what opens one waits
    wait_for(lambda: site.count("/text.json") > 3)
    time.sleep(2)
    kill_browser(process)
    log, _ = process.communicate(timeout=90)
    assert process.returncode == 0, log
    assert len(records(tmp_path)) == 12, log


def test_no_browser_outlives_its_crawl(site: Site, tmp_path: Path) -> None:
    before = browsers()
    site.answers["/text.json"] = slow(site.answers["/text.json"], 30)
    process = start_crawl(tmp_path, OVERRIDES, urls=[add_shell(site, "/story")], render=True)
    wait_for(lambda: site.count("/text.json") > 0)
    assert browsers() - before
    process.kill()
    process.communicate()
    wait_for(lambda: browsers() <= before)
