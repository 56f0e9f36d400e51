"""Reading and writing what was seen."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection

from newsclean.crawl.listings.entry import Entry
from newsclean.crawl.seen.file import SeenFile
from newsclean.crawl.seen.hosts import HostTable
from newsclean.crawl.seen.values import PageLink, Registered, Status, Validators, is_newer, moment, stamp
from newsclean.page_urls import fetch_key

FIRST_RETRY_MINUTES = 15
"""A page that failed is tried again after a quarter of an hour, then after twice as long each time …"""
LAST_RETRY_HOURS = 24
"""… up to a day …"""
MAX_TRIES = 8
"""… eight times in all, over about a day and a half; by then what is wrong is no passing fault."""
FORGOTTEN_AFTER_DAYS = 180
"""Pages that no listing has named for so long are forgotten; the record store still knows their text."""


class SeenStore:
    """The seen-store at `path`. Blocking, for use from the thread that opened it; every method may raise StoreError."""

    def __init__(self, path: Path) -> None:
        self._file = SeenFile(path)
        self.hosts = HostTable(self._file)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def forget_all(self) -> None:
        """Forget all pages, where the record store is new and has nothing yet. What hosts asked for still counts."""
        with self._file.transaction() as database:
            database.execute("DELETE FROM pages")
            database.execute("DELETE FROM listings")

    def forget_old(self) -> None:
        """Forget pages that no listing has named for FORGOTTEN_AFTER_DAYS, and what hosts were sent before today."""
        self.hosts.forget_old()
        limit = datetime.now(UTC) - timedelta(days=FORGOTTEN_AFTER_DAYS)
        with self._file.transaction() as database:
            database.execute("DELETE FROM pages WHERE listed_at < ?", (stamp(limit),))

    def listing_validators(self, key: str) -> Validators:
        """What to ask the listing's server with; empty where the listing is new."""
        with self._file.errors():
            query = "SELECT etag, last_modified FROM listings WHERE key = ?"
            found = self._file.database.execute(query, (key,)).fetchone()
        return Validators(*found) if found else Validators()

    def listing_children(self, key: str) -> list[str]:
        """URLs of the listings that this one, an index, named when it was last read."""
        with self._file.errors():
            query = "SELECT url FROM listings WHERE parent = ? ORDER BY url"
            return [url for (url,) in self._file.database.execute(query, (key,))]

    def register_listing(self, key: str, url: str, validators: Validators, children: dict[str, str]) -> None:
        """Remember that a listing was read, and the further listings (key to URL) that it names.

        To be called after its pages are registered: else a crash between the two would hide them
        behind a "not modified".
        """
        now = stamp(datetime.now(UTC))
        with self._file.transaction() as database:
            database.execute(
                "INSERT INTO listings (key, url, etag, last_modified, read_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET"
                " etag = excluded.etag, last_modified = excluded.last_modified, read_at = excluded.read_at",
                (key, url, validators.etag, validators.last_modified, now),
            )
            database.execute("UPDATE listings SET parent = NULL WHERE parent = ?", (key,))
            database.executemany(
                "INSERT INTO listings (key, parent, url, read_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET parent = excluded.parent",
                [(child_key, key, child_url, now) for child_key, child_url in children.items()],
            )

    def register_pages(self, entries: Iterable[Entry], source: str, via: str | None, again: bool) -> Registered:
        """Remember the pages that a listing names, and tell those to fetch now from the others.

        A page is fetched when it is new, when it failed and its time has come, when the listing says
        that it was updated since, and always with `again`.
        """
        due: dict[str, PageLink] = {}
        known: set[str] = set()
        now = datetime.now(UTC)
        with self._file.transaction() as database:
            for entry in entries:
                named = PageLink(fetch_key(entry.url), entry, source, via)
                link = _register(database, named, again, now)
                if link is not None:
                    due.setdefault(link.key, link)
                elif named.key not in due:
                    known.add(named.key)
        return Registered(tuple(due.values()), frozenset(known))

    def open_pages(self, source: str) -> list[PageLink]:
        """Pages found from the start URL `source` that were never finished, or failed and may be tried again."""
        query = (
            "SELECT key, url, via, title, published, updated, etag, last_modified, saved_at FROM pages"
            " WHERE source = ? AND status IN ('found', 'failed') AND (status = 'found' OR next_try <= ?)"
            " ORDER BY listed_at DESC, key"
        )
        with self._file.errors():
            rows = self._file.database.execute(query, (source, stamp(datetime.now(UTC)))).fetchall()
        return [
            PageLink(
                key=key,
                entry=Entry(url, title, moment(published), moment(updated)),
                source=source,
                via=via,
                validators=Validators(etag, last_modified),
                was_saved=saved_at is not None,
            )
            for key, url, via, title, published, updated, etag, last_modified, saved_at in rows
        ]

    def mark_saved(self, key: str, final_key: str, validators: Validators) -> None:
        """Remember that a page's record is in the store, under the URL that it was reached at too."""
        now = stamp(datetime.now(UTC))
        with self._file.transaction() as database:
            database.execute(
                "UPDATE pages SET status = 'saved', reason = NULL, tries = 0, next_try = NULL,"
                " saved_at = ?, etag = ?, last_modified = ? WHERE key = ?",
                (now, validators.etag, validators.last_modified, key),
            )
            if final_key != key:
                database.execute(
                    "INSERT INTO pages (key, url, source, status, saved_at, listed_at)"
                    " SELECT ?, ?, source, 'saved', ?, ? FROM pages WHERE key = ?"
                    " ON CONFLICT (key) DO UPDATE SET status = 'saved', saved_at = excluded.saved_at",
                    (final_key, final_key, now, now, key),
                )

    def mark_skipped(self, key: str, reason: str, again_after: timedelta | None) -> None:
        """Remember that a page is none of ours; after `again_after` it is looked at again, with None never."""
        next_try = stamp(datetime.now(UTC) + again_after) if again_after else None
        with self._file.transaction() as database:
            database.execute(
                "UPDATE pages SET status = 'skipped', reason = ?, next_try = ? WHERE key = ?", (reason, next_try, key)
            )

    def mark_failed(self, key: str, reason: str) -> None:
        """Remember that a page failed, and when to try it again: ever later, and after MAX_TRIES no more."""
        with self._file.transaction() as database:
            row = database.execute("SELECT tries FROM pages WHERE key = ?", (key,)).fetchone()
            tries = (row[0] if row else 0) + 1
            wait = min(timedelta(minutes=FIRST_RETRY_MINUTES) * 2 ** (tries - 1), timedelta(hours=LAST_RETRY_HOURS))
            next_try = stamp(datetime.now(UTC) + wait) if tries < MAX_TRIES else None
            database.execute(
                "UPDATE pages SET status = 'failed', reason = ?, tries = ?, next_try = ? WHERE key = ?",
                (reason, tries, next_try, key),
            )

    def mark_postponed(self, key: str, reason: str, until: datetime) -> None:
        """Remember that a page was not asked for, and when to; it counts as no try."""
        with self._file.transaction() as database:
            database.execute(
                "UPDATE pages SET status = 'failed', reason = ?, next_try = ? WHERE key = ?",
                (reason, stamp(until), key),
            )


def _register(database: Connection, link: PageLink, again: bool, now: datetime) -> PageLink | None:
    """`link` where it is to be fetched now, with what is known of it; None where it is not."""
    query = "SELECT status, next_try, updated, saved_at, etag, last_modified FROM pages WHERE key = ?"
    row = database.execute(query, (link.key,)).fetchone()
    entry, listed_at = link.entry, stamp(now)
    if row is None:
        database.execute(
            "INSERT INTO pages (key, url, source, via, title, published, updated, status, listed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'found', ?)",
            (
                *(link.key, entry.url, link.source, link.via, entry.title),
                *(stamp(entry.published), stamp(entry.updated), listed_at),
            ),
        )
        return link
    status, next_try, updated, saved_at, etag, last_modified = row
    waits = status != Status.FOUND and (next_try is None or next_try > (listed_at or ""))
    if waits and (again or is_newer(entry.updated, updated, saved_at)):
        # Open from now on: should this crawl be killed, the next one fetches it.
        database.execute(
            "UPDATE pages SET status = 'found', updated = ? WHERE key = ?", (stamp(entry.updated), link.key)
        )
        waits = False
    database.execute("UPDATE pages SET listed_at = ? WHERE key = ?", (listed_at, link.key))
    if waits:
        return None
    validators = Validators() if again else Validators(etag, last_modified)
    return PageLink(link.key, entry, link.source, link.via, validators, was_saved=saved_at is not None)
