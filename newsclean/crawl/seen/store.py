"""Reading and writing what was seen."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from operator import itemgetter

from newsclean.crawl.listings.entry import Entry
from newsclean.crawl.seen.file import SeenFile, seen_path, store_file
from newsclean.crawl.seen.hosts import HostTable
from newsclean.crawl.seen.place import SeenPlace
from newsclean.crawl.seen.register import bounded_key, register_pages
from newsclean.crawl.seen.values import PageLink, Registered, Validators, moment, stamp

FIRST_RETRY_MINUTES = 15
"""A page that failed is tried again after a quarter of an hour, then after twice as long each time …"""
LAST_RETRY_HOURS = 24
"""… up to a day …"""
MAX_TRIES = 8
"""… eight times in all, over about a day and a half; by then what is wrong is no passing fault."""
FORGOTTEN_AFTER_DAYS = 180
"""Pages that no listing has named for so long are forgotten; the record store still knows their text."""


def open_seen_store(target: str) -> "SeenStore":
    """The seen-store of the record store `target`: in a file beside it, or in the same database server.

    Raises StoreError where it cannot be opened, ConfigError where the URL of a server cannot be read.
    """
    if store_file(target) is not None:
        return SeenStore(SeenFile(seen_path(target)))
    from newsclean.crawl.seen.postgresql import SeenDatabase  # noqa: PLC0415  an extra

    return SeenStore(SeenDatabase(target))


class SeenStore:
    """What was seen, at `place`. Blocking, for use from one thread; every method may raise StoreError."""

    def __init__(self, place: SeenPlace) -> None:
        self._place = place
        self.hosts = HostTable(place)

    @property
    def identity(self) -> str:
        """What tells this seen-store from every other."""
        return self._place.identity

    def close(self) -> None:
        """Close it."""
        self._place.close()

    def forget_all(self) -> None:
        """Forget all pages, where the record store is new and has nothing yet. What hosts asked for still counts."""
        with self._place.transaction() as database:
            database.execute("DELETE FROM pages")
            database.execute("DELETE FROM listings")

    def forget_old(self) -> None:
        """Forget pages that no listing has named for FORGOTTEN_AFTER_DAYS, and what hosts were sent before today."""
        self.hosts.forget_old()
        limit = datetime.now(UTC) - timedelta(days=FORGOTTEN_AFTER_DAYS)
        with self._place.transaction() as database:
            database.execute("DELETE FROM pages WHERE listed_at < ?", (stamp(limit),))

    def listing_validators(self, key: str) -> Validators:
        """What to ask the listing's server with; empty where the listing is new."""
        with self._place.reading() as database:
            query = "SELECT etag, last_modified FROM listings WHERE key = ?"
            found = database.execute(query, (bounded_key(key),)).fetchone()
        return Validators(*found) if found else Validators()

    def listing_children(self, key: str) -> list[str]:
        """URLs of the listings that this one, an index, named when it was last read."""
        with self._place.reading() as database:
            query = "SELECT url FROM listings WHERE parent = ? ORDER BY url"
            return [url for (url,) in database.execute(query, (bounded_key(key),))]

    def register_listing(self, key: str, url: str, validators: Validators, children: dict[str, str]) -> None:
        """Remember that a listing was read, and the further listings (key to URL) that it names.

        To be called after its pages are registered: else a crash between the two would hide them
        behind a "not modified".
        """
        now = stamp(datetime.now(UTC))
        key = bounded_key(key)
        with self._place.transaction() as database:
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
                [(bounded_key(child_key), key, child_url, now) for child_key, child_url in sorted(children.items())],
            )

    def register_pages(self, entries: Iterable[Entry], source: str, via: str | None, again: bool) -> Registered:
        """Remember the pages that a listing names, and tell those to fetch now from the others.

        A page is fetched when it is new, when it failed and its time has come, when the listing says
        that it was updated since, and always with `again`.
        """
        with self._place.transaction() as database:
            return register_pages(database, entries, source, via, again, datetime.now(UTC))

    def open_pages(self, source: str) -> list[PageLink]:
        """Pages found from the start URL `source` that were never finished, or failed and may be tried again."""
        query = (
            "SELECT key, url, via, title, published, updated, etag, last_modified, saved_at FROM pages"
            " WHERE source = ? AND status IN ('found', 'failed') AND (status = 'found' OR next_try <= ?)"
            " ORDER BY listed_at DESC, key"
        )
        with self._place.reading() as database:
            rows = database.execute(query, (source, stamp(datetime.now(UTC)))).fetchall()
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
        self.mark_all_saved([(key, final_key, validators)])

    def mark_all_saved(self, pages: Iterable[tuple[str, str, Validators]]) -> None:
        """The same for many pages in one transaction."""
        now = stamp(datetime.now(UTC))
        changes = [change for key, final, given in pages for change in _changes_of_saved(key, final, given, now)]
        with self._place.transaction() as database:
            for _, statement, values in sorted(changes, key=itemgetter(0)):  # see register_pages on the order
                database.execute(statement, values)

    def mark_skipped(self, key: str, reason: str, again_after: timedelta | None) -> None:
        """Remember that a page is none of ours; after `again_after` it is looked at again, with None never."""
        next_try = stamp(datetime.now(UTC) + again_after) if again_after else None
        with self._place.transaction() as database:
            database.execute(
                "UPDATE pages SET status = 'skipped', reason = ?, next_try = ? WHERE key = ?", (reason, next_try, key)
            )

    def mark_failed(self, key: str, reason: str) -> None:
        """Remember that a page failed, and when to try it again: ever later, and after MAX_TRIES no more."""
        with self._place.transaction() as database:
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
        with self._place.transaction() as database:
            database.execute(
                "UPDATE pages SET status = 'failed', reason = ?, next_try = ? WHERE key = ?",
                (reason, stamp(until), key),
            )


def _changes_of_saved(
    key: str, final_key: str, validators: Validators, now: str | None
) -> Iterator[tuple[str, str, tuple[str | None, ...]]]:
    """Row, statement and values of each change that a saved page makes."""
    yield (
        key,
        "UPDATE pages SET status = 'saved', reason = NULL, tries = 0, next_try = NULL,"
        " saved_at = ?, etag = ?, last_modified = ? WHERE key = ?",
        (now, validators.etag, validators.last_modified, key),
    )
    final_key = bounded_key(final_key)
    if final_key != key:
        yield (
            final_key,
            "INSERT INTO pages (key, url, source, status, saved_at, listed_at)"
            " SELECT ?, ?, source, 'saved', ?, ? FROM pages WHERE key = ?"
            " ON CONFLICT (key) DO UPDATE SET status = 'saved', saved_at = excluded.saved_at",
            (final_key, final_key, now, now, key),
        )
