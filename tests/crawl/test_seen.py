"""The seen-store knows what is new, what is open and when to try again."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsclean.crawl.listings.entry import Entry
from newsclean.crawl.seen.file import SeenFile, seen_path
from newsclean.crawl.seen.postgresql import SeenDatabase
from newsclean.crawl.seen.store import MAX_TRIES, SeenStore, open_seen_store
from newsclean.crawl.seen.values import PageLink, Validators, is_newer
from newsclean.errors import StoreError
from newsclean.page_urls import fetch_key

SOURCE = "https://news.example/feed"
A, B = "https://news.example/a", "https://news.example/b"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db.seen.db"


def register(seen: SeenStore, *entries: Entry | str, again: bool = False) -> list[PageLink]:
    made = [entry if isinstance(entry, Entry) else Entry(entry) for entry in entries]
    return list(seen.register_pages(made, SOURCE, None, again).due)


def query(target: str, statement: str, *values: object) -> list[Any]:
    place = SeenFile(seen_path(target)) if target.endswith(".db") else SeenDatabase(target)
    with closing(place), place.transaction() as database:
        rows = database.execute(statement, values)
        return list(rows) if statement.startswith("SELECT") else []


def set_time(target: str, column: str, value: datetime) -> None:
    query(target, f"UPDATE pages SET {column} = ?", value.isoformat(timespec="seconds"))


def keys(links: list[PageLink]) -> list[str]:
    return [link.key for link in links]


def test_only_new_pages_are_fetched(seen: SeenStore) -> None:
    assert keys(register(seen, A, B, A + "?utm_source=rss")) == [A, B]
    seen.mark_saved(A, A, Validators())
    assert keys(register(seen, A, B)) == [B]


def test_what_was_not_finished_is_open(seen: SeenStore, target: str) -> None:
    register(seen, Entry(A, "Title", datetime(2024, 5, 6, 8, tzinfo=UTC), date(2024, 5, 7)), B)
    seen.mark_saved(B, B, Validators())
    seen.close()
    again = open_seen_store(target)
    link = again.open_pages(SOURCE)[0]
    assert link.entry == Entry(A, "Title", datetime(2024, 5, 6, 8, tzinfo=UTC), date(2024, 5, 7))
    assert len(again.open_pages(SOURCE)) == 1
    assert again.open_pages("https://other.example/") == []
    again.close()


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/a-long-story#part",
        "http://www.NEWS.example:80/a-long-story/",
        "https://news.example/a-long-story?fbclid=x&utm_medium=y",
        "https://news.example/a-long-story/amp",
        "https://amp.news.example/a-long-story?outputType=amp",
        "https://news.example/print/a-long-story",
    ],
)
def test_another_form_of_a_page_is_the_same(seen: SeenStore, other: str) -> None:
    first = register(seen, "https://news.example/a-long-story")[0]
    seen.mark_saved(first.key, first.key, Validators())
    assert register(seen, other) == []


def test_a_postponed_page_waits_and_costs_no_try(seen: SeenStore, target: str) -> None:
    register(seen, A)
    seen.mark_postponed(A, "the host asked to wait", datetime.now(UTC) + timedelta(hours=1))
    assert register(seen, A) == []
    assert seen.open_pages(SOURCE) == []
    assert query(target, "SELECT tries FROM pages") == [(0,)]
    set_time(target, "next_try", datetime.now(UTC) - timedelta(minutes=1))
    assert keys(seen.open_pages(SOURCE)) == [A]


def test_a_failed_page_waits_and_is_tried_again(seen: SeenStore, target: str) -> None:
    register(seen, A)
    seen.mark_failed(A, "HTTP 500")
    assert register(seen, A) == []
    assert seen.open_pages(SOURCE) == []
    set_time(target, "next_try", datetime.now(UTC) - timedelta(minutes=1))
    assert keys(register(seen, A)) == [A]
    assert keys(seen.open_pages(SOURCE)) == [A]


def test_the_wait_grows_and_ends(seen: SeenStore, target: str) -> None:
    register(seen, A)
    waits = []
    for _ in range(MAX_TRIES):
        seen.mark_failed(A, "HTTP 500")
        [(next_try,)] = query(target, "SELECT next_try FROM pages")
        waits.append(datetime.fromisoformat(next_try) - datetime.now(UTC) if next_try else None)
    assert waits[-1] is None
    lengths = [wait for wait in waits if wait is not None]
    assert lengths == sorted(lengths)
    assert lengths[0] < timedelta(minutes=16)
    assert lengths[-1] <= timedelta(hours=24)


def test_skipped_pages_stay_skipped_unless_a_time_is_set(seen: SeenStore, target: str) -> None:
    register(seen, A, B)
    seen.mark_skipped(A, "a PDF", None)
    seen.mark_skipped(B, "robots.txt", timedelta(days=7))
    assert register(seen, A, B) == []
    query(target, "UPDATE pages SET next_try = '2001-01-01T00:00:00+00:00' WHERE next_try IS NOT NULL")
    assert keys(register(seen, A, B)) == [B]


def test_an_updated_page_is_fetched_again_and_once(seen: SeenStore) -> None:
    register(seen, A)
    seen.mark_saved(A, A, Validators("tag", "date"))
    updated = Entry(A, updated=datetime.now(UTC) + timedelta(hours=1))
    link = register(seen, updated)[0]
    assert link.was_saved
    assert link.validators == Validators("tag", "date")
    assert keys(seen.open_pages(SOURCE)) == [A]
    seen.mark_saved(A, A, Validators())
    assert register(seen, updated) == []


def test_again(seen: SeenStore) -> None:
    register(seen, A)
    seen.mark_saved(A, A, Validators("tag"))
    link = register(seen, A, again=True)[0]
    assert link.was_saved
    assert link.validators == Validators()


def test_the_place_a_redirect_led_to_counts_as_seen(seen: SeenStore) -> None:
    register(seen, A)
    seen.mark_saved(A, B, Validators())
    assert register(seen, A, B) == []


def test_listings(seen: SeenStore) -> None:
    assert seen.listing_validators("index") == Validators()
    seen.register_listing("index", SOURCE, Validators("tag", "date"), {"one": A, "two": B})
    seen.register_listing("one", A, Validators("other"), {})
    assert seen.listing_validators("index") == Validators("tag", "date")
    assert seen.listing_validators("one") == Validators("other")
    assert seen.listing_children("index") == [A, B]


def test_old_pages_are_forgotten(seen: SeenStore, target: str) -> None:
    register(seen, A)
    seen.mark_saved(A, A, Validators())
    set_time(target, "listed_at", datetime.now(UTC) - timedelta(days=200))
    seen.forget_old()
    assert keys(register(seen, A)) == [A]


def test_forget_all(seen: SeenStore) -> None:
    register(seen, A)
    seen.register_listing("key", SOURCE, Validators("tag"), {})
    seen.forget_all()
    assert seen.open_pages(SOURCE) == []
    assert seen.listing_validators("key") == Validators()


@pytest.mark.parametrize(
    ("updated", "known", "newer"),
    [
        (None, None, False),
        (datetime(2024, 5, 6, 11, tzinfo=UTC), None, True),
        (datetime(2024, 5, 6, 9, tzinfo=UTC), None, False),
        (datetime(2024, 5, 6, 11), None, True),
        (datetime(2024, 5, 6, 11, tzinfo=UTC), "2024-05-06T11:00:00+00:00", False),
        (date(2024, 5, 6), None, False),
        (date(2024, 5, 7), None, True),
        (date(2024, 5, 7), "2024-05-07", False),
    ],
)
def test_is_newer(updated: datetime | date | None, known: str | None, newer: bool) -> None:
    assert is_newer(updated, known, "2024-05-06T10:00:00+00:00") is newer


@pytest.mark.parametrize(
    ("store", "file"),
    [
        ("newsclean.db", "newsclean.db.seen.db"),
        ("sqlite:///news.db", "news.db.seen.db"),
        ("sqlite:////var/news.db", "/var/news.db.seen.db"),
        ("out/records.jsonl", "out/records.jsonl.seen.db"),
    ],
)
def test_seen_path(store: str, file: str) -> None:
    assert str(seen_path(store)) == file


def test_the_seen_store_of_a_server_names_no_password() -> None:
    assert "secret" not in str(seen_path("postgresql+psycopg://me:secret@host/news"))


def test_what_a_database_cannot_take_harms_nothing(seen: SeenStore) -> None:
    long = "https://news.example/" + "très-long-" * 400
    entries = [Entry(long + "a", "half \ud83d a sign"), Entry(long + "b", "with \0"), Entry(A + "?q=\0", "C")]
    found = register(seen, *entries)
    assert len(found) == 3
    assert len({link.key for link in found}) == 3
    for link in found[:2]:
        seen.mark_saved(link.key, fetch_key(long + "c"), Validators())
    assert keys(register(seen, *entries)) == keys(seen.open_pages(SOURCE)) == [found[2].key]
    assert register(seen, long + "c") == []
    seen.register_listing(f"sitemap {long}", long, Validators("tag"), {f"sitemap {long}d": long + "d"})
    assert seen.listing_validators(f"sitemap {long}") == Validators("tag")
    assert seen.listing_children(f"sitemap {long}") == [long + "d"]


def test_a_page_named_twice_by_one_listing_counts_by_what_is_newest(seen: SeenStore) -> None:
    register(seen, A)
    seen.mark_saved(A, A, Validators())
    newer = Entry(A, updated=datetime.now(UTC) + timedelta(hours=1))
    registered = seen.register_pages([Entry(A), newer, Entry(A)], SOURCE, None, False)
    assert (keys(list(registered.due)), registered.known) == ([A], frozenset())


def test_a_listing_of_many_pages(seen: SeenStore) -> None:
    pages = [f"https://news.example/{number}" for number in range(1200)]
    assert keys(register(seen, *pages)) == pages
    for page in pages[:3]:
        seen.mark_saved(page, page, Validators())
    assert keys(register(seen, *pages)) == pages[3:]


def test_what_is_no_seen_store(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="cannot use the seen-store"):
        SeenStore(SeenFile(path))
    with pytest.raises(StoreError, match="cannot use the seen-store"):
        SeenFile(tmp_path / "no" / "folder.db")


def test_a_newer_versions_file(path: Path) -> None:
    SeenStore(SeenFile(path)).close()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer version"):
        SeenStore(SeenFile(path))


def test_a_file_of_version_1(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript((Path(__file__).parent / "seen_version_1.sql").read_text(encoding="utf-8"))
    seen = SeenStore(SeenFile(path))
    assert register(seen, "https://news.example/saved-and-seen-twice", "https://www.news.example/failed") == []
    assert [link.entry.title for link in seen.open_pages(SOURCE)] == ["Found and not yet fetched"]
    assert seen.listing_validators("feed https://news.example/feed") == Validators(
        '"tag"', "Mon, 06 May 2024 08:00:00 GMT"
    )
    assert seen.listing_children("sitemap https://news.example/map.xml") == ["https://news.example/inner.xml"]
    assert seen.hosts.pauses() == {}
    seen.close()
    with closing(sqlite3.connect(path)) as database, database:
        assert database.execute("PRAGMA user_version").fetchall() == [(2,)]
        failed = "SELECT tries, status FROM pages WHERE url LIKE '%failed'"
        assert database.execute(failed).fetchall() == [(3, "failed")]
