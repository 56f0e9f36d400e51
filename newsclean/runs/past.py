"""A source's past, as far as a run is compared with it."""

from dataclasses import dataclass
from datetime import datetime

from newsclean.runs.report import RunReport


@dataclass(frozen=True, slots=True)
class QuietPast:
    """When a source had something new."""

    last_saved: datetime | None = None
    """When the last run began that saved something."""
    runs_with_news: int = 0
    quiet_runs: int = 0
    """Complete runs since then that saved nothing."""
    longest_seconds: float = 0.0
    """Between the beginnings of two runs that saved something, with none between them that did."""
    watched_seconds: float = 0.0
    """From the beginning of the first run that is kept to that of the last."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is kept of a source's runs before one. All newest first.

    Where a person has accepted a run, the past begins with it.
    """

    recent: tuple[RunReport, ...] = ()
    """Complete runs that had pages or an alarm."""
    ordinary: tuple[RunReport, ...] = ()
    """Complete runs with articles and without an alarm, or accepted."""
    quiet: QuietPast = QuietPast()
    was_nameless: bool = False
    """Whether in a run without an alarm the listings were read and named no page."""
