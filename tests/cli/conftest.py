"""What the tests of the command line share: a runner, and a story with junk to clean."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from newsclean.cli.app import app

Run = Callable[..., Result]
RunProcess = Callable[..., subprocess.CompletedProcess[bytes]]

PROCESS = (sys.executable, "-c", "from newsclean.cli.app import main; main()")
"""The console script, as it runs when installed."""

BODY = (
    "The dam above the old town holds, engineers said on Friday after a night of checks by forty of them.",
    "Water had come through the eastern wall on Thursday evening, and two streets were cleared for some hours.",
    "The town will now drain the lake by three metres and repair the wall before the snow melts in spring.",
)
TEASERS = (
    "The old cinema in the harbour is to become a school of dance, the town has ...",
    "Two bakers from the upper valley have won the prize for the best rye bread of ...",
)
STORY = "\n".join([*BODY, *TEASERS]) + "\n"
PAGE = (
    "<!doctype html><html lang='en'><head><title>A night at the lake</title></head><body><article>"
    + "".join(f"<p>{line}</p>" for line in BODY)
    + "</article></body></html>"
)


@pytest.fixture
def run() -> Run:
    """Run the command line in this process, as in a pipe."""

    def invoke(*arguments: str | Path, stdin: bytes | str | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, prog_name="newsclean")

    return invoke


@pytest.fixture
def run_process() -> RunProcess:
    """Run the command line as a process of its own."""

    def invoke(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        command: Sequence[str] = [*PROCESS, *(str(argument) for argument in arguments)]
        return subprocess.run(
            command, input=stdin, capture_output=True, timeout=60, check=False, env={**os.environ, **environment}
        )

    return invoke


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    return file


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    return file
