"""`newsclean runs`, and what it has to say of real crawls of a site that breaks."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from newsclean.cli import exit_codes
from newsclean.runs.log import RunLog
from newsclean.runs.report import RunReport, RunState
from tests.cli.conftest import Run
from tests.crawl import faulty_server as server
from tests.crawl.crawling import COMMAND, ENVIRONMENT, run_command
from tests.runs.made import made_run, quiet_run
from tests.runs.test_tell import hook

PAGES_A_RUN = 20
CONSENT = (
    "<html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1><p>We and our partners "
    "use cookies. By clicking Accept all you agree to our use of cookies.</p><button>Accept all</button></body></html>"
)
SHELL = "<html><head><title>The Gazette</title></head><body><div id='app'></div><script src='/app.js'></script></body>"


@dataclass
class Gazette:
    """A site with a feed, and a folder with what was crawled of it."""

    site: server.Site
    folder: Path
    published: int = 0

    def publish(self, answer: Callable[[str], server.Answer], number: int = PAGES_A_RUN) -> None:
        """Add stories to the site and its feed."""
        for story in range(self.published, self.published + number):
            self.site.answers[f"/story-{story}"] = answer(f"The harbour, part {story}")
        self.published += number
        links = (f"{self.site.base}/story-{story}" for story in range(self.published))
        self.site.answers["/feed"] = server.feed(*links)

    def crawl(self, *options: str) -> subprocess.CompletedProcess[str]:
        arguments = ("--feed", f"{self.site.base}/feed", "--store", "news.db", "--delay", "0", "--no-memory")
        return run_command(self.folder, "crawl", *arguments, *options)

    def last(self) -> RunReport:
        with RunLog.read(str(self.folder / "news.db")) as log:
            return next(log.runs())


def story(title: str) -> server.Answer:
    return server.html(server.article(title))


def with_teasers(title: str) -> server.Answer:
    teasers = "".join(f"<p>Read also: The old cinema, part {n}, is to become a school of dance</p>" for n in range(8))
    return server.html(server.article(title, server.SENTENCES * 4).replace("</article>", f"{teasers}</article>"))


def first_lines(title: str) -> server.Answer:
    page = server.article(title, server.SENTENCES).replace(f"<p>{server.SENTENCES * 3}</p>", "")
    return server.html(page)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazette]:
    """A site that was crawled three times, with something new each time."""
    with server.serve() as site:
        gazette = Gazette(site, tmp_path_factory.mktemp("watched"))
        for _ in range(3):
            gazette.publish(story)
            assert gazette.crawl("--quiet").returncode == exit_codes.OK
        yield gazette


@pytest.fixture
def gazette(watched: Gazette, tmp_path: Path) -> Iterator[Gazette]:
    """The same, for one test to break."""
    folder = tmp_path / "crawled"
    shutil.copytree(watched.folder, folder)
    before = dict(watched.site.answers)
    yield Gazette(watched.site, folder, watched.published)
    watched.site.answers.clear()
    watched.site.answers.update(before)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (with_teasers, {"cut_share", "label_share"}),
        (first_lines, {"median_length"}),
        (lambda _: server.html(SHELL), {"no_articles", "empty_rate"}),
        (lambda _: server.html(CONSENT), {"no_articles", "empty_rate"}),
        (lambda _: server.status(404), {"failure_rate"}),
        (lambda _: server.status(403), {"refused"}),
    ],
    ids=["other template", "first lines only", "empty", "consent wall", "not found", "refused"],
)
def test_a_site_that_changes_is_an_alarm(
    gazette: Gazette, answer: Callable[[str], server.Answer], expected: set[str]
) -> None:
    gazette.publish(answer)
    done = gazette.crawl()
    assert expected <= {alarm.check.value for alarm in gazette.last().alarms}
    assert done.returncode == exit_codes.ALARM
    assert f"error: alarm: {gazette.last().source}: {gazette.last().alarms[0].message}" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "expected"),
    [(server.status(404), "listings_gone"), (server.status(403), "refused"), (server.feed(), "listings_empty")],
)
def test_a_feed_that_breaks_is_an_alarm(gazette: Gazette, answer: server.Answer, expected: str) -> None:
    gazette.site.answers["/feed"] = answer
    assert gazette.crawl("--quiet").returncode == exit_codes.ALARM
    assert [alarm.check.value for alarm in gazette.last().alarms] == [expected]


@pytest.mark.slow
def test_a_night_without_news_and_a_morning_with_some_are_none(gazette: Gazette) -> None:
    assert gazette.crawl("--quiet").returncode == exit_codes.OK
    gazette.publish(story, number=2)
    assert gazette.crawl("--quiet").returncode == exit_codes.OK
    run = gazette.last()
    assert (run.counts.new, run.counts.known, run.counts.listings) == (2, 60, 1)


@pytest.mark.slow
def test_somebody_is_told_and_the_figures_go_to_prometheus(gazette: Gazette) -> None:
    parser = pytest.importorskip("prometheus_client.parser", reason="needs the extra `metrics`")
    gazette.publish(lambda _: server.html(SHELL))
    write = f"{sys.executable} -c \"import sys; open('told.json', 'w').write(sys.stdin.read())\""
    with hook() as (url, bodies):
        done = gazette.crawl("--alarm-webhook", url, "--alarm-command", write, "--metrics-file", "news.prom")
    assert done.returncode == exit_codes.ALARM
    assert json.loads(bodies[0])["run"]["id"] == gazette.last().id
    assert (gazette.folder / "told.json").read_bytes() == bodies[0]
    metrics = parser.text_string_to_metric_families((gazette.folder / "news.prom").read_text())
    samples = {
        (sample.name, *sample.labels.values()): sample.value for sample in chain(*(one.samples for one in metrics))
    }
    assert samples["newsclean_run_is_alarm", gazette.last().source] == 1


@pytest.mark.slow
def test_a_web_hook_that_fails_is_said_and_costs_nothing(gazette: Gazette) -> None:
    gazette.publish(lambda _: server.html(SHELL))
    done = gazette.crawl("--alarm-webhook", "http://127.0.0.1:9/secret")
    assert done.returncode == exit_codes.ALARM
    assert "error: the web hook was not told: cannot connect to 127.0.0.1 port 9" in done.stderr
    assert "secret" not in done.stderr
    run = gazette.last()
    assert (run.state, run.is_told, len(run.problems)) == (RunState.FINISHED, False, 1)


@pytest.mark.slow
def test_what_a_run_tells(gazette: Gazette) -> None:
    gazette.publish(story, number=6)
    gazette.publish(lambda _: server.status(500), number=1)
    gazette.site.answers["/story-0"] = story("unchanged")
    assert gazette.crawl("--quiet").returncode == exit_codes.OK
    run = gazette.last()
    assert run.counts.new == 6
    assert (run.counts.failed, run.counts.failed_listings, run.counts.listings) == (1, 0, 1)
    assert [(error.url, "500" in error.reason) for error in run.errors] == [(f"{gazette.site.base}/story-66", True)]
    assert run.statuses[200] == 7 and run.statuses[500] >= 1
    assert run.bytes_received > 6_000
    assert run.median_length and 800 < run.median_length < 1_000
    assert run.page_kinds == {"article": 6}
    shown = run_command(gazette.folder, "runs", "show", "last", "--store", "news.db")
    assert "new: 6\n" in shown.stdout
    assert f"failed: {gazette.site.base}/story-66: " in shown.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("signals", "state"),
    [
        ([signal.SIGKILL], RunState.KILLED),
        ([signal.SIGTERM], RunState.INTERRUPTED),
        ([signal.SIGINT, signal.SIGINT], RunState.INTERRUPTED),
    ],
)
def test_a_run_that_is_stopped(gazette: Gazette, signals: list[signal.Signals], state: RunState) -> None:
    gazette.publish(lambda title: server.slow(story(title), 0.3), number=100)
    starts = ("--feed", f"{gazette.site.base}/feed", "--store", "news.db", "--delay", "0", "--no-memory")
    with subprocess.Popen([*COMMAND, "crawl", "--quiet", *starts], cwd=gazette.folder, env=ENVIRONMENT) as process:
        before, deadline = gazette.site.count("/story-70"), time.monotonic() + 60
        while gazette.site.count("/story-70") == before and time.monotonic() < deadline:
            time.sleep(0.05)
        assert gazette.last().state is RunState.RUNNING
        for number in signals:
            process.send_signal(number)
            time.sleep(0.1)
        process.wait(60)
    assert gazette.last().state is state
    assert gazette.crawl("--quiet").returncode == exit_codes.OK
    assert gazette.last().state is RunState.FINISHED


@pytest.mark.slow
def test_a_run_that_ends_at_its_time_limit(gazette: Gazette) -> None:
    gazette.publish(lambda title: server.slow(story(title), 0.6), number=100)
    assert gazette.crawl("--quiet", "--time-limit", "6").returncode == exit_codes.OK
    run = gazette.last()
    assert run.state is RunState.LIMITED
    assert run.counts.saved < run.counts.found


@pytest.mark.slow
def test_a_run_that_cannot_be_written_down_is_said(gazette: Gazette) -> None:
    (gazette.folder / "news.db.runs.db").write_text("my notes")
    gazette.publish(story)
    done = gazette.crawl()
    assert done.returncode == exit_codes.STORE
    assert "the run was not written down: " in done.stderr
    assert "saved\t20\n" in done.stdout  # the crawl itself was done


@pytest.mark.slow
def test_a_crawl_of_scrapy_is_recorded_too(gazette: Gazette) -> None:
    def scrapy(*settings: str) -> subprocess.CompletedProcess[str]:
        (gazette.folder / "scrapy.cfg").write_text("[settings]\ndefault = newsclean.crawl.settings\n")
        own = ("NEWSCLEAN_STORE=news.db", "NEWSCLEAN_SOURCE=gazette", "NEWSCLEAN_ALLOW_PRIVATE_HOSTS=1")
        given = chain(*(("-s", setting) for setting in (*own, *settings)))
        starts = ("-a", f"urls={gazette.site.base}/feed", "-s", "AUTOTHROTTLE_ENABLED=False")
        return run_command(gazette.folder, "crawl", "feed", *starts, *given, python=("-m", "scrapy"))

    gazette.publish(story)
    assert scrapy().returncode == 0
    assert (gazette.last().source, gazette.last().counts.known) == ("gazette", PAGES_A_RUN * 3)
    wrong = scrapy('NEWSCLEAN_ALARMS={"hook": "x"}')
    assert "ConfigError: NEWSCLEAN_ALARMS: hook: Extra inputs are not permitted" in wrong.stderr


@pytest.mark.slow
def test_runs_of_a_store_in_postgresql_are_in_its_database(tmp_path: Path, postgresql_url: str) -> None:
    with server.serve() as site:
        gazette = Gazette(site, tmp_path)
        gazette.publish(story, number=2)
        crawled = gazette.crawl("--quiet", "--store", postgresql_url)
        assert crawled.returncode == exit_codes.OK, crawled.stderr
    listed = run_command(tmp_path, "runs", "list", "--json", "--store", postgresql_url)
    assert [RunReport.model_validate_json(line).counts.new for line in listed.stdout.splitlines()] == [2]
    assert not list(tmp_path.glob("*.runs.db"))


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the runs of two sources, one with a name to be wary of."""
    monkeypatch.chdir(tmp_path)
    with RunLog.open("newsclean.db") as log:
        for run in (made_run(1), quiet_run(2), made_run(3, source="her\x1b[31mald", reason="one\ntwo")):
            begun = log.begin(RunReport(source=run.source, began=run.began))
            log.write(run.model_copy(update={"id": begun.id}))
    return tmp_path


def test_list(recorded: Path, run: Run) -> None:  # noqa: ARG001
    listed = [line.split("\t") for line in run("runs", "list").stdout.splitlines()]
    rows = [dict(zip(listed[0], cells, strict=True)) for cells in listed[1:]]
    assert [(row["id"], row["source"], row["new"], row["cut"]) for row in rows] == [
        ("3", "herald", "20", "5.0%"),
        ("2", "gazette", "0", ""),
        ("1", "gazette", "20", "5.0%"),
    ]
    assert len(run("runs", "list", "--source", "gazette").stdout.splitlines()) == 3
    assert run("runs", "list", "--alarms").stdout.count("\n") == 1
    limited = run("runs", "list", "--limit", "1")
    assert "these are the last 1" in limited.stderr


def test_a_list_of_no_runs_says_so(recorded: Path, run: Run) -> None:  # noqa: ARG001
    nothing = run("runs", "list", "--source", "courier")
    assert len(nothing.stdout.splitlines()) == 1
    assert nothing.stderr == "note: no run is like that\n"


def test_json(recorded: Path, run: Run) -> None:  # noqa: ARG001
    lines = run("runs", "list", "--json").stdout.splitlines()
    assert [RunReport.model_validate_json(line).id for line in lines] == [3, 2, 1]
    shown = json.loads(run("runs", "show", "1", "--json").stdout)
    assert (shown["counts"]["new"], shown["cut_share"], shown["requests_per_second"]) == (20, 0.05, 0.0)


def test_show(recorded: Path, run: Run) -> None:  # noqa: ARG001
    shown = run("runs", "show", "last").stdout
    assert shown.startswith("run: 3 of herald, newsclean 1.0\n")
    assert "state: finished (one two)\n" in shown
    assert "\x1b" not in shown
    assert run("runs", "show", "last", "--source", "gazette").stdout.startswith("run: 2 of gazette")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["show", "9"], exit_codes.FAILED, "there is no run 9; `newsclean runs list` lists them"),
        (["show", "1", "--source", "herald"], exit_codes.FAILED, "there is no run 1 of herald"),
        (["show", "first"], exit_codes.USAGE, "a run is given by its number, or as `last`"),
        (["show", "9" * 30], exit_codes.USAGE, "a run is given by its number"),
        (["list", "--store", "other.db"], exit_codes.STORE, "there are no runs of other.db"),
        (["list", "--store", "other.doc"], exit_codes.CONFIG, "no store is called 'other.doc'"),
        (["list", "--store", "mysql://db/news"], exit_codes.CONFIG, "no store is called mysql://"),
    ],
)
def test_what_is_wrong_is_said(recorded: Path, run: Run, arguments: list[str], code: int, message: str) -> None:
    done = run("runs", *arguments)
    assert done.exit_code == code
    assert message in " ".join(done.stderr.replace("│", " ").split())
    assert sorted(path.name for path in recorded.iterdir()) == ["newsclean.db.runs.db"]


def test_accept(recorded: Path, run: Run) -> None:  # noqa: ARG001
    assert run("runs", "accept", "1").stdout == "accepted run 1 of gazette\n"
    with RunLog.open("newsclean.db") as log:
        assert [found.is_accepted for found in log.runs("gazette")] == [False, True]
        log.begin(RunReport(source="gazette", began=made_run(4).began))
    refused = run("runs", "accept", "last")
    assert (refused.exit_code, "run 4 is running" in refused.stderr) == (exit_codes.FAILED, True)


def test_metrics(recorded: Path, run: Run) -> None:  # noqa: ARG001
    pytest.importorskip("prometheus_client", reason="needs the extra `metrics`")
    printed = run("runs", "metrics").stdout
    assert 'newsclean_run_listings{source="gazette"} 1.0\n' in printed
    assert 'newsclean_run_pages{outcome="new",source="gazette"} 0.0\n' in printed
