"""`newsclean corpus`: whole archives of pages or texts, from WARC, JSONL or Parquet."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsclean.cli import exit_codes
from newsclean.cli.corpus_view import CorpusView, print_report, print_troubles
from newsclean.cli.explain import print_explanation
from newsclean.cli.terminal import err, fail, out, plain_line
from newsclean.config import CleanConfig
from newsclean.config_file import load_config
from newsclean.corpus.options import SECONDS_PER_PAGE, Copies, CorpusOptions, FieldNames
from newsclean.errors import ConfigError

if TYPE_CHECKING:
    from newsclean.corpus.run import CorpusReport, HowToRun

_EXECUTORS = ("local", "ray", "slurm")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _executor(name: str) -> str:
    if name not in _EXECUTORS:
        raise typer.BadParameter(f"one of {', '.join(_EXECUTORS)}")
    return name


def corpus(
    source: Annotated[
        str,
        typer.Argument(metavar="IN", help="File, folder or glob: .warc, .jsonl (.gz, .zst), .parquet; any fsspec URL."),
    ],
    output: Annotated[
        str | None,
        typer.Argument(
            metavar="OUT", help="File: .jsonl, .jsonl.gz, .jsonl.zst, .parquet; any other name is a folder."
        ),
    ] = None,
    text_field: Annotated[str, typer.Option("--text-field", help="Field with the text.")] = "text",
    html_field: Annotated[
        str | None, typer.Option("--html-field", help="Field with the page, where records hold pages.")
    ] = None,
    url_field: Annotated[str, typer.Option("--url-field", help="Field with the address.")] = "url",
    date_field: Annotated[
        str, typer.Option("--date-field", help="Field with the date: of a text its publication, of a page its fetch.")
    ] = "date",
    title_field: Annotated[str, typer.Option("--title-field", help="Field with the title.")] = "title",
    language_field: Annotated[str, typer.Option("--language-field", help="Field with the language.")] = "language",
    id_field: Annotated[str, typer.Option("--id-field", help="Field that names the record.")] = "id",
    language: Annotated[
        str | None,
        typer.Option("--language", help="Language of records that do not name theirs; saves detecting it."),
    ] = None,
    folder_format: Annotated[
        str, typer.Option("--to", help="Suffix of the files in a folder: .jsonl, .jsonl.gz, .jsonl.zst or .parquet.")
    ] = ".jsonl.gz",
    copies: Annotated[
        Copies | None, typer.Option("--copies", help="What happens to stories that stood in the archive before.")
    ] = None,
    removed: Annotated[
        str | None, typer.Option("--removed", metavar="FILE", help="JSONL file for the lines that were cut, with why.")
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option("--memory", metavar="FILE", help="Site memory: learn all pages first, then clean with it."),
    ] = None,
    sample: Annotated[
        float, typer.Option("--sample", min=0, max=1, help="Read this share of the records only; always the same ones.")
    ] = 1.0,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what would be cut, and why, and write nothing.")
    ] = False,
    workers: Annotated[
        int,
        typer.Option("--workers", "-w", min=1, max=100_000, show_default="one for each core", help="Tasks at a time."),
    ] = _cores(),
    executor: Annotated[
        str, typer.Option("--executor", metavar="|".join(_EXECUTORS), callback=_executor, help="Where the tasks run.")
    ] = "local",
    executor_options: Annotated[
        list[str] | None,
        typer.Option("--executor-option", "-o", metavar="NAME=VALUE", help="An option of datatrove's executor."),
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, help="Seconds for one page; then its process is killed.")
    ] = SECONDS_PER_PAGE,
    config_path: Annotated[Path | None, typer.Option("--config", "-c", help="TOML file with settings.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Clean whole archives: WARC, JSONL, Parquet.

    Records keep their order, their fields and their ids; one of which nothing is cut comes out as it went in.
    A record that cannot be read is named in OUT.rejects.jsonl and passed over. Stopped in any way, the same
    command does what is missing.

    Examples:

      newsclean corpus dump.jsonl.gz clean.jsonl.gz --language-field lang

      newsclean corpus 'CC-NEWS-*.warc.gz' news.parquet --workers 8 --copies drop

      newsclean corpus pages.parquet --html-field html --sample 0.01 --explain
    """
    if (output is None) != explain:
        raise typer.BadParameter("give either OUT or --explain", param_hint="OUT")
    names = FieldNames(text_field, html_field, url_field, date_field, title_field, language_field, id_field)
    options = CorpusOptions(
        source=source,
        output=output or "",
        fields=names,
        config=load_config(config_path) if config_path else CleanConfig(),
        language=language,
        folder_suffix="." + folder_format.lstrip("."),
        copies=copies,
        removed=removed,
        memory=memory,
        sample_share=sample,
        seconds_per_page=timeout,
    )
    if explain:
        _explain(options, quiet)
        return
    _finish(_run(options, workers, executor, executor_options or [], quiet), options, quiet)


def _engine() -> Any:
    """The part of newsclean that needs datatrove."""
    try:
        from newsclean.corpus import run  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError(f"archives need more libraries ({error.name}): pip install 'newsclean[corpus]'") from None
    return run


def _run(
    options: CorpusOptions, workers: int, executor: str, executor_options: list[str], quiet: bool
) -> "CorpusReport":
    run = _engine()
    from newsclean.corpus.executors import ExecutorKind, parse_options  # noqa: PLC0415

    kind = ExecutorKind(executor)
    how: HowToRun = run.HowToRun(workers, kind, parse_options(kind, executor_options))
    with CorpusView(quiet) as view:
        report: CorpusReport = run.run_corpus(options, how, view.show)
    return report


def _finish(report: "CorpusReport", options: CorpusOptions, quiet: bool) -> None:
    if report.submitted_job:
        out().print(
            f"submitted as Slurm job {report.submitted_job}, which writes {plain_line(options.output)} at its end"
        )
        return
    if not quiet:
        print_report(report)
    print_troubles(report, options.output.rstrip("/") + ".rejects.jsonl")
    if report.failed or report.unreadable:
        raise typer.Exit(exit_codes.FAILED)


def _explain(options: CorpusOptions, quiet: bool) -> None:
    _engine()
    from newsclean.corpus.look import look  # noqa: PLC0415
    from newsclean.corpus.records import Cleaned  # noqa: PLC0415

    console = out()
    looked = look(options)
    for outcome in looked.outcomes:
        if isinstance(outcome, Cleaned):
            if outcome.record.removed:
                console.print(f"==> {plain_line(outcome.source.id)} <==", style="bold")
                print_explanation(outcome.record, console)
                console.print()
        else:
            err().print(f"passed over: {plain_line(f'{outcome.place.file}, {outcome.place.at}: {outcome.reason}')}")
    if not looked.counts.documents:
        fail("the sample drew no record; give a greater --sample")
    if not quiet:
        print_report(looked.report())
