"""How a schedule is run."""

from dataclasses import dataclass
from pathlib import Path

from newsclean.own_program import OWN_PROGRAM

DEFAULT_PARALLEL = 2
"""One crawl mostly waits for its hosts; a second one uses what is left of two cores."""
DEFAULT_GRACE_SECONDS = 60.0
"""A page in hand is there or given up after 30 seconds, and cleaned after another 20."""


@dataclass(frozen=True, slots=True)
class ScheduleOptions:
    """What a schedule runs, and how much of it at a time."""

    sources: Path
    state: Path
    """File of the turns that were taken; made where there is none."""
    parallel: int = DEFAULT_PARALLEL
    """Crawls at a time, at most."""
    jitter_seconds: float = 0.0
    """A crawl that is due starts up to so much later, by chance."""
    grace_seconds: float = DEFAULT_GRACE_SECONDS
    """From SIGTERM to SIGKILL."""
    overtime_seconds: float = 60.0
    """A crawl ends itself at its time limit; one that has not so much later is ended from outside."""
    heartbeat_seconds: float = 30.0
    """How often the clock is looked at: a timer knows nothing of a machine that slept, or a clock that was set."""
    command: tuple[str, ...] = OWN_PROGRAM
    """What runs newsclean."""


def default_state(sources: Path) -> Path:
    """Where the turns are kept: beside the sources file.

    >>> str(default_state(Path("news/sources.toml")))
    'news/sources.toml.schedule.db'
    """
    return sources.with_name(f"{sources.name}.schedule.db")
