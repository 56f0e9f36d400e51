-- A seen-store as newsclean wrote it before it knew hosts.
CREATE TABLE listings (
    key TEXT PRIMARY KEY,
    parent TEXT,
    url TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    read_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE pages (
    key TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    source TEXT NOT NULL,
    via TEXT,
    title TEXT,
    published TEXT,
    updated TEXT,
    status TEXT NOT NULL,
    reason TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try TEXT,
    etag TEXT,
    last_modified TEXT,
    saved_at TEXT,
    listed_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX listings_parent ON listings (parent);
CREATE INDEX pages_open ON pages (source) WHERE status IN ('found', 'failed');
PRAGMA user_version = 1;
INSERT INTO listings (key, url, etag, last_modified, read_at) VALUES
    ('feed https://news.example/feed', 'https://news.example/feed', '"tag"', 'Mon, 06 May 2024 08:00:00 GMT', '2024-05-06T08:00:00+00:00');
INSERT INTO listings (key, parent, url, read_at) VALUES
    ('sitemap https://news.example/inner.xml', 'sitemap https://news.example/map.xml', 'https://news.example/inner.xml', '2024-05-06T08:00:00+00:00');
INSERT INTO pages (key, url, source, title, status, tries, next_try, saved_at, listed_at) VALUES
    ('http://news.example/saved-and-seen-twice', 'http://news.example/saved-and-seen-twice', 'https://news.example/feed', 'Open', 'found', 0, NULL, NULL, '2024-05-07T08:00:00+00:00'),
    ('https://news.example/saved-and-seen-twice', 'https://news.example/saved-and-seen-twice', 'https://news.example/feed', 'Saved', 'saved', 0, NULL, '2024-05-06T08:00:00+00:00', '2024-05-06T08:00:00+00:00'),
    ('https://news.example/failed', 'https://news.example/failed', 'https://news.example/feed', 'Failed', 'failed', 3, '2999-01-01T00:00:00+00:00', NULL, '2024-05-06T08:00:00+00:00'),
    ('https://news.example/found', 'https://news.example/found', 'https://news.example/feed', 'Found and not yet fetched', 'found', 0, NULL, NULL, '2024-05-06T08:00:00+00:00');
