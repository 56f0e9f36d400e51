CREATE TABLE newsclean_schema (version INTEGER NOT NULL);

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    key_digest TEXT NOT NULL UNIQUE,
    site TEXT,
    latest_version INTEGER NOT NULL
);

CREATE TABLE article_alias (
    url_digest TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (url_digest, article_id)
) WITHOUT ROWID;

CREATE TABLE article_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    content_digest TEXT NOT NULL,
    stored_at TEXT NOT NULL,
    url TEXT,
    title TEXT,
    language TEXT,
    page_kind TEXT NOT NULL,
    published TEXT,
    record TEXT NOT NULL,
    UNIQUE (article_id, version),
    UNIQUE (article_id, content_digest)
);

CREATE INDEX article_site ON article (site);

CREATE INDEX article_version_published ON article_version (published);

CREATE INDEX article_version_stored_at ON article_version (stored_at);

CREATE TABLE article_cut (
    version_id INTEGER NOT NULL REFERENCES article_version (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    lines INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    PRIMARY KEY (version_id, label)
) WITHOUT ROWID;

-- The index keeps no text of its own; its rowid is article_version.id.
CREATE VIRTUAL TABLE article_search USING fts5 (
    title,
    text,
    content = '',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M*'"
);
