"""What was done is not done again, whatever ended the run, and the output is that of an undisturbed one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from newsclean.corpus.options import Copies
from newsclean.errors import ConfigError, InputError, StoreError
from tests.corpus.archives import (
    page_record,
    read_jsonl,
    rejects,
    run,
    text_records,
    write_jsonl,
    write_warc,
)

ROOT = Path(__file__).parents[2]


def begin(source: Path, output: Path, chunk_bytes: int, *how: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.corpus.run_one", source, output, chunk_bytes, *(how or ("local", "2"))]
    return subprocess.Popen([str(part) for part in command], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def done_chunks(output: Path) -> int:
    return len(list(Path(f"{output}.newsclean").glob("files/*/*.counts")))


def wait_until_gone(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=30)
    assert not alive


@pytest.mark.slow
@pytest.mark.timeout(500)
@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz", "in.warc.gz"])
def test_a_killed_run_goes_on(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    if ".warc" in name:
        write_warc(source, [*(page_record(number) for number in range(40)), page_record(7)[:99]])
        chunk_bytes = 1_200
    else:
        write_jsonl(source, [*text_records(400), b"broken"])
        chunk_bytes = 10_000
    killed = tmp_path / "killed.jsonl.gz"
    process = begin(source, killed, chunk_bytes)
    deadline = time.monotonic() + 100
    while done_chunks(killed) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    family = psutil.Process(process.pid).children(recursive=True)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    done = done_chunks(killed)
    assert not killed.exists()
    wait_until_gone(family)

    again = begin(source, killed, chunk_bytes)
    new, total, failed = map(int, again.communicate(timeout=400)[0].split())
    assert failed == 0
    assert new < total
    assert done >= 3

    undisturbed = tmp_path / "undisturbed.jsonl.gz"
    begin(source, undisturbed, chunk_bytes).communicate(timeout=400)
    assert killed.read_bytes() == undisturbed.read_bytes()
    assert rejects(killed) == rejects(undisturbed)
    assert len(rejects(killed)) == 1


def _workers(run: psutil.Process) -> list[psutil.Process]:
    return [child for child in run.children(recursive=True) if child.ppid() != run.pid]


def _fork_server(run: psutil.Process) -> list[psutil.Process]:
    return [worker.parent() for worker in _workers(run)]


@pytest.mark.slow
@pytest.mark.timeout(500)
@pytest.mark.parametrize("victims", [_workers, _fork_server])
def test_a_killed_process_costs_nothing(
    tmp_path: Path, victims: Callable[[psutil.Process], list[psutil.Process]]
) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", text_records(400))
    output = tmp_path / "out.jsonl"
    process = begin(source, output, 10_000)
    deadline = time.monotonic() + 100
    while done_chunks(output) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    victims(psutil.Process(process.pid))[0].kill()
    assert process.communicate(timeout=400)[0].split() == ["400", "400", "0"]
    assert [record["id"] for record in read_jsonl(output)] == [f"text-{number}" for number in range(400)]


def test_a_finished_run_does_nothing_again(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", text_records(6))
    first = run(source, tmp_path / "out.jsonl")
    stamp = (tmp_path / "out.jsonl").stat().st_mtime_ns
    second = run(source, tmp_path / "out.jsonl")
    assert (first.new_documents, second.new_documents, second.counts.documents) == (6, 0, 6)
    assert (tmp_path / "out.jsonl").stat().st_mtime_ns == stamp


def test_in_a_folder_only_new_files_are_done(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    write_jsonl(tmp_path / "in" / "a.jsonl", text_records(3))
    write_jsonl(tmp_path / "in" / "deep" / "b.jsonl.zst", text_records(4))
    first = run(tmp_path / "in", tmp_path / "out", folder_suffix=".jsonl.gz")
    assert (first.new_documents, first.counts.documents) == (7, 7)
    write_jsonl(tmp_path / "in" / "c.jsonl", text_records(5))
    second = run(tmp_path / "in", tmp_path / "out", folder_suffix=".jsonl.gz")
    assert (second.new_documents, second.counts.documents) == (5, 12)
    names = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.*"))
    assert names == ["a.jsonl.gz", "c.jsonl.gz", "deep/b.jsonl.gz"]
    (tmp_path / "out" / "a.jsonl.gz").unlink()
    write_jsonl(tmp_path / "in" / "c.jsonl", text_records(8))
    third = run(tmp_path / "in", tmp_path / "out", folder_suffix=".jsonl.gz")
    assert (third.new_documents, third.counts.documents) == (11, 15)
    assert len(read_jsonl(tmp_path / "out" / "c.jsonl.gz")) == 8


def test_a_changed_archive_is_written_anew(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", text_records(3))
    run(source, tmp_path / "out.jsonl")
    write_jsonl(source, text_records(5))
    assert run(source, tmp_path / "out.jsonl").counts.documents == 5
    assert len(read_jsonl(tmp_path / "out.jsonl")) == 5


def test_other_settings_for_the_same_output_are_refused(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", text_records(3))
    run(source, tmp_path / "out.jsonl")
    with pytest.raises(ConfigError, match=r"other settings \(copies\)"):
        run(source, tmp_path / "out.jsonl", copies=Copies.DROP)


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", text_records(3))
    (tmp_path / "out.jsonl").write_text("mine")
    with pytest.raises(StoreError, match="is there already"):
        run(source, tmp_path / "out.jsonl")
    with pytest.raises(StoreError, match="is there already"):
        run(source, source)
    assert (tmp_path / "out.jsonl").read_text() == "mine"


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no file"):
        run(tmp_path / "none.jsonl", tmp_path / "out.jsonl")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notes.txt").write_text("x")
    with pytest.raises(InputError, match=r"ends in one of \.jsonl"):
        run(tmp_path / "in", tmp_path / "out.jsonl")


def test_an_unwritable_place_is_said(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", text_records(1))
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be"):
        run(source, tmp_path / "file" / "out.jsonl")
