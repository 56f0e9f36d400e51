"""Quality and cost of newsclean beside its peers, on the same pages in the same run.

    pip install -e '.[peers]'
    python -m benchmarks.quality FOLDER... [--write-readme]

A folder is what `newsclean evaluate` takes; `python -m benchmarks.convert` makes them from the public
corpora. Peers that are not installed are named as skipped.
"""

import argparse
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.peers import BASELINE, SYSTEMS, System
from benchmarks.side_by_side import Run, read_peer_page, run_systems
from newsclean.errors import InputError, NewscleanError
from newsclean.evaluate.page import failed_page, score_record
from newsclean.evaluate.report import Figures, build_figures
from newsclean.evaluate.shingles import NOTHING, junk_left_share, lost_share, shingles
from newsclean.evaluate.truth import TruthPage, read_folder
from newsclean.models import CleanRecord

README = Path(__file__).parent.parent / "README.md"
MARKERS = ("<!-- peers:begin -->", "<!-- peers:end -->")
COLUMNS = (
    "system", "version", "F1", "precision", "recall", "article text lost", "junk left",
    "title", "date", "authors", "CPU ms", "failed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A system's figures on one folder."""

    system: str
    version: str
    figures: Figures
    has_fields: bool
    lost: float | None
    """Share of the article text in the baseline's output that this system lacks."""
    junk_left: float | None
    """Share of the foreign text in the baseline's output that this system has too."""


@dataclass(frozen=True, slots=True)
class Comparison:
    folder: str
    pages: int
    rows: tuple[Row, ...]
    skipped: dict[str, str]


def compare(folder: Path, systems: Mapping[str, System]) -> Comparison:
    """Run the systems over a folder's HTML pages. Raises InputError where there are none, or `read_folder` does."""
    pages = [page for page in read_folder(folder) if page.form == "html"]
    if not pages:
        raise InputError(f"{folder}: no HTML pages")
    runs, skipped = run_systems([read_peer_page(page) for page in pages], systems)
    truths = [page.truth for page in pages]
    rows = tuple(_row(name, systems[name], truths, found, runs.get(BASELINE)) for name, found in runs.items())
    return Comparison(folder.resolve().name, len(pages), rows, skipped)


def _row(
    name: str, system: System, truths: Sequence[TruthPage], runs: Sequence[Run], baseline: Sequence[Run] | None
) -> Row:
    scores = [
        failed_page(truth, run.failure)
        if run.failure
        else score_record(truth, _as_record(run), cpu_seconds=run.cpu_seconds)
        for truth, run in zip(truths, runs, strict=True)
    ]
    lost = junk_left = NOTHING
    for truth, run, base in zip(truths, runs, baseline or (), strict=baseline is not None):
        if truth.body:
            body, before, after = (shingles(text) for text in (truth.body, base.extraction.text, run.extraction.text))
            lost += lost_share(body, before, after)
            junk_left += junk_left_share(body, before, after)
    return Row(
        system=name,
        version=system.installed_version() or "",
        figures=build_figures(scores),
        has_fields=system.has_fields,
        lost=lost.value if baseline else None,
        junk_left=junk_left.value if baseline else None,
    )


def _as_record(run: Run) -> CleanRecord:
    found = run.extraction
    return CleanRecord(text=found.text, title=found.title, authors=list(found.authors), published=found.published)


def markdown(comparisons: Sequence[Comparison], measured: datetime) -> str:
    """The tables, with what they were measured on."""
    parts = []
    for comparison in comparisons:
        rows = ["| " + " | ".join(cells) + " |" for cells in (COLUMNS, ["---"] * len(COLUMNS))]
        rows += ["| " + " | ".join(_cells(row)) + " |" for row in comparison.rows]
        parts.append(f"**{comparison.folder}**, {comparison.pages} pages\n\n" + "\n".join(rows))
        if comparison.skipped:
            named = ", ".join(f"{name} ({reason})" for name, reason in comparison.skipped.items())
            parts.append(f"Skipped: {named}.")
    parts.append(
        f"Measured on {measured:%Y-%m-%d} with Python {platform.python_version()} on {platform.system()} "
        f"{platform.machine()}, all systems in one run. Article text lost and junk left are shares of what stands "
        f"in {BASELINE}'s output; CPU is the median of a page."
    )
    return "\n\n".join(parts)


def _cells(row: Row) -> list[str]:
    figures = row.figures
    fields = {name: field.share_right for name, field in figures.fields.items()} if row.has_fields else {}
    quality = (figures.f1, figures.precision, figures.recall, row.lost, row.junk_left)
    return [
        row.system,
        row.version,
        *(_decimal(value, 4) for value in quality),
        *(_decimal(fields.get(name), 3) for name in ("title", "date", "authors")),
        f"{figures.milliseconds:.1f}",
        str(figures.failed),
    ]


def _decimal(value: float | None, places: int) -> str:
    return "–" if value is None else f"{value:.{places}f}"


def write_between_markers(readme: Path, table: str) -> None:
    """Put the table between the markers of the README. Raises ValueError where they are not there in order."""
    text = readme.read_text(encoding="utf-8")
    begin, end = text.find(MARKERS[0]), text.find(MARKERS[1])
    if begin < 0 or end < begin:
        raise ValueError(f"{readme} lacks the markers {MARKERS[0]} and {MARKERS[1]}")
    readme.write_text(f"{text[: begin + len(MARKERS[0])]}\n{table}\n{text[end:]}", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--systems", help=f"only these, separated by semicolons: {'; '.join(SYSTEMS)}")
    parser.add_argument("--write-readme", action="store_true", help="put the table between the README's markers")
    parser.add_argument("--readme", type=Path, default=README)
    options = parser.parse_args(arguments)
    wanted = [name.strip() for name in options.systems.split(";")] if options.systems else list(SYSTEMS)
    unknown = [name for name in wanted if name not in SYSTEMS]
    if unknown:
        parser.error(f"unknown systems: {', '.join(unknown)}")
    try:
        compared = [compare(folder, {name: SYSTEMS[name] for name in wanted}) for folder in options.folders]
        table = markdown(compared, datetime.now(UTC))
        print(table)
        if options.write_readme:
            write_between_markers(options.readme, table)
    except (NewscleanError, ValueError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
