"""Keeps the memory within its bounds: what is old goes, and what is more than a site may have."""

from sqlite3 import Connection

CAP_REACHED_KEEP_SHARE = 0.9
"""A site that is full is brought down to so much, so that this is not done at every page."""
LINES_OF_A_PAGE = 20
"""A site keeps a page for so many lines: an article has about that many."""


def forget_old(database: Connection, before_day: int) -> int:
    """Forget what was last seen before a day; says how many lines went."""
    database.execute("DELETE FROM leads WHERE page IN (SELECT id FROM pages WHERE seen < ?)", (before_day,))
    database.execute("DELETE FROM pages WHERE seen < ?", (before_day,))
    gone = database.execute("DELETE FROM lines WHERE last_seen < ?", (before_day,)).rowcount
    database.execute("DELETE FROM bands WHERE story IN (SELECT id FROM stories WHERE seen < ?)", (before_day,))
    database.execute("DELETE FROM stories WHERE seen < ?", (before_day,))
    if gone:
        _tidy(database)
    return gone


def forget_surplus(database: Connection, site: int, cap: int) -> None:
    """Bring a site's lines and pages back below the cap: lines of one page first, and of these the oldest."""
    (lines,) = database.execute("SELECT lines FROM sites WHERE id = ?", (site,)).fetchone()
    if lines <= cap:
        return
    surplus = lines - int(cap * CAP_REACHED_KEEP_SHARE)
    database.execute(
        "DELETE FROM lines WHERE site = ? AND fingerprint IN (SELECT fingerprint FROM lines WHERE site = ?"
        " ORDER BY pages > 1, last_seen, since, fingerprint LIMIT ?)",
        (site, site, surplus),
    )
    (pages,) = database.execute("SELECT count(*) FROM pages WHERE site = ?", (site,)).fetchone()
    surplus = pages - cap // LINES_OF_A_PAGE
    if surplus > 0:
        old = "SELECT id FROM pages WHERE site = ? ORDER BY seen, id LIMIT ?"
        database.execute(f"DELETE FROM leads WHERE page IN ({old})", (site, surplus))  # noqa: S608
        database.execute(f"DELETE FROM pages WHERE id IN ({old})", (site, surplus))  # noqa: S608
    _tidy(database)


def forget_site(database: Connection, name: str) -> bool:
    """Forget all of a site; says whether there was anything."""
    row = database.execute("SELECT id FROM sites WHERE name = ?", (name,)).fetchone()
    database.execute("DELETE FROM bands WHERE story IN (SELECT id FROM stories WHERE site = ?)", (name,))
    stories = database.execute("DELETE FROM stories WHERE site = ?", (name,)).rowcount
    if row is not None:
        for table in ("leads", "lines", "pages", "repeated"):
            database.execute(f"DELETE FROM {table} WHERE site = ?", row)  # noqa: S608
        database.execute("DELETE FROM sites WHERE id = ?", row)
    return row is not None or stories > 0


def _tidy(database: Connection) -> None:
    database.execute(
        "DELETE FROM repeated WHERE NOT EXISTS (SELECT 1 FROM lines"
        " WHERE lines.site = repeated.site AND lines.fingerprint = repeated.fingerprint)"
    )
    database.execute("UPDATE sites SET lines = (SELECT count(*) FROM lines WHERE lines.site = sites.id)")
