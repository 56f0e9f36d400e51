"""What both datatrove steps do with a document: its metadata, its statistics, its removed lines."""

from collections.abc import Iterable
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.writers.disk_base import DiskWriter
from datatrove.utils.typeshelper import StatHints

from newsclean.corpus.counts import Counts
from newsclean.corpus.records import Place, SourceRecord
from newsclean.corpus.rows import NOTE, fields_of, note_of
from newsclean.corpus.values import language_code
from newsclean.models import CleanRecord


def source_of(document: Document) -> SourceRecord:
    """A datatrove document as a record, with its URL, date, title and language from its metadata."""
    metadata = document.metadata
    return SourceRecord(
        Place(str(metadata.get("file_path", "")), 0),
        str(document.id),
        text=document.text,
        url=_string(metadata.get("url")),
        date=_string(metadata.get("date")),
        title=_string(metadata.get("title")),
        language=language_code(metadata.get("language")),
    )


def _string(value: Any) -> str | None:
    return str(value) if value else None


def count(step: PipelineStep, record: CleanRecord) -> None:
    """Add a record to a step's statistics, per label and kind of page."""
    step.stat_update(f"page_kind_{record.page_kind.value}")
    if not record.removed:
        return
    note = note_of(record)
    step.stat_update("documents_cut")
    step.stat_update("lines_removed", value=note["lines_removed"])
    step.stat_update("characters_removed", value=note["characters_removed"])
    for label, lines in note["labels"].items():
        step.stat_update(f"label_{label}", value=lines)


def count_all(step: PipelineStep, counts: Counts) -> None:
    """The same of the records of a chunk, told once for all of them: of each record it would be a cost."""
    labels = {f"label_{label}": found.lines for label, found in counts.labels.items()}
    totals = {
        **{f"page_kind_{kind}": documents for kind, documents in counts.page_kinds.items()},
        "rejected": counts.rejected,
        "documents_cut": counts.cut,
        "lines_removed": sum(labels.values()),
        "characters_removed": counts.characters_removed,
        **labels,
    }
    for name, total in totals.items():
        if total:
            step.stat_update(name, value=total, unit="chunk")


def write_removed(writer: DiskWriter, document: Document, record: CleanRecord, rank: int) -> None:
    """Write each removed line of a record as a document of its own."""
    for line in removed_documents(document, record):
        writer.write(line, rank)


def removed_documents(document: Document, record: CleanRecord) -> Iterable[Document]:
    """The removed lines, each with its reasons as metadata."""
    for cut in record.removed:
        reasons = cut.model_dump(mode="json", exclude={"text"})
        yield Document(
            text=cut.text,
            id=f"{document.id}#{cut.index}",
            metadata={"document": document.id, "url": record.url, **reasons},
        )


def settle(step: PipelineStep, document: Document, record: CleanRecord, text: str) -> bool:
    """Put what cleaning gave into the document; whether it still has a text."""
    document.text = text
    document.metadata[NOTE] = note_of(record)
    for name, value in fields_of(record).items():
        document.metadata.setdefault(name, value)
    count(step, record)
    if not text:
        step.stat_update(StatHints.dropped)
        return False
    step.stat_update(StatHints.forwarded)
    step.update_doc_stats(document)
    return True
