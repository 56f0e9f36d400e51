"""`newsclean evaluate`: the quality of the cleaning on a folder of pages whose article is known."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from newsclean.cli import exit_codes
from newsclean.cli.evaluation_tables import print_report, print_wrong_lines, report_json
from newsclean.cli.terminal import err, out, report_error
from newsclean.config import CleanConfig
from newsclean.config_file import load_config
from newsclean.cores import available_cores
from newsclean.evaluate import Figures, PageScore, build_report, read_folder, score_pages_in_workers


class ReportFormat(StrEnum):
    """How figures are printed."""

    TABLE = "table"
    JSON = "json"


def evaluate(
    folder: Annotated[
        Path,
        typer.Argument(
            exists=True,
            file_okay=False,
            metavar="FOLDER",
            help="Folder with truth.jsonl and the pages (.html.gz, .html or .txt).",
        ),
    ],
    diff: Annotated[bool, typer.Option("--diff", help="Show every wrong line, with the rule that cut it.")] = False,
    fail_under: Annotated[
        float | None, typer.Option(min=0, max=1, metavar="F1", help="Exit with 1 if F1 is lower than this.")
    ] = None,
    fail_lost_over: Annotated[
        float | None,
        typer.Option(min=0, max=1, metavar="SHARE", help="Exit with 1 if more of the article text is lost than this."),
    ] = None,
    report_format: Annotated[ReportFormat, typer.Option("--format", help="How to print the figures.")] = (
        ReportFormat.TABLE
    ),
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Worker processes.", show_default="one for each core")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="TOML file with settings of the cleaning.")
    ] = None,
) -> None:
    """Measure the cleaning on pages whose article is known.

    Prints precision, recall and F1, article text lost, junk left, fields, and figures per language and label.

    Example:

      newsclean evaluate my-pages --diff --fail-under 0.95 --fail-lost-over 0.004
    """
    settings = load_config(config) if config else CleanConfig()
    pages = read_folder(folder)
    scoring = score_pages_in_workers(pages, settings, workers=min(workers or available_cores(), len(pages)))
    console = err()
    scores = list(track(scoring, "Cleaning", total=len(pages), console=console, disable=not console.is_terminal))
    report = build_report(scores)
    if report_format is ReportFormat.JSON:
        out().print(report_json(report, scores if diff else []), soft_wrap=True)
    else:
        print_wrong_lines(scores if diff else [])
        print_report(report)
    complaints = [*_failed_pages(scores), *_unmet(report.total, fail_under, fail_lost_over)]
    for complaint in complaints:
        report_error(complaint)
    if complaints:
        raise typer.Exit(exit_codes.FAILED)


def _failed_pages(scores: list[PageScore]) -> list[str]:
    return [f"{score.file} was not cleaned: {score.failure}" for score in scores if score.failure]


def _unmet(total: Figures, fail_under: float | None, fail_lost_over: float | None) -> list[str]:
    unmet = []
    if fail_under is not None and total.f1 is None:
        unmet.append("no page has a body, must or mustnot: there is no F1 to hold against --fail-under")
    elif fail_under is not None and total.f1 is not None and total.f1 < fail_under:
        unmet.append(f"F1 is {total.f1:.4f}, under {fail_under:g}")
    if fail_lost_over is not None and not total.judged:
        unmet.append("no page has a body: there is no lost text to hold against --fail-lost-over")
    elif fail_lost_over is not None and total.lost > fail_lost_over:
        unmet.append(f"{total.lost:.4f} of the article text was lost, over {fail_lost_over:g}")
    return unmet
