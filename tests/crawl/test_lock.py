"""One crawl of a source at a time, however the other one ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean.crawl.lock import lock_path, source_lock
from newsclean.errors import BusyError, StoreError
from tests.crawl.crawling import ROOT

HOLD = """
import sys
from newsclean.crawl.lock import source_lock
with source_lock(sys.argv[1], sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(store: Path, name: str) -> subprocess.Popen[str]:
    """A process that holds the lock until its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store), name],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    with holder(store, "gazette") as first:
        with (
            pytest.raises(BusyError, match=rf"^gazette is being crawled by another process \(pid {first.pid}\)"),
            source_lock(str(store), "gazette"),
        ):
            pass
        first.communicate()
    with source_lock(str(store), "gazette"):
        pass


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    with holder(store, "gazette") as first:
        first.send_signal(signal.SIGKILL)
        first.wait()
        with source_lock(str(store), "gazette"):
            pass


def test_it_is_given_back_when_the_block_fails(tmp_path: Path) -> None:
    store = str(tmp_path / "news.db")
    with pytest.raises(ZeroDivisionError), source_lock(store, "gazette"):
        raise ZeroDivisionError
    with source_lock(store, "gazette"):
        pass


def test_other_sources_and_other_stores_are_free(tmp_path: Path) -> None:
    store = str(tmp_path / "news.db")
    with (
        source_lock(store, "gazette"),
        source_lock(store, "courier"),
        source_lock(str(tmp_path / "other.db"), "gazette"),
    ):
        pass


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_a_store_with_a_single_writer_has_one_lock_for_all(tmp_path: Path, ending: str) -> None:
    store = str(tmp_path / f"news.{ending}")
    with (
        source_lock(store, "gazette"),
        pytest.raises(BusyError, match=rf"news.{ending} is being written by another process"),
        source_lock(store, "courier"),
    ):
        pass


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "a b", "é", "", ".", "A", "a" * 300, "con\n", "-x"])
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with source_lock(str(tmp_path / "news.db"), name) as path:
        assert path.parent == tmp_path
        assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
        assert path.name.isascii()
        assert path.name.isprintable()


def test_names_that_look_alike_have_locks_of_their_own() -> None:
    names = ("gazette", "Gazette", "gazette!", "gazette?", "ga zette", "ga_zette")
    assert len({lock_path("news.db", name) for name in names}) == len(names)


def test_a_database_server_has_its_locks_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with source_lock("postgresql+psycopg://user:secret@db.example/news", "gazette") as path:
        (entry,) = tmp_path.iterdir()
        assert entry.name == path.name
        assert "secret" not in path.name


def test_a_folder_that_is_not_there_is_named_and_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    with pytest.raises(StoreError, match="missing does not exist"), source_lock(str(missing / "news.db"), "gazette"):
        pass
    assert not missing.exists()


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    lock_path(str(tmp_path / "news.db"), "gazette").mkdir()
    with pytest.raises(StoreError, match="cannot lock"), source_lock(str(tmp_path / "news.db"), "gazette"):
        pass


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("precious")
    lock_path(str(tmp_path / "news.db"), "gazette").symlink_to(victim)
    with pytest.raises(StoreError, match="cannot lock"), source_lock(str(tmp_path / "news.db"), "gazette"):
        pass
    assert victim.read_text() == "precious"
