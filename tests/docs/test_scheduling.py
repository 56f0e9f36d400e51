"""What docs/scheduling.md shows can be used as it stands: units, cron lines, sources, commands, the log."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cronsim import CronSim

from newsclean.cli.app import load_command
from newsclean.schedule.events import EventKind
from newsclean.schedule.options import DEFAULT_GRACE_SECONDS
from newsclean.schedule.outcome import Outcome
from newsclean.sources import read_sources

PAGE = (Path(__file__).parents[2] / "docs" / "scheduling.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
UNITS = re.findall(r"`/etc/systemd/system/([\w.-]+)`.*?^```ini\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
PROGRAM = "/opt/newsclean/bin/newsclean"


def blocks(language: str) -> list[str]:
    return [content for found, content in BLOCKS if found == language]


def commands() -> list[str]:
    """Every command line of newsclean's, wherever it stands."""
    named = re.findall(r"(?:^|&& |ExecStart=)(?:/opt/newsclean/bin/)?newsclean ([a-z].*)$", PAGE, re.MULTILINE)
    return [line for line in named if line.split()[0] in ("schedule", "crawl")]


def test_every_part_is_found() -> None:
    assert [name for name, _ in UNITS] == ["newsclean.service", "newsclean-once.service", "newsclean-once.timer"]
    assert len(commands()) == 5
    assert len(blocks("crontab")) == 2


@pytest.mark.parametrize("line", commands())
def test_a_command_has_the_options_it_is_given(line: str) -> None:
    name, *arguments = shlex.split(line)
    with load_command(name).make_context(name, arguments) as context:
        assert str(context.params["sources"]) == "sources.toml"


def test_the_sources_are_read(tmp_path: Path) -> None:
    (example,) = blocks("toml")
    path = tmp_path / "sources.toml"
    path.write_text(example)
    file = read_sources(path)
    assert [(source.name, source.every) for source in file.sources] == [
        ("harbour-times", "1h"),
        ("valley-post", "30 6 * * mon-fri"),
    ]


@pytest.mark.parametrize("line", [block.strip() for block in blocks("crontab")])
def test_a_cron_line_is_one(line: str) -> None:
    fields, command = " ".join(line.split()[:5]), line.split(maxsplit=5)[5]
    assert next(CronSim(fields, datetime(2026, 3, 2, tzinfo=UTC))) > datetime(2026, 3, 2, tzinfo=UTC)
    assert "%" not in command, "cron ends a command there"
    checked = subprocess.run(["sh", "-n", "-c", command], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert f"cd /var/lib/newsclean && {PROGRAM} " in command


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    paths = []
    for name, content in UNITS:
        paths.append(tmp_path / name)
        paths[-1].write_text(content.replace(PROGRAM, sys.executable).replace("User=newsclean", "User=root"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *paths], capture_output=True, text=True, check=False, timeout=60
    )
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "newsclean" in line]
    assert not ours
    assert done.returncode == 0, done.stderr
    paths[0].write_text(paths[0].read_text().replace("KillMode=mixed", "KillMode=gently"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", paths[0]], capture_output=True, text=True, check=False
    )
    assert "newsclean.service:12" in done.stderr, "a fault would be found"


def test_the_stop_timeout_of_each_unit_is_longer_than_the_grace() -> None:
    for name, content in UNITS:
        if name.endswith(".service"):
            (seconds,) = re.findall(r"^TimeoutStopSec=(\d+)$", content, re.MULTILINE)
            assert int(seconds) > DEFAULT_GRACE_SECONDS


def test_the_log_is_described_in_full() -> None:
    (example,) = blocks("json")
    assert set(json.loads(example)) >= {
        "time",
        "level",
        "event",
        "source",
        "message",
        "outcome",
        "exit_code",
        "seconds",
    }
    described = re.findall(r"^\| `([a-z]+)` \|", PAGE, re.MULTILINE)
    assert described == [kind.value for kind in EventKind]
    (outcomes,) = re.findall(r"`outcome` \((.*?)\)", PAGE)
    never_ended = {Outcome.NOT_STARTED, Outcome.NOT_DUE}
    assert set(re.findall(r"`([a-z]+)`", outcomes)) == {
        outcome.value for outcome in Outcome if outcome not in never_ended
    }


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)h#][^)]*)\)", PAGE):
        assert (Path(__file__).parents[2] / "docs" / target).is_file()
    headings = {
        re.sub(r"[^a-z0-9 -]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^#+ (.*)$", PAGE, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]*)\)", PAGE)) <= headings
