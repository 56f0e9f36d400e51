"""The README's blocks of code, and whether an excerpt shows what a program printed."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")

_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PORT = re.compile(r"(?<=http://127\.0\.0\.1:)\d+")
_GAP = "…"


class Block(NamedTuple):
    language: str
    content: str


BLOCKS = tuple(Block(*found.groups()) for found in _FENCED.finditer(TEXT))


def commands() -> Iterator[str]:
    """What the README tells its reader to type."""
    for block in BLOCKS:
        if block.language == "console":
            yield from (line.removeprefix("$ ") for line in block.content.splitlines() if line.startswith("$ "))


def session(command: str) -> list[str]:
    """What stands under a command in its block."""
    (block,) = (block.content for block in BLOCKS if block.content.startswith(f"$ {command}\n"))
    return block.splitlines()[1:]


def missing_from(excerpt: Iterable[str], printed: str) -> str | None:
    """The first line of the excerpt that was not printed where it should have been.

    A line that is “…” stands for any number of lines, “…” at the end of a line for the rest of it. Ports and the
    width of columns are of no matter.
    """
    output = iter(_comparable(line) for line in printed.splitlines())
    is_behind_gap = False
    for line in excerpt:
        if line == _GAP:
            is_behind_gap = True
            continue
        following = output if is_behind_gap else (next(output, ""),)
        if not any(_shows(_comparable(line), candidate) for candidate in following):
            return line
        is_behind_gap = False
    return None


def _comparable(line: str) -> str:
    return " ".join(_PORT.sub("PORT", line).split())


def _shows(excerpt: str, line: str) -> bool:
    return excerpt == line or (excerpt.endswith(_GAP) and line.startswith(excerpt.removesuffix(_GAP).rstrip()))
