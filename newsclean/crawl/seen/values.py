"""The values that the seen-store takes and gives, and the key under which it knows a page."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from courlan import normalize_url

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
    """Its canonical URL, under which it is remembered."""
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


def page_key(url: str) -> str:
    """The canonical form of `url`, without tracking parameters, default port and fragment.

    >>> page_key("https://Example.org:443/a?utm_source=rss&id=3#top")
    'https://example.org/a?id=3'
    """
    canonical = normalize_url(urlsplit(url)._replace(fragment="").geturl())
    return canonical or url


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
