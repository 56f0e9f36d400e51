"""One crawl in this process: shown while it runs, told at its end, and left with the exit code that says most."""

from typing import TYPE_CHECKING

import typer

from newsclean.cli import exit_codes
from newsclean.cli.crawl_view import CrawlView, print_report
from newsclean.cli.run_end import finish_run
from newsclean.cli.terminal import fail

if TYPE_CHECKING:
    from newsclean.crawl.options import CrawlOptions
    from newsclean.crawl.report import CrawlReport


def crawl_once(options: "CrawlOptions", quiet: bool) -> None:
    """Crawl, print what was done, and leave the command where that is no plain success.

    Raises ConfigError and StoreError where nothing can be begun, or the run's figures cannot be written.
    """
    report = _run(options, quiet)
    if report.store_failed and not report.counts.began:
        fail(report.fatal, exit_codes.STORE)
    print_report(report, options.store, quiet)
    _exit(report, finish_run(options, report))


def _run(options: "CrawlOptions", quiet: bool) -> "CrawlReport":
    from newsclean.crawl.workers.fork_server import begin_loading, preloaded_for  # noqa: PLC0415

    begin_loading(preloaded_for(options.memory))  # while Scrapy is loaded here, which takes as long
    from newsclean.crawl.run import run_crawl  # noqa: PLC0415

    with CrawlView(quiet) as view:
        return run_crawl(options, view.show)


def _exit(report: "CrawlReport", code: int) -> None:
    """Leave with the code that says most; `code` is that of the run as it was written down."""
    if report.fatal:
        fail(report.fatal, exit_codes.STORE if report.store_failed else exit_codes.FAILED)
    if report.was_interrupted:
        raise typer.Exit(exit_codes.INTERRUPTED)
    if code != exit_codes.OK:
        raise typer.Exit(code)
    counts = report.counts
    nothing_had = counts.failed and not (counts.saved or counts.unchanged or counts.skipped or counts.known)
    if report.failed_starts or nothing_had:
        raise typer.Exit(exit_codes.FAILED)
