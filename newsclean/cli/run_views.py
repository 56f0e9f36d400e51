"""Runs as a person reads them, and as tab-separated lines in a pipe."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from newsclean.cli.terminal import out, plain_line, print_table
from newsclean.runs.report import RunReport

# A terminal has no room for the rest.
_NARROW = ("id", "source", "began", "state", "new", "failed", "cut", "alarm")
_WIDE = (
    *("id", "source", "began", "ended", "state", "seconds", "listings", "found", "known", "fetched"),
    *("new", "versions", "unchanged", "skipped", "postponed", "failed"),
    *("requests", "bytes", "median_length", "cut", "alarm"),
)
_COUNTS = (
    *("listings", "found", "known", "left_out", "fetched", "new", "versions"),
    *("unchanged", "skipped", "postponed", "failed"),
)


def print_runs(runs: Iterable[RunReport]) -> None:
    """One line a run; in a pipe with all columns."""
    is_terminal = out().is_terminal
    columns = _NARROW if is_terminal else _WIDE
    print_table(columns, ([cells[name] for name in columns] for cells in map(_cells, runs)))


def _cells(run: RunReport) -> dict[str, str]:
    share = run.cut_share
    counts = {name: str(getattr(run.counts, name)) for name in _COUNTS}
    return counts | {
        "id": str(run.id),
        "source": run.source,
        "began": run.began.isoformat(sep=" ", timespec="seconds").removesuffix("+00:00"),
        "ended": run.ended.isoformat(sep=" ", timespec="seconds").removesuffix("+00:00") if run.ended else "",
        "state": run.state.value,
        "seconds": f"{run.seconds:.1f}",
        "requests": str(run.requests),
        "bytes": str(run.bytes_received),
        "median_length": str(run.median_length or ""),
        "cut": "" if share is None else f"{share:.1%}",
        "alarm": " ".join(dict.fromkeys(alarm.check.value for alarm in run.alarms)),
    }


def print_run(run: RunReport) -> None:
    """All that is known of a run, a line a figure."""
    console = out()
    for name, value in _lines(run):
        console.print(Text.assemble((f"{name}: ", "dim"), plain_line(value)))
    for alarm in run.alarms:
        accepted = " (accepted)" if run.is_accepted else ""
        line = plain_line(f"{alarm.check.value}: {alarm.message}{accepted}")
        console.print(Text.assemble(("alarm: ", "bold red"), line))
    for problem in run.problems:
        console.print(Text.assemble(("not told: ", "bold red"), plain_line(problem)))
    for error in run.errors:
        console.print(Text.assemble(("failed: ", "red"), plain_line(f"{error.url}: {error.reason}")))
    unnamed = run.counts.failed - len(run.errors)
    if unnamed > 0:
        console.print(f"… and {unnamed} more failed")


def _lines(run: RunReport) -> Iterator[tuple[str, str]]:
    cells = _cells(run)
    yield "run", f"{run.id} of {run.source}, newsclean {run.newsclean_version}"
    yield "starts", " ".join(run.starts)
    yield "began", f"{cells['began']} UTC"
    if run.ended:
        yield "ended", f"{cells['ended']} UTC, after {cells['seconds']} seconds"
    yield "state", f"{run.state.value} ({run.reason})" if run.reason else run.state.value
    for name in _COUNTS:
        yield name.replace("_", " "), cells[name]
    yield "requests", f"{run.requests}, {run.requests_per_second:.2f} a second"
    yield "received", f"{run.bytes_received:,} bytes"
    yield "statuses", _listed((str(code), number) for code, number in run.statuses.items())
    yield "page kinds", _listed((kind.value, number) for kind, number in run.page_kinds.items())
    if run.median_length is not None:
        yield "median length", f"{run.median_length} characters, of {run.saved_articles} saved articles"
    if run.cut_share is not None:
        yield "cut", f"{run.cut_share:.1%} of {run.text_characters:,} characters on {run.text_pages} pages"
        for label in run.cuts:
            yield f"cut as {label.value}", f"{run.cut_share_of(label):.1%}, on {run.cuts[label].pages} pages"


def _listed(pairs: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name}: {number}" for name, number in pairs) or "none"
