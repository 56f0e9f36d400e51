"""Several processes at one store, and processes that are killed while they write."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsclean.errors import StoreError
from newsclean.store import RecordFilter, SaveOutcome, open_store, read_store
from tests.store.writing_process import numbered

WRITER = str(Path(__file__).with_name("writing_process.py"))
ALL = RecordFilter(all_versions=True)


def start(target: str, first: int, last: int, *names: str) -> "subprocess.Popen[str]":
    arguments = [sys.executable, WRITER, target, str(first), str(last), *names]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def killed_after(writer: "subprocess.Popen[str]", seconds: float) -> int:
    """Kill the process; the last number that it said was saved, or -1."""
    assert writer.stdout is not None and writer.stderr is not None
    assert writer.stdout.readline() == "open\n", writer.stderr.read()
    time.sleep(seconds)
    writer.kill()
    said = [line for line in writer.stdout if line.endswith("\n")]
    writer.communicate()
    return int(said[-1].split()[0]) if said else -1


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_that_it_saved_and_doubles_nothing(target: str) -> None:
    chance = random.Random(target.rpartition(".")[2])
    following = 0
    for _ in range(8):
        said = killed_after(start(target, following, 100_000), chance.uniform(0, 0.4))
        following = max(following, said + 1)
        with read_store(target) as reader:
            texts = [stored.record.text for stored in reader.records(ALL)][::-1]
        # What was being saved when the kill came may be there too, but then whole.
        assert len(texts) in (following, following + 1)
        assert texts == [numbered(number).text for number in range(len(texts))]
    with open_store(target) as store:
        for number in range(following):
            assert store.save(numbered(number)) is SaveOutcome.UNCHANGED
        assert store.counts().versions in (following, following + 1)
    assert following > 20


@pytest.mark.slow
def test_two_processes_write_one_database(shared_target: str) -> None:
    """Both save the same 60 articles, and 60 each of their own."""
    with open_store(shared_target):
        pass
    shared = [start(shared_target, 0, 60) for _ in range(2)]
    own = [start(shared_target, 0, 60, name) for name in "ab"]
    for writer in shared + own:
        output, errors = writer.communicate()
        assert (writer.returncode, errors) == (0, "")
        assert output.count("\n") == 61
    with read_store(shared_target) as reader:
        stored = list(reader.records(ALL))
    assert len(stored) == 180
    assert len({(one.id, one.version) for one in stored}) == 180
    assert len({(one.record.url, one.record.text) for one in stored}) == 180


@pytest.mark.slow
def test_two_processes_make_one_database(shared_target: str) -> None:
    writers = [start(shared_target, 0, 20, name) for name in "abcd"]
    for writer in writers:
        _, errors = writer.communicate()
        assert (writer.returncode, errors) == (0, "")
    with read_store(shared_target) as reader:
        assert reader.counts().versions == 80


@pytest.mark.parametrize("name", ["records.jsonl", "records.parquet"])
def test_a_second_writer_of_a_file_is_refused_until_the_first_ends(tmp_path: Path, name: str) -> None:
    target = str(tmp_path / name)
    with open_store(target) as store:
        store.save(numbered(0))
        with pytest.raises(StoreError, match="another process writes to"):
            open_store(target)
        with read_store(target) as reader:  # reading goes on beside it
            assert reader.counts().articles == 1
    with open_store(target) as store:
        assert store.save(numbered(0)) is SaveOutcome.UNCHANGED


@pytest.mark.slow
def test_two_processes_make_a_store_of_one_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    path.touch()
    writers = [start(str(path), 0, 20, name) for name in "abcd"]
    for writer in writers:
        _, errors = writer.communicate()
        assert (writer.returncode, errors) == (0, "")
    with read_store(path) as reader:
        assert reader.counts().versions == 80
