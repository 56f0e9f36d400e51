"""What may be called a store, and what is said of all else."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsclean.errors import ConfigError, NewscleanError, StoreError
from newsclean.models import CleanRecord
from newsclean.store import open_store, read_store

MakeRecord = Callable[..., CleanRecord]


@pytest.mark.parametrize(
    "name",
    ["a.db", "a.sqlite", "a.sqlite3", "A.DB", "a.jsonl", "a.parquet", "with space?#%20é.db", "with space?#é.jsonl"],
)
def test_the_ending_says_the_kind(tmp_path: Path, make_record: MakeRecord, name: str) -> None:
    for target in (tmp_path / name, str(tmp_path / name)):
        with open_store(target) as store:
            store.save(make_record())
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_sqlite_urls(tmp_path: Path, make_record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url, file in (("sqlite:///here.db", "here.db"), (f"sqlite:///{tmp_path}/any%20name", "any name")):
        with open_store(url) as store:
            store.save(make_record())
        assert (tmp_path / file).stat().st_size > 0


@pytest.mark.parametrize(
    "target",
    (
        "|records|records.csv|records.txt|.db|-|mysql://me:hunter2@host/x|http://gazette.example/x.db"
        "|sqlite://|sqlite:///:memory:|sqlite://host/x.db"
    ).split("|"),
)
@pytest.mark.parametrize("opener", [open_store, read_store])
def test_an_unknown_target_is_refused_with_what_is_possible(
    target: str, opener: Callable[[str], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=r"\.jsonl .*postgresql") as caught:
        opener(target)
    assert "hunter2" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["db", "jsonl", "parquet"])
def test_a_store_that_is_not_there_cannot_be_read_and_is_not_made(tmp_path: Path, ending: str) -> None:
    with pytest.raises(StoreError, match="no such file"):
        read_store(tmp_path / f"absent.{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["db", "jsonl", "parquet"])
@pytest.mark.parametrize("opener", [open_store, read_store])
def test_a_missing_folder_is_named(tmp_path: Path, ending: str, opener: Callable[[Path], object]) -> None:
    with pytest.raises(StoreError, match=r"folder .*absent does not exist"):
        opener(tmp_path / "absent" / f"records.{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["db", "jsonl", "parquet"])
@pytest.mark.parametrize("opener", [open_store, read_store])
def test_a_folder_is_no_store(tmp_path: Path, ending: str, opener: Callable[[Path], object]) -> None:
    folder = tmp_path / f"records.{ending}"
    folder.mkdir()
    with pytest.raises(StoreError, match=r"folder|ordinary file"):
        opener(folder)
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("ending", ["db", "jsonl", "parquet"])
@pytest.mark.parametrize("opener", [open_store, read_store])
@pytest.mark.parametrize(
    "content", [b"Dear diary,\n", b"no newline", b"\0" * 5000, b"\xff\xfe\n" * 400, b'{"a": 1}\n', b"[]\n", b"PAR1PAR1"]
)
def test_a_file_of_somebody_else_is_refused_and_left_alone(
    tmp_path: Path, ending: str, opener: Callable[[Path], object], content: bytes
) -> None:
    if ending == "jsonl" and not content.strip(b"\0"):
        pytest.skip("what a power failure may leave of a line")
    path = tmp_path / f"records.{ending}"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="records"):
        opener(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", ["db", "jsonl", "parquet"])
def test_a_place_that_cannot_be_written_is_refused(ending: str) -> None:
    with pytest.raises(StoreError, match=f"x.{ending}"):
        open_store(f"/proc/x.{ending}")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://me:hunter2@127.0.0.1:1/x",
        "postgresql://me:hunter2@127.0.0.1:1/x",
        "postgres://me@127.0.0.1:1/x?password=hunter2",
        "postgresql+psycopg://me:hunter2@host:notaport/x",
        "postgresql+psycopg://me:hun/ter2@127.0.0.1:1/x",
        "postgresql+psycopg://me:hunter2@127.0.0.1:1/x?unknown_option=1",
        "postgresql+psycopg://me:hunter2@[::1/x",
    ],
)
@pytest.mark.parametrize("opener", [open_store, read_store])
def test_no_message_shows_a_password(url: str, opener: Callable[[str], object]) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(NewscleanError) as caught:
        opener(url)
    error: BaseException | None = caught.value
    assert "hunter2" not in str(error) and "ter2" not in str(error)


@pytest.mark.parametrize(
    ("module", "target", "extra"),
    [("psycopg", "postgresql+psycopg://me@127.0.0.1:1/x", "postgres"), ("pyarrow", "x.parquet", "parquet")],
)
def test_a_missing_extra_is_named_with_the_command(module: str, target: str, extra: str, tmp_path: Path) -> None:
    program = (
        f"import sys; sys.modules[{module!r}] = None; from newsclean.store import open_store; open_store({target!r})"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert f"ConfigError: {'PostgreSQL' if extra == 'postgres' else 'Parquet'} needs" in run.stderr
    assert f"pip install 'newsclean[{extra}]'" in run.stderr
    assert list(tmp_path.iterdir()) == []
