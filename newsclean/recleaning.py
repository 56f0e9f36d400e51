"""A stored record cleaned again, from its own kept and removed lines.

What the page's HTML said of a line is not stored. So an earlier cut stays as it is, for it may rest on that;
what was kept is judged anew, and where HTML had its say only by evidence that needs none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from newsclean.config import CleanConfig
from newsclean.models import (
    Article,
    CleanRecord,
    Fields,
    Line,
    PageKind,
    Recollection,
    RemovedLine,
    Verdict,
)
from newsclean.pipeline import Memory, memory_note, trim_to_the_end
from newsclean.record import fingerprint, removed_line
from newsclean.trim import CERTAIN_SCORE
from newsclean.version import __version__

MEMORY_RULES = frozenset({"known_lead", "remembered_line"})
"""Rules whose evidence is in the memory, so that it is there today as well."""
_NOT_CLEANED = frozenset({PageKind.LISTING, PageKind.CONSENT, PageKind.EMPTY})


@dataclass(frozen=True, slots=True)
class _Parts:
    """A line of the extracted text: what of it is to be judged, and what was cut and stays so."""

    text: str | None
    settled: tuple[RemovedLine, ...]


def reclean(record: CleanRecord, config: CleanConfig, memory: Memory | None = None) -> CleanRecord:
    """The record as today's rules and today's memory leave it; the same one where nothing changes.

    An earlier cut is taken back where its label is switched off, and where it was the memory's and the memory,
    which has learned the page, no longer says so. A text that would be empty stays as it was.
    """
    if record.page_kind in _NOT_CLEANED:
        return record
    recollection = _recall(record, memory)
    parts = list(_parts(record, config, recollection.knows_page))
    article = _article(record, parts)
    admits = _admits_any if record.origin == "text" else _admits_without_html
    trimmed = trim_to_the_end(article, config, recollection, admits)
    text = "\n".join(line.text for line in trimmed.kept)
    removed = [removed_line(cut) for cut in trimmed.removed]
    removed += [cut for part in parts for cut in part.settled]
    removed.sort(key=lambda cut: cut.index)  # of one line, what is cut today stood before what was cut earlier
    if not text.strip() or (text == record.text and removed == record.removed):
        return record
    return record.model_copy(
        update={
            "text": text,
            "removed": removed,
            "fingerprint": fingerprint(text),
            "cleaner_version": __version__,
            "memory": memory_note(recollection) if memory else record.memory,
        }
    )


def _recall(record: CleanRecord, memory: Memory | None) -> Recollection:
    """Asked about all lines, for what stands behind the story says where it ends."""
    if memory is None:
        return Recollection()
    lines = tuple(Line(index, text) for index, text in enumerate(record.extracted_lines()))
    return memory.recall(_with_fields(record, lines))


def _with_fields(record: CleanRecord, lines: tuple[Line, ...]) -> Article:
    fields = Fields(
        title=record.title,
        authors=tuple(record.authors),
        published=record.published,
        modified=record.modified,
        language=record.language,
        canonical_url=record.canonical_url,
    )
    return Article(lines=lines, fields=fields, url=record.url, final_url=record.final_url)


def _parts(record: CleanRecord, config: CleanConfig, knows_page: bool) -> Iterator[_Parts]:
    cuts: dict[int, list[RemovedLine]] = {}
    for cut in record.removed:
        cuts.setdefault(cut.index, []).append(cut)
    for index, extracted in enumerate(record.extracted_lines()):
        own = cuts.get(index, [])
        kept = extracted.removesuffix("".join(cut.text for cut in own))
        is_open = all(cut.is_suffix for cut in own)
        settled: list[RemovedLine] = []
        for cut in own:
            # What was cut behind a part that stays cut cannot come back alone.
            if settled or not _is_taken_back(cut, config, knows_page):
                settled.append(cut)
            else:
                kept, is_open = kept + cut.text, True
        yield _Parts(kept if is_open else None, tuple(settled))


def _is_taken_back(cut: RemovedLine, config: CleanConfig, knows_page: bool) -> bool:
    return cut.label in config.labels_off or (knows_page and cut.rule in MEMORY_RULES)


def _article(record: CleanRecord, parts: list[_Parts]) -> Article:
    lines = (Line(index, part.text) for index, part in enumerate(parts) if part.text is not None)
    return _with_fields(record, tuple(lines))


def _admits_without_html(verdict: Verdict) -> bool:
    """On a line of a page: whole-line wording and full signatures, and what the memory says."""
    return verdict.rule in MEMORY_RULES or verdict.score >= CERTAIN_SCORE


def _admits_any(verdict: Verdict) -> bool:  # noqa: ARG001
    return True
