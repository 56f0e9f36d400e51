"""`newsclean corpus`: whole archives of pages or texts, from WARC, JSONL or Parquet."""

from typing import TYPE_CHECKING, Any

import typer

from newsclean.cli import corpus_options as option
from newsclean.cli import exit_codes
from newsclean.cli.corpus_view import CorpusView, print_report, print_troubles
from newsclean.cli.explain import print_explanation
from newsclean.cli.terminal import err, fail, out, plain_line, report_note
from newsclean.config import CleanConfig
from newsclean.config_file import load_config
from newsclean.cores import available_cores
from newsclean.corpus.options import SECONDS_PER_PAGE, CorpusOptions, FieldNames
from newsclean.errors import ConfigError

if TYPE_CHECKING:
    from newsclean.corpus.run import CorpusReport, HowToRun


_DEFAULT_WORKERS = available_cores()


def corpus(
    source: option.Source,
    output: option.Output = None,
    text_field: option.TextField = "text",
    html_field: option.HtmlField = None,
    url_field: option.UrlField = "url",
    date_field: option.DateField = "date",
    title_field: option.TitleField = "title",
    language_field: option.LanguageField = "language",
    id_field: option.IdField = "id",
    language: option.Language = None,
    folder_format: option.FolderFormat = ".jsonl.gz",
    copies: option.OfCopies = None,
    removed: option.Removed = None,
    memory: option.Memory = None,
    sample: option.Sample = 1.0,
    explain: option.Explain = False,
    workers: option.Workers = _DEFAULT_WORKERS,
    executor: option.Executor = "local",
    executor_options: option.ExecutorOptions = None,
    timeout: option.Timeout = SECONDS_PER_PAGE,
    config_path: option.ConfigPath = None,
    quiet: option.Quiet = False,
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
        try:
            report: CorpusReport = run.run_corpus(options, how, view.show)
        except KeyboardInterrupt:
            report_note("interrupted: the same command goes on from here")
            raise
    return report


def _finish(report: "CorpusReport", options: CorpusOptions, quiet: bool) -> None:
    if report.submitted_job:
        out().print(
            f"submitted as Slurm job {report.submitted_job}, which writes {plain_line(options.output)} at its end"
        )
        return
    if not quiet:
        print_report(report)
    rejects = options.output.rstrip("/") + ".rejects.jsonl"
    print_troubles(report, rejects)
    if report.counts.rejected and not report.counts.documents:
        fail(f"not one record could be read; {plain_line(rejects)} says why: --text-field and --html-field name fields")
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
