"""What is particular to a seen-store in PostgreSQL: its tables, and that several machines write to it at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, inspect, text

from newsclean.crawl.listings.entry import Entry
from newsclean.crawl.seen.store import SeenStore, open_seen_store
from newsclean.crawl.seen.values import Validators
from newsclean.errors import ConfigError, StoreError
from newsclean.store import open_store

pytestmark = pytest.mark.slow

SOURCE = "https://news.example/feed"


def run_sql(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_it_lies_beside_the_records_and_keeps_one_identity(postgresql_url: str) -> None:
    with open_store(postgresql_url):
        pass
    with closing(open_seen_store(postgresql_url)) as first, closing(open_seen_store(postgresql_url)) as second:
        assert first.identity == second.identity
    with open_store(postgresql_url) as store:
        assert store.counts().articles == 0
    engine = create_engine(postgresql_url)
    assert {"seen_pages", "seen_listings", "seen_hosts", "article"} <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_a_newer_schema_is_refused(postgresql_url: str) -> None:
    open_seen_store(postgresql_url).close()
    run_sql(postgresql_url, "UPDATE seen_schema SET version = 99")
    with pytest.raises(StoreError, match="newer newsclean"):
        open_seen_store(postgresql_url)


def test_tables_of_our_names_that_are_not_ours_are_left_alone(postgresql_url: str) -> None:
    run_sql(postgresql_url, "CREATE TABLE seen_pages (id INTEGER)")
    with pytest.raises(StoreError, match=r"not newsclean's \(seen_pages\)"):
        open_seen_store(postgresql_url)


def test_a_url_that_cannot_be_read_shows_no_password() -> None:
    with pytest.raises(ConfigError) as caught:
        open_seen_store("postgresql://me:hunter2@host:port/news")
    assert "hunter2" not in str(caught.value)


def test_machines_that_write_the_same_pages_at_once_never_wait_for_each_other_in_a_circle(postgresql_url: str) -> None:
    pages = [f"https://news.example/{number}" for number in range(300)]

    def work(number: int) -> int:
        found = 0
        with closing(open_seen_store(postgresql_url)) as seen:
            for turn in range(8):
                entries = [Entry(page, updated=_later(turn)) for page in pages[number * 50 :] + pages[: number * 50]]
                found += len(seen.register_pages(entries, SOURCE, None, False).due)
                for page, other in zip(pages[turn * 9 : turn * 9 + 9], reversed(pages), strict=False):
                    seen.mark_saved(*((page, other) if number % 2 else (other, page)), Validators())
        return found

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(work, range(4)))


def _later(turn: int) -> datetime:
    return datetime.now(UTC) + timedelta(hours=turn)


def test_the_requests_of_a_day_are_granted_once_to_all_machines(postgresql_url: str) -> None:
    today = datetime.now(UTC).date()

    def take(seen: SeenStore) -> int:
        return sum(seen.hosts.reserve("news.example", today, most=100, wanted=3) for _ in range(20))

    stores = [open_seen_store(postgresql_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        granted = list(threads.map(take, stores))
    for store in stores:
        store.close()
    assert sum(granted) == 100
