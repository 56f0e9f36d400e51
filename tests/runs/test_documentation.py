"""The manual says what the code does."""

import re
from pathlib import Path

import pytest

from newsclean.runs.settings import DEFAULT_TOLERANCES, AlarmCheck, AlarmSettings
from newsclean.toml_file import parse_toml
from tests.runs.made import made_run

MANUAL = (Path(__file__).parents[2] / "docs" / "runs.md").read_text(encoding="utf-8")


def test_every_check_is_explained_with_its_tolerance() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| ([\d.]*) ?\|$", MANUAL, re.MULTILINE))
    named = {check: rows[check.value] for check in AlarmCheck}
    assert named == {
        check: f"{DEFAULT_TOLERANCES[check]:g}" if check in DEFAULT_TOLERANCES else "" for check in AlarmCheck
    }


def test_every_setting_is_explained_and_the_example_can_be_read() -> None:
    (example,) = re.findall(r"```toml\n\[defaults\.alarms\]\n(.*?)```", MANUAL, re.DOTALL)
    settings = parse_toml(example, AlarmSettings, name="docs/runs.md")
    assert settings.webhook and settings.command and settings.tolerance_of(AlarmCheck.QUIET) == 3
    assert all(f"`{name}`" in MANUAL for name in AlarmSettings.model_fields)


def test_every_metric_is_explained() -> None:
    pytest.importorskip("prometheus_client", reason="needs the extra `metrics`")
    from newsclean.runs.metrics import exposition

    metrics = set(re.findall(r"^# TYPE (\w+)", exposition([made_run(1)]).decode(), re.MULTILINE))
    assert metrics == set(re.findall(r"`(newsclean_run_\w+)", MANUAL))
