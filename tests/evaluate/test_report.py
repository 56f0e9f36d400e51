"""Scores of pages add up to figures."""

import pytest

from newsclean.evaluate.page import PageScore, failed_page, score_record
from newsclean.evaluate.report import build_figures, build_report
from newsclean.models import Label
from tests.evaluate.records import FIRST, NEWSLETTER, SECOND, TEASER, THIRD, record, removed, truth

PERFECT = score_record(
    truth(lang="en", title="Storm"), record(FIRST, SECOND, THIRD).model_copy(update={"title": "Storm"})
)
FOREIGN = score_record(truth(lang="de", title="Sturm"), record(TEASER))


def test_precision_and_recall_are_means_over_pages_and_f1_their_harmonic_mean() -> None:
    half = score_record(truth(FIRST), record(FIRST, FIRST))
    figures = build_figures([PERFECT, half])
    assert half.text is not None
    assert half.text.overlap.precision is not None
    precision = (1 + half.text.overlap.precision) / 2
    assert figures.precision == pytest.approx(precision)
    assert figures.recall == 1.0
    assert figures.f1 == pytest.approx(2 * precision / (precision + 1))


def test_a_page_without_a_result_lowers_recall_only() -> None:
    figures = build_figures([PERFECT, failed_page(truth(), "gone")])
    assert (figures.precision, figures.recall, figures.failed) == (1.0, 0.5, 1)


def test_nothing_found_anywhere_is_an_f1_of_nought() -> None:
    assert build_figures([failed_page(truth(), "gone")]).f1 == 0.0


def test_pages_without_bodies_are_judged_by_segments() -> None:
    stated = truth("", must=["harbour", "boats", "ferry", "storm"], mustnot=["recipes"])
    figures = build_figures([score_record(stated, record(FIRST, SECOND, TEASER))])
    assert figures.judged == 0
    assert figures.precision == pytest.approx(3 / 4)
    assert figures.recall == pytest.approx(3 / 4)
    assert (figures.must_kept, figures.mustnot_left) == (0.75, 1.0)


def test_without_bodies_and_segments_there_is_no_f1() -> None:
    assert build_figures([score_record(truth(""), record(FIRST))]).f1 is None


def test_languages_are_reported_apart() -> None:
    report = build_report([PERFECT, FOREIGN])
    assert {language: figures.f1 for language, figures in report.languages.items()} == {"de": 0.0, "en": 1.0}
    assert report.total.pages == 2


def test_fields_count_right_wrong_and_absent() -> None:
    title = build_figures([PERFECT, FOREIGN]).fields["title"]
    assert (title.right, title.wrong, title.absent, title.share_right) == (1, 0, 1, 0.5)


def test_a_label_is_as_precise_as_its_cuts() -> None:
    cut = (removed(1, SECOND), removed(3, TEASER), removed(4, NEWSLETTER, Label.PROMPT), removed(5, "Monday"))
    labels = build_report([score_record(truth(), record(FIRST, THIRD, cut=cut))]).labels
    assert list(labels) == [Label.TEASER, Label.PROMPT]
    assert (labels[Label.TEASER].precision, labels[Label.TEASER].undecided) == (0.5, 1)
    assert labels[Label.PROMPT].precision == 1.0


def test_lines_are_counted_by_what_they_are_and_what_became_of_them() -> None:
    cut = (removed(1, SECOND), removed(3, TEASER))
    lines = build_figures([score_record(truth(), record(FIRST, NEWSLETTER, cut=cut))]).lines
    assert lines.model_dump() == {
        "article_kept": 1,
        "article_cut": 1,
        "article_missed": 1,
        "junk_kept": 1,
        "junk_cut": 1,
        "undecided": 0,
    }


def test_the_time_of_a_page_is_the_median() -> None:
    scores = [PageScore(file=str(n), url="", language="", cpu_seconds=n / 1000) for n in (1, 2, 9)]
    assert build_figures(scores).milliseconds == pytest.approx(2.0)
