"""What a schedule tells while it runs; the command line writes it as lines or as JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class EventKind(StrEnum):
    """What happened."""

    READY = "ready"
    START = "start"
    OUTPUT = "output"
    """A line that a crawl wrote."""
    END = "end"
    BUSY = "busy"
    """Somebody else crawls the source; it is looked at again soon."""
    LATE = "late"
    """A turn came while the source's last crawl still ran or waited, and is left out."""
    RELOAD = "reload"
    FAULT = "fault"
    STOP = "stop"


class Level(StrEnum):
    """How much an event matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class ScheduleEvent:
    """One thing that happened."""

    kind: EventKind
    message: str
    """For a person, without the source's name. May hold text of a crawl's own."""
    source: str | None = None
    level: Level = Level.INFO
    fields: Mapping[str, str | int | float | None] = field(default_factory=dict)
    """For a program: times are ISO 8601, durations seconds."""


Tell = Callable[[ScheduleEvent], None]
"""Takes an event; called in the event loop, and not to block it."""
