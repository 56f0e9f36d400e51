"""How often a source is crawled: `30m`, `6h`, `1d`, or a line as cron has it."""

import re
from datetime import datetime, timedelta
from typing import Annotated

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator

from newsclean.sources.faults import stated

_INTERVAL = re.compile(r"([0-9]{1,4})([mhdw])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
MAX_INTERVAL_DAYS = 366
CRON_FIELDS = 5
_ANY_MOMENT = datetime(2024, 1, 1)
"""To check a cron line by; which moment it is makes no difference."""


def interval(every: str) -> timedelta | None:
    """The time between two crawls; None for a cron line.

    >>> interval("90m"), interval("0 6 * * mon-fri")
    (datetime.timedelta(seconds=5400), None)
    """
    match = _INTERVAL.fullmatch(every)
    return int(match[1]) * _UNITS[match[2]] if match else None


def next_run(every: str, last: datetime | None, now: datetime) -> datetime:
    """When a source is due that was begun `last`; `now` or earlier where it is due already.

    A cron line is read in the time zone of `now`, an hour that the clock leaves out or repeats being taken as
    Debian's cron takes it. What was never begun is due now, or at the cron line's next moment.
    """
    between = interval(every)
    if between is not None:
        return last + between if last else now
    moment: datetime = next(CronSim(every, last.astimezone(now.tzinfo) if last else now))
    return moment


def _checked(every: str) -> str:
    spelled = " ".join(every.split())
    between = interval(spelled)
    if between is not None:
        if not timedelta() < between <= timedelta(days=MAX_INTERVAL_DAYS):
            raise stated(f"a crawl comes every minute at most and every {MAX_INTERVAL_DAYS} days at least, not {every}")
        return spelled
    if len(spelled.split()) != CRON_FIELDS:
        raise stated(f'"{every}" is neither a time such as "30m", "6h", "1d" nor the five fields of a cron line')
    try:
        next(CronSim(spelled, _ANY_MOMENT))
    except CronSimError as error:
        raise stated(f'"{every}" is no cron line: {str(error).lower()}') from None
    except StopIteration:
        raise stated(f'the moment of "{every}" never comes') from None
    return spelled


Every = Annotated[str, AfterValidator(_checked)]
"""An interval or a cron line that was checked."""
