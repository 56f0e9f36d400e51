"""What every command writes with: consoles, failures, tables, and text made safe to show."""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import IO, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsclean.cli import exit_codes

# A sequence goes as a whole, so that its parameters do not stay behind as text. An operating
# system command (a window title, a link) must be closed to count; else it would swallow the article.
_ESCAPE_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[[0-?]{0,64}[ -/]{0,8}[@-~]"  # CSI: colours, cursor, clearing
    r"|[\]P^_X][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)"  # OSC, DCS, PM, APC, SOS with their text
    r"|[ -/]{1,8}[0-~]"  # character sets
    r")"
)
_CONTROL_CHARACTERS = dict.fromkeys(
    [
        *(code for code in range(0x20) if chr(code) not in "\n\t"),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),  # bidirectional embeddings and overrides
        *range(0x2066, 0x206A),  # bidirectional isolates
        0x2028,  # line and paragraph separators
        0x2029,
        0xFEFF,
    ]
)


_MIN_TABLE_COLUMNS = 60
"""Width of a terminal below which a table of many columns has room for a syllable a cell."""

_MAX_NARROW_CELLS = 3
"""Cells of a row that a narrower terminal still has room for side by side."""


class _PipeConsole(Console):
    """A console that says with its exit code that its reader went away."""

    def on_broken_pipe(self) -> None:
        """Exit quietly; what is still buffered goes nowhere."""
        silence_stdout()
        raise SystemExit(exit_codes.BROKEN_PIPE)


def out() -> Console:
    """A console on the current standard output. Text is shown as it is: no markup, no emoji codes.

    In a pipe lines are never wrapped.
    """
    return console_on(sys.stdout)


def err() -> Console:
    """A console on the current standard error, for all that is not the result."""
    return console_on(sys.stderr)


def console_on(stream: IO[str]) -> Console:
    """A console on `stream`, which shows text as it is and wraps lines on a terminal only."""
    return _PipeConsole(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=not stream.isatty())


def plain(text: str) -> str:
    r"""`text` from outside, made safe to show: no control characters, escape sequences or bidi overrides.

    Newlines and tabs stay.

    >>> plain("\x1b[31mred\x1b[0m\rname")
    'redname'
    """
    return _ESCAPE_SEQUENCE.sub("", text).translate(_CONTROL_CHARACTERS)


def plain_line(text: str) -> str:
    r"""`plain`, with every run of white space made one space: for a cell, a title, a message.

    >>> plain_line("two\nlines")
    'two lines'
    """
    return " ".join(plain(text.replace("\r", " ")).split())


def fail(message: str, code: int = exit_codes.FAILED) -> NoReturn:
    """Print `error: message` on standard error and leave the command with `code`."""
    report_error(message)
    raise typer.Exit(code)


def report_error(message: str) -> None:
    """Print `error: message` on standard error, and go on."""
    _report("error: ", "bold red", message)


def report_warning(message: str) -> None:
    """Print `warning: message` on standard error."""
    _report("warning: ", "yellow", message)


def report_note(message: str) -> None:
    """Print `note: message` on standard error."""
    _report("note: ", "cyan", message)


def _report(prefix: str, style: str, message: str) -> None:
    err().print(Text.assemble((prefix, style), plain(message)), soft_wrap=True)


def print_indented(text: Text, spaces: int, console: Console, mark: str = "") -> None:
    """Print a text indented; on a terminal the lines that it wraps to are indented too.

    `mark` stands in the last of the spaces before the first line.
    """
    if not console.is_terminal:
        console.print(Text(mark.rjust(spaces)) + text if text.plain.strip() else "")
        return
    grid = Table.grid()
    grid.add_column(width=spaces)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark.rjust(spaces), style="red" if mark else ""), text)
    console.print(grid)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows as a table on a terminal, and as tab-separated lines under a header line in a pipe.

    On a terminal too narrow for the columns each row is written as lines of `column: cell`. Cells may come
    from outside; they are made safe here. In a pipe no cell is shortened.
    """
    console = out()
    cleaned = ([plain_line(cell) for cell in row] for row in rows)
    if not console.is_terminal:
        for row in (list(columns), *cleaned):
            typer.echo("\t".join(row))  # a console would turn the tabs into spaces
        return
    if console.width < _MIN_TABLE_COLUMNS and len(columns) > _MAX_NARROW_CELLS:
        for row in cleaned:
            _print_row(columns, row, console)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in cleaned:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _print_row(columns: Sequence[str], row: Sequence[str], console: Console) -> None:
    for column, cell in zip(columns, row, strict=True):
        if cell:
            console.print(Text.assemble((f"{column}: ", "bold"), cell))
    console.print()


def silence_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's last flush cannot fail."""
    with suppress(OSError, ValueError):  # not a file at all, as under a test runner
        descriptor = sys.stdout.fileno()
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, descriptor)
        os.close(nothing)
