"""One schedule in a process of its own: its options from standard input as JSON, its log to standard error."""

import json
import sys

from pydantic import TypeAdapter

from newsclean.cli.schedule import run_due_now, stay
from newsclean.cli.schedule_log import LogFormat, log_to
from newsclean.cli.terminal import report_error
from newsclean.errors import NewscleanError
from newsclean.schedule.options import ScheduleOptions

if __name__ == "__main__":
    given = json.load(sys.stdin)
    run = run_due_now if given.pop("once", False) else stay
    try:
        code = run(TypeAdapter(ScheduleOptions).validate_python(given), log_to(sys.stderr, LogFormat.JSON))
    except NewscleanError as error:
        report_error(str(error))
        code = 99
    sys.exit(code)
