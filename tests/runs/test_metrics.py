"""The text for Prometheus, read by Prometheus's own parser."""

from pathlib import Path

import pytest

from newsclean.errors import StoreError
from newsclean.runs.report import Alarm
from newsclean.runs.settings import AlarmCheck
from tests.runs.made import made_run, quiet_run

pytest.importorskip("prometheus_client", reason="needs the extra `metrics`")

ALARM = Alarm(check=AlarmCheck.QUIET, message="nothing new", value=1, usual=0)
RUNS = [
    made_run(1, source='the "Gazette"\nof\\the\x1b[31m north', statuses={200: 21}, requests=22, seconds=4.5),
    quiet_run(2, source="herald", alarms=(ALARM,)),
]


def values(content: bytes) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    from prometheus_client.parser import text_string_to_metric_families

    return {
        (
            sample.name,
            frozenset((name, value) for name, value in sample.labels.items() if name != "source"),
        ): sample.value
        for family in text_string_to_metric_families(content.decode())
        for sample in family.samples
        if sample.labels["source"] != "herald"
    }


def test_every_figure_can_be_read() -> None:
    from newsclean.runs.metrics import exposition

    read = values(exposition(RUNS))
    assert read["newsclean_run_requests", frozenset()] == 22
    assert read["newsclean_run_duration_seconds", frozenset()] == 4.5
    assert read["newsclean_run_pages", frozenset({("outcome", "new")})] == 20
    assert read["newsclean_run_page_kinds", frozenset({("kind", "article")})] == 20
    assert read["newsclean_run_responses", frozenset({("code", "200")})] == 21
    assert read["newsclean_run_cut_characters", frozenset({("label", "share")})] == 2_000
    assert read["newsclean_run_median_characters", frozenset()] == 1_900
    assert read["newsclean_run_state", frozenset({("state", "finished")})] == 1
    assert read["newsclean_run_is_alarm", frozenset()] == 0


def test_an_alarm_and_what_has_no_value() -> None:
    from newsclean.runs.metrics import exposition

    lines = exposition(RUNS).decode().splitlines()
    assert 'newsclean_run_alarms{check="quiet",source="herald"} 1.0' in lines
    assert not [line for line in lines if line.startswith("newsclean_run_median_characters{") and "herald" in line]


def test_a_file_appears_whole_and_can_be_read_by_others(tmp_path: Path) -> None:
    from newsclean.runs.metrics import exposition, write_metrics

    path = tmp_path / "newsclean.prom"
    write_metrics(RUNS, path)
    assert path.read_bytes() == exposition(RUNS)
    assert path.stat().st_mode & 0o777 == 0o644
    assert [found.name for found in tmp_path.iterdir()] == ["newsclean.prom"]
    with pytest.raises(StoreError, match="does not exist"):
        write_metrics(RUNS, tmp_path / "missing" / "newsclean.prom")
