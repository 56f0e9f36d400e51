"""What goes through a crawl: starts, listings, and pages on their way from a spider to the store."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from newsclean.crawl.listings.entry import ListingKind
from newsclean.crawl.seen.values import PageLink, Validators
from newsclean.memory import Sketch
from newsclean.models import CleanRecord, Page
from newsclean.url_patterns import EVERY_URL, UrlPatterns


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing to fetch."""

    kind: ListingKind
    url: str
    source: str
    """The start URL that it was reached from; its own where it is one."""
    follow_to_original: bool = False
    depth: int = 0
    """How many indexes stand between the start and this listing."""
    patterns: UrlPatterns = EVERY_URL

    @property
    def key(self) -> str:
        """What it is remembered under. Read in another manner it is another listing: other pages come of it."""
        manner = "+original" if self.follow_to_original else ""
        if self.patterns:
            manner += f"+{hashlib.sha256(repr(self.patterns).encode()).hexdigest()[:12]}"
        return f"{self.kind}{manner} {self.url}"


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A fetched page, not yet cleaned."""

    link: PageLink
    page: Page = field(repr=False)
    validators: Validators
    via: str | None = None

    @property
    def url(self) -> str:
        """The URL that it was asked for under."""
        return self.link.entry.url


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A page with its record."""

    found: FoundPage
    record: CleanRecord = field(repr=False)
    sketch: Sketch | None = field(default=None, repr=False)
    """Of the record's text, where copies are looked for."""


def with_hints(record: CleanRecord, found: FoundPage, language: str | None) -> CleanRecord:
    """The record with what the listing knew of the page where the page itself does not say it.

    `language` is the crawl's own and goes before a guess, but after what the page declares.
    """
    entry = found.link.entry
    hints: dict[str, Any] = {
        "title": entry.title,
        "published": _no_later(entry.published, found.page.fetched_at),
        "modified": _no_later(entry.updated, found.page.fetched_at),
    }
    update = {name: hint for name, hint in hints.items() if hint is not None and getattr(record, name) is None}
    sources = dict.fromkeys(update, "listing")
    if language and "language" not in record.field_sources:
        update["language"], sources["language"] = language, "crawl"
    return record.model_copy(
        update={**update, "via": found.via or found.link.via, "field_sources": record.field_sources | sources}
    )


def _no_later(moment: datetime | date | None, limit: datetime | None) -> datetime | date | None:
    """`moment` unless it lies after the fetch: listings announce, and clocks go wrong."""
    if moment is None or limit is None:
        return moment
    if isinstance(moment, datetime):
        known = moment if moment.tzinfo else moment.replace(tzinfo=limit.tzinfo)
        return moment if known <= limit else None
    return moment if moment <= limit.date() else None
