"""Exports that are added to day by day: nothing is missing in them and nothing is there twice, whatever happens."""

import csv
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from newsclean.errors import ConfigError, StoreError
from newsclean.models import CleanRecord
from newsclean.store import Order, RecordFilter, Store, open_store, read_store
from newsclean.store.dataset import BOOKMARK, Export, export_new
from tests.store.test_processes import start
from tests.store.writing_process import numbered

ALL = RecordFilter(all_versions=True)
DYING = str(Path(__file__).with_name("dying_export.py"))
MakeRecord = Callable[..., CleanRecord]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith("records-"))


def texts(folder: Path) -> Iterator[str]:
    """The texts of all files, in their order."""
    for path in files(folder):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                yield from (row["text"] for row in csv.DictReader(file))
        else:
            with read_store(path) as reader:
                yield from (stored.record.text for stored in reader.records(replace(ALL, order=Order.OLDEST_FIRST)))


def save(target: str, *records: CleanRecord) -> None:
    with open_store(target) as store:
        for record in records:
            store.save(record)


def export(target: str, folder: Path, chosen: RecordFilter = ALL, ending: str = ".jsonl") -> Export:
    with read_store(target) as reader:
        return export_new(reader, folder, chosen, ending)


def test_positions_grow_and_choose(target: str, make_record: MakeRecord) -> None:
    def between(store: Store, after: int | None, until: int | None, order: Order = Order.OLDEST_FIRST) -> list[str]:
        chosen = RecordFilter(all_versions=True, order=order, position_after=after, position_until=until)
        return [stored.record.text for stored in store.records(chosen)]

    with open_store(target) as store:
        assert store.last_position() == 0
        positions = []
        for number in range(5):
            store.save(make_record(f"{number % 4}", text=f"text {number}"))
            positions.append(store.last_position())
    assert positions == sorted(set(positions))
    with open_store(target) as store:  # a Parquet store has moved what was waiting into its file
        store.save(make_record("5", text="text 5"))
        assert store.last_position() > positions[-1]
        assert between(store, positions[2], positions[4]) == ["text 3", "text 4"]
        assert between(store, positions[3], None) == ["text 4", "text 5"]
        assert between(store, None, positions[1], Order.NEWEST_FIRST) == ["text 1", "text 0"]
        assert between(store, positions[1], positions[3], Order.NEWEST_FIRST) == ["text 3", "text 2"]
        assert between(store, 0, 0) == []
        assert between(store, positions[-1] + 1_000, None) == []
        newest = RecordFilter(order=Order.OLDEST_FIRST, position_until=positions[1])
        assert [stored.record.text for stored in store.records(newest)] == ["text 1"]  # "text 0" has a version since


@pytest.mark.parametrize("ending", [".jsonl", ".parquet", ".csv"])
def test_each_export_adds_what_is_new(tmp_path: Path, target: str, make_record: MakeRecord, ending: str) -> None:
    if ending == ".parquet":
        pytest.importorskip("pyarrow", reason="needs the extra `parquet`")
    folder = tmp_path / "daily"
    with open_store(target):
        pass
    assert export(target, folder, ending=ending) == Export(0, None)
    save(target, make_record("one", text="first"), make_record("two", text="second"))
    added = export(target, folder, ending=ending)
    assert (added.number, [added.path]) == (2, files(folder))
    assert export(target, folder, ending=ending) == Export(0, None)
    save(target, make_record("one", text="first, changed"), make_record("three", text="third"))
    assert export(target, folder, ending=ending).number == 2
    assert list(texts(folder)) == ["first", "second", "first, changed", "third"]
    assert len(files(folder)) == 2


def test_files_may_be_moved_away(tmp_path: Path, make_record: MakeRecord) -> None:
    store, folder = str(tmp_path / "news.db"), tmp_path / "daily"
    save(store, make_record("one"))
    first = export(store, folder).path
    assert first is not None
    first.unlink()
    save(store, make_record("two"))
    second = export(store, folder)
    assert second.number == 1
    assert [path.name[:14] for path in files(folder)] == ["records-000002"]


def test_a_filter_counts_and_what_it_leaves_out_is_not_looked_at_again(tmp_path: Path, make_record: MakeRecord) -> None:
    store, folder = str(tmp_path / "news.db"), tmp_path / "daily"
    french = RecordFilter(language="fr")
    save(store, make_record("one"), make_record("two", language="fr", text="texte"))
    assert export(store, folder, french).number == 1
    save(store, make_record("three"))
    assert export(store, folder, french) == Export(0, None)
    save(store, make_record("four", language="fr", text="encore"))
    assert export(store, folder, french).number == 1
    assert list(texts(folder)) == ["texte", "encore"]


def test_other_options_or_another_store_are_refused(tmp_path: Path, make_record: MakeRecord) -> None:
    store, folder = str(tmp_path / "news.db"), tmp_path / "daily"
    save(store, make_record("one"))
    export(store, folder)
    with pytest.raises(ConfigError, match=r"has exports with another all_versions, language; take another folder"):
        export(store, folder, RecordFilter(language="fr"))
    with pytest.raises(ConfigError, match=r"has exports as jsonl; go on with that"):
        export(store, folder, ending=".csv")
    with pytest.raises(ConfigError, match=r"ends in \.txt; possible are"):
        export(store, folder, ending=".txt")
    other = str(tmp_path / "other.db")
    save(other, make_record("another"), make_record("two"))
    with pytest.raises(StoreError, match="exports of another store"):
        export(other, folder)
    (folder / BOOKMARK).write_text("{}")
    with pytest.raises(StoreError, match="damaged"):
        export(store, folder)
    assert len(files(folder)) == 1


def test_a_place_that_is_no_folder(tmp_path: Path, make_record: MakeRecord) -> None:
    store = str(tmp_path / "news.db")
    save(store, make_record("one"))
    (tmp_path / "notes").write_text("mine")
    with pytest.raises(StoreError, match="notes"):
        export(store, tmp_path / "notes")
    with pytest.raises(StoreError, match="does not exist"):
        export(store, tmp_path / "missing" / "daily")


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
def test_an_export_that_is_killed_at_any_step(tmp_path: Path, make_record: MakeRecord, ending: str) -> None:
    """Dies at its first touch of the folder, then at the second … until it comes to its end."""
    store, folder = str(tmp_path / "news.db"), tmp_path / "daily"
    saved: list[str] = []
    for dies_at in range(1, 60):
        saved.append(f"text {dies_at}")
        save(store, make_record(f"{dies_at}", text=saved[-1]))
        done = subprocess.run(
            [sys.executable, DYING, store, str(folder), ending, str(dies_at)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode in (0, -9), done.stderr
        if folder.exists():
            exported = list(texts(folder))
            assert exported == saved[: len(exported)]
        if done.stdout == "done\n":
            break
    else:
        pytest.fail("never came to its end")
    assert dies_at > 5
    assert list(texts(folder)) == saved
    assert {path.name for path in folder.iterdir()} == {
        *(path.name for path in files(folder)),
        BOOKMARK,
        ".newsclean_export.lock",
    }


@pytest.mark.slow
def test_exports_of_a_store_that_is_being_written_to(tmp_path: Path, shared_target: str) -> None:
    """Two writers save 150 each; exports run all the time, most of them are killed at a random moment."""
    with open_store(shared_target):
        pass
    folder, chance = tmp_path / "daily", random.Random(1)
    writers = [start(shared_target, 0, 150, name) for name in "ab"]
    waiting = threading.Thread(target=lambda: [writer.communicate() for writer in writers])
    waiting.start()
    while waiting.is_alive():
        command = [sys.executable, DYING, shared_target, str(folder), ".jsonl", "0"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as exporting:
            time.sleep(chance.uniform(0.3, 1.5))
            exporting.kill()
    waiting.join()
    export(shared_target, folder)
    exported = list(texts(folder))
    assert len(exported) == 300
    assert sorted(exported) == sorted([numbered(number, name).text for number in range(150) for name in "ab"])


def test_two_exports_at_once(tmp_path: Path, make_record: MakeRecord) -> None:
    store, folder = str(tmp_path / "news.db"), tmp_path / "daily"
    save(store, *(make_record(f"{number}") for number in range(3)))
    with read_store(store) as reader:

        class Slow:
            """The reader, in whose middle another export begins."""

            last_position = reader.last_position

            def records(self, chosen: RecordFilter) -> Iterator[object]:
                with pytest.raises(StoreError, match="another export is writing"):
                    export(store, folder)
                return reader.records(chosen)

        assert export_new(Slow(), folder, ALL, ".jsonl").number == 3  # type: ignore[arg-type]


@pytest.mark.slow
def test_an_export_waits_for_a_save_that_took_its_place_and_has_not_ended(
    postgresql_url: str, make_record: MakeRecord
) -> None:
    save(postgresql_url, make_record("one"))
    positions: list[int] = []

    def look() -> None:
        with read_store(postgresql_url) as reader:
            positions.append(reader.last_position())

    looking = threading.Thread(target=look)
    engine = create_engine(postgresql_url)
    with engine.begin() as saving:
        saving.execute(text("INSERT INTO article (key, key_digest, latest_version) VALUES ('x', 'x', 1)"))
        saving.execute(
            text(
                "INSERT INTO article_version (article_id, version, content_digest, stored_at, page_kind, record)"
                " SELECT max(id), 1, 'x', now(), 'article', '{}' FROM article"
            )
        )
        looking.start()
        looking.join(0.5)
        assert positions == []
    looking.join(30)
    engine.dispose()
    assert positions == [2]
