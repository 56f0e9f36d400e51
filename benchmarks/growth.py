"""How the cost of cleaning grows with the size of what is cleaned, on ordinary and on hostile input.

    python -m benchmarks.growth [--case NAME]... [--scale 0.1]

Each measurement runs in a process of its own, which is killed when it takes too long. Printed are CPU time,
peak memory, and how much faster than n log n the cost grew since the size before. Exits with 1 where that
is over the bound, or a page was refused, crashed or killed that should not.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as MeasurementTimeout
from dataclasses import dataclass
from math import log
from typing import Literal

from pebble import ProcessPool

from benchmarks import generated
from newsclean.models import CleanRecord

SECONDS_LIMIT = 300.0
RATIO_BOUND = 2.5
"""Tenfold size at n**1.5 gives 2.7, at n**2 gives 8.5; what memory and caches add to n log n stays below 2."""
REPEATS = 5
REPEAT_UNDER_SECONDS = 0.2
"""What is quicker is measured several times, the best counts: a single run would be noise."""
RATIO_FROM_SECONDS = 0.005
"""Growth from less than this is the growth of a timer's noise."""


@dataclass(frozen=True, slots=True)
class Case:
    """An input that can be made in several sizes."""

    build: Callable[[int], str]
    sizes: tuple[int, ...]
    form: Literal["html", "text"]
    hostile: bool = True
    """Hostile input may be refused; ordinary input must be cleaned, however large."""


def _html_line(characters: int) -> str:
    return generated.page_of(generated.one_line(characters))


def _html_words(lines: int) -> str:
    return generated.page_of_lines(generated.one_word_lines(lines))


def _html_cut_lines(lines: int) -> str:
    return generated.page_of_lines(generated.cut_lines(lines))


def _html_cue(times: int) -> str:
    return generated.page_of(generated.repeated_cue(times))


CASES: Mapping[str, Case] = {
    "ordinary page": Case(generated.ordinary_page, (1, 10, 100, 1000), "html", hostile=False),
    "ordinary text": Case(generated.ordinary_text, (1, 10, 100, 1000), "text", hostile=False),
    "one line": Case(generated.one_line, (50_000, 500_000, 5_000_000), "text"),
    "one line in HTML": Case(_html_line, (50_000, 500_000, 5_000_000), "html"),
    "one-word lines": Case(generated.one_word_lines, (2_000, 20_000, 200_000), "text"),
    "one-word lines in HTML": Case(_html_words, (2_000, 20_000, 200_000), "html"),
    "cut lines": Case(generated.cut_lines, (500, 5_000, 50_000), "text"),
    "cut lines in HTML": Case(_html_cut_lines, (500, 5_000, 50_000), "html"),
    "a cue word repeated": Case(generated.repeated_cue, (10_000, 100_000, 1_000_000), "text"),
    "a cue word repeated in HTML": Case(_html_cue, (10_000, 100_000, 1_000_000), "html"),
    "a prompt repeated": Case(generated.repeated_prompt, (4_000, 40_000, 400_000), "text"),
    "white space": Case(generated.white_space, (10_000, 100_000, 1_000_000), "text"),
    "names behind paragraphs": Case(generated.names_behind_paragraphs, (200, 2_000, 20_000), "text"),
    "names above paragraphs": Case(generated.names_above_text, (200, 2_000, 20_000), "text"),
    "comments": Case(generated.comments, (200, 2_000, 20_000), "text"),
    "an endless document type": Case(generated.endless_doctype, (10_000, 100_000, 1_000_000), "html"),
    "nested elements": Case(generated.nested_elements, (1_000, 10_000, 100_000), "html"),
    "attributes": Case(generated.many_attributes, (2_000, 20_000, 200_000), "html"),
    "pictures": Case(generated.pictures, (200, 2_000, 20_000), "html"),
    "boxes to drop": Case(generated.boxes_to_drop, (1_000, 10_000, 100_000), "html"),
    "pieces of a line": Case(generated.pieces_of_a_line, (100, 1_000, 10_000), "html"),
    "links": Case(generated.many_links, (500, 5_000, 50_000), "html"),
    "unclosed tags": Case(generated.unclosed_tags, (1_000, 10_000, 100_000), "html"),
    "deep JSON-LD": Case(generated.deep_json_ld, (1_000, 10_000, 100_000), "html"),
    "many JSON-LD blocks": Case(generated.many_json_ld, (100, 1_000, 10_000), "html"),
}


@dataclass(frozen=True, slots=True)
class Measurement:
    case: str
    size: int
    characters: int = 0
    cpu_seconds: float = 0.0
    peak_megabytes: float = 0.0
    refused: str = ""
    failure: str = ""
    ratio: float | None = None
    """Growth since the size before, over that of n log n; None at the first size and for what was refused."""

    def complaint(self) -> str:
        """Why this fails the benchmark; empty where it does not."""
        if self.failure:
            return self.failure
        if self.refused and not CASES[self.case].hostile:
            return f"refused: {self.refused}"
        if self.ratio is not None and self.ratio > RATIO_BOUND:
            return f"grew {self.ratio:.1f} times as fast as n log n (bound {RATIO_BOUND})"
        return ""


def measure_case(name: str, scale: float = 1.0, seconds: float = SECONDS_LIMIT) -> Iterator[Measurement]:
    """Measurements of a case at its sizes, smallest first; stops where one fails."""
    before: Measurement | None = None
    for size in sorted({max(1, round(full_size * scale)) for full_size in CASES[name].sizes}):
        found = _measure(name, size, seconds)
        measured = Measurement(
            case=name,
            size=found.size,
            characters=found.characters,
            cpu_seconds=found.cpu_seconds,
            peak_megabytes=found.peak_megabytes,
            refused=found.refused,
            failure=found.failure,
            ratio=growth_ratio(before, found) if before else None,
        )
        yield measured
        if measured.failure:
            return
        before = measured


def growth_ratio(before: Measurement, after: Measurement) -> float | None:
    """How much faster than n log n the cost grew, n being characters; None where that says nothing."""
    if before.refused or after.refused or after.failure or after.characters <= before.characters:
        return None
    cost = after.cpu_seconds / max(before.cpu_seconds, RATIO_FROM_SECONDS)
    expected = (after.characters * log(after.characters)) / (before.characters * log(before.characters))
    return cost / expected


def _measure(name: str, size: int, seconds: float) -> Measurement:
    pool = ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn"))
    try:
        future = pool.schedule(clean_and_measure, args=(name, size), timeout=seconds)
        error = future.exception()
        if error is None:
            measured: Measurement = future.result()
            return measured
        if isinstance(error, MeasurementTimeout):
            return Measurement(name, size, failure=f"killed after {seconds:g} s")
        return Measurement(name, size, failure=f"{type(error).__name__}: {error}")
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def clean_and_measure(name: str, size: int) -> Measurement:
    """Clean one generated input in this process, several times where that is quick."""
    from newsclean.api import clean_html, clean_text
    from newsclean.errors import NewscleanError

    clean: Callable[[str], CleanRecord] = clean_html if CASES[name].form == "html" else clean_text
    # Words, patterns and language profiles are loaded by the first page, which is no cost of this input.
    clean_html(generated.ordinary_page(1))
    clean_html(generated.page_of(generated.one_line(2000)))
    clean_text(generated.ordinary_text(1))
    content = CASES[name].build(size)
    best = float("inf")
    refused = ""
    for _ in range(REPEATS):
        started = time.process_time()
        try:
            clean(content)
        except NewscleanError as error:
            refused = str(error)
        best = min(best, time.process_time() - started)
        if best > REPEAT_UNDER_SECONDS:
            break
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Measurement(name, size, len(content), best, peak, refused)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", action="append", choices=CASES, help="only this one; may be given several times")
    parser.add_argument("--scale", type=float, default=1.0, help="all sizes times this")
    parser.add_argument("--seconds", type=float, default=SECONDS_LIMIT, help="limit of one measurement")
    options = parser.parse_args(arguments)
    complaints = []
    print(f"{'case':28} {'size':>9} {'characters':>11} {'CPU s':>8} {'MB':>6}  x n log n")
    for name in options.case or CASES:
        for found in measure_case(name, options.scale, options.seconds):
            ratio = "-" if found.ratio is None else f"{found.ratio:.2f}"
            note = found.complaint() or found.refused
            print(
                f"{found.case:28} {found.size:9} {found.characters:11} {found.cpu_seconds:8.3f} "
                f"{found.peak_megabytes:6.0f}  {ratio:>9}  {note}".rstrip(),
                flush=True,
            )
            if found.complaint():
                complaints.append(f"{found.case} at {found.size}: {found.complaint()}")
    for complaint in complaints:
        print(f"error: {complaint}", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
