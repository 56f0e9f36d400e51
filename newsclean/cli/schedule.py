"""`newsclean schedule`: crawl each source of a file when it is due."""

import asyncio
import logging
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from newsclean.cli import exit_codes
from newsclean.cli.schedule_log import LogFormat, log_to
from newsclean.errors import ConfigError
from newsclean.schedule.events import Level, Tell
from newsclean.schedule.options import (
    DEFAULT_GRACE_SECONDS,
    DEFAULT_PARALLEL,
    ScheduleOptions,
    default_state,
)

_TROUBLE = frozenset({Level.WARNING, Level.ERROR})


def schedule(
    sources: Annotated[Path, typer.Argument(metavar="SOURCES", help="The sources file, see docs/sources.md.")],
    once: Annotated[bool, typer.Option("--once", help="Crawl what is due now, and exit: for cron and timers.")] = False,
    parallel: Annotated[
        int, typer.Option("--parallel", "-p", min=1, max=64, help="Crawls at a time, at most.")
    ] = DEFAULT_PARALLEL,
    jitter: Annotated[
        float,
        typer.Option("--jitter", min=0, max=86_400, help="Start each crawl up to so many seconds later, by chance."),
    ] = 0,
    grace: Annotated[
        float, typer.Option("--grace", min=0, max=3_600, help="Seconds that a crawl gets to end before it is killed.")
    ] = DEFAULT_GRACE_SECONDS,
    state: Annotated[
        Path | None,
        typer.Option("--state", help="File of when each source was crawled.", show_default="beside the sources file"),
    ] = None,
    log_format: Annotated[LogFormat, typer.Option("--log-format", help="Lines to read, or a JSON object a line.")] = (
        LogFormat.LINES
    ),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Log warnings and errors only.")] = False,
) -> None:
    """Crawl each source when it is due, until stopped.

    Each crawl is a process of its own with the source's time limit. No source is crawled twice at once, by
    hand neither. After a sleep or a restart what was missed is made up for once, and a crawl that was cut
    short goes on.

    SIGTERM or Ctrl-C ends the schedule after the pages in hand, a second one at once; SIGHUP reads the sources
    file again. The log goes to standard error.

    With --once the exit code is 1 where a crawl failed, else 6 where one raised an alarm.

    Examples:

      newsclean schedule sources.toml

      newsclean schedule sources.toml --parallel 4 --jitter 120 --log-format json

      newsclean schedule sources.toml --once
    """
    if sys.platform == "win32":
        raise ConfigError("the schedule needs a POSIX system; let the Task Scheduler run `newsclean crawl` instead")
    options = ScheduleOptions(
        sources=sources,
        state=state or default_state(sources),
        parallel=parallel,
        jitter_seconds=jitter,
        grace_seconds=grace,
    )
    tell = log_to(sys.stderr, log_format, _TROUBLE if quiet else frozenset(Level))
    raise typer.Exit((run_due_now if once else stay)(options, tell))


def run_due_now(options: ScheduleOptions, tell: Tell) -> int:
    """Crawl what is due; the exit code."""
    from newsclean.schedule.once import run_due  # noqa: PLC0415
    from newsclean.schedule.outcome import Outcome  # noqa: PLC0415
    from newsclean.schedule.turns import Turns  # noqa: PLC0415
    from newsclean.sources.read import read_sources  # noqa: PLC0415

    file = read_sources(options.sources)
    with Turns(options.state) as turns:
        outcomes = asyncio.run(run_due(options, file, turns, tell))
    if outcomes[Outcome.STOPPED]:
        return exit_codes.INTERRUPTED
    if outcomes[Outcome.FAILED] or outcomes[Outcome.NOT_STARTED]:
        return exit_codes.FAILED
    return exit_codes.ALARM if outcomes[Outcome.ALARM] else exit_codes.OK


def stay(options: ScheduleOptions, tell: Tell) -> int:
    """Crawl what is due until a signal ends it; the exit code."""
    from newsclean.crawl.lock import only_process  # noqa: PLC0415
    from newsclean.schedule.resident import Resident  # noqa: PLC0415
    from newsclean.schedule.turns import Turns  # noqa: PLC0415
    from newsclean.sources.read import read_sources  # noqa: PLC0415

    logging.getLogger("apscheduler").addHandler(logging.NullHandler())  # what it has to say comes as an event
    file = read_sources(options.sources)
    lock = options.state.with_name(f"{options.state.name}.lock")
    with only_process(lock, f"the schedule of {options.state} is run"), Turns(options.state) as turns:

        async def run() -> signal.Signals:
            return await Resident(options, file, turns, tell).run()

        ended_by = asyncio.run(run())
    return exit_codes.INTERRUPTED if ended_by is signal.SIGINT else exit_codes.OK
