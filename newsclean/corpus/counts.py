"""What a run counts: per chunk, and added up over an archive."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Self

from pydantic import TypeAdapter

from newsclean.corpus.records import Cleaned, Reject, Skip
from newsclean.models import CleanRecord


@dataclass(slots=True)
class LabelCounts:
    """What was cut under one label."""

    documents: int = 0
    lines: int = 0
    characters: int = 0

    def add(self, other: "LabelCounts") -> None:
        """Add what was counted elsewhere."""
        self.documents += other.documents
        self.lines += other.lines
        self.characters += other.characters


@dataclass(slots=True)
class SiteCounts:
    """What was cut of one site."""

    documents: int = 0
    cut: int = 0
    """Documents of which something was cut."""
    characters: int = 0
    removed: int = 0
    """Characters."""

    def add(self, other: "SiteCounts") -> None:
        """Add what was counted elsewhere."""
        self.documents += other.documents
        self.cut += other.cut
        self.characters += other.characters
        self.removed += other.removed

    @property
    def share(self) -> float:
        """Of the characters, how many were removed, 0..1."""
        return self.removed / self.characters if self.characters else 0.0


@dataclass(slots=True)
class Counts:
    """The figures of a chunk, a file or a run."""

    documents: int = 0
    """That were cleaned and written."""
    cut: int = 0
    """Documents of which something was cut."""
    empty: int = 0
    """Documents of which no text is left, or that had none."""
    copies: int = 0
    """Documents whose clean text stood in the archive before."""
    rejected: int = 0
    skipped: int = 0
    """Records of WARC files that are no pages."""
    lines: int = 0
    """With words, before the cut."""
    lines_removed: int = 0
    characters: int = 0
    """Before the cut."""
    characters_removed: int = 0
    labels: dict[str, LabelCounts] = field(default_factory=dict)
    page_kinds: dict[str, int] = field(default_factory=dict)
    sites: dict[str, SiteCounts] = field(default_factory=dict)
    seconds: float = 0.0
    """Of the workers, by the clock."""

    def count(self, outcome: Cleaned | Reject | Skip) -> None:
        """Count one record of an archive."""
        if isinstance(outcome, Cleaned):
            self._count_document(outcome.record)
        elif isinstance(outcome, Reject):
            self.rejected += 1
        else:
            self.skipped += 1

    def _count_document(self, record: CleanRecord) -> None:
        removed = sum(len(cut.text) for cut in record.removed)
        self.documents += 1
        self.cut += bool(record.removed)
        self.empty += not record.text
        whole_lines = sum(not cut.is_suffix and not cut.text.isspace() and bool(cut.text) for cut in record.removed)
        self.lines += whole_lines + len([*filter(str.strip, record.text.split("\n"))])
        self.lines_removed += whole_lines
        self.characters += len(record.text) + removed
        self.characters_removed += removed
        self.page_kinds[record.page_kind.value] = self.page_kinds.get(record.page_kind.value, 0) + 1
        seen: set[str] = set()
        for cut in record.removed:
            label = self.labels.setdefault(cut.label.value, LabelCounts())
            label.documents += cut.label.value not in seen
            label.lines += bool(cut.text.strip())
            label.characters += len(cut.text)
            seen.add(cut.label.value)
        if record.site:
            site = self.sites.setdefault(record.site, SiteCounts())
            site.documents += 1
            site.cut += bool(record.removed)
            site.characters += len(record.text) + removed
            site.removed += removed

    def add(self, other: "Counts") -> None:
        """Add what was counted elsewhere."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for label, counts in other.labels.items():
            self.labels.setdefault(label, LabelCounts()).add(counts)
        for kind, number in other.page_kinds.items():
            self.page_kinds[kind] = self.page_kinds.get(kind, 0) + number
        for site, found in other.sites.items():
            self.sites.setdefault(site, SiteCounts()).add(found)

    def to_json(self) -> bytes:
        """The figures as JSON."""
        return _FORM.dump_json(self)

    @classmethod
    def from_json(cls, data: bytes) -> "Counts":
        """The figures that `to_json` wrote. Raises ValueError where they are damaged."""
        return _FORM.validate_json(data)

    @classmethod
    def total(cls, parts: Iterable["Counts"]) -> Self:
        """All of them added up."""
        whole = cls()
        for part in parts:
            whole.add(part)
        return whole

    def worst_sites(self, number: int, min_documents: int) -> list[tuple[str, SiteCounts]]:
        """The sites of which the greatest share was cut, among those with some documents."""
        known = [(name, site) for name, site in self.sites.items() if site.documents >= min_documents and site.removed]
        return sorted(known, key=lambda pair: (-pair[1].share, pair[0]))[:number]


_NUMBERS = tuple(one.name for one in fields(Counts) if one.type in (int, float))
_FORM = TypeAdapter(Counts)
