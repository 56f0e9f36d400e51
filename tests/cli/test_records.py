"""`newsclean records`: what it prints, writes and refuses."""

import csv
import io
import json
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import Result

from newsclean.cli import exit_codes
from newsclean.models import CleanRecord, Label, PageKind, RemovedLine
from newsclean.store import StoredRecord, open_store, read_store
from newsclean.store.serial import stored_to_line
from tests.cli.conftest import PROCESS, Run

COMMANDS = (("list",), ("show", "1"), ("search", "lake"), ("export", "-"))


def record(name: str, **fields: object) -> CleanRecord:
    given: dict[str, object] = {
        "url": f"https://gazette.example/{name}",
        "site": "gazette.example",
        "title": f"Headline {name}",
        "text": f"The lake of {name} holds.\nThe town waits.",
        "language": "en",
        "page_kind": PageKind.ARTICLE,
        "cleaner_version": "1",
    }
    return CleanRecord.model_validate(given | fields)


CUT = RemovedLine(index=2, text="Read also: a prize", label=Label.TEASER, rule="cue", score=0.9, evidence="Read also")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def filled(folder: Path) -> Path:
    path = folder / "newsclean.db"
    with open_store(path) as store:
        store.save(record("one", published=date(2024, 5, 1), removed=[CUT]))
        store.save(record("two", language="fr", site="journal.example", text="Le lac d'Été tient."))
        store.save(record("two", language="fr", site="journal.example", text="Le lac d'été tient bon."))
        store.save(record("evil", title="=cmd|' /C calc'!A0\x1b[31m\r\tred", text="\x1b]0;owned\x07The lake.\u202e"))
    return path


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t", quoting=csv.QUOTE_NONE))


def ids(result: Result) -> list[str]:
    return [row["id"] for row in rows(result)]


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_store_every_command_says_so_and_makes_none(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    result = run("records", *command)
    assert result.exit_code == exit_codes.STORE
    assert "no such file" in result.stderr and "newsclean crawl" in result.stderr
    assert result.stdout == ""
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_kind_of_store_is_refused(run: Run, command: tuple[str, ...]) -> None:
    result = run("records", *command, "--store", "mysql://me:hunter2@host/x")
    assert result.exit_code == exit_codes.CONFIG
    assert "postgresql+psycopg" in result.stderr and "hunter2" not in result.output


@pytest.mark.usefixtures("filled")
def test_list_in_a_pipe_is_one_line_a_record(run: Run) -> None:
    listed = rows(run("records", "list"))
    assert [(row["id"], row["version"], row["site"]) for row in listed] == [
        ("3", "1", "gazette.example"),
        ("2", "2", "journal.example"),
        ("1", "1", "gazette.example"),
    ]
    assert listed[2]["published"] == "2024-05-01"
    assert listed[2]["cut"] == "1"
    assert listed[0]["title"] == "=cmd|' /C calc'!A0 red"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--site", "journal.example"), ["2"]),
        (("--language", "fr"), ["2"]),
        (("--kind", "stub"), []),
        (("--since", "2024-05-01", "--until", "2024-05-01"), ["1"]),
        (("--until", "2024-05-01T00:00"), ["1"]),
        (("--since", "2024-05-02"), []),
        (("--stored-until", "2001-01-01"), []),
        (("--label", "teaser"), ["1"]),
        (("--all-versions",), ["3", "2", "2", "1"]),
        (("--limit", "1"), ["3"]),
        (("--limit", "0"), ["3", "2", "1"]),
    ],
)
def test_list_filters(run: Run, options: tuple[str, ...], expected: list[str]) -> None:
    assert ids(run("records", "list", *options)) == expected


@pytest.mark.usefixtures("filled")
def test_list_says_that_there_is_nothing(run: Run) -> None:
    result = run("records", "list", "--site", "nowhere.example")
    assert (result.exit_code, len(result.stdout.splitlines())) == (exit_codes.OK, 1)
    assert result.stderr == "note: no record is like that\n"


@pytest.mark.usefixtures("filled")
def test_list_says_that_there_is_more(run: Run) -> None:
    assert "--limit 0" in run("records", "list", "--limit", "2").stderr
    assert run("records", "list", "--limit", "3").stderr == ""


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "options", [("--since", "yesterday"), ("--kind", "novel"), ("--label", "x"), ("--limit", "-1"), ("--colour", "red")]
)
def test_a_wrong_option_value_is_a_usage_error(run: Run, options: tuple[str, ...]) -> None:
    result = run("records", "list", *options)
    assert result.exit_code == exit_codes.USAGE
    assert options[0] in result.stderr


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "reference", ["2", "https://gazette.example/two", "http://gazette.example/two/?utm_source=x#a"]
)
def test_show_finds_by_id_and_url(run: Run, reference: str) -> None:
    result = run("records", "show", reference)
    assert result.exit_code == 0
    assert "title: Headline two\n" in result.stdout
    assert "record: 2, version 2 of 2\n" in result.stdout
    assert result.stdout.endswith("\n\nLe lac d'été tient bon.\n")


@pytest.mark.usefixtures("filled")
def test_show_an_earlier_version(run: Run) -> None:
    assert "Le lac d'Été tient.\n" in run("records", "show", "2", "--version", "1").stdout
    missing = run("records", "show", "2", "--version", "7")
    assert missing.exit_code == exit_codes.FAILED
    assert "has no version 7; it has 1, 2" in missing.stderr


@pytest.mark.usefixtures("filled")
def test_show_the_cut_lines_with_their_reasons(run: Run) -> None:
    result = run("records", "show", "1", "--cut")
    assert "  The town waits.\n- Read also: a prize\n    [teaser 0.90 cue: Read also]\n" in result.stdout
    assert "Read also" not in run("records", "show", "1").stdout


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("reference", ["99", "9" * 30, "https://gazette.example/none", "?", "²"])
def test_show_of_what_is_not_there(run: Run, reference: str) -> None:
    result = run("records", "show", reference)
    assert result.exit_code == exit_codes.FAILED
    assert f"newsclean.db has no record {reference}" in result.stderr


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("command", [("list",), ("show", "3"), ("show", "3", "--cut"), ("search", "lake")])
def test_nothing_from_a_page_reaches_the_terminal_as_a_command(run: Run, command: tuple[str, ...]) -> None:
    output = run("records", *command).stdout
    assert "lake" in output or "red" in output
    assert not any(char in output for char in "\x1b\x07\r\u202e")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (("lac",), ["2"]),
        (("lac", "ETE"), ["2"]),
        (('"lac d\'ete"',), ["2"]),
        (("lake -town",), ["3"]),
        (("lake", "(NEAR", "OR", '"'), []),
    ],
)
def test_search(run: Run, query: tuple[str, ...], expected: list[str]) -> None:
    result = run("records", "search", *query)
    assert result.exit_code == 0
    assert ids(result) == expected
    if not expected:
        assert "nothing found" in result.stderr


@pytest.mark.usefixtures("filled")
def test_search_shows_the_place(run: Run) -> None:
    assert rows(run("records", "search", "tient"))[0]["found"] == "Le lac d'été tient bon."


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("query", ["***", "", '""'])
def test_search_for_no_word_is_a_usage_error(run: Run, query: str) -> None:
    result = run("records", "search", query)
    assert result.exit_code == exit_codes.USAGE
    assert "no word" in result.stderr


def test_export_to_each_format(run: Run, filled: Path, folder: Path) -> None:
    for ending in ("jsonl", "json", "csv", "parquet"):
        result = run("records", "export", f"out.{ending}", "--all-versions")
        assert (result.exit_code, result.stdout) == (0, "")
        assert f"4 written to out.{ending}" in result.stderr
    lines = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    assert json.loads((folder / "out.json").read_text("utf-8")) == lines
    assert [(line["id"], line["version"]) for line in lines] == [(1, 1), (2, 1), (2, 2), (3, 1)]
    with read_store(filled) as store, read_store(folder / "out.jsonl") as jsonl:
        stored = store.versions(2)
        assert jsonl.versions(2) == stored
    with read_store(folder / "out.parquet") as parquet:
        assert parquet.versions(2) == stored
    assert sorted(path.name for path in folder.iterdir()) == [
        "newsclean.db",
        *(f"out.{ending}" for ending in ("csv", "json", "jsonl", "parquet")),
    ]


@pytest.mark.usefixtures("filled")
def test_export_to_csv_disarms_formulas_and_keeps_lines(run: Run, folder: Path) -> None:
    run("records", "export", "out.csv")
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        exported = list(csv.DictReader(file))
    assert exported[0]["text"] == "The lake of one holds.\nThe town waits."
    assert (exported[0]["cut_lines"], exported[0]["cut_labels"]) == ("1", "teaser")
    assert exported[2]["title"].startswith("'=cmd")


@pytest.mark.usefixtures("filled")
def test_export_takes_the_filters_of_list(run: Run) -> None:
    result = run("records", "export", "-", "--language", "fr")
    assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == ["Le lac d'été tient bon."]


def test_export_of_nothing_is_an_empty_file(run: Run, filled: Path, folder: Path) -> None:
    assert run("records", "export", "out.json", "--kind", "stub", "--store", filled).exit_code == 0
    assert json.loads((folder / "out.json").read_text()) == []


def test_export_again_replaces_the_file_whole(run: Run, filled: Path, folder: Path) -> None:
    for _ in range(2):
        run("records", "export", "out.jsonl")
        assert len((folder / "out.jsonl").read_text("utf-8").splitlines()) == 3
    before = (folder / "out.jsonl").read_bytes()
    with filled.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xaa" * (filled.stat().st_size - 4096))
    failed = run("records", "export", "out.jsonl")
    assert failed.exit_code == exit_codes.STORE
    assert (folder / "out.jsonl").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir() if path.suffix != ".db") == ["out.jsonl"]


@pytest.mark.usefixtures("filled")
def test_export_to_where_nothing_can_be_made(run: Run, folder: Path) -> None:
    """Neither made nor removed: a file stands where its folder would be."""
    (folder / "file").write_text("a file, not a folder")
    result = run("records", "export", "file/out.jsonl")
    assert result.exit_code == exit_codes.STORE
    assert "cannot read or write file/out.jsonl" in result.stderr


@pytest.mark.parametrize("target", ["archive.jsonl", "archive.parquet", "archive.db"])
def test_append_adds_what_is_not_there(run: Run, filled: Path, folder: Path, target: str) -> None:
    assert "2 added" in run("records", "export", target, "--append", "--site", "gazette.example").stderr
    assert "1 added" in run("records", "export", target, "--append").stderr
    with open_store(filled) as store:
        store.save(record("four"))
        first = store.get(1)
    assert "1 added" in run("records", "export", target, "--append").stderr
    assert "0 added" in run("records", "export", target, "--append").stderr
    with read_store(folder / target) as archive:
        assert archive.counts().versions == 4
        copied = archive.get("https://gazette.example/one")
    assert copied is not None and first is not None
    assert (copied.record, copied.stored_at) == (first.record, first.stored_at)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("newsclean.db",), exit_codes.USAGE),
        (("./newsclean.db", "--append"), exit_codes.USAGE),
        (("out.txt",), exit_codes.USAGE),
        (("out",), exit_codes.USAGE),
        (("out.csv", "--append"), exit_codes.CONFIG),
        (("absent/out.csv",), exit_codes.STORE),
        (("/proc/out.csv",), exit_codes.STORE),
    ],
)
def test_a_wrong_target_is_refused_and_nothing_is_left(
    run: Run, folder: Path, arguments: tuple[str, ...], code: int
) -> None:
    before = (folder / "newsclean.db").read_bytes()
    result = run("records", "export", *arguments)
    assert result.exit_code == code, result.output
    assert [path.name for path in folder.iterdir()] == ["newsclean.db"]
    assert (folder / "newsclean.db").read_bytes() == before


def test_append_refuses_a_file_that_is_no_store(run: Run, filled: Path, folder: Path) -> None:
    mine = folder / "mine.jsonl"
    mine.write_text('{"a": 1}\n')
    result = run("records", "export", "mine.jsonl", "--append", "--store", filled)
    assert result.exit_code == exit_codes.STORE
    assert "line 1 of mine.jsonl is no newsclean record" in result.stderr
    assert mine.read_text() == '{"a": 1}\n'


@pytest.mark.parametrize("command", [("list", "--limit", "0"), ("export", "-")])
def test_a_reader_that_goes_away_ends_the_command_quietly(folder: Path, command: tuple[str, ...]) -> None:
    stored_at = datetime(2024, 5, 1, tzinfo=UTC)
    many = (StoredRecord(number, 1, stored_at, record(str(number), text="word " * 200)) for number in range(1, 2000))
    (folder / "newsclean.jsonl").write_bytes(b"".join(map(stored_to_line, many)))
    process = subprocess.Popen(
        [*PROCESS, "records", *command, "--store", "newsclean.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == exit_codes.BROKEN_PIPE


@pytest.mark.parametrize("command", [(), *((name,) for name in ("list", "show", "search", "export"))])
def test_help_has_an_example(run: Run, command: tuple[str, ...]) -> None:
    result = run("records", *command, "--help")
    assert result.exit_code == 0
    assert f"newsclean records {command[0] if command else 'list'}" in result.stdout
