"""Speed of the cleaning on one core, held against its bounds.

    python -m benchmarks.speed [--pages FOLDER]

Measures documents of 25 lines a second with the language given, what detecting the language adds to a
document, and the CPU time of clean_html beside trafilatura's text and fields on the same pages in the same
run: generated ones, or those of a folder that `newsclean evaluate` takes. Exits with 1 where a bound is missed.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from benchmarks.generated import LINES_OF_A_DOCUMENT, PHRASES, document, ordinary_page
from newsclean.api import clean_html, clean_text
from newsclean.config import CleanConfig
from newsclean.errors import NewscleanError
from newsclean.evaluate.truth import read_folder, read_page

DOCUMENTS = 400
PAGES = 60
PAGE_ROUNDS, TEXT_ROUNDS = 3, 12
"""The best of several rounds counts: what else the machine does only ever makes it slower.

One round of the texts takes a quarter of a second; of three the best still differed by 5 % from run to run.
"""
MIN_DOCUMENTS_PER_SECOND = 1500.0
MAX_DETECTION_MILLISECONDS = 3.0
MAX_TIMES_TRAFILATURA = 1.0


@dataclass(frozen=True, slots=True)
class Result:
    """A figure and whether it is within its bound."""

    what: str
    value: float
    unit: str
    bound: str
    kept: bool


def text_speed(documents: int) -> tuple[Result, Result]:
    """Documents a second with the language given, and milliseconds that its detection adds to one."""
    languages = [*PHRASES] * (documents // len(PHRASES) + 1)
    texts = [(document(seed, language), language) for seed, language in zip(range(documents), languages, strict=False)]
    given = _best_seconds(lambda: _each(lambda text: clean_text(text[0], language=text[1]), texts))
    detected = _best_seconds(lambda: _each(lambda text: clean_text(text[0]), texts))
    per_second = documents / given
    added = max(0.0, 1000 * (detected - given) / documents)
    return (
        Result(
            f"clean_text, {LINES_OF_A_DOCUMENT} lines, language given",
            per_second,
            "documents/s",
            f"at least {MIN_DOCUMENTS_PER_SECOND:g}",
            per_second >= MIN_DOCUMENTS_PER_SECOND,
        ),
        Result(
            "language detection",
            added,
            "ms a document",
            f"at most {MAX_DETECTION_MILLISECONDS:g}",
            added <= MAX_DETECTION_MILLISECONDS,
        ),
    )


def html_speed(pages: Sequence[bytes]) -> tuple[Result, Result]:
    """Milliseconds a page, and how often trafilatura's own text and fields fit into that time.

    The two take turns page by page, so that both see the same load.
    """
    ours = theirs = 0.0
    for page in pages[:3]:
        clean_html(page)
        _trafilatura(page)
    for page in pages:
        ours += min(_seconds(clean_html, page) for _ in range(PAGE_ROUNDS))
        theirs += min(_seconds(_trafilatura, page) for _ in range(PAGE_ROUNDS))
    times = ours / theirs
    return (
        Result("clean_html", 1000 * ours / len(pages), "ms a page", "-", kept=True),
        Result(
            "clean_html beside trafilatura's text and fields",
            times,
            "x",
            f"at most {MAX_TIMES_TRAFILATURA:g}",
            times <= MAX_TIMES_TRAFILATURA,
        ),
    )


def _trafilatura(page: bytes) -> object:
    return trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)


def _each(call: Callable[[tuple[str, str]], object], items: Iterable[tuple[str, str]]) -> None:
    for item in items:
        call(item)


def _seconds(call: Callable[[bytes], object], page: bytes) -> float:
    started = time.process_time()
    call(page)
    return time.process_time() - started


def _best_seconds(call: Callable[[], None]) -> float:
    best = float("inf")
    for _ in range(TEXT_ROUNDS):
        started = time.process_time()
        call()
        best = min(best, time.process_time() - started)
    return best


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="pages to clean, in the place of generated ones")
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    options = parser.parse_args(arguments)
    try:
        pages = (
            [read_page(page, CleanConfig().max_page_bytes) for page in read_folder(options.pages)]
            if options.pages
            else [ordinary_page(1, seed).encode() for seed in range(PAGES)]
        )
    except NewscleanError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    results = [*text_speed(options.documents), *html_speed(pages)]
    for result in results:
        verdict = "" if result.kept else "  MISSED"
        print(f"{result.what:50} {result.value:10.2f} {result.unit:14} {result.bound}{verdict}")
    return 0 if all(result.kept for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
