"""The values that the seen-store takes and gives."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from newsclean.crawl.listings.entry import Entry


class Status(StrEnum):
    """Where a page stands."""

    FOUND = "found"
    SAVED = "saved"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with a response to ask later whether it has changed since."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page to fetch."""

    key: str
    """Its URL in the form of `newsclean.page_urls.fetch_key`, under which it is remembered."""
    entry: Entry
    source: str
    """The start URL that it was found from."""
    via: str | None = None
    """The page that named it, where that one stands on another site or is a teaser."""
    validators: Validators = Validators()
    was_saved: bool = False
    """Whether an earlier crawl has saved it."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of the pages that a listing names."""

    due: tuple[PageLink, ...]
    """To be fetched now, each once."""
    known: frozenset[str]
    """Keys of those that are not."""


def is_newer(updated: datetime | date | None, known: str | None, fetched_at: str | None) -> bool:
    """Whether a listing's date of change is a new one and lies after the last fetch.

    A day without an hour is newer only from the day after the fetch on; else a page would be
    fetched again all day long.
    """
    if updated is None or fetched_at is None or stamp(updated) == known:
        return False
    fetched = datetime.fromisoformat(fetched_at)
    if not isinstance(updated, datetime):
        return updated > fetched.date()
    return (updated if updated.tzinfo else updated.replace(tzinfo=UTC)) > fetched


def stamp(moment: datetime | date | None) -> str | None:
    """ISO form; a moment whose zone is known in UTC and full seconds, so that such compare as text."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    return moment.isoformat() if moment is not None else None


def moment(stamp: str | None) -> datetime | date | None:
    """The day or moment that `stamp` has written."""
    if stamp is None:
        return None
    return date.fromisoformat(stamp) if len(stamp) == len("2024-05-06") else datetime.fromisoformat(stamp)
