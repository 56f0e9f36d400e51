"""What `newsclean corpus` shows: how far it is, and what it did."""

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, TaskID, TextColumn
from rich.progress import Progress as Bar
from rich.text import Text

from newsclean.cli.terminal import err, out, plain_line, print_table

if TYPE_CHECKING:
    from newsclean.corpus.counts import Counts
    from newsclean.corpus.progress import Progress
    from newsclean.corpus.run import CorpusReport

PIPE_SECONDS = 30
"""How often a line of progress is written where nobody watches."""
WORST_SITES = 10
MIN_DOCUMENTS_OF_A_SITE = 3
"""Of fewer documents a share says little."""
MAX_SHOWN_FAILURES = 20


class CorpusView:
    """A bar on a terminal, now and then a line in a pipe, nothing when quiet."""

    def __init__(self, quiet: bool) -> None:
        self._console = err()
        self._quiet = quiet
        self._last_line = time.monotonic()
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        if self._console.is_terminal and not quiet:
            columns = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TextColumn("{task.description}"))
            self._bar = Bar(*columns, console=self._console, transient=True)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
            self._task = self._bar.add_task("", total=1.0)
        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, progress: "Progress") -> None:
        """Show how far the run is."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=progress.share, description=progress_line(progress))
        elif not self._quiet and time.monotonic() - self._last_line >= PIPE_SECONDS:
            self._last_line = time.monotonic()
            self._console.print(f"{progress.share:.0%} · {progress_line(progress)}")


def progress_line(progress: "Progress") -> str:
    """Documents, documents per second, and the time that is left."""
    per_second = progress.documents / progress.seconds if progress.seconds else 0.0
    left = "" if progress.seconds_left is None else f" · {clock(progress.seconds_left)} left"
    return f"{progress.documents:,} documents · {per_second:,.0f} per second{left}"


def clock(seconds: float) -> str:
    """Hours, minutes and seconds.

    >>> clock(3700)
    '1:01:40'
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def print_report(report: "CorpusReport") -> None:
    """Print the totals, the labels and the worst sites."""
    counts = report.counts
    print_table(("corpus", "", "share"), _totals(counts, report))
    if counts.labels:
        out().print()
        print_table(("label", "documents", "lines", "characters", "share"), _labels(counts))
    sites = counts.worst_sites(WORST_SITES, MIN_DOCUMENTS_OF_A_SITE)
    if sites:
        out().print()
        rows = [(name, f"{site.documents:,}", f"{site.cut:,}", _percent(site.share)) for name, site in sites]
        print_table(("site", "documents", "cut", "removed"), rows)


def _totals(counts: "Counts", report: "CorpusReport") -> list[tuple[str, str, str]]:
    kinds = [kind for kind in sorted(counts.page_kinds) if kind != "article"]
    rows = [
        ("documents", counts.documents, None),
        ("  with something cut", counts.cut, counts.documents),
        ("  without a text", counts.empty, counts.documents),
        *((f"  {kind}", counts.page_kinds[kind], counts.documents) for kind in kinds),
        ("  copies of another", counts.copies, counts.documents),
        ("lines", counts.lines, None),
        ("  removed", counts.lines_removed, counts.lines),
        ("characters", counts.characters, None),
        ("  removed", counts.characters_removed, counts.characters),
        ("records passed over", counts.rejected, None),
        ("records that are no pages", counts.skipped, None),
    ]
    shown = [
        (name, f"{number:,}", "" if whole is None else _percent(number / whole if whole else 0.0))
        for name, number, whole in rows
    ]
    per_second = report.new_documents / report.seconds if report.seconds else 0.0
    return [
        *shown,
        ("seconds", f"{report.seconds:,.1f}", ""),
        ("documents per second", f"{per_second:,.0f}", ""),
    ]


def _labels(counts: "Counts") -> list[tuple[str, ...]]:
    ordered = sorted(counts.labels.items(), key=lambda pair: (-pair[1].characters, pair[0]))
    return [
        (
            name,
            f"{label.documents:,}",
            f"{label.lines:,}",
            f"{label.characters:,}",
            _percent(label.characters / counts.characters if counts.characters else 0.0),
        )
        for name, label in ordered
    ]


def _percent(share: float) -> str:
    return f"{share:.2%}"


def print_troubles(report: "CorpusReport", rejects: str) -> None:
    """Print on standard error what could not be read or done."""
    console = err()
    troubles = [f"{name}: {reason}" for name, reason in report.unreadable.items()] + list(report.failed)
    for trouble in troubles[:MAX_SHOWN_FAILURES]:
        console.print(Text.assemble(("failed: ", "bold red"), plain_line(trouble)))
    if len(troubles) > MAX_SHOWN_FAILURES:
        console.print(f"… and {len(troubles) - MAX_SHOWN_FAILURES:,} more failed")
    if report.counts.rejected and not report.failed:
        number = report.counts.rejected
        passed = "1 record was" if number == 1 else f"{number:,} records were"
        console.print(f"note: {passed} passed over, see {plain_line(rejects)}")
    if report.failed:
        console.print("the same command does what is missing")
