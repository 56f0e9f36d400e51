"""What a run over an archive is asked to do."""

from dataclasses import dataclass, field
from enum import StrEnum

from newsclean.config import CleanConfig

CHUNK_BYTES = 16 * 2**20
"""What is done or not done as one: at most some twenty seconds of a worker's time are lost with it."""
SECONDS_PER_PAGE = 30.0
"""Ordinary pages take some 20 ms, the largest that are accepted some seconds; what takes longer hangs."""
BYTES_OF_A_RECORD = 3
"""A record may have so many times the bytes of the largest page: JSON's escapes, and fields beside the text."""


class Copies(StrEnum):
    """What happens to a story whose clean text stood in the archive before."""

    DROP = "drop"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Where records of JSONL and Parquet have what is needed.

    A name with dots reaches into objects. A name that the record itself does not have is looked for in its
    `metadata`, where datatrove puts all but the text and the id.
    """

    text: str = "text"
    html: str | None = None
    """Set where records hold pages; else they hold text."""
    url: str = "url"
    date: str = "date"
    title: str = "title"
    language: str = "language"
    id: str = "id"


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """One run. Everything that decides what is written, and nothing of how it is run."""

    source: str
    """A file, folder or glob, local or with fsspec's protocols."""
    output: str
    """A file, whose suffix says the form, or a folder."""
    fields: FieldNames = field(default_factory=FieldNames)
    config: CleanConfig = field(default_factory=CleanConfig)
    language: str | None = None
    """Of records that do not name theirs."""
    folder_suffix: str = ".jsonl.gz"
    """The form of the files in a folder."""
    copies: Copies | None = None
    removed: str | None = None
    """A JSONL file for the lines that were cut."""
    memory: str | None = None
    """A site memory to clean with."""
    sample_share: float = 1.0
    """Share of the records that is read, drawn by their place, so that each run draws the same."""
    seconds_per_page: float = SECONDS_PER_PAGE
    chunk_bytes: int = CHUNK_BYTES

    @property
    def max_record_bytes(self) -> int:
        """Longer records are refused without being read into memory."""
        return BYTES_OF_A_RECORD * self.config.max_page_bytes
