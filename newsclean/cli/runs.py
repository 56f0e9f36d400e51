"""`newsclean runs`: what crawls did, and whether they were unlike their source's past."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from newsclean.cli.record_options import DEFAULT_STORE, StoreOption
from newsclean.cli.run_views import print_run, print_runs
from newsclean.cli.terminal import fail, out, plain_line, report_note
from newsclean.runs.log import RunLog

if TYPE_CHECKING:
    from newsclean.runs.report import RunReport

runs_app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

_DEFAULT_LIMIT = 20
_LARGEST_ID = 2**63 - 1

SourceOption = Annotated[str | None, typer.Option("--source", help="Only of this source.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, a line a run.")]


@runs_app.callback()
def runs() -> None:
    """Show what crawls did, and whether they were unlike their source's past.

    Example:

      newsclean runs show last
    """


@runs_app.command("list")
def list_runs(
    store: StoreOption = DEFAULT_STORE,
    source: SourceOption = None,
    alarms: Annotated[bool, typer.Option("--alarms", help="Only runs with an alarm.")] = False,
    as_json: JsonOption = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many at most; 0 for all.")] = _DEFAULT_LIMIT,
) -> None:
    """List runs, the last one first. Times are in UTC.

    In a pipe each run is a tab-separated line, under a line with the names of the columns.

    Examples:

      newsclean runs list --source gazette

      newsclean runs list --alarms --json | jq -r .source
    """
    with opened(store) as log:
        every = (run for run in log.runs(source) if run.alarms or not alarms)
        shown = list(islice(every, limit or None))
        if as_json:
            _print_json(shown)
        else:
            print_runs(shown)
        if not shown:
            report_note("no run is like that" if source or alarms else "no run was written down yet")
        if limit and next(every, None) is not None:
            report_note(f"these are the last {limit}; --limit 0 lists all")


@runs_app.command()
def show(
    run: Annotated[str, typer.Argument(metavar="RUN", help="Number of the run, or `last`.")],
    store: StoreOption = DEFAULT_STORE,
    source: Annotated[str | None, typer.Option("--source", help="The last run of this source.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show one run: its figures, its alarms, and what failed.

    Examples:

      newsclean runs show last --source gazette

      newsclean runs show 12 --json
    """
    with opened(store) as log:
        found = _find(log, run, source)
    if as_json:
        _print_json([found])
    else:
        print_run(found)


@runs_app.command()
def accept(
    run: Annotated[str, typer.Argument(metavar="RUN", help="Number of the run, or `last`.")],
    store: StoreOption = DEFAULT_STORE,
    source: Annotated[str | None, typer.Option("--source", help="The last run of this source.")] = None,
) -> None:
    """Say that a run shows how its source is from now on: later ones are not compared with what was before.

    For when a site has changed for good and what is saved of it is right.

    Example:

      newsclean runs accept last --source gazette
    """
    with opened(store) as log:
        found = _find(log, run, source)
        if not found.is_complete:
            fail(f"run {found.id} is {found.state.value}, so it shows nothing; name one that has ended by itself")
        log.accept(found.id or 0)
    out().print(f"accepted run {found.id} of {plain_line(found.source)}")


@runs_app.command()
def metrics(store: StoreOption = DEFAULT_STORE) -> None:
    """Print the last run of each source in Prometheus's text format.

    `newsclean crawl --metrics-file` writes the same to a file after each run. Needs the extra `metrics`.

    Example:

      newsclean runs metrics --store news.db
    """
    from newsclean.runs.metrics import exposition  # noqa: PLC0415  an extra

    with opened(store) as log:
        typer.echo(exposition(log.newest_of_each()), nl=False)


@contextmanager
def opened(store: str) -> Iterator[RunLog]:
    """The runs of a store, which must be there."""
    with RunLog.read(store) as log:
        yield log


def _find(log: RunLog, asked: str, source: str | None) -> "RunReport":
    if asked == "last":
        found = next(log.runs(source), None)
    elif asked.isascii() and asked.isdigit() and int(asked[:20]) <= _LARGEST_ID:
        found = log.get(int(asked))
    else:
        raise typer.BadParameter("a run is given by its number, or as `last`", param_hint="RUN")
    if found is None or source not in (None, found.source):
        of_source = f" of {plain_line(source)}" if source else ""
        fail(f"there is no run {asked}{of_source}; `newsclean runs list` lists them")
    return found


def _print_json(runs: Iterable["RunReport"]) -> None:
    for run in runs:
        typer.echo(run.model_dump_json())
