"""The log of a schedule: a line for a person or a JSON object for a program, per event."""

import json
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from enum import StrEnum
from typing import IO

from newsclean.cli.terminal import plain
from newsclean.schedule.events import EventKind, Level, ScheduleEvent


class LogFormat(StrEnum):
    """How the log is written."""

    LINES = "lines"
    JSON = "json"


def log_to(
    stream: IO[str], log_format: LogFormat, levels: Collection[Level] = frozenset(Level)
) -> Callable[[ScheduleEvent], None]:
    """What writes events of these levels to `stream`, each at once. A log that cannot be written stops no crawl."""
    write = as_json if log_format is LogFormat.JSON else as_line

    def tell(event: ScheduleEvent) -> None:
        if event.level not in levels:
            return
        try:
            stream.write(f"{write(event, datetime.now(UTC))}\n")
            stream.flush()
        except (OSError, ValueError):  # the reader went away, the disk is full, the stream was closed
            return

    return tell


def as_line(event: ScheduleEvent, now: datetime) -> str:
    """A line to read: when, how bad, which source, what. Further lines of a message are indented."""
    mark = "|" if event.kind is EventKind.OUTPUT else ":"
    about = f"{event.source}{mark} " if event.source else ""
    message = plain(event.message).replace("\n", "\n  ")
    return f"{now.astimezone():%Y-%m-%d %H:%M:%S%z} {event.level.upper():7} {about}{message}"


def as_json(event: ScheduleEvent, now: datetime) -> str:
    """A JSON object in one line, in ASCII."""
    head = {
        "time": now.isoformat(timespec="milliseconds"),
        "level": event.level,
        "event": event.kind,
        "source": event.source,
        "message": plain(event.message),
    }
    return json.dumps({**head, **event.fields})
