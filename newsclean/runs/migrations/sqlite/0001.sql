CREATE TABLE newsclean_runs_schema (version INTEGER NOT NULL);

CREATE TABLE crawl_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    began_at TIMESTAMP NOT NULL,
    beat_at TIMESTAMP NOT NULL,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    alarms INTEGER NOT NULL,
    names_nothing BOOLEAN NOT NULL,
    is_told BOOLEAN NOT NULL,
    is_accepted BOOLEAN NOT NULL,
    report JSON NOT NULL
);

CREATE INDEX crawl_run_source ON crawl_run (source, id);

CREATE INDEX crawl_run_began_at ON crawl_run (began_at);
