"""What a crawl shows: a live line on a terminal, a line now and then in a pipe, and the report at its end."""

import logging
import shlex
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.live import Live
from rich.text import Text

from newsclean.cli.record_options import DEFAULT_STORE, store_name
from newsclean.cli.terminal import err, plain, plain_line, print_table

if TYPE_CHECKING:
    from newsclean.crawl.report import Counts, CrawlReport

MAX_SHOWN_FAILURES = 20
PIPE_SECONDS = 30
"""How often a line of progress is written where nobody watches."""


class CrawlView:
    """Shows progress and log messages on standard error while a crawl runs; nothing but errors when quiet."""

    def __init__(self, quiet: bool) -> None:
        self._console = err()
        self._began = self._last_line = time.monotonic()
        self._quiet = quiet
        is_live = self._console.is_terminal and not quiet
        self._live = Live(console=self._console, transient=True, redirect_stdout=False) if is_live else None
        self._handler = _ViewHandler(self, logging.ERROR if quiet else logging.WARNING)

    def __enter__(self) -> Self:
        logging.getLogger().addHandler(self._handler)
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()
        logging.getLogger().removeHandler(self._handler)

    def show(self, counts: "Counts") -> None:
        """Show how far the crawl is."""
        line = progress_line(counts, time.monotonic() - self._began)
        if self._live:
            self._live.update(Text(line, style="cyan", overflow="ellipsis", no_wrap=True))
        elif not self._quiet and time.monotonic() - self._last_line >= PIPE_SECONDS:
            self._last_line = time.monotonic()
            self._console.print(line)

    def print(self, message: str) -> None:
        """Print a log message above the live line."""
        self._console.print(Text(message))


class _ViewHandler(logging.Handler):
    def __init__(self, view: CrawlView, level: int) -> None:
        super().__init__(level)
        self._view = view

    def emit(self, record: logging.LogRecord) -> None:
        """Print the message, made safe: URLs and reasons come from outside. What the report names waits for it."""
        if getattr(record, "is_told_at_end", False):
            return
        message = f"{record.levelname.lower()}: {plain(record.getMessage())}"
        if record.exc_info:
            message += "\n" + plain(logging.Formatter().formatException(record.exc_info))
        self._view.print(message)


def progress_line(counts: "Counts", seconds: float) -> str:
    """The counts in one line, with the pages a minute so far."""
    shown = ("found", "fetched", "cleaned", "saved", "skipped", "failed")
    parts = [f"{name} {getattr(counts, name)}" for name in shown]
    return " · ".join([*parts, f"{_per_minute(counts.fetched, seconds)}/min"])


def print_report(report: "CrawlReport", store: str, quiet: bool) -> None:
    """Print what the crawl did to standard output, and what failed to standard error."""
    counts = report.counts
    if not quiet:
        rows = [
            ("listings read", counts.listings),
            ("pages found", counts.found),
            ("known already", counts.known),
            *((("left out by patterns", counts.left_out),) if counts.left_out else ()),
            ("fetched", counts.fetched),
            ("cleaned", counts.cleaned),
            *((f"of kind {kind}", number) for kind, number in report.page_kinds),
            ("saved", counts.saved),
            ("saved in", store_name(store)),
            ("unchanged", counts.unchanged),
            ("skipped", counts.skipped),
            *((("postponed", counts.postponed),) if counts.postponed else ()),
            ("failed", counts.failed),
            ("pages per minute", _per_minute(counts.fetched, report.seconds)),
            ("seconds", f"{report.seconds:.1f}"),
        ]
        print_table(("crawl", ""), [(name, str(number)) for name, number in rows])
    _print_failures(report, store, quiet)


def _print_failures(report: "CrawlReport", store: str, quiet: bool) -> None:
    console = err()
    named = [*report.failures, *(skip for skip in report.skips if skip.is_start)]
    for trouble in named[:MAX_SHOWN_FAILURES]:
        console.print(Text.assemble(("failed: ", "bold red"), plain_line(f"{trouble.url}: {trouble.reason}")))
    unnamed = report.counts.failed - len(report.failures) + len(named[MAX_SHOWN_FAILURES:])
    if unnamed > 0:
        more = f"; `{_runs_command(store)}` names more" if report.run is not None else ""
        console.print(f"… and {unnamed} more failed{more}", soft_wrap=True)
    if report.time_is_up and not quiet:
        console.print("the time limit is up: the next crawl goes on from here")
    if report.was_interrupted and not quiet:
        console.print("interrupted: the same command goes on from here")


def _runs_command(store: str) -> str:
    return "newsclean runs show last" + ("" if store == DEFAULT_STORE else f" --store {shlex.quote(store_name(store))}")


def _per_minute(pages: int, seconds: float) -> int:
    return round(60 * pages / seconds) if seconds else 0
