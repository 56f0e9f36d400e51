"""Who is told of alarms, against real servers and real commands."""

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsclean.runs import tell as telling
from newsclean.runs.report import Alarm, RunError
from newsclean.runs.settings import AlarmCheck, AlarmSettings
from newsclean.runs.tell import tell
from tests.runs.made import made_run

RUN = made_run(
    1,
    alarms=(Alarm(check=AlarmCheck.EMPTY_RATE, message="8 of 20 pages are empty", value=0.4, usual=0.0),),
    errors=tuple(RunError(url=f"https://x.example/{number}", reason="no") for number in range(50)),
)


@contextmanager
def hook(status: int = 200, seconds: float = 0.0) -> Iterator[tuple[str, list[bytes]]]:
    """The URL of a web hook, and what it was sent."""
    bodies: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            time.sleep(seconds)
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/secret-path", bodies
        server.shutdown()
        thread.join()


def test_a_web_hook_gets_the_run_with_its_alarms() -> None:
    with hook() as (url, bodies):
        assert tell(RUN, AlarmSettings(webhook=url)) == ()
    (message,) = map(json.loads, bodies)
    assert message["text"] == "newsclean: gazette: 8 of 20 pages are empty"
    assert message["run"]["alarms"][0]["check"] == "empty_rate"
    assert message["run"]["counts"]["new"] == 20
    assert len(message["run"]["errors"]) == 10


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_web_hook_that_refuses(status: int) -> None:
    with hook(status) as (url, bodies):
        assert tell(RUN, AlarmSettings(webhook=url)) == (
            f"the web hook was not told: it answered with status {status}",
        )
    assert len(bodies) == 1  # no redirect was followed


def test_a_web_hook_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "WEBHOOK_SECONDS", 0.3)
    with hook(seconds=1.5) as (url, _):
        began = time.monotonic()
        (problem,) = tell(RUN, AlarmSettings(webhook=url))
        assert time.monotonic() - began < 1.2
    assert problem == "the web hook was not told: no complete answer within 0.3 seconds"


def test_a_web_hook_that_is_not_there() -> None:
    with hook() as (url, _):
        pass
    (problem,) = tell(RUN, AlarmSettings(webhook=url))
    assert problem.startswith("the web hook was not told: cannot connect to 127.0.0.1")
    assert "secret-path" not in problem


def command(tmp_path: Path, program: str) -> AlarmSettings:
    script = tmp_path / "told.py"
    script.write_text(program)
    return AlarmSettings(command=(sys.executable, str(script), "; touch owned", "$HOME"))


def test_a_command_gets_the_run_on_its_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = command(
        tmp_path, "import json, sys; json.dump([sys.argv[1:], json.load(sys.stdin)], open('told.json', 'w'))"
    )
    assert tell(RUN, settings) == ()
    arguments, message = json.loads((tmp_path / "told.json").read_text())
    assert arguments == ["; touch owned", "$HOME"]  # no shell has seen them
    assert message["run"]["source"] == "gazette"


def test_a_command_that_fails_or_does_not_read(tmp_path: Path) -> None:
    (problem,) = tell(RUN, command(tmp_path, "raise SystemExit(3)"))
    assert problem == f"the command {sys.executable} ended with status 3"
    (problem,) = tell(RUN, AlarmSettings(command=(str(tmp_path / "missing"),)))
    assert problem.endswith("missing could not be started: No such file or directory")


def test_a_command_that_hangs_is_stopped_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "COMMAND_SECONDS", 1.0)
    monkeypatch.chdir(tmp_path)
    program = (
        "import subprocess, sys, time; child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "open('pid', 'w').write(str(child.pid)); time.sleep(60)"
    )
    began = time.monotonic()
    (problem,) = tell(RUN, command(tmp_path, program))
    assert time.monotonic() - began < 10
    assert problem.endswith("was stopped after 1 seconds")
    child = Path("/proc") / (tmp_path / "pid").read_text() / "stat"
    deadline = time.monotonic() + 5
    while child.exists() and " Z " not in child.read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not child.exists() or " Z " in child.read_text()


def test_both_are_told_though_one_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with hook(500) as (url, _):
        settings = command(tmp_path, "open('told', 'w').close()").model_copy(update={"webhook": url})
        assert len(tell(RUN, settings)) == 1
    assert (tmp_path / "told").exists()
