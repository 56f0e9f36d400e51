"""Pages are cleaned and scored, here or in workers, and one that fails does not stop the rest."""

import json
from pathlib import Path

import pytest

from newsclean.config import CleanConfig
from newsclean.evaluate.run import score_pages, score_pages_in_workers
from newsclean.evaluate.truth import EvaluationPage, read_folder
from tests.evaluate.records import BODY, FIRST, SECOND, THIRD

PAGE = f"<html><body><article><h1>Storm</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article></body></html>"


@pytest.fixture
def pages(tmp_path: Path) -> tuple[EvaluationPage, ...]:
    (tmp_path / "story.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "huge.html").write_text(PAGE + " " * 100_000, encoding="utf-8")
    (tmp_path / "bare.txt").write_text(BODY, encoding="utf-8")
    truths = [{"file": name, "body": BODY, "lang": "en"} for name in ("story", "huge", "bare")]
    (tmp_path / "truth.jsonl").write_text("\n".join(map(json.dumps, truths)), encoding="utf-8")
    return read_folder(tmp_path)


def test_html_and_text_are_scored_in_order_and_a_refused_page_says_why(pages: tuple[EvaluationPage, ...]) -> None:
    scores = list(score_pages(pages, CleanConfig(max_page_bytes=50_000)))
    assert [score.file for score in scores] == ["story", "huge", "bare"]
    assert ["larger than 50,000 bytes" in score.failure for score in scores] == [False, True, False]
    assert [score.text.overlap.recall for score in scores if score.text] == [1.0, 0.0, 1.0]
    assert scores[0].cpu_seconds > 0


def test_workers_give_the_same_scores(pages: tuple[EvaluationPage, ...]) -> None:
    config = CleanConfig(max_page_bytes=50_000)
    here = list(score_pages(pages, config))
    there = list(score_pages_in_workers(pages, config, workers=2))
    assert [(score.file, score.failure, score.text) for score in there] == [
        (score.file, score.failure, score.text) for score in here
    ]


def test_a_page_over_the_time_limit_is_scored_as_failed(pages: tuple[EvaluationPage, ...]) -> None:
    (tmp_page,) = (page for page in pages if page.truth.file == "huge")
    tmp_page.path.write_text(f"<article>{'<p>' + FIRST * 5:s}</article>" * 20_000, encoding="utf-8")
    (score,) = score_pages_in_workers([tmp_page], CleanConfig(), workers=1, page_seconds=0.05)
    assert score.failure == "stopped after 0.05 s"
