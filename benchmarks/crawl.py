"""How far a crawl makes use of the machine.

    python -m benchmarks.crawl [--pages 3000] [--memory-pages 20000] [--remembered-pages 1000] [--rounds 3]

A site of pages of ordinary weight is served on loopback by a process of its own. Measured in turn: newsclean's
crawl; Scrapy with clean_html in its callback; Scrapy that throws the pages away; and cleaning alone, the same pages
in as many processes as there are cores, with nothing to fetch and nothing to store. The first two are held against
each other as whole commands. What the CPU allows is the rate at which all cores together would clean, fetch as Scrapy
does, and serve the site, which all happens on them; newsclean's crawl is held against it from its first saved page on,
when its libraries are loaded. Then a second
pass over the site, in which nothing is new, and one crawl of --memory-pages for the memory of its main process. In
the crawl's own process a ticking task measures how long the event loop was blocked. What a page costs is told
apart by where: in the main process, in the workers, and in cores that had nothing to do; once more for a crawl of
--remembered-pages with a memory of sites, which the others go without. Exits with 1 where a bound is
missed.

Rates are pages a second by the clock; on a machine that others use, compare the CPU time a page costs.
"""

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.crawl_site import KINDS, page, page_template, served
from benchmarks.crawl_watched import idle_seconds
from newsclean.cores import available_cores

ROOT = Path(__file__).parents[1]
MIN_TIMES_PLAIN = 1.7
MIN_SHARE_OF_CPU = 0.95
MAX_BLOCK_MILLISECONDS = 100.0
MAX_MEMORY_GROWTH = 0.10
MAX_SECOND_PASS_SECONDS = 10.0
PAGES, MEMORY_PAGES, REMEMBERED_PAGES, ROUNDS = 3_000, 20_000, 1_000, 3
COSTS = ("CPU of the crawl's main process", "CPU of its workers", "cores with nothing to do")
MEMORY_FROM_SHARE = 0.2
"""Memory is compared from this share of the pages on: 4,000 of 20,000."""


@dataclass(frozen=True, slots=True)
class Run:
    """One way to get the pages cleaned, measured."""

    pages: int
    seconds: float
    cpu_seconds: float
    """Of all its processes, the server's aside."""
    busy_seconds: float
    """Of all cores together, the server's work included."""
    watched: dict[str, Any]
    """What the crawl's own process saw."""

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds

    def row(self, name: str) -> str:
        cpu = 1000 * self.cpu_seconds / self.pages
        return f"{name:34} {self.rate:8.1f} pages/s {self.seconds:8.1f} s {cpu:8.2f} ms of CPU a page"


def costs_of_a_page(run: Run) -> tuple[float, float, float]:
    """Milliseconds a page between the first look and the last: the main process, the workers, cores without work."""
    cpu = {int(saved): times for saved, times in run.watched["cpu_seconds"].items()}
    idle = {int(saved): seconds for saved, seconds in run.watched["idle_seconds"].items()}
    first, last = min(cpu), max(cpu)
    a_page = 1000 / max(1, last - first)
    own, below = (a_page * (cpu[last][part] - cpu[first][part]) for part in (0, 1))
    return own, below, a_page * (idle[last] - idle[first])


def measured(command: Sequence[str], pages: int, watch: Path | None = None) -> Run:
    """Run a command to its end."""
    before, idle, began = resource.getrusage(resource.RUSAGE_CHILDREN), idle_seconds(), time.monotonic()
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True)
    seconds, idle = time.monotonic() - began, idle_seconds() - idle
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    watched = json.loads(watch.read_text()) if watch else {}
    # The workers are no children of ours, and what they cost is seen from within.
    cpu = max(map(sum, watched["cpu_seconds"].values()), default=cpu) if watch else cpu
    return Run(pages, seconds, cpu, available_cores() * seconds - idle, watched)


def crawl(base: str, folder: Path, pages: int) -> Run:
    """newsclean's crawl."""
    command = ["-m", "benchmarks.crawl_watched", f"{base}/sitemap.xml", str(folder / "store.db"), str(folder / "watch")]
    return measured(command, pages, folder / "watch")


def remembering(pages: int) -> None:
    """What a page costs with a memory of sites."""
    with served(pages) as base, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = [str(folder / part) for part in ("store.db", "watch", "memory.db")]
        command = ["-m", "benchmarks.crawl_watched", f"{base}/sitemap.xml", *places]
        run = measured(command, pages, folder / "watch")
    print(run.row("newsclean's crawl with a memory"), flush=True)
    for what, cost in zip(COSTS, costs_of_a_page(run), strict=True):
        print(f"{what:50} {cost:8.2f} ms a page", flush=True)
    resident = run.watched["resident_mb"]
    print(f"resident memory of the main process at the end: {resident[max(resident, key=int)]:.1f} MB", flush=True)


def plain(base: str, folder: Path, pages: int) -> Run:
    """Scrapy with clean_html in its callback."""
    out = folder / f"plain-{time.monotonic_ns()}.jsonl"
    run = measured(["-m", "benchmarks.crawl_plain", f"{base}/sitemap.xml", str(out)], pages)
    with out.open("rb") as lines:
        assert sum(1 for _ in lines) == pages
    return run


def fetching_alone(base: str, pages: int) -> Run:
    """Scrapy that throws the pages away."""
    return measured(["-m", "benchmarks.crawl_plain", f"{base}/sitemap.xml"], pages)


def cleaning_alone(pages: int) -> Run:
    """The same pages in as many processes as there are cores, with nothing else to do."""
    workers = available_cores()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pool.map(_clean, range(workers * 4), chunksize=1)  # all libraries loaded
        began = time.monotonic()
        pool.map(_clean, range(pages), chunksize=10)
        seconds = time.monotonic() - began
        pool.close()
        pool.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(pages, seconds, cpu, workers * seconds, {})


_templates: list[bytes] = []


def _clean(number: int) -> None:
    from newsclean import clean_html

    if not _templates:
        _templates.extend(page_template(kind) for kind in range(KINDS))
    clean_html(page(_templates, number), url=f"http://127.0.0.1/news/story-number-{number}")


def report(what: str, value: float, unit: str, bound: str, kept: bool) -> bool:
    print(f"{what:50} {value:8.2f} {unit:8} {bound}{'' if kept else '  MISSED'}", flush=True)
    return kept


def allowed_rate(fetchings: Sequence[Run], cleanings: Sequence[Run]) -> float:
    """Pages a second at which all cores would be busy with serving, fetching and cleaning, and nothing else."""
    a_page = median(run.busy_seconds / run.pages for run in fetchings)
    a_page += median(run.busy_seconds / run.pages for run in cleanings)
    return available_cores() / a_page


def throughput(pages: int, rounds: int) -> list[bool]:
    crawls, plains, fetchings, cleanings = [], [], [], []
    with served(pages) as base, tempfile.TemporaryDirectory() as name:
        for number in range(rounds):
            folder = Path(name, str(number))
            folder.mkdir()
            crawls.append(crawl(base, folder, pages))
            print(crawls[-1].row("newsclean's crawl"), flush=True)
            plains.append(plain(base, folder, pages))
            print(plains[-1].row("Scrapy, clean_html in its callback"), flush=True)
            fetchings.append(fetching_alone(base, pages))
            print(fetchings[-1].row("Scrapy, pages thrown away"), flush=True)
            cleanings.append(cleaning_alone(pages))
            print(cleanings[-1].row("cleaning alone, on all cores"), flush=True)
        second = crawl(base, folder, pages)
    times = median(crawl.rate for crawl in crawls) / median(plain.rate for plain in plains)
    steady = median(crawl.watched["steady_rate"] for crawl in crawls)
    allowed = allowed_rate(fetchings, cleanings)
    print(f"{'of what cleaning alone does':50} {steady / median(each.rate for each in cleanings):8.2f}")
    for name, costs in zip(COSTS, zip(*map(costs_of_a_page, crawls), strict=True), strict=True):
        print(f"{name:50} {median(costs):8.2f} ms a page")
    block = max(crawl.watched["longest_block_ms"] for crawl in crawls)
    assert all(crawl.watched["saved"] == pages for crawl in crawls)
    assert second.watched["requests"] == 2, "a pass in which nothing is new fetches robots.txt and the sitemap"
    return [
        report("beside Scrapy with clean_html", times, "x", f"at least {MIN_TIMES_PLAIN}", times >= MIN_TIMES_PLAIN),
        report(f"of {allowed:.1f} pages/s, which the CPU allows", steady / allowed, "", f"at least {MIN_SHARE_OF_CPU}",
               steady / allowed >= MIN_SHARE_OF_CPU),
        report("longest block of the event loop", block, "ms", f"at most {MAX_BLOCK_MILLISECONDS:g}",
               block <= MAX_BLOCK_MILLISECONDS),
        report("a second pass with nothing new", second.seconds, "s", f"at most {MAX_SECOND_PASS_SECONDS:g}",
               second.seconds <= MAX_SECOND_PASS_SECONDS),
    ]  # fmt: skip


def memory(pages: int) -> list[bool]:
    with served(pages) as base, tempfile.TemporaryDirectory() as name:
        run = crawl(base, Path(name), pages)
    print(run.row(f"newsclean's crawl of {pages:,} pages"))
    sizes = {int(saved): size for saved, size in run.watched["resident_mb"].items()}
    early = sizes[min(saved for saved in sizes if saved >= MEMORY_FROM_SHARE * pages)]
    late = sizes[max(sizes)]
    growth = late / early - 1
    print(f"resident memory of the main process: {early:.1f} MB, at the end {late:.1f} MB")
    bound = f"at most {MAX_MEMORY_GROWTH:.0%}"
    return [report("growth of the main process", 100 * growth, "%", bound, growth <= MAX_MEMORY_GROWTH)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=PAGES, help="0 leaves that part out")
    parser.add_argument("--memory-pages", type=int, default=MEMORY_PAGES, help="0 leaves that part out")
    parser.add_argument(
        "--remembered-pages", type=int, default=REMEMBERED_PAGES, help="with a memory of sites; 0 leaves that part out"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="the median counts")
    options = parser.parse_args(arguments)
    kept = throughput(options.pages, options.rounds) if options.pages else []
    if options.remembered_pages:
        remembering(options.remembered_pages)
    if options.memory_pages:
        kept += memory(options.memory_pages)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
