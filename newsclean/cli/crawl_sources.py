"""The crawl of several sources: each in a process of its own, one after the other, and a table at the end."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, Self

from newsclean.cli import exit_codes
from newsclean.cli.crawl_given import GivenOptions
from newsclean.cli.record_options import store_name
from newsclean.cli.terminal import err, plain_line, print_table, report_error, report_note, report_warning
from newsclean.own_program import OWN_PROGRAM, own_environment
from newsclean.sources import Source, SourcesFile

_SHOWN_COUNTS = ("pages found", "saved", "unchanged", "skipped", "failed")
_OUTCOMES = {
    exit_codes.OK: "done",
    exit_codes.FAILED: "failed",
    exit_codes.USAGE: "not begun",
    exit_codes.CONFIG: "not begun",
    exit_codes.STORE: "store failed",
    exit_codes.BUSY: "busy",
    exit_codes.ALARM: "alarm",
    exit_codes.INTERRUPTED: "interrupted",
}
_GRAVEST_FIRST = (
    exit_codes.INTERRUPTED,
    exit_codes.STORE,
    exit_codes.CONFIG,
    exit_codes.FAILED,
    exit_codes.ALARM,
    exit_codes.BUSY,
    exit_codes.OK,
)


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """What came of the crawl of one source."""

    name: str
    code: int
    """The exit code of its process; of one that a signal ended, the signal's number below zero."""
    seconds: float
    counts: dict[str, str] = field(default_factory=dict)

    def row(self) -> list[str]:
        """For the table at the end."""
        counts = [self.counts.get(name, "") for name in _SHOWN_COUNTS]
        return [self.name, self.outcome, *counts, f"{self.seconds:.1f}"]

    @property
    def outcome(self) -> str:
        """In a word or two."""
        if self.code < 0:
            return f"ended by signal {-self.code}"
        return _OUTCOMES.get(self.code, f"failed ({self.code})")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a crawl that does not end itself is waited for."""

    overtime_seconds: float = 120.0
    """At its time limit a crawl ends itself, with the pages in hand; so much later it hangs, and is ended."""
    grace_seconds: float = 60.0
    """From SIGTERM to SIGKILL, as a schedule has it."""


def crawl_sources(
    file: SourcesFile, sources: Sequence[Source], given: GivenOptions, patience: Patience | None = None
) -> int:
    """Crawl the sources one after the other, whatever comes of each; the exit code that says most."""
    outcomes: list[SourceOutcome] = []
    with _Signals() as signals:
        for number, source in enumerate(sources, start=1):
            if signals.came:
                break
            if not given.quiet:
                err().print(f"{source.name} ({number} of {len(sources)})")
            outcomes.append(_crawl(file, source, given, signals, patience or Patience()))
    if not given.quiet:
        print_table(("source", "outcome", *_SHOWN_COUNTS, "seconds"), [outcome.row() for outcome in outcomes])
        stores = dict.fromkeys(store_name(given.store or source.store) for source in sources[: len(outcomes)])
        report_note(f"the records are in {', '.join(map(plain_line, stores))}")
        if len(outcomes) < len(sources):
            err().print(f"interrupted: {len(sources) - len(outcomes)} of {len(sources)} sources not begun")
    return exit_codes.INTERRUPTED if signals.came else _gravest(outcome.code for outcome in outcomes)


def _gravest(codes: Iterable[int]) -> int:
    known = {code if code in _GRAVEST_FIRST else exit_codes.FAILED for code in codes}
    return next(code for code in _GRAVEST_FIRST if code in known)


def _crawl(
    file: SourcesFile, source: Source, given: GivenOptions, signals: "_Signals", patience: Patience
) -> SourceOutcome:
    began = time.monotonic()
    try:
        child = subprocess.Popen(  # noqa: S603  this very program
            [*OWN_PROGRAM, *given.arguments(file, source)],
            env={**own_environment(), **given.environment()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            # Else Ctrl-C would reach it twice, from the terminal and from here, which ends it at once.
            process_group=0 if os.name == "posix" else None,
        )
    except OSError as error:
        report_error(f"{source.name}: the crawl could not be started: {error.strerror or error}")
        return SourceOutcome(source.name, exit_codes.FAILED, 0.0)
    limit = given.time_limit_seconds or source.time_limit_seconds
    with signals.passed_to(child):
        printed = _printed(child, source.name, limit, patience)
    return SourceOutcome(source.name, child.returncode, time.monotonic() - began, _counts(printed))


def _printed(child: "subprocess.Popen[str]", name: str, limit_seconds: float, patience: Patience) -> str:
    """What the crawl printed by its end; one that does not end in time is ended."""
    try:
        return child.communicate(timeout=limit_seconds + patience.overtime_seconds)[0]
    except subprocess.TimeoutExpired:
        report_warning(f"{name}: still running {patience.overtime_seconds:g} seconds after its time limit; ending it")
        child.terminate()
    try:
        return child.communicate(timeout=patience.grace_seconds)[0]
    except subprocess.TimeoutExpired:
        child.kill()
        return child.communicate()[0]


def _counts(printed: str) -> dict[str, str]:
    """The table that a crawl prints into a pipe, by the names of its rows."""
    return {name: value for name, mark, value in (line.partition("\t") for line in printed.splitlines()) if mark}


class _Signals:
    """Passes signals on to the crawl that runs, and remembers that one came."""

    def __init__(self) -> None:
        self.came = 0
        """The number of the last signal."""
        self._child: subprocess.Popen[str] | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        names = ("SIGINT", "SIGTERM", "SIGHUP")
        numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
        self._before = {number: signal.signal(number, self._pass_on) for number in numbers}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def passed_to(self, child: "subprocess.Popen[str]") -> Iterator[None]:
        """While the block lasts, signals go to the child, one that came a moment before it too."""
        self._child = child
        if self.came:
            self._send()
        try:
            yield
        finally:
            self._child = None
            if child.poll() is None:
                child.kill()

    def _pass_on(self, number: int, _frame: FrameType | None) -> None:
        self.came = number
        self._send()

    def _send(self) -> None:
        if self._child is not None:
            self._child.send_signal(signal.SIGINT if self.came == signal.SIGINT else signal.SIGTERM)
