"""The datatrove steps that a run consists of: read a task's chunks, and write each clean, or learn from each."""

import json
import time
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import Any, Literal

from datatrove.data import DocumentsPipeline
from datatrove.pipeline.base import PipelineStep

from newsclean.corpus.chunks import Piece, Task, pieces_of
from newsclean.corpus.cleaning import clean_source_text, page_of
from newsclean.corpus.counts import Counts
from newsclean.corpus.groups import grouped
from newsclean.corpus.inputs import FileForm
from newsclean.corpus.options import CorpusOptions
from newsclean.corpus.progress import ProgressFile
from newsclean.corpus.records import Cleaned, Item, Reject, Skip, SourceRecord
from newsclean.corpus.sandbox import PageFailure, PageSandbox
from newsclean.corpus.splice import as_json
from newsclean.corpus.steps import count_all
from newsclean.corpus.whole_files import whole_file
from newsclean.corpus.work_folder import WorkFolder
from newsclean.corpus.writers import compressed, record_writer
from newsclean.errors import InputError
from newsclean.memory import SiteMemory
from newsclean.models import Page

_REMOVED_FORM = FileForm("jsonl", "zstd", ".jsonl.zst")


PAGES_LEARNED_AT_ONCE = 200
"""One writes to the memory at a time; larger portions would make the others wait for longer."""


class ChunkStep(PipelineStep):  # type: ignore[misc]
    """Does the task of its rank. Which tasks there are, and how many, the run has decided."""

    type = "📰 - CORPUS"
    marks: Literal["counts", "learned"]
    """The kind of file that says that a chunk is done."""

    def __init__(self, options: CorpusOptions, tasks: tuple[Task, ...]) -> None:
        super().__init__()
        self.options = options
        self.tasks = tasks

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:  # noqa: ARG002
        """Do the task of `rank`. Nothing goes further down the pipeline."""
        task = self.tasks[rank]
        folder = WorkFolder(self.options)
        progress = ProgressFile(folder.url, rank)
        for piece in pieces_of(task, self.options, partial(folder.save_number_of_chunks, task.file)):
            self._do(piece, task, folder, progress)
        progress.finish()
        yield from ()

    @abstractmethod
    def _do(self, piece: Piece, task: Task, folder: WorkFolder, progress: ProgressFile) -> None:
        """Do one chunk, whole or not at all."""


class LearnChunks(ChunkStep):
    """The first of two passes: what the pages of a site have in common goes into the memory.

    A chunk that was half learned is learned again; the memory counts a page once.
    """

    name = "NewsClean, learning"
    marks = "learned"

    def _do(self, piece: Piece, task: Task, folder: WorkFolder, progress: ProgressFile) -> None:
        options = self.options
        documents = 0
        with SiteMemory.open(options.memory or "", options.config) as memory:
            outcomes = cleaned_items(piece.items, replace(options, memory=None))
            records = (outcome.record for outcome in outcomes if isinstance(outcome, Cleaned))
            while batch := list(islice(records, PAGES_LEARNED_AT_ONCE)):
                memory.learn_all(batch)
                documents += len(batch)
                progress.note(documents, piece.share)
        self.stat_update("learned", value=documents)
        folder.save_learned(task.file, piece.chunk)
        progress.add(documents)


class CleanChunks(ChunkStep):
    """Cleans: the only pass, or the second of two."""

    name = "NewsClean"
    marks = "counts"

    def _do(self, piece: Piece, task: Task, folder: WorkFolder, progress: ProgressFile) -> None:
        started = time.monotonic()
        counts = Counts()
        with ExitStack() as stack:
            sinks = _Sinks(stack, folder, task, piece.chunk, self.options)
            for group in grouped(cleaned_items(piece.items, self.options)):
                for outcome in group:
                    counts.count(outcome)
                for outcome in group:
                    sinks.write(outcome)
                progress.note(counts.documents, piece.share)
        count_all(self, counts)
        counts.seconds = time.monotonic() - started
        folder.save_counts(task.file, piece.chunk, counts)
        progress.add(counts.documents)


class _Sinks:
    """What a chunk is written to. Each file is whole, or not there, when the stack closes."""

    def __init__(self, stack: ExitStack, folder: WorkFolder, task: Task, chunk: int, options: CorpusOptions) -> None:
        def opened(kind: str) -> Any:
            return stack.enter_context(whole_file(folder.chunk(task.file, chunk, kind)))

        columns = None
        if task.file.form == "parquet":
            from newsclean.corpus.read_parquet import schema_of  # noqa: PLC0415

            columns = schema_of(task.file)
        part = record_writer(opened("part"), folder.output_form, options.fields, columns)
        self._records = stack.enter_context(part)
        self._rejects = opened("rejects")
        self._removed = options.removed and stack.enter_context(compressed(opened("removed"), _REMOVED_FORM))
        self._prints = options.copies and opened("prints")

    def write(self, outcome: Cleaned | Reject | Skip) -> None:
        if isinstance(outcome, Cleaned):
            self._write(outcome)
        elif isinstance(outcome, Reject):
            self._reject(outcome)

    def _write(self, cleaned: Cleaned) -> None:
        self._records.write(cleaned)
        if self._prints:
            fingerprint = cleaned.record.fingerprint if cleaned.text.strip() else ""
            self._prints.write(json.dumps([fingerprint, cleaned.source.id]).encode() + b"\n")
        if self._removed:
            for cut in cleaned.record.removed:
                line = {"id": cleaned.source.id, "url": cleaned.record.url, **cut.model_dump(mode="json")}
                self._removed.write(as_json(line) + b"\n")

    def _reject(self, reject: Reject) -> None:
        line = {"file": reject.place.file, "at": reject.place.at, "id": reject.id, "reason": reject.reason}
        self._rejects.write(as_json(line) + b"\n")


def cleaned_items(items: Iterator[Item], options: CorpusOptions) -> Iterator[Cleaned | Reject | Skip]:
    """What came of each item, in their order. Pages are cleaned in a process that can be killed."""
    with PageSandbox(options.config, options.seconds_per_page, options.memory) as sandbox:
        read = chain.from_iterable(grouped(items))
        for item, outcome in sandbox.clean_all((item, _page(item)) for item in read):
            if not isinstance(item, SourceRecord):
                yield item
            elif outcome is None:
                yield _cleaned_text(item, options)
            elif isinstance(outcome, PageFailure):
                yield Reject(item.place, str(outcome), item.id)
            else:
                yield Cleaned(item, outcome)


def _page(item: Item) -> Page | None:
    return page_of(item) if isinstance(item, SourceRecord) and item.page is not None else None


def _cleaned_text(source: SourceRecord, options: CorpusOptions) -> Cleaned | Reject:
    try:
        return Cleaned(source, clean_source_text(source, options.config, options.memory))
    except InputError as error:
        return Reject(source.place, str(error), source.id)
    except Exception as error:  # noqa: BLE001  the edge of the run: counted, and named with its place
        return Reject(source.place, f"{type(error).__name__}: {error}", source.id)
