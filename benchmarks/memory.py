"""What a memory of sites adds, and what it costs.

    python -m benchmarks.memory [--articles 60] [--lines 1000000]

Cleans ten made-up sites as a crawl does, page after page, each learned when its record is there; then cleans the
records again from their own lines, as `newsclean reclean` does. Prints the share of teasers, blurbs, slogans and
boxes that are cut, and the body lines that are lost: without a memory, after the crawl, after the second cleaning.
Then the CPU time that a memory adds to `clean_text` (the sum of each document's best time of several rounds), its
size on disk and the growth of this process while it fills. Exits with 1 where a bound is missed.
"""

import argparse
import math
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from random import Random

from benchmarks.generated import PHRASES, document, paragraph
from benchmarks.template_sites import ARTICLES, TEMPLATES, SitePage, site_pages
from newsclean import CleanConfig, CleanRecord, SiteMemory, clean_html, clean_text
from newsclean.models import PageKind
from newsclean.recleaning import reclean

MIN_CUT_SHARE = 0.99
MAX_ADDED_CPU_SHARE = 0.15
MAX_BYTES_A_MILLION_LINES = 200_000_000
MAX_GROWTH_BYTES = 60_000_000
LINES = 1_000_000
LINES_OF_A_PAGE = 25
DOCUMENTS = 300
DOCUMENTS_A_TURN = 50
ROUNDS = 16
"""Of measuring; from there on the sums of the best times hardly fall."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Lines of known kinds, and what became of them."""

    teasers: int = 0
    teasers_cut: int = 0
    furniture: int = 0
    furniture_cut: int = 0
    body: int = 0
    body_lost: int = 0

    def __add__(self, other: "Quality") -> "Quality":
        return Quality(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def cut_share(self) -> float:
        """Share of all junk lines that were cut."""
        return (self.teasers_cut + self.furniture_cut) / max(1, self.teasers + self.furniture)

    def row(self, name: str) -> str:
        return (
            f"{name:34} teasers cut {self.teasers_cut:5} of {self.teasers:5}   blurbs, slogans, boxes cut "
            f"{self.furniture_cut:5} of {self.furniture:5}   all {self.cut_share:7.2%}   body lines lost "
            f"{self.body_lost:4} of {self.body:5}"
        )


def quality(page: SitePage, record: CleanRecord) -> Quality:
    """The page's lines against the record's."""
    kept = {_plain(line) for line in record.text.split("\n")}
    return Quality(
        teasers=len(page.teasers),
        teasers_cut=sum(_plain(line) not in kept for line in page.teasers),
        furniture=len(page.furniture),
        furniture_cut=sum(_plain(line) not in kept for line in page.furniture),
        body=len(page.story.body),
        body_lost=sum(_plain(line) not in kept for line in page.story.body),
    )


def _plain(line: str) -> str:
    return " ".join(line.split())


Clean = Callable[[SitePage, SiteMemory | None], CleanRecord]


def from_html(page: SitePage, memory: SiteMemory | None) -> CleanRecord:
    """As a crawl cleans it."""
    return clean_html(page.html, url=page.story.url, memory=memory)


def from_text(page: SitePage, memory: SiteMemory | None) -> CleanRecord:
    """As text that somebody else has extracted, with all its lines."""
    return clean_text(page.text, url=page.story.url, title=page.story.title, memory=memory)


def crawl_and_reclean(clean: Clean, sites: Iterable[list[SitePage]]) -> tuple[Quality, Quality, Quality, list[str]]:
    """Without a memory, at the first cleaning with one, and after the second; and what was wrong after it."""
    without = first = second = Quality()
    wrong: list[str] = []
    with SiteMemory.open() as memory:
        for pages in sites:
            records = []
            for page in pages:
                without += quality(page, clean(page, None))
                record = clean(page, memory)
                memory.learn(record)
                records.append(record)
                first += quality(page, record)
            for page, record in zip(pages, records, strict=True):
                again = reclean(record, CleanConfig(), memory)
                second += quality(page, again)
                wrong += _wrong(page, again)
    return without, first, second, wrong


def _wrong(page: SitePage, record: CleanRecord) -> list[str]:
    kept = {_plain(line) for line in record.text.split("\n")}
    left = [f"left  {page.story.url} {line}" for line in (*page.teasers, *page.furniture) if _plain(line) in kept]
    why = {_plain(cut.text): f"{cut.rule}: {cut.evidence}" for cut in record.removed}
    lost = [line for line in page.story.body if _plain(line) not in kept]
    return left + [f"lost  {page.story.url} {line[:90]} [{why.get(_plain(line), 'not extracted')}]" for line in lost]


def record_of(number: int, site: str, lines: Sequence[str]) -> CleanRecord:
    """A record as a crawl makes it."""
    url = f"https://www.{site}/{number}/story-number-{number}"
    return CleanRecord(
        url=url, final_url=url, site=site, title=lines[0][:60], text="\n".join(lines), page_kind=PageKind.ARTICLE
    )


def _shuffled(seed: int, language: str) -> str:
    """A document with the words of its paragraphs in any order: beginnings differ then as those of real texts do."""
    random = Random(seed)
    lines = document(seed, language).split("\n")
    mixed = [" ".join(random.sample(words := line.split(), len(words))) for line in lines[:-3]]
    return "\n".join([*(f"{line}." for line in mixed), *lines[-3:]])


def added_cpu(documents: int) -> tuple[float, float]:
    """CPU seconds of `clean_text` for all documents without a memory, and with one that knows as many of their site.

    Of each document the best of several rounds counts. Within one process the two ways take turns, a tenth of a
    second each: what slows the machine for a while slows both, and each runs as in a crawl, page after page, for the
    most of what a look-up costs at once after something else is to load its code. Which way comes first changes from
    round to round. Each cleaning has a URL of its own, as pages do that are cleaned once.
    """
    languages = [*PHRASES] * (documents // len(PHRASES) + 1)
    known, asked = (
        [_shuffled(seed, language) for seed, language in zip(range(first, first + documents), languages, strict=False)]
        for first in (0, documents)
    )
    best = {False: [math.inf] * documents, True: [math.inf] * documents}
    with SiteMemory.open() as memory:
        memory.learn_all(record_of(number, "lennick.example", text.split("\n")) for number, text in enumerate(known))
        for turn, first in product(range(ROUNDS), range(0, documents, DOCUMENTS_A_TURN)):
            for is_asked in (turn % 2 == 0, turn % 2 == 1):
                for number, text in islice(enumerate(asked), first, first + DOCUMENTS_A_TURN):
                    url = f"https://www.lennick.example/new/{turn}/{is_asked}/story-number-{number}"
                    seconds = _cleaning_seconds(text, url, memory if is_asked else None)
                    best[is_asked][number] = min(best[is_asked][number], seconds)
    return sum(best[False]), sum(best[True])


def _cleaning_seconds(text: str, url: str, memory: SiteMemory | None) -> float:
    started = time.process_time()
    clean_text(text, url=url, memory=memory)
    return time.process_time() - started


def peak_bytes() -> int:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


@dataclass(frozen=True, slots=True)
class Filling:
    """What a memory of many lines takes."""

    lines: int
    size_bytes: int
    growth_bytes: int
    seconds: float


def fill(lines: int, folder: Path) -> Filling:
    """Fill a memory with distinct lines of made-up pages of a hundred sites."""
    random = Random(0)
    place = folder / "memory.db"
    config = CleanConfig(memory_lines_per_site=10_000_000)
    started = time.process_time()
    with SiteMemory.open(place, config) as memory:
        before, number = 0, 0
        for start in range(0, lines // LINES_OF_A_PAGE, 100):
            pages = []
            for number in range(start, start + 100):
                made = [f"{paragraph(random)} {number}-{line}" for line in range(LINES_OF_A_PAGE)]
                pages.append(record_of(number, f"paper{number % 100}.example", made))
            memory.learn_all(pages)
            if start >= lines // LINES_OF_A_PAGE // 10 and not before:
                before = peak_bytes()
        known = memory.counts().lines
        growth = peak_bytes() - before
    size = sum(file.stat().st_size for file in folder.iterdir())
    return Filling(known, size, growth, time.process_time() - started)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="of each site")
    parser.add_argument("--lines", type=int, default=LINES, help="to fill the memory with; 0 leaves that out")
    parser.add_argument("--wrong", type=int, default=10, help="how many wrong lines to print")
    options = parser.parse_args(arguments)
    sites = [site_pages(template, options.articles) for template in TEMPLATES]
    kept = True
    for name, clean in (("HTML", from_html), ("text", from_text)):
        without, first, second, wrong = crawl_and_reclean(clean, sites)
        print(without.row(f"{name}, without a memory"))
        print(first.row(f"{name}, one crawl with a memory"))
        print(second.row(f"{name}, and cleaned again"))
        kept = kept and second.cut_share >= MIN_CUT_SHARE and second.body_lost <= without.body_lost
        for line in wrong[: options.wrong]:
            print(f"    {line}")
    without_seconds, with_seconds = added_cpu(DOCUMENTS)
    added = with_seconds / without_seconds - 1
    each = 1000 * (with_seconds - without_seconds) / DOCUMENTS
    print(
        f"look-up: {each:.3f} ms a document of 25 lines, {added:.1%} of clean_text (at most {MAX_ADDED_CPU_SHARE:.0%})"
    )
    kept = kept and added <= MAX_ADDED_CPU_SHARE
    if options.lines:
        with tempfile.TemporaryDirectory() as folder:
            filled = fill(options.lines, Path(folder))
        allowed = MAX_BYTES_A_MILLION_LINES * filled.lines / 1_000_000
        print(
            f"{filled.lines:,} lines: {filled.size_bytes / 1e6:.1f} MB on disk (at most {allowed / 1e6:.0f}), "
            f"process grew by {filled.growth_bytes / 1e6:.1f} MB while nine tenths of them came in, "
            f"{1000 * filled.seconds * LINES_OF_A_PAGE / filled.lines:.2f} ms CPU a page, making it up included"
        )
        kept = kept and filled.size_bytes <= allowed and filled.growth_bytes <= MAX_GROWTH_BYTES
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
