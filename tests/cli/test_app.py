"""The entry: commands are found, imported late, and end with documented exit codes."""

import ast
import errno
import inspect
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from newsclean.cli import exit_codes
from newsclean.cli.app import COMMANDS, CommandSource, app, load_command
from newsclean.errors import ConfigError, FetchError, InputError, StoreError
from newsclean.version import __version__
from tests.cli.conftest import PROCESS, STORY, Run, RunProcess


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").stdout == f"newsclean {__version__}\n"


def test_help_lists_every_command_with_its_summary(run: Run) -> None:
    words = " ".join(run("--help").stdout.split())
    for name, source in COMMANDS.items():
        assert name in words
        assert source.summary.split()[0] in words


@pytest.mark.parametrize("name", COMMANDS)
def test_a_summary_is_the_first_line_of_the_commands_own_help(name: str) -> None:
    assert (load_command(name).help or "").partition("\n")[0] == COMMANDS[name].summary


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_help_with_an_example(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == exit_codes.OK
    assert f"newsclean {name}" in result.stdout


def test_a_mistyped_command_gets_a_suggestion(run: Run) -> None:
    result = run("cleen")
    assert result.exit_code == exit_codes.USAGE
    assert "'clean'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told", "command"),
    [
        (("cleen",), "No such command 'cleen'", "newsclean"),
        (("--bogus",), "No such option: --bogus", "newsclean"),
        (("clean",), "Missing argument 'TARGET'", "newsclean clean"),
        (("clean", "x.html", "--format", "xml"), "'--format' / '-f': 'xml' is not one of", "newsclean clean"),
        (("records", "show"), "Missing argument 'RECORD'", "newsclean records show"),
        (("crawl",), "give a sources file, or at least one of", "newsclean crawl"),
    ],
)
def test_a_wrong_command_line_is_told_in_a_line_with_where_to_look(
    run: Run, arguments: tuple[str, ...], told: str, command: str
) -> None:
    result = run(*arguments)
    error, note = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (exit_codes.USAGE, "")
    assert error.startswith("error: ") and told in error
    assert note == f"note: `{command} --help` says more"


@pytest.mark.parametrize("name", ["records", "runs", "sources", "memory"])
def test_completion_is_set_up_for_the_whole_program(run: Run, name: str) -> None:
    assert "completion" not in run(name, "--help").stdout
    assert "--install-completion" in run("--help").stdout


def test_help_loads_no_command() -> None:
    code = (
        "import sys; from newsclean.cli.app import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('scrapy', 'twisted', 'sqlalchemy', 'newsclean.cli.clean') if name in sys.modules],"
        " file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr.strip() == "[]"


def test_clean_loads_neither_crawler_nor_database() -> None:
    code = (
        "import sys, newsclean.cli.clean, newsclean.cli.rules\n"
        "print([name for name in ('scrapy', 'twisted', 'sqlalchemy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> type[Exception]:
    """A command `fails` that raises what its argument names."""
    monkeypatch.setitem(COMMANDS, "fails", CommandSource(__name__, "fails", "Fail."))
    monkeypatch.setitem(sys.modules, __name__, sys.modules[fails.__module__])
    return Exception


def fails(kind: str) -> None:
    """Fail."""
    raise {
        "config": ConfigError("the file is wrong"),
        "store": StoreError("the disk is full"),
        "fetch": FetchError("nobody is there"),
        "input": InputError("this is no page"),
        "bug": RuntimeError("a \x1b[31mfault\x1b[0m"),
        "interrupt": KeyboardInterrupt(),
        "pipe": BrokenPipeError(),
        "exit": typer.Exit(7),
    }[kind]


@pytest.mark.parametrize(
    ("kind", "code", "message"),
    [
        ("config", exit_codes.CONFIG, "error: the file is wrong\n"),
        ("store", exit_codes.STORE, "error: the disk is full\n"),
        ("fetch", exit_codes.FAILED, "error: nobody is there\n"),
        ("input", exit_codes.FAILED, "error: this is no page\n"),
        ("interrupt", exit_codes.INTERRUPTED, ""),
        ("pipe", exit_codes.BROKEN_PIPE, ""),
        ("exit", 7, ""),
    ],
)
@pytest.mark.usefixtures("failing")
def test_a_failure_becomes_a_message_and_an_exit_code(run: Run, kind: str, code: int, message: str) -> None:
    result = run("fails", kind)
    assert result.exit_code == code
    assert result.stderr == message
    assert result.stdout == ""


@pytest.mark.usefixtures("failing")
def test_a_fault_in_newsclean_is_named_and_shown_in_full_on_request(run: Run) -> None:
    result = run("fails", "bug")
    assert result.exit_code == exit_codes.INTERNAL
    assert "RuntimeError: a fault" in result.stderr
    assert "--debug" in result.stderr
    assert "Traceback" not in result.stderr
    assert isinstance(run("--debug", "fails", "bug").exception, RuntimeError)


def test_every_exit_code_is_documented_and_different() -> None:
    tree = ast.parse(inspect.getsource(exit_codes))
    names = [
        node.target.id for node in tree.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]
    documented = [node for node in tree.body if isinstance(node, ast.Expr)]
    assert len(documented) == len(names) + 1  # the module's own docstring
    assert len({getattr(exit_codes, name) for name in names}) == len(names)


def test_an_unknown_option_value_is_refused_before_anything_is_done(run_process: RunProcess, story: Path) -> None:
    done = run_process("clean", story, "--format", "xml")
    assert done.returncode == exit_codes.USAGE
    assert done.stdout == b""
    assert b"xml" in done.stderr and b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_ends_the_command_quietly(story: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed_pipe:
        process = subprocess.run(
            [*PROCESS, "clean", str(story)], stdout=closed_pipe, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert process.returncode == exit_codes.BROKEN_PIPE
    assert process.stderr == b""


def test_closed_streams_are_no_fault_of_the_command(story: Path) -> None:
    command = " ".join(map(shlex.quote, [*PROCESS, "clean"]))
    for redirected, code in ((f"{shlex.quote(str(story))} >&- 2>&-", exit_codes.OK), ("- <&-", exit_codes.FAILED)):
        done = subprocess.run(["sh", "-c", f"{command} {redirected}"], capture_output=True, timeout=60, check=False)
        assert done.returncode == code
        assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_after_a_failure_is_told_from_it(story: Path, tmp_path: Path) -> None:
    command = " ".join(map(shlex.quote, [*PROCESS, "clean", str(story), str(tmp_path / "absent")]))
    done = subprocess.run(["bash", "-c", f"{command} | true"], capture_output=True, timeout=60, check=False)
    assert b"Exception ignored" not in done.stderr


def test_ctrl_c_ends_the_command_without_a_traceback() -> None:
    process = subprocess.Popen(
        [*PROCESS, "clean", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        _wait_until_it_reads(process.pid)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == exit_codes.INTERRUPTED
    assert b"Traceback" not in errors


def _wait_until_it_reads(process_id: int) -> None:
    status = Path(f"/proc/{process_id}/wchan")
    if not status.exists():
        pytest.skip("needs /proc")
    deadline = time.monotonic() + 30
    while "pipe" not in status.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_output_that_the_terminal_cannot_encode_does_not_stop_a_run(run_process: RunProcess) -> None:
    text = "Ένα φράγμα αντέχει, είπαν οι μηχανικοί την Παρασκευή μετά από έλεγχο ολόκληρης της νύχτας.".encode()
    done = run_process("clean", "-", stdin=text, PYTHONIOENCODING="ascii")
    assert done.returncode == exit_codes.OK
    assert done.stdout.startswith(b"\\u")


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    assert "Usage: newsclean" in run().output
    assert app.info.no_args_is_help


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [("clean", "-"), ("rules",), ("--version",), ("clean", "-", "--format", "json")])
def test_output_that_does_not_fit_is_told_and_no_fault_of_newsclean(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROCESS, *arguments], input=STORY.encode(), stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert done.stderr.decode() == f"error: the output cannot be written: {os.strerror(errno.ENOSPC)}\n"
    assert done.returncode == exit_codes.STORE


@pytest.mark.parametrize("output_format", ["json", "jsonl"])
def test_json_is_json_whatever_the_terminal_can_encode(run_process: RunProcess, output_format: str) -> None:
    text = "Das Wehr hält, sagten die Ingenieure am Freitag “nach einer langen Nacht” der Prüfung am See 🜁."
    done = run_process("clean", "-", "--format", output_format, stdin=text.encode(), PYTHONIOENCODING="latin-1")
    assert json.loads(done.stdout.decode("latin-1"))["text"] == text
