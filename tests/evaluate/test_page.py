"""One page's score: how much of the article is left, how much of the junk, and which lines are wrong."""

import pytest

from newsclean.evaluate.lines import Standing
from newsclean.evaluate.page import Mistake, TextScore, failed_page, score_record
from newsclean.evaluate.shingles import Share
from newsclean.models import CleanRecord, Label
from tests.evaluate.records import BODY, FIRST, NEWSLETTER, SECOND, TEASER, THIRD, record, removed, truth


def text_score(cleaned: CleanRecord, body: str = BODY) -> TextScore:
    score = score_record(truth(body), cleaned).text
    assert score is not None
    return score


def test_a_perfect_record_has_no_wrong_line_and_nothing_lost() -> None:
    score = text_score(record(FIRST, SECOND, THIRD, cut=(removed(3, TEASER),)))
    assert (score.overlap.precision, score.overlap.recall) == (1.0, 1.0)
    assert (score.lost.part, score.junk_left.part) == (0, 0)
    assert score.junk_left.whole > 0
    assert score.wrong == ()


def test_a_cut_article_line_is_lost_and_says_what_cut_it() -> None:
    cut = removed(2, THIRD, Label.PROMPT)
    score = text_score(record(FIRST, SECOND, cut=(cut,)))
    assert [(wrong.mistake, wrong.text, wrong.cut) for wrong in score.wrong] == [(Mistake.ARTICLE_CUT, THIRD, cut)]
    assert 0.25 < score.lost.value < 0.5
    assert score.labels == {(Label.PROMPT, Standing.ARTICLE): 1}


def test_a_kept_junk_line_is_left_over() -> None:
    score = text_score(record(FIRST, SECOND, THIRD, TEASER, cut=(removed(4, NEWSLETTER, Label.PROMPT),)))
    assert [(wrong.mistake, wrong.text) for wrong in score.wrong] == [(Mistake.JUNK_KEPT, TEASER)]
    assert score.junk_left.value == pytest.approx(0.5, abs=0.1)
    assert score.lines == {(Standing.ARTICLE, True): 3, (Standing.JUNK, True): 1, (Standing.JUNK, False): 1}


def test_what_the_extraction_missed_lowers_recall_but_is_not_lost_by_the_cleaning() -> None:
    score = text_score(record(FIRST, SECOND))
    assert [wrong.mistake for wrong in score.wrong] == [Mistake.ARTICLE_MISSED]
    assert score.lost.part == 0
    assert score.overlap.recall is not None
    assert score.overlap.recall < 0.8


def test_a_page_without_a_body_has_no_text_score() -> None:
    assert score_record(truth(" \n "), record(FIRST)).text is None


def test_segments_are_found_across_line_breaks() -> None:
    stated = truth("", must=["in time,\nthe harbour", "not there"], mustnot=["newsletter", "recipes"])
    score = score_record(stated, record(SECOND, NEWSLETTER))
    assert (score.must_kept, score.mustnot_left) == (Share(1, 2), Share(1, 2))


def test_a_page_that_failed_counts_as_an_empty_text() -> None:
    score = failed_page(truth(title="A storm"), "too large")
    assert score.failure == "too large"
    assert score.text is not None
    assert (score.text.overlap.precision, score.text.overlap.recall) == (None, 0.0)
    assert score.text.lost == Share(0, 0)
    assert list(score.fields.values()) == ["absent"]
