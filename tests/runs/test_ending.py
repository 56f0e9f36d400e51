"""The end of a run: its alarms are written down, and told of once a day."""

from pathlib import Path

from newsclean.runs.ending import end_run
from newsclean.runs.log import RunLog
from newsclean.runs.report import RunReport
from newsclean.runs.settings import AlarmSettings
from tests.runs.made import made_run
from tests.runs.test_tell import hook


def run_at(log: RunLog, hours: float, settings: AlarmSettings, **kinds: int) -> RunReport:
    run = made_run(hours, kinds or None)
    begun = log.begin(RunReport(source=run.source, began=run.began))
    ended = end_run(log, run.model_copy(update={"id": begun.id}), settings)
    assert log.get(begun.id or 0) == ended
    return ended


def test_an_alarm_that_stays_is_told_of_once_a_day(tmp_path: Path) -> None:
    with hook() as (url, bodies), RunLog.open(str(tmp_path / "news.db")) as log:
        settings = AlarmSettings(webhook=url)
        assert not any(run_at(log, hour, settings).alarms for hour in range(3))
        told = [run_at(log, hour, settings, article=12, empty=8).is_told for hour in (3, 4, 26.9, 27.1, 28)]
        assert told == [True, False, False, True, False]
        assert run_at(log, 29, settings, article=6, listing=14).is_told  # another alarm
        assert len(bodies) == 3


def test_a_run_is_kept_though_nobody_could_be_told_and_the_next_one_tries_again(tmp_path: Path) -> None:
    with RunLog.open(str(tmp_path / "news.db")) as log:
        with hook(status=500) as (url, bodies):
            settings = AlarmSettings(webhook=url)
            for hour in range(3):
                run_at(log, hour, settings)
            failed = run_at(log, 3, settings, article=12, empty=8)
            assert failed.problems == ("the web hook was not told: it answered with status 500",)
            assert failed.alarms and not failed.is_told
            run_at(log, 4, settings, article=12, empty=8)
        assert len(bodies) == 2


def test_a_run_that_was_accepted_is_the_new_past(tmp_path: Path) -> None:
    settings = AlarmSettings()
    with RunLog.open(str(tmp_path / "news.db")) as log:
        for hour in range(3):
            run_at(log, hour, settings)
        alarmed = run_at(log, 3, settings, article=12, empty=8)
        assert alarmed.alarms
        log.accept(alarmed.id or 0)
        assert not any(run_at(log, hour, settings, article=12, empty=8).alarms for hour in range(4, 8))
        assert run_at(log, 8, settings, empty=20).alarms
