"""What is particular to Parquet files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsclean.errors import StoreError
from newsclean.models import CleanRecord
from newsclean.store import RecordFilter, SaveOutcome, open_store, read_store

pa = pytest.importorskip("pyarrow", reason="needs the extra `parquet`")
pq = pytest.importorskip("pyarrow.parquet")

MakeRecord = Callable[..., CleanRecord]
ALL = RecordFilter(all_versions=True)


@pytest.fixture
def path(tmp_path: Path, make_record: MakeRecord) -> Path:
    """A file with two records."""
    path = tmp_path / "records.parquet"
    with open_store(path) as store:
        store.save(make_record("one"))
        store.save(make_record("two"))
    return path


def pending(path: Path) -> Path:
    return path.with_name("records.parquet.pending.jsonl")


def test_other_programs_read_a_column_for_each_field(path: Path) -> None:
    table = pq.read_table(path)
    assert set(table.column_names) == {"id", "version", "stored_at", *CleanRecord.model_fields}
    assert table.column("title").to_pylist() == ["Headline one", "Headline two"]
    assert table.schema.field("stored_at").type == pa.timestamp("us", tz="UTC")


def test_a_closed_store_is_one_file(path: Path) -> None:
    assert list(path.parent.iterdir()) == [path]


def test_nothing_new_leaves_the_file_as_it_is(path: Path, make_record: MakeRecord) -> None:
    before = path.stat().st_mtime_ns, path.read_bytes()
    with open_store(path) as store:
        assert store.save(make_record("one")) is SaveOutcome.UNCHANGED
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_readers_see_what_is_not_in_the_file_yet(path: Path, make_record: MakeRecord) -> None:
    with open_store(path) as store:
        store.save(make_record("one", text="Changed."))
        store.save(make_record("three"))
        with read_store(path) as reader:
            assert [(stored.id, stored.version) for stored in reader.records()] == [(3, 1), (1, 2), (2, 1)]
            assert reader.counts().versions == 4
        assert pq.read_table(path).num_rows == 2
    assert pq.read_table(path).num_rows == 4


def test_a_crash_between_the_steps_of_closing_doubles_nothing(path: Path, make_record: MakeRecord) -> None:
    store = open_store(path)
    store.save(make_record("three"))
    journal = pending(path).read_bytes()
    store.close()
    pending(path).write_bytes(journal)  # as if the process had died before it took the file away
    with read_store(path) as reader:
        assert [stored.id for stored in reader.records(ALL)] == [3, 2, 1]
    with open_store(path) as store:
        assert store.save(make_record("three")) is SaveOutcome.UNCHANGED
        assert store.save(make_record("four")) is SaveOutcome.NEW
    with read_store(path) as reader:
        assert [stored.id for stored in reader.records(ALL)] == [4, 3, 2, 1]
    assert list(path.parent.iterdir()) == [path]


def test_a_closing_that_fails_keeps_what_was_saved(
    path: Path, make_record: MakeRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    store = open_store(path)
    store.save(make_record("three"))
    with monkeypatch.context() as patch:
        patch.setattr(pq, "ParquetWriter", _disk_is_full)
        with pytest.raises(StoreError, match="No space left"):
            store.close()
    assert path.read_bytes() == before
    with open_store(path):
        pass
    assert pq.read_table(path).num_rows == 3


def _disk_is_full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_parquet_file_of_somebody_else_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "records.parquet"
    pq.write_table(pa.table({"id": [1], "version": [1]}), path)
    before = path.read_bytes()
    for opener in (open_store, read_store):
        with pytest.raises(StoreError, match="holds no newsclean records; it was left as it is"):
            opener(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_of_a_newer_newsclean_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "records.parquet"
    pq.write_table(pa.table({"id": [1]}).replace_schema_metadata({"newsclean_format": "99"}), path)
    with pytest.raises(StoreError, match="newer newsclean"):
        open_store(path)


def test_a_file_with_fewer_columns_is_taken_over(path: Path, make_record: MakeRecord) -> None:
    """As an older newsclean wrote it, which did not know a field of the record."""
    older = pq.read_table(path).drop_columns(["via", "links"])
    pq.write_table(older, path)
    with open_store(path) as store:
        store.save(make_record("three"))
        assert store.save(make_record("one")) is SaveOutcome.UNCHANGED
    assert pq.read_table(path).column("links").to_pylist() == [[], [], []]
    with read_store(path) as reader:
        first = reader.get(1)
    assert first is not None and first.record == make_record("one")
