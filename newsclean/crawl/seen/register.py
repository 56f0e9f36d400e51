"""Entering the pages that a listing names: which are new, which are due again, which can wait."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from newsclean.crawl.listings.entry import Entry
from newsclean.crawl.seen.place import Statements
from newsclean.crawl.seen.values import PageLink, Registered, Status, Validators, is_newer, stamp
from newsclean.page_urls import fetch_key
from newsclean.text import without_surrogates

MAX_KEY_BYTES = 1500
"""A longer key is cut, and told from others by a digest: PostgreSQL's index takes entries of 2,700 bytes."""
KEYS_AT_A_TIME = 500
"""Looked up by one statement; SQLite takes a thousand values and more."""

_UPSERT = (
    "INSERT INTO pages (key, url, source, via, title, published, updated, status, listed_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, 'found', ?) ON CONFLICT (key) DO UPDATE SET listed_at = excluded.listed_at,"
    " status = CASE WHEN ? = 1 THEN 'found' ELSE pages.status END,"
    " updated = CASE WHEN ? = 1 THEN excluded.updated ELSE pages.updated END"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the database says of a page."""

    status: str
    next_try: str | None
    updated: str | None
    saved_at: str | None
    etag: str | None
    last_modified: str | None

    def waits(self, now: str) -> bool:
        """Whether the page is dealt with, or its time has not come."""
        return self.status != Status.FOUND and (self.next_try is None or self.next_try > now)


def bounded_key(key: str) -> str:
    """`key` as every database takes it, the same each time."""
    plain = without_surrogates(key).replace("\0", "")
    encoded = plain.encode()
    if len(encoded) <= MAX_KEY_BYTES:
        return plain
    return f"{encoded[:MAX_KEY_BYTES].decode(errors='ignore')} {hashlib.sha256(encoded).hexdigest()}"


def register_pages(
    database: Statements, entries: Iterable[Entry], source: str, via: str | None, again: bool, now: datetime
) -> Registered:
    """Enter the pages, and tell those to fetch now from the others; see SeenStore.register_pages."""
    named = [PageLink(bounded_key(fetch_key(entry.url)), entry, source, via) for entry in entries]
    rows: dict[str, _Known] = dict(_look_up(database, sorted({link.key for link in named})))
    entered: dict[str, tuple[PageLink, bool]] = {}
    due: dict[str, PageLink] = {}
    known: set[str] = set()
    moment = stamp(now) or ""
    for link in named:
        row = rows.get(link.key)
        if row is None:
            rows[link.key] = _Known(Status.FOUND, None, stamp(link.entry.updated), None, None, None)
            entered[link.key] = (link, False)
            due[link.key] = link
            continue
        reopens = row.waits(moment) and (again or is_newer(link.entry.updated, row.updated, row.saved_at))
        if reopens:
            # Open from now on: should this crawl be killed, the next one fetches it.
            row = rows[link.key] = replace(row, status=Status.FOUND, updated=stamp(link.entry.updated))
        if reopens or link.key not in entered:
            entered[link.key] = (link, reopens)
        if row.waits(moment):
            known.add(link.key)
        else:
            validators = Validators() if again else Validators(row.etag, row.last_modified)
            due.setdefault(link.key, replace(link, validators=validators, was_saved=row.saved_at is not None))
    # In the order of the keys: writers that take rows in one order never wait for each other in a circle.
    database.executemany(_UPSERT, [_values(*entered[key], moment) for key in sorted(entered)])
    return Registered(tuple(due.values()), frozenset(known - due.keys()))


def _look_up(database: Statements, keys: list[str]) -> Iterator[tuple[str, _Known]]:
    for first in range(0, len(keys), KEYS_AT_A_TIME):
        some = keys[first : first + KEYS_AT_A_TIME]
        places = ", ".join("?" * len(some))
        columns = "status, next_try, updated, saved_at, etag, last_modified"
        query = f"SELECT key, {columns} FROM pages WHERE key IN ({places})"  # noqa: S608  places are question marks
        for key, *known in database.execute(query, some):
            yield key, _Known(*known)


def _values(link: PageLink, reopens: bool, listed_at: str) -> tuple[Any, ...]:
    entry = link.entry
    texts = (None if text is None else without_surrogates(text) for text in (entry.url, link.source, link.via))
    title = None if entry.title is None else without_surrogates(entry.title)
    moments = (stamp(entry.published), stamp(entry.updated), listed_at)
    return (link.key, *texts, title, *moments, int(reopens), int(reopens))
