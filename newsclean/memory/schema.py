"""The tables of a memory, and the steps that bring an older file up to date.

Each step is written once and never changed; all that a file lacks run in one transaction.
"""

from sqlite3 import Connection

MIGRATIONS = (
    """
CREATE TABLE memory (id TEXT NOT NULL, changes INTEGER NOT NULL);
CREATE TABLE sites (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    pages INTEGER NOT NULL DEFAULT 0,
    lines INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE pages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site INTEGER NOT NULL,
    key INTEGER NOT NULL,
    url TEXT NOT NULL,
    number INTEGER,
    story INTEGER,
    title INTEGER,
    lines BLOB,
    seen INTEGER NOT NULL,
    UNIQUE (site, key)
);
CREATE INDEX pages_seen ON pages (seen);
CREATE INDEX pages_story ON pages (story) WHERE story IS NOT NULL;
CREATE TABLE lines (
    site INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    heads INTEGER NOT NULL,
    since INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (site, fingerprint)
) WITHOUT ROWID;
CREATE TABLE leads (
    site INTEGER NOT NULL,
    opening INTEGER NOT NULL,
    page INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    title_words INTEGER NOT NULL,
    checks BLOB NOT NULL,
    PRIMARY KEY (site, opening, page, kind)
) WITHOUT ROWID;
CREATE INDEX leads_page ON leads (page);
CREATE TABLE repeated (
    site INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (site, fingerprint)
) WITHOUT ROWID;
CREATE TABLE stories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key INTEGER NOT NULL UNIQUE,
    url TEXT NOT NULL,
    site TEXT NOT NULL,
    is_agency INTEGER NOT NULL,
    moment REAL NOT NULL,
    fingerprint INTEGER NOT NULL,
    shingles INTEGER NOT NULL,
    sketch BLOB NOT NULL,
    seen INTEGER NOT NULL
);
CREATE INDEX stories_fingerprint ON stories (fingerprint);
CREATE INDEX stories_seen ON stories (seen);
CREATE TABLE bands (
    band INTEGER NOT NULL,
    story INTEGER NOT NULL,
    PRIMARY KEY (band, story)
) WITHOUT ROWID
""",
    # Fingerprints are of another kind since, and no text is kept that they could be made of anew. Copies stay.
    """
DELETE FROM lines;
DELETE FROM leads;
DELETE FROM repeated;
DELETE FROM pages;
DELETE FROM sites;
UPDATE memory SET changes = changes + 1
""",
)
"""
`pages`: `number` counts the stories of a site in the order in which they were learned, `story` is the page
that this one is another copy of, `lines` the lower halves of the fingerprints that it was counted for.
`lines`: `pages` and `heads` count stories; `since` is the number of the first one, `places` the ids of the
first few. `repeated` has the words of lines that stand on many pages, for people to read.
"""


def migrate(database: Connection, version: int) -> None:
    """Run the steps from `version` on, within the transaction of the caller."""
    for step in MIGRATIONS[version:]:
        for statement in step.split(";"):
            database.execute(statement)
    if version == 0:
        database.execute("INSERT INTO memory (id, changes) VALUES (lower(hex(randomblob(8))), 0)")
    database.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
