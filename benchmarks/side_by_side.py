"""Running several extractors on the same pages, each in a process of its own that can be killed."""

import multiprocessing
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as PageTimeout
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache

from pebble import ProcessPool
from trafilatura.utils import decode_file

from benchmarks.peers import SYSTEMS, Extract, Extraction, PeerPage, System
from newsclean.config import CleanConfig
from newsclean.evaluate.truth import EvaluationPage, read_page

PAGE_SECONDS_LIMIT = 60.0
WARM_UP_PAGES = 3
"""The first pages pay for imports, compiled patterns and models; they are run once more, untimed, before."""


@dataclass(frozen=True, slots=True)
class Run:
    """One system on one page."""

    extraction: Extraction
    cpu_seconds: float
    failure: str = ""


def read_peer_page(page: EvaluationPage) -> PeerPage:
    content = read_page(page, CleanConfig().max_page_bytes)
    return PeerPage(content, decode_file(content), page.truth.url, page.truth.lang)


def run_systems(
    pages: Sequence[PeerPage],
    systems: Mapping[str, System],
    *,
    page_seconds: float = PAGE_SECONDS_LIMIT,
) -> tuple[dict[str, list[Run]], dict[str, str]]:
    """Runs by name of the system, page by page in turn so that all see the same load; and why a system was skipped."""
    runs: dict[str, list[Run]] = {}
    skipped: dict[str, str] = {}
    with ExitStack() as stack:
        pools: dict[str, ProcessPool] = {}
        for name, system in systems.items():
            if system.installed_version() is None:
                skipped[name] = "not installed"
                continue
            pool = stack.enter_context(_worker())
            failure = _warm_up(pool, name, pages)
            if failure:
                skipped[name] = failure
            else:
                pools[name], runs[name] = pool, []
        for page in pages:
            for name, pool in pools.items():
                runs[name].append(_run(pool, name, page, page_seconds))
    return runs, skipped


@contextmanager
def _worker() -> Iterator[ProcessPool]:
    pool = ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn"))
    try:
        yield pool
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _warm_up(pool: ProcessPool, name: str, pages: Sequence[PeerPage]) -> str:
    error = pool.schedule(_loaded, args=(name,)).exception()
    if error is not None:
        return f"does not load: {type(error).__name__}: {error}"
    for page in pages[:WARM_UP_PAGES]:
        _run(pool, name, page, PAGE_SECONDS_LIMIT)
    return ""


def _run(pool: ProcessPool, name: str, page: PeerPage, page_seconds: float) -> Run:
    future = pool.schedule(_extract, args=(name, page), timeout=page_seconds)
    error = future.exception()
    if error is None:
        extraction, cpu_seconds = future.result()
        return Run(extraction, cpu_seconds)
    if isinstance(error, PageTimeout):
        return Run(Extraction(""), page_seconds, f"stopped after {page_seconds:g} s")
    return Run(Extraction(""), 0.0, f"{type(error).__name__}: {error}")


def _extract(name: str, page: PeerPage) -> tuple[Extraction, float]:
    extract = _load(name)
    started = time.process_time()
    extraction = extract(page)
    return extraction, time.process_time() - started


def _loaded(name: str) -> None:
    _load(name)


@cache
def _load(name: str) -> Extract:
    return SYSTEMS[name].load()
