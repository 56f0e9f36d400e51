"""What came of a source's turn, as its crawl's exit code and end tell."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from newsclean.cli import exit_codes
from newsclean.schedule.process import Ended, Ending

_MEANINGS: Final[Mapping[int, str]] = MappingProxyType(
    {
        exit_codes.OK: "done",
        exit_codes.FAILED: "something given by name, or everything, could not be had",
        exit_codes.USAGE: "its command line was refused",
        exit_codes.CONFIG: "a configuration or sources file is wrong",
        exit_codes.STORE: "its store cannot be used",
        exit_codes.BUSY: "another process crawls the source",
        exit_codes.ALARM: "done, with an alarm",
        exit_codes.INTERNAL: "a fault in newsclean itself",
        exit_codes.INTERRUPTED: "interrupted",
    }
)


class Outcome(StrEnum):
    """What came of a source's turn."""

    DONE = "done"
    ALARM = "alarm"
    FAILED = "failed"
    BUSY = "busy"
    """Another process crawls the source; the turn stays open."""
    STOPPED = "stopped"
    """The schedule ended it before it was done; the turn stays open."""
    NOT_STARTED = "not started"
    """No process could be had for it; the turn stays open."""
    NOT_DUE = "not due"
    """Another schedule took the turn."""


def outcome_of(ended: Ended) -> Outcome:
    """How a crawl that ended so is to be counted."""
    if ended.ending is Ending.OVER_TIME:
        return Outcome.FAILED
    known = {exit_codes.OK: Outcome.DONE, exit_codes.ALARM: Outcome.ALARM, exit_codes.BUSY: Outcome.BUSY}
    if ended.code not in known and ended.ending is Ending.STOPPED:
        return Outcome.STOPPED
    return known.get(ended.code, Outcome.FAILED)


def told(ended: Ended) -> str:
    """The same in words.

    >>> told(Ended(code=-9, ending=Ending.OVER_TIME, seconds=60.0))
    'over its time limit, killed by SIGKILL'
    """
    if ended.signal_name:
        end = f"killed by {ended.signal_name}"
    else:
        end = f"exit code {ended.code} ({_MEANINGS.get(ended.code, 'failed')})"
    return end if ended.ending is Ending.BY_ITSELF else f"{ended.ending.value}, {end}"
