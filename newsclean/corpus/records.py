"""One record of an archive, or why it is none; and what came of it."""

from dataclasses import dataclass, field
from typing import Any

from newsclean.models import CleanRecord


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the archive a record stands."""

    file: str
    at: int
    """Byte at which it begins: in JSONL of the uncompressed data, in a WARC of the file. In Parquet the row, from 0."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A record as it was read. It holds either a text or a page."""

    place: Place
    id: str
    text: str = ""
    page: bytes | str | None = None
    content_type: str | None = None
    url: str | None = None
    date: str | None = None
    title: str | None = None
    language: str | None = None
    text_is_member: bool = True
    """Whether the text stands at the top of the record, not inside one of its objects."""
    line: bytes | None = None
    """The JSON that it was, without the line's end."""
    members: dict[str, Any] = field(default_factory=dict)
    """What else it has, where it is neither a line of JSON nor a row."""
    batch: Any = None
    """The Arrow batch in which it is a row."""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that was passed over."""

    place: Place
    reason: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """A record of a WARC that is no page: a request, an image, a redirect."""

    place: Place


Item = SourceRecord | Reject | Skip


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A record and what cleaning made of it."""

    source: SourceRecord
    record: CleanRecord

    @property
    def text(self) -> str:
        """The clean text; the very text that was read where nothing was cut."""
        if self.source.page is None and not self.record.removed:
            return self.source.text
        return self.record.text
