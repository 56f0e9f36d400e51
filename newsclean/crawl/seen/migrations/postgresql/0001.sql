CREATE TABLE seen_schema (
    version INTEGER NOT NULL,
    identity TEXT NOT NULL DEFAULT md5(random()::text || clock_timestamp()::text)
);

CREATE TABLE seen_listings (
    key TEXT COLLATE "C" PRIMARY KEY,
    parent TEXT COLLATE "C",
    url TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    read_at TEXT NOT NULL
);

CREATE TABLE seen_pages (
    key TEXT COLLATE "C" PRIMARY KEY,
    url TEXT NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    via TEXT,
    title TEXT,
    published TEXT,
    updated TEXT,
    status TEXT NOT NULL,
    reason TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try TEXT COLLATE "C",
    etag TEXT,
    last_modified TEXT,
    saved_at TEXT,
    listed_at TEXT COLLATE "C" NOT NULL
);

CREATE TABLE seen_hosts (
    host TEXT COLLATE "C" PRIMARY KEY,
    day TEXT COLLATE "C" NOT NULL,
    requests INTEGER NOT NULL DEFAULT 0,
    paused_until TEXT COLLATE "C",
    reason TEXT
);

CREATE INDEX seen_listings_parent ON seen_listings (parent);

CREATE INDEX seen_pages_open ON seen_pages (source) WHERE status IN ('found', 'failed');

CREATE INDEX seen_pages_listed_at ON seen_pages (listed_at);
