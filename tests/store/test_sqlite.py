"""What is particular to SQLite files."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from newsclean.errors import StoreError
from newsclean.models import CleanRecord
from newsclean.store import SaveOutcome, open_store, read_store, sqlite
from newsclean.store.schema import MIGRATIONS, migration_scripts, upgrade_schema
from newsclean.store.sqlite import SqliteDatabase
from newsclean.store.tables import metadata

MakeRecord = Callable[..., CleanRecord]

ADD_COLUMN = "ALTER TABLE article ADD COLUMN colour TEXT;\n\nUPDATE article SET colour = 'red';\n"
BROKEN = "ALTER TABLE article ADD COLUMN colour TEXT;\n\nUPDATE nowhere SET colour = 'red';\n"


@pytest.fixture
def path(tmp_path: Path, make_record: MakeRecord) -> Path:
    """A database with one record."""
    path = tmp_path / "records.db"
    with open_store(path) as store:
        store.save(make_record())
    return path


def run_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_closed_store_is_one_file(path: Path) -> None:
    assert list(path.parent.iterdir()) == [path]


def test_a_commit_is_on_the_disk_and_readers_do_not_wait(path: Path) -> None:
    with SqliteDatabase(path).reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        connection.engine.dispose()


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
@pytest.mark.parametrize("opener", [open_store, read_store])
def test_a_foreign_database_is_refused_untouched(tmp_path: Path, mode: str, opener: Callable[[Path], object]) -> None:
    path = tmp_path / "other.db"
    run_sql(path, f"PRAGMA journal_mode = {mode}", "CREATE TABLE article (id INTEGER, name TEXT)")
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(StoreError, match="not newsclean's; it was left as it is"):
        opener(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("opener", [open_store, read_store])
def test_a_newer_schema_is_refused_untouched(path: Path, opener: Callable[[Path], object]) -> None:
    run_sql(path, "UPDATE newsclean_schema SET version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer newsclean \(schema 99; .* update newsclean"):
        opener(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_an_empty_file_becomes_a_store(tmp_path: Path, make_record: MakeRecord) -> None:
    path = tmp_path / "records.db"
    path.touch()
    with open_store(path) as store:
        assert store.save(make_record()) is SaveOutcome.NEW
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_to_a_store_stays_a_link(path: Path, make_record: MakeRecord) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    with open_store(link) as store:
        assert store.save(make_record()) is SaveOutcome.UNCHANGED
    assert link.is_symlink()


def test_a_damaged_file_is_said_to_be_damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xaa" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"records\.db"), read_store(path) as reader:
        list(reader.records())


def test_a_moment_that_is_none_is_damage(path: Path) -> None:
    run_sql(path, "UPDATE article_version SET stored_at = 'yesterday'")
    with read_store(path) as reader, pytest.raises(StoreError, match=r"it is damaged .*yesterday"):
        list(reader.records())


def test_a_lock_that_does_not_end_is_said(path: Path, make_record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "LOCK_TIMEOUT_SECONDS", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, open_store(path) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process kept it locked"):
            store.save(make_record("two"))
        assert store.get(1) is not None
        other.execute("ROLLBACK")
        assert store.save(make_record("two")) is SaveOutcome.NEW


def test_threads_share_a_store(tmp_path: Path, make_record: MakeRecord) -> None:
    outcomes: list[SaveOutcome] = []
    with open_store(tmp_path / "records.db") as store:

        def save_all() -> None:
            outcomes.extend(store.save(make_record(str(number))) for number in range(40))

        threads = [threading.Thread(target=save_all) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.counts().versions == 40
    assert outcomes.count(SaveOutcome.NEW) == 40
    assert outcomes.count(SaveOutcome.UNCHANGED) == 120


FULL_DISK = """
import resource, signal, sys
from newsclean.errors import StoreError
from newsclean.models import CleanRecord
from newsclean.store import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
saved = 0
try:
    with open_store(sys.argv[1]) as store:
        for number in range(10_000):
            store.save(CleanRecord(url=f"https://gazette.example/{number}", text="word " * 500, cleaner_version="1"))
            saved += 1
except StoreError as error:
    print(saved, error)
"""


@pytest.mark.parametrize("ending", ["db", "jsonl", "parquet"])
def test_a_full_disk_loses_nothing_saved(tmp_path: Path, ending: str) -> None:
    """A limit on the size of files stands in for the disk's."""
    path = tmp_path / f"records.{ending}"
    command = [sys.executable, "-c", FULL_DISK, str(path), "2000000"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    saved = int(run.stdout.split()[0])
    assert saved > 10
    assert "records" in run.stdout
    with open_store(path) as store:
        assert store.counts().versions == saved
        assert store.save(CleanRecord(url="https://gazette.example/x", text="More.")) is SaveOutcome.NEW


def test_a_store_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "records.db"), "10000"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("0 cannot use")
    assert ".new" not in run.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_sql_files_make_what_the_tables_say(path: Path) -> None:
    with SqliteDatabase(path).reading() as connection:
        inspector = inspect(connection)
        for table in metadata.tables.values():
            made = {column["name"]: column["nullable"] for column in inspector.get_columns(table.name)}
            assert set(made) == {column.name for column in table.columns}
            assert len(inspector.get_foreign_keys(table.name)) == len(table.foreign_keys)
        connection.engine.dispose()


def test_an_older_schema_is_brought_up_to_date_with_its_records(path: Path) -> None:
    scripts = [*migration_scripts("sqlite"), ADD_COLUMN]
    database = SqliteDatabase(path)
    for _ in range(2):
        with database.writing() as connection:
            upgrade_schema(connection, "records.db", scripts)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT version FROM newsclean_schema").scalars().all() == [len(scripts)]
        assert connection.exec_driver_sql("SELECT colour FROM article").scalars().all() == ["red"]
    database.engine.dispose()
    with pytest.raises(StoreError, match="newer newsclean"):
        open_store(path)


def test_an_upgrade_that_fails_changes_nothing(path: Path) -> None:
    database = SqliteDatabase(path)
    with pytest.raises(StoreError, match="nowhere"), database.writing() as connection:
        upgrade_schema(connection, "records.db", [*migration_scripts("sqlite"), BROKEN])
    database.engine.dispose()
    with open_store(path) as store:
        assert store.counts().articles == 1


def test_there_is_a_script_for_each_step_and_database() -> None:
    assert len(migration_scripts("sqlite")) == len(migration_scripts("postgresql")) == len(MIGRATIONS)


READ_ONLY = """
import os, sys
import newsclean.store.sqlite
from newsclean.errors import StoreError
from newsclean.store import open_store, read_store
path = sys.argv[1]
if os.geteuid() == 0:  # root may write anywhere
    os.setgid(65534)
    os.setuid(65534)
with read_store(path) as reader:
    print(reader.counts().articles, len(reader.search("council")))
for target in (path, path.replace("records", "new")):
    try:
        open_store(target)
    except StoreError as error:
        print(error)
"""


def test_a_store_in_a_folder_that_cannot_be_written_can_be_read(path: Path) -> None:
    place = Path(tempfile.mkdtemp())  # pytest's own folder is closed to other users
    try:
        shutil.copy(path, place)
        place.chmod(0o555)
        run = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(place / path.name)], capture_output=True, text=True, check=True
        )
        assert list(place.iterdir()) == [place / path.name]
    finally:
        place.chmod(0o755)
        shutil.rmtree(place)
    counted, existing, new = run.stdout.splitlines()
    assert counted == "1 1"
    assert "no permission" in existing and "no permission" in new
