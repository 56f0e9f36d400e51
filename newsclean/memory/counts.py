"""What a memory tells of itself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MemoryCounts:
    """How much a memory holds."""

    sites: int
    pages: int
    lines: int
    leads: int
    stories: int
    """Texts that are known for finding copies."""
    size_bytes: int


@dataclass(frozen=True, slots=True)
class SiteCounts:
    """How much a memory holds of one site."""

    site: str
    pages: int
    """Pages that were learned, each story once."""
    lines: int
    repeated: int
    """Lines that stood on two pages and more."""
    leads: int


@dataclass(frozen=True, slots=True)
class RepeatedLine:
    """A line that stands on many pages of a site."""

    text: str
    pages: int
    of_pages: int
    first_seen: date
    last_seen: date
