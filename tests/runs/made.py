"""Runs for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from newsclean.labels import Label, PageKind
from newsclean.runs.past import Past
from newsclean.runs.report import LabelCut, RunCounts, RunReport, RunState

BEGAN = datetime(2024, 5, 6, 12, tzinfo=UTC)
CHARACTERS = 2_000
"""Of the extracted text of a page."""


def made_run(hours: float = 0, kinds: dict[str, int] | None = None, **given: Any) -> RunReport:
    """A run that began `hours` after noon and saved what it cleaned: 20 articles, where nothing else is said.

    `given` are fields, or counts by their names.
    """
    pages = {PageKind(kind): number for kind, number in (kinds or {"article": 20}).items()}
    cleaned, articles = sum(pages.values()), pages.get(PageKind.ARTICLE, 0)
    counts = {"listings": 1, "listings_with_pages": 1, "found": cleaned, "fetched": cleaned, "new": cleaned}
    fields: dict[str, Any] = {
        "id": round(hours * 100) + 1,
        "source": "gazette",
        "state": RunState.FINISHED,
        "began": BEGAN + timedelta(hours=hours),
        "ended": BEGAN + timedelta(hours=hours, minutes=1),
        "page_kinds": pages,
        "answers": cleaned + 1,
        "text_pages": articles,
        "text_characters": articles * CHARACTERS,
        "cuts": made_cuts(articles, share=50),
        "saved_articles": articles,
        "median_length": 1_900 if articles else None,
        "newsclean_version": "1.0",
    }
    counts |= {name: given.pop(name) for name in set(given) & set(RunCounts.model_fields)}
    return RunReport(**{**fields, "counts": RunCounts(**counts), **given})


def made_cuts(pages: int, **thousandths: int) -> dict[Label, LabelCut]:
    """Cuts on all of the pages, so many thousandths of their text."""
    every = {
        Label(name): LabelCut(pages=pages, characters=pages * CHARACTERS * n // 1000) for name, n in thousandths.items()
    }
    return every if pages else {}


def quiet_run(hours: float, **given: Any) -> RunReport:
    """A run in which nothing was new."""
    nothing: dict[str, Any] = {"known": 30, "found": 0, "fetched": 0, "new": 0, "answers": 1, "median_length": None}
    nothing |= {"saved_articles": 0, "text_pages": 0, "text_characters": 0, "cuts": {}, "page_kinds": {}}
    return made_run(hours, **{**nothing, **given})


def made_past(*runs: RunReport, **given: Any) -> Past:
    """The past that these runs are, the oldest first."""
    newest_first = tuple(reversed(runs))
    return Past(
        recent=tuple(run for run in newest_first if run.counts.processed or run.alarms),
        ordinary=tuple(run for run in newest_first if run.page_kinds.get(PageKind.ARTICLE) and not run.alarms),
        **given,
    )
