"""What is particular to JSON Lines files."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsclean.errors import StoreError
from newsclean.models import CleanRecord
from newsclean.store import SaveOutcome, open_store, read_store

MakeRecord = Callable[..., CleanRecord]


@pytest.fixture
def path(tmp_path: Path, make_record: MakeRecord) -> Path:
    """A file with two records."""
    path = tmp_path / "records.jsonl"
    with open_store(path) as store:
        store.save(make_record("one", title="Zürich – 北京"))
        store.save(make_record("two"))
    return path


def test_a_line_is_a_flat_object_for_any_program(path: Path) -> None:
    first, second = path.read_text("utf-8").splitlines()
    line = json.loads(first)
    assert (line["id"], line["version"], line["title"]) == (1, 1, "Zürich – 北京")
    assert "Zürich – 北京" in first
    assert line["stored_at"] < json.loads(second)["stored_at"]


@pytest.mark.parametrize("left", [1, 3, 6, 7, 50, 200])
def test_a_line_that_a_crash_cut_off_is_never_joined_with_the_next(
    path: Path, make_record: MakeRecord, left: int
) -> None:
    whole = path.read_bytes()
    torn = whole.splitlines(keepends=True)[1][:left]
    path.write_bytes(whole + torn)
    with read_store(path) as reader:
        assert reader.counts().articles == 2
    assert path.read_bytes() == whole + torn, "reading changes nothing"
    with open_store(path) as store:
        assert store.save(make_record("three")) is SaveOutcome.NEW
        assert [stored.id for stored in store.records()] == [3, 2, 1]
    lines = path.read_bytes().splitlines()
    assert b"\n".join(lines[:2]) + b"\n" == whole
    assert json.loads(lines[2])["url"].endswith("three")
    assert path.with_name("records.jsonl.torn").read_bytes() == torn + b"\n"


def test_a_line_that_only_lacks_its_newline_is_whole(path: Path, make_record: MakeRecord) -> None:
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    with read_store(path) as reader:
        assert reader.counts().articles == 2
    with open_store(path) as store:
        assert store.save(make_record("two")) is SaveOutcome.UNCHANGED
        assert store.save(make_record("three")) is SaveOutcome.NEW
    with read_store(path) as reader:
        assert [stored.id for stored in reader.records()] == [3, 2, 1]
    assert not path.with_name("records.jsonl.torn").exists()


def test_nul_bytes_that_a_power_failure_left_are_put_aside(path: Path, make_record: MakeRecord) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole + b"\0" * 512)
    with open_store(path) as store:
        store.save(make_record("three"))
    assert path.read_bytes().startswith(whole + b'{"id":3')


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"null", b'{"id":1}', b'{"id":"x","version":1}', b"\xff", b'{"id":1', b"[" * 100_000]
)
def test_a_broken_line_in_the_middle_is_named_and_nothing_is_written(path: Path, line: bytes) -> None:
    first, second = path.read_bytes().splitlines(keepends=True)
    content = first + line + b"\n" + second
    path.write_bytes(content)
    for opener in (open_store, read_store):
        with pytest.raises(StoreError, match=r"line 2 of .*records\.jsonl is no newsclean record"):
            opener(path)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_another_program_appended_to_is_not_written(path: Path, make_record: MakeRecord) -> None:
    with open_store(path) as store:
        with path.open("ab") as other:
            other.write(b'{"mine": 1}\n')
        before = path.read_bytes()
        with pytest.raises(StoreError, match="changed by another program"):
            store.save(make_record("three"))
    assert path.read_bytes() == before


def test_a_reader_sees_what_was_there_when_it_was_opened(path: Path, make_record: MakeRecord) -> None:
    with read_store(path) as reader, open_store(path) as store:
        store.save(make_record("two", text="Changed."))
        assert [stored.version for stored in reader.records()] == [1, 1]
    with read_store(path) as reader:
        assert [stored.version for stored in reader.records()] == [2, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes here")
def test_of_a_group_that_the_disk_has_no_room_for_nothing_is_there(path: Path, make_record: MakeRecord) -> None:
    import resource

    before = path.read_bytes()
    group = [make_record(f"page-{number}", text="word " * 100) for number in range(10)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with open_store(path) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 2_000, hard))
        try:
            with pytest.raises(StoreError):
                store.save_all(group)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert path.read_bytes() == before
        assert store.save_all(group) == ["new"] * len(group)
    with read_store(path) as reader:
        assert reader.counts().articles == 12
