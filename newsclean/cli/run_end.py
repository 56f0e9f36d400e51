"""The end of a run on the command line: its figures for Prometheus, and its exit code."""

from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.cli import exit_codes

if TYPE_CHECKING:
    from newsclean.crawl.options import CrawlOptions
    from newsclean.crawl.report import CrawlReport


def finish_run(options: "CrawlOptions", report: "CrawlReport") -> int:
    """Write the metrics of a crawl that has ended; the exit code that its run's record makes.

    ALARM where it is unlike its source's past, STORE where it could not be written down, for then nobody knows; else
    OK. The log has said why. Raises ConfigError where metrics are asked for and the extra is not installed, and
    StoreError where they cannot be written.
    """
    if report.run_problem:
        return exit_codes.STORE
    if options.metrics_file and report.run is not None:
        _write_metrics(options.store, Path(options.metrics_file))
    return exit_codes.ALARM if report.run is not None and report.run.alarms else exit_codes.OK


def _write_metrics(store: str, path: Path) -> None:
    from newsclean.runs.log import RunLog  # noqa: PLC0415  a database is slow to load
    from newsclean.runs.metrics import write_metrics  # noqa: PLC0415  an extra

    with RunLog.read(store) as log:
        write_metrics(log.newest_of_each(), path)
