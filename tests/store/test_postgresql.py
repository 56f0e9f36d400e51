"""What is particular to PostgreSQL, on a real server."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url

from newsclean.errors import StoreError
from newsclean.models import CleanRecord
from newsclean.store import SaveOutcome, open_store, read_store
from newsclean.store.postgresql import PostgresqlDatabase
from newsclean.store.schema import migration_scripts, upgrade_schema
from newsclean.store.tables import metadata

MakeRecord = Callable[..., CleanRecord]
pytestmark = pytest.mark.slow


def run_sql(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def test_an_empty_database_cannot_be_read_and_stays_empty(postgresql_url: str) -> None:
    with pytest.raises(StoreError, match="holds no newsclean records"):
        read_store(postgresql_url)
    assert tables(postgresql_url) == set()


def test_a_database_may_hold_other_tables(postgresql_url: str, make_record: MakeRecord) -> None:
    run_sql(postgresql_url, "CREATE TABLE invoice (id INTEGER)")
    with open_store(postgresql_url) as store:
        store.save(make_record())
    assert "invoice" in tables(postgresql_url)


@pytest.mark.parametrize("opener", [open_store, read_store])
def test_tables_of_our_names_that_are_not_ours_are_left_alone(
    postgresql_url: str, opener: Callable[[str], object]
) -> None:
    run_sql(postgresql_url, "CREATE TABLE article (id INTEGER)")
    with pytest.raises(StoreError, match=r"not newsclean's \(article\)"):
        opener(postgresql_url)
    assert tables(postgresql_url) == {"article"}


@pytest.mark.parametrize("opener", [open_store, read_store])
def test_a_newer_schema_is_refused(postgresql_url: str, opener: Callable[[str], object]) -> None:
    with open_store(postgresql_url):
        pass
    run_sql(postgresql_url, "UPDATE newsclean_schema SET version = 99")
    with pytest.raises(StoreError, match="schema 99"):
        opener(postgresql_url)


def test_messages_name_the_database_and_no_password(postgresql_url: str) -> None:
    for wrong in (
        make_url(postgresql_url).set(password="hunter2"),
        make_url(postgresql_url).set(password="hunter2", database="absent"),
        make_url(postgresql_url).set(password=None).update_query_dict({"password": "hunter2"}),
    ):
        with pytest.raises(StoreError, match=r"127\.0\.0\.1/") as caught:
            open_store(wrong.render_as_string(hide_password=False))
        assert "hunter2" not in str(caught.value)
        assert caught.value.__cause__ is None


def test_the_sql_files_make_what_the_tables_say(postgresql_url: str) -> None:
    with open_store(postgresql_url):
        pass
    engine = create_engine(postgresql_url)
    inspector = inspect(engine)
    for table in metadata.tables.values():
        assert {column["name"] for column in inspector.get_columns(table.name)} == {
            column.name for column in table.columns
        }
        assert len(inspector.get_foreign_keys(table.name)) == len(table.foreign_keys)
    engine.dispose()


def test_an_upgrade_that_fails_changes_nothing(postgresql_url: str, make_record: MakeRecord) -> None:
    with open_store(postgresql_url) as store:
        store.save(make_record())
    database = PostgresqlDatabase(make_url(postgresql_url))
    broken = "ALTER TABLE article ADD COLUMN colour TEXT;\n\nUPDATE nowhere SET colour = 'red';\n"
    with pytest.raises(StoreError, match="nowhere"), database.writing() as connection:
        upgrade_schema(connection, "records", [*migration_scripts("postgresql"), broken])
    database.engine.dispose()
    with open_store(postgresql_url) as store:
        assert store.counts().articles == 1


def test_a_very_long_text_is_stored_whole(postgresql_url: str, make_record: MakeRecord) -> None:
    words = " ".join(f"word{number}" for number in range(60_000))
    record = make_record(text=f"{'x' * 3_000_000} {words}", url="https://gazette.example/" + "a/" * 4000)
    with open_store(postgresql_url) as store:
        store.save(record)
        stored = store.get(1)
        assert stored is not None and stored.record == record
        assert len(store.search("headline word7")) == 1


def test_the_record_is_json_for_other_programs(postgresql_url: str, make_record: MakeRecord) -> None:
    with open_store(postgresql_url) as store:
        store.save(make_record())
    engine = create_engine(postgresql_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT record ->> 'title' FROM article_version")) == "Headline one"
    engine.dispose()


def test_groups_that_are_saved_at_once_never_wait_for_each_other_in_a_circle(
    postgresql_url: str, make_record: MakeRecord
) -> None:
    records = [make_record(str(number)) for number in range(120)]

    def save(part: int) -> list[SaveOutcome]:
        own = records[part * 20 :] + records[: part * 20]
        with open_store(postgresql_url) as store:
            groups = [store.save_all(own[first : first + 30]) for first in range(0, len(own), 30)]
        return [outcome for group in groups for outcome in group]

    with ThreadPoolExecutor(4) as threads:
        outcomes = [outcome for saved in threads.map(save, range(4)) for outcome in saved]
    assert Counter(outcomes) == {SaveOutcome.NEW: 120, SaveOutcome.UNCHANGED: 360}
    with read_store(postgresql_url) as reader:
        assert reader.counts().versions == 120
