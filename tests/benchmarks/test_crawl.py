"""The benchmark of crawls measures what it says: pages that are articles, all saved, by each of its ways."""

from pathlib import Path

import pytest

from benchmarks.crawl import allowed_rate, cleaning_alone, crawl, fetching_alone, plain
from benchmarks.crawl_site import KINDS, page, page_template, served
from newsclean import clean_html
from newsclean.models import PageKind

PAGES = 12


def test_pages_have_the_weight_of_newspapers_and_are_articles() -> None:
    templates = [page_template(kind) for kind in range(KINDS)]
    mean = sum(map(len, templates)) / len(templates)
    assert 200_000 < mean < 350_000
    record = clean_html(page(templates, 7), url="http://127.0.0.1/news/story-number-7")
    assert record.page_kind is PageKind.ARTICLE
    assert "(7)" in record.text
    assert "window.__state" not in record.text


@pytest.mark.slow
def test_each_way_cleans_all_pages(tmp_path: Path) -> None:
    with served(PAGES) as base:
        first = crawl(base, tmp_path, PAGES)
        again = crawl(base, tmp_path, PAGES)
        simple = plain(base, tmp_path, PAGES)
        fetching = fetching_alone(base, PAGES)
    assert first.watched["saved"] == PAGES
    assert first.watched["longest_block_ms"] > 0
    assert again.watched["requests"] == 2
    assert simple.rate > 0
    cleaning = cleaning_alone(PAGES)
    assert 0 < allowed_rate([fetching], [cleaning]) < cleaning.rate
