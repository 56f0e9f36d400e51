"""Speed and memory of runs over archives, held against their bounds.

    python -m benchmarks.corpus [--only scale|text|memory|trafilatura]... [--documents N] [--pages FOLDER]

Needs the extra `corpus`. The archives are generated, or made of the pages of a folder that `newsclean evaluate`
takes. Each comparison is repeated with the sides taking turns, and the best of each side counts, since what else
the machine does only ever makes it slower. Exits with 1 where a bound is missed.
"""

import argparse
import gzip
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import psutil

from benchmarks.generated import PHRASES, document, ordinary_page
from benchmarks.speed import Result
from newsclean.config import CleanConfig
from newsclean.corpus.options import CorpusOptions
from newsclean.evaluate.page import failed_page, score_record
from newsclean.evaluate.report import build_figures
from newsclean.evaluate.truth import EvaluationPage, read_folder, read_page
from newsclean.models import CleanRecord

DOCUMENTS = 12_000
"""Some ten seconds of work for a core: in less, starting the workers is a part of what is measured."""
MEMORY_DOCUMENTS = 100_000
PAGES = 1500
ROUNDS = 3
CHUNK_BYTES = 2**20
"""Small, so that an archive of some megabytes has work for two workers to the end."""
MIN_SPEED_UP = 1.85
MIN_DOCUMENTS_PER_SECOND = 1_200.0
MAX_MEMORY_GROWTH = 0.05
MAX_MEMORY_MEGABYTES = 400.0
BURN_ROUNDS = 20_000_000
PAGE_SECONDS = 30.0


def write_texts(path: Path, documents: int) -> Path:
    """JSONL of generated texts in four languages, each named."""
    languages = [*PHRASES]
    with path.open("w", encoding="utf-8") as stream:
        for seed in range(documents):
            language = languages[seed % len(languages)]
            text = document(seed, language)
            record = {
                "id": str(seed),
                "text": text,
                "url": f"https://paper{seed % 50}.org/{seed}",
                "language": language,
            }
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def scale(folder: Path, documents: int) -> Iterator[Result]:
    """Two workers beside one, and two busy loops beside one: what the machine has to give at that time."""
    source = write_texts(folder / "scale.jsonl", documents)
    best: dict[str, float] = {}
    for round_number in range(ROUNDS):
        for workers in (1, 2):
            output = folder / f"scale-{round_number}-{workers}.jsonl"
            _keep_best(best, f"run {workers}", lambda w=workers, o=output: _run(source, o, w))  # type: ignore[misc]
            _keep_best(best, f"burn {workers}", lambda w=workers: _burn_together(w))  # type: ignore[misc]
    yield Result("the same work twice at a time beside once", 2 * best["burn 1"] / best["burn 2"], "x", "-", kept=True)
    speed_up = best["run 1"] / best["run 2"]
    kept = speed_up >= MIN_SPEED_UP
    yield Result("two workers beside one", speed_up, "x", f"at least {MIN_SPEED_UP:g}", kept)


def _keep_best(best: dict[str, float], name: str, call: Callable[[], None]) -> None:
    started = time.perf_counter()
    call()
    best[name] = min(best.get(name, float("inf")), time.perf_counter() - started)


def _run(source: Path, output: Path, workers: int) -> None:
    from newsclean.corpus.run import HowToRun, run_corpus

    options = CorpusOptions(str(source), str(output), chunk_bytes=CHUNK_BYTES)
    run_corpus(options, HowToRun(workers), lambda _: None)


def _burn_together(processes: int) -> None:
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=_burn) for _ in range(processes)]
    for process in running:
        process.start()
    for process in running:
        process.join()


def _burn() -> None:
    number = 0
    for value in range(BURN_ROUNDS):
        number ^= value


def text_speed(folder: Path, documents: int) -> Iterator[Result]:
    """Documents that one core cleans in a second of its time, and what of that time goes to reading and writing."""
    from newsclean.api import clean_text

    source = write_texts(folder / "text.jsonl", documents)
    records = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    for record in records[:50]:
        clean_text(record["text"], language=record["language"])
    whole = cleaning = float("inf")
    for round_number in range(ROUNDS):
        started = time.process_time()
        _clean_here(source, folder / f"text-{round_number}.jsonl")
        whole = min(whole, time.process_time() - started)
        started = time.process_time()
        for record in records:
            clean_text(record["text"], url=record["url"], language=record["language"])
        cleaning = min(cleaning, time.process_time() - started)
    per_second = documents / whole
    yield Result("clean_text alone", documents / cleaning, "documents/s", "-", kept=True)
    yield Result("reading and writing", 1e6 * max(0.0, whole - cleaning) / documents, "us a document", "-", kept=True)
    kept = per_second >= MIN_DOCUMENTS_PER_SECOND
    yield Result("JSONL to JSONL, one core", per_second, "documents/s", f"at least {MIN_DOCUMENTS_PER_SECOND:g}", kept)


def _clean_here(source: Path, output: Path) -> None:
    """One worker's task, in this process."""
    from newsclean.corpus.chunks import Task
    from newsclean.corpus.clean_chunks import CleanChunks
    from newsclean.corpus.inputs import find_inputs

    (file,) = find_inputs(str(source))
    options = CorpusOptions(str(source), str(output))
    list(CleanChunks(options, (Task(file, 0, (0, None)),)).run())


def memory(folder: Path, documents: int) -> Iterator[Result]:
    """A worker's resident memory after a tenth of the documents, and after all."""
    source = write_texts(folder / "memory.jsonl", documents)
    readings: list[tuple[float, float]] = []

    def read(share: float) -> None:
        workers = [child for child in psutil.Process().children(recursive=True) if child.num_threads() > 1]
        readings.append((share, max((child.memory_info().rss for child in workers), default=0) / 2**20))

    from newsclean.corpus.run import HowToRun, run_corpus

    options = CorpusOptions(str(source), str(folder / "memory-out.jsonl"))
    run_corpus(options, HowToRun(1), lambda progress: read(progress.share))
    early = max(rss for share, rss in readings if share <= 0.1)
    late = max(rss for share, rss in readings if share >= 0.9)
    growth = late / early - 1
    yield Result(
        f"memory after {documents:,} documents beside a tenth", 100 * growth, "%",
        f"at most {100 * MAX_MEMORY_GROWTH:g}", growth <= MAX_MEMORY_GROWTH,
    )  # fmt: skip
    kept = late <= MAX_MEMORY_MEGABYTES
    yield Result("memory of a worker", late, "MB", f"at most {MAX_MEMORY_MEGABYTES:g}", kept)


def beside_trafilatura(folder: Path, pages: Sequence[EvaluationPage]) -> Iterator[Result]:
    """The extractor step beside datatrove's own on the same WARC, by the clock and in quality."""
    from datatrove.pipeline.extractors import Trafilatura
    from datatrove.utils.logging import logger

    from newsclean.corpus import NewsCleanExtractor

    logger.disable("datatrove")
    contents = [read_page(page, CleanConfig().max_page_bytes) for page in pages] or [
        ordinary_page(1, seed).encode() for seed in range(PAGES)
    ]
    source = write_pages(folder / "pages.warc.gz", contents)
    best: dict[str, float] = {}
    texts: dict[str, dict[str, str]] = {}
    for _ in range(ROUNDS):
        for name, step in (
            ("ours", NewsCleanExtractor(timeout=PAGE_SECONDS)),
            ("theirs", Trafilatura(timeout=PAGE_SECONDS)),
        ):
            started = time.perf_counter()
            texts[name] = {document.id: document.text for document in step.run(_documents(source))}
            best[name] = min(best.get(name, float("inf")), time.perf_counter() - started)
    for name, what in (("ours", "NewsClean step"), ("theirs", "datatrove's Trafilatura step")):
        yield Result(what, 1000 * best[name] / len(contents), "ms a page", "-", kept=True)
        if pages:
            yield from _quality(what, pages, texts[name])
    times = best["ours"] / best["theirs"]
    yield Result("NewsClean step beside Trafilatura's", times, "x", "at most 1", times <= 1)


def write_pages(path: Path, contents: Iterable[bytes]) -> Path:
    """A WARC of pages, each compressed by itself."""
    with path.open("wb") as stream:
        for number, content in enumerate(contents):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + content
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: {number}\r\nWARC-Date: 2025-03-04T10:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            stream.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    return path


def _documents(source: Path) -> Iterator[object]:
    """The pages as both steps take them: decoded."""
    from datatrove.data import Document

    from newsclean.corpus.inputs import find_inputs
    from newsclean.corpus.read_warc import read_warc
    from newsclean.corpus.records import SourceRecord
    from newsclean.extract.decode import decode

    (file,) = find_inputs(str(source))
    for item in read_warc(file, 0, None, CorpusOptions(str(source), "")):
        if isinstance(item, SourceRecord) and isinstance(item.page, bytes):
            yield Document(decode(item.page), item.id, metadata={"date": item.date})


def _quality(what: str, pages: Sequence[EvaluationPage], texts: dict[str, str]) -> Iterator[Result]:
    scores = [
        score_record(page.truth, CleanRecord(text=texts[str(number)]))
        if str(number) in texts
        else failed_page(page.truth, "no text")
        for number, page in enumerate(pages)
    ]
    figures = build_figures(scores)
    for name in ("f1", "precision", "recall"):
        yield Result(f"{what}, {name}", getattr(figures, name) or 0.0, "", "-", kept=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = ("scale", "text", "memory", "trafilatura")
    parser.add_argument("--only", action="append", choices=parts)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--memory-documents", type=int, default=MEMORY_DOCUMENTS)
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="pages for the comparison with Trafilatura")
    options = parser.parse_args(arguments)
    pages = [page for page in read_folder(options.pages) if page.form == "html"] if options.pages else []
    missed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs: dict[str, Callable[[], Iterator[Result]]] = {
            "scale": lambda: scale(folder, options.documents),
            "text": lambda: text_speed(folder, options.documents),
            "memory": lambda: memory(folder, options.memory_documents),
            "trafilatura": lambda: beside_trafilatura(folder, pages),
        }
        for part in options.only or parts:
            for result in runs[part]():
                verdict = "" if result.kept else "  MISSED"
                missed |= not result.kept
                print(f"{result.what:52} {result.value:10.4g} {result.unit:14} {result.bound}{verdict}", flush=True)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
