"""The figures of a run, gathered page by page."""

import random
from statistics import median

from newsclean.labels import Label, PageKind
from newsclean.models import CleanRecord, RemovedLine
from newsclean.runs.figures import SAMPLE_SIZE, LengthSample, RunFigures
from newsclean.runs.report import LabelCut


def test_the_median_of_few_lengths_is_exact() -> None:
    lengths = [random.Random(1).randrange(100, 9_000) for _ in range(SAMPLE_SIZE)]
    sample = LengthSample()
    assert sample.median is None
    for length in lengths:
        sample.add(length)
    assert sample.median == round(median(lengths))


def test_the_median_of_many_lengths_is_near() -> None:
    source = random.Random(2)
    lengths = [round(2_000 * source.lognormvariate(0, 0.8)) for _ in range(50_000)]
    sample, again = LengthSample(), LengthSample()
    for length in sorted(lengths):  # the worst order for a sample of the first ones
        sample.add(length)
        again.add(length)
    assert sample.number == 50_000
    assert sample.median is not None
    assert abs(sample.median / median(lengths) - 1) < 0.1
    assert again.median == sample.median


def record(kind: PageKind, text: str = "", **cuts: str) -> CleanRecord:
    removed = [
        RemovedLine(index=index, text=cut, label=Label(label), rule="cue", score=0.9, evidence="")
        for index, (label, cut) in enumerate(cuts.items())
    ]
    return CleanRecord(page_kind=kind, text=text, removed=removed)


def test_cuts_are_of_articles_and_stubs_alone() -> None:
    figures = RunFigures()
    figures.cleaned(record(PageKind.ARTICLE, "x" * 80, teaser="y" * 20))
    figures.cleaned(record(PageKind.STUB, "x" * 10, teaser="y" * 60, share="z" * 30))
    figures.cleaned(record(PageKind.LISTING, "x" * 500, nav="y" * 500))
    figures.cleaned(record(PageKind.CONSENT))
    assert figures.page_kinds == dict.fromkeys((PageKind.ARTICLE, PageKind.STUB, PageKind.LISTING, PageKind.CONSENT), 1)
    assert (figures.text_pages, figures.text_characters) == (2, 200)
    assert figures.cuts == {
        Label.TEASER: LabelCut(pages=2, characters=80),
        Label.SHARE: LabelCut(pages=1, characters=30),
    }


def test_lengths_are_of_articles_alone() -> None:
    figures = RunFigures()
    for kind in PageKind:
        figures.saved(record(kind, "x" * 100))
    assert figures.lengths.number == 3  # articles, live pages and what a paywall shows


def test_refusals_are_told_from_other_faults() -> None:
    figures = RunFigures()
    for status in (200, 304, 403, 404, 429, 451, 500, 503):
        figures.answered(status)
    assert (figures.answers, figures.refused) == (8, 3)
