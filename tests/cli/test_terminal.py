"""Text from outside cannot command the terminal, and tables suit terminals and pipes."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean.cli import terminal
from newsclean.cli.terminal import plain, plain_line
from newsclean.store import open_store
from tests.cli.conftest import BODY, PROCESS

ESC = "\x1b"
HOSTILE = (
    f"{ESC}[2J{ESC}[35mmagenta{ESC}[0m {ESC}]0;owned\x07 {ESC}]8;;http://evil.example\x07link{ESC}]8;;\x07 "
    f"\x9b31m \x07bell \u202etxet\u202c \u2066isolate\u2069 {ESC}P1$r{ESC}\\ {ESC}(0 {ESC}c"
)
OWN_STYLES = re.compile(r"\x1b\[(?:0|1|2|31|36|1;31|9;31)m")
"""Bold, dim, red, cyan and struck through, as newsclean itself sets them."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext\nof two lines", "plain\ttext\nof two lines"),
        (f"{ESC}[1;31mred{ESC}[0m", "red"),
        (f"{ESC}]0;title\x07text", "text"),
        (f"{ESC}]8;;http://a.example{ESC}\\link{ESC}]8;;{ESC}\\", "link"),
        (f"{ESC}]0;unclosed and then the article", "]0;unclosed and then the article"),
        (f"{ESC}(0lines", "lines"),
        ("over\rwritten\x08\x7f", "overwritten"),
        ("\u202eright to left\u202c", "right to left"),
        ("שלום \u200fעולם", "שלום \u200fעולם"),
        ("e\u0301 👩\u200d🚀 ü", "e\u0301 👩\u200d🚀 ü"),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(alphabet=st.sampled_from([*map(chr, range(0xA1)), "\u202e", "\u2067", "é", "[", "]"])))
def test_no_control_character_is_left_of_any_text(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain(text))
    assert "\n" not in plain_line(text)


def test_a_long_run_of_openers_takes_no_long_time() -> None:
    assert len(plain(f"{ESC}]" * 200_000)) == 200_000
    assert len(plain(f"{ESC}[" * 200_000 + "1;" * 200_000)) > 0


def test_a_table_in_a_pipe_is_tab_separated_and_uncut(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_table(("title", "site"), [("A\ttitle\nof two lines " + "x" * 200, f"{ESC}[31mexample.org")])
    assert capsys.readouterr().out == f"title\tsite\nA title of two lines {'x' * 200}\texample.org\n"


def test_a_message_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.report_error(f"[bold]no markup[/bold] :smile: {ESC}[31mred")
    assert capsys.readouterr().err == "error: [bold]no markup[/bold] :smile: red\n"


def _on_a_terminal(*arguments: str, width_columns: int = 100) -> str:
    """What the command writes to a terminal of its own."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(width_columns)}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        [*PROCESS, *arguments], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        written = bytearray()
        while chunk := _read(ours):
            written += chunk
        process.wait(timeout=60)
    os.close(ours)
    return written.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65_536)
    except OSError:  # Linux ends a terminal whose other side is closed with an error
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("options", [(), ("--explain",), ("--format", "json"), ("--format", "markdown")])
def test_a_hostile_text_cannot_command_the_terminal(tmp_path: Path, options: tuple[str, ...]) -> None:
    file = tmp_path / "hostile.txt"
    file.write_text("\n".join([BODY[0], f"{BODY[1]} {HOSTILE}", f"Source: {HOSTILE}"]), encoding="utf-8")
    shown = _on_a_terminal("clean", str(file), "--title", HOSTILE, *options)
    assert "The dam above the old town holds" in shown
    unstyled = OWN_STYLES.sub("", shown).replace("\r\n", "\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", unstyled)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_cut_lines_are_struck_through_on_a_terminal(story: Path) -> None:
    shown = _on_a_terminal("clean", str(story), "--explain")
    struck = re.findall(r"\x1b\[[0-9;]*\b9\b[0-9;]*m([^\x1b]+)", shown)
    assert any("The old cinema" in text for text in struck)
    assert not any("The dam above" in text for text in struck)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_narrow_terminal_gets_a_cell_a_line(tmp_path: Path) -> None:
    path = tmp_path / "narrow.db"
    with open_store(path) as store:
        store.save(newsclean.clean_text(BODY[0], url="https://gazette.example/dam", title="A night at the lake"))
    shown = _on_a_terminal("records", "list", "--store", str(path), width_columns=40)
    lines = OWN_STYLES.sub("", shown).splitlines()
    assert any(re.fullmatch(r"id: \d+", line) for line in lines)
    assert any(line.startswith("title: ") for line in lines)
    assert max(map(len, lines)) <= 40
