"""What is done when a run has ended: it is compared with its past, written down, and told of."""

from datetime import timedelta
from typing import Final

from newsclean.runs.judge import judge
from newsclean.runs.log import RunLog
from newsclean.runs.report import RunReport
from newsclean.runs.settings import AlarmSettings
from newsclean.runs.tell import tell

REPEAT_HOURS: Final = 24
"""Of an alarm that stays somebody is told once a day: a source that is crawled every half hour would else say the same
48 times. The exit code says it every time."""


def end_run(log: RunLog, run: RunReport, settings: AlarmSettings) -> RunReport:
    """Write down a run that has ended, with its alarms, and tell of those that are new; the run as it is written.

    It is written before anybody is told: whatever becomes of that, the run is not lost. Raises StoreError.
    """
    alarms = judge(run, log.past(run, settings.past_runs), settings)
    ended = run.model_copy(update={"alarms": alarms})
    log.write(ended)
    if not alarms or not (settings.webhook or settings.command):
        return ended
    told = log.told_since(run.source, run.began - timedelta(hours=REPEAT_HOURS))
    if {alarm.check for alarm in alarms} <= told:
        return ended
    problems = tell(ended, settings)
    told_run = ended.model_copy(update={"problems": problems, "is_told": not problems})
    log.write(told_run)
    return told_run
