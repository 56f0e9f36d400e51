"""`newsclean records export --since-last`: the same command day after day."""

from pathlib import Path

import pytest

from newsclean.cli import exit_codes
from newsclean.models import CleanRecord
from newsclean.store import open_store
from tests.cli.conftest import Run


def save(*names: str) -> None:
    with open_store("newsclean.db") as store:
        for name in names:
            store.save(CleanRecord(url=f"https://gazette.example/{name}", text=f"The lake of {name} holds."))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    save("one", "two")
    return tmp_path


def test_the_same_command_adds_what_is_new(folder: Path, run: Run) -> None:
    command = ("records", "export", "daily/", "--since-last", "--format", "jsonl")
    first = run(*command)
    assert (first.exit_code, first.stderr.startswith("note: 2 added as daily/records-000001-")) == (0, True)
    assert run(*command).stderr == "note: 0 added to daily/; nothing is new\n"
    save("one", "three")
    assert run(*command).stderr.startswith("note: 1 added as daily/records-000002-")
    lines = [path.read_text().count("\n") for path in sorted((folder / "daily").glob("*.jsonl"))]
    assert lines == [2, 1]


def test_a_folder_of_parquet_files_is_one_dataset(folder: Path, run: Run) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra `parquet`")
    for name in ("three", "four"):
        assert run("records", "export", "daily", "--since-last").exit_code == 0
        save(name)
    table = parquet.read_table(folder / "daily", columns=["url"])
    assert [url["url"][-3:] for url in table.to_pylist()] == ["one", "two", "ree"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["daily.jsonl", "--since-last"], exit_codes.USAGE, "with --since-last TARGET is a folder"),
        (["-", "--since-last"], exit_codes.USAGE, "with --since-last TARGET is a folder"),
        (["daily", "--since-last", "--append"], exit_codes.USAGE, "not together with --append"),
        (["daily.csv", "--format", "csv"], exit_codes.USAGE, "goes with --since-last"),
        (["daily", "--since-last", "--format", "xml"], exit_codes.USAGE, "xml"),
        (["no/daily", "--since-last"], exit_codes.STORE, "the folder no does not exist"),
        (["daily.txt"], exit_codes.USAGE, "cannot export to a file that ends in .txt"),
    ],
)
def test_what_is_wrong_is_said(run: Run, arguments: list[str], code: int, message: str) -> None:
    done = run("records", "export", *arguments)
    assert done.exit_code == code
    assert message in " ".join(done.stderr.replace("│", " ").split())


def test_other_options_need_another_folder(run: Run) -> None:
    assert run("records", "export", "daily", "--since-last", "--format", "csv").exit_code == 0
    refused = run("records", "export", "daily", "--since-last", "--format", "csv", "--site", "gazette.example")
    assert (refused.exit_code, "has exports with another site" in refused.stderr) == (exit_codes.CONFIG, True)
