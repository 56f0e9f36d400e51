"""Cleaning and scoring the pages of a folder, here or in worker processes."""

import multiprocessing
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as PageTimeout

from pebble import ProcessPool

from newsclean.api import clean_html, clean_text
from newsclean.config import CleanConfig
from newsclean.errors import NewscleanError
from newsclean.evaluate.page import PageScore, failed_page, score_record
from newsclean.evaluate.truth import EvaluationPage, read_page
from newsclean.models import CleanRecord

PAGE_SECONDS_LIMIT = 120.0
"""Hundreds of times what an ordinary page takes: only what hangs is ended by it."""


def score_pages(pages: Iterable[EvaluationPage], config: CleanConfig) -> Iterator[PageScore]:
    """Scores in the order of the pages, one after the other in this process, without a time limit."""
    return (score_page(page, config) for page in pages)


def score_pages_in_workers(
    pages: Iterable[EvaluationPage],
    config: CleanConfig,
    *,
    workers: int,
    page_seconds: float = PAGE_SECONDS_LIMIT,
) -> Iterator[PageScore]:
    """The same in worker processes. A page that hangs, or whose worker dies, is scored as failed and the rest go on."""
    pool = ProcessPool(max_workers=workers, context=multiprocessing.get_context("spawn"))
    try:
        scheduled = [(page, pool.schedule(score_page, args=(page, config), timeout=page_seconds)) for page in pages]
        for page, future in scheduled:
            error = future.exception()
            if error is None:
                yield future.result()
            elif isinstance(error, PageTimeout):
                yield failed_page(page.truth, f"stopped after {page_seconds:g} s")
            else:
                yield failed_page(page.truth, f"{type(error).__name__}: {error}")
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def score_page(page: EvaluationPage, config: CleanConfig) -> PageScore:
    """Clean one page and hold the record against its truth; a refused page is scored as failed."""
    try:
        content = read_page(page, config.max_page_bytes)
        started = time.process_time()
        record = _clean(page, content, config)
    except NewscleanError as error:
        return failed_page(page.truth, str(error))
    return score_record(page.truth, record, cpu_seconds=time.process_time() - started)


def _clean(page: EvaluationPage, content: bytes, config: CleanConfig) -> CleanRecord:
    url = page.truth.url or None
    if page.form == "text":
        return clean_text(content.decode("utf-8", "replace"), url=url, config=config)
    return clean_html(content, url=url, config=config)
