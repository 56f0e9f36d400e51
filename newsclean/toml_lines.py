"""On which line of a TOML text each key stands, for messages that point there.

The standard library's parser gives values without places. This one gives places without values; it
is meant for text that `tomllib` has accepted, and is lenient with the rest.
"""

import re
from collections.abc import Sequence
from types import MappingProxyType

TomlPath = tuple[str | int, ...]
"""Keys, and positions in arrays, from the top of the document down."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}\n#]*")
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([btnfr"\\]))')
_ESCAPED = MappingProxyType({"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"})


class TomlLines:
    """The lines of the keys of one TOML text."""

    def __init__(self, text: str) -> None:
        self._lines = _Scanner(text).scan()

    def line_of(self, location: Sequence[str | int]) -> int | None:
        """The line, from 1, of the deepest part of `location` that the text has; None if it has none.

        `location` is that of a pydantic error. Parts which name no key, such as the tag of a union
        or `[key]`, are passed over.

        >>> TomlLines("[site]\\nname = 1\\n").line_of(("site", "name"))
        2
        """
        path: TomlPath = ()
        for part in location:
            if (*path, part) in self._lines:
                path = (*path, part)
        return self._lines.get(path)


class _Scanner:
    """Walks a text once, noting the line on which each path first stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._lines: dict[TomlPath, int] = {}
        self._array_sizes: dict[TomlPath, int] = {}

    def scan(self) -> dict[TomlPath, int]:
        table: TomlPath = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            start = self._at
            if self._text.startswith("[[", start):
                table = self._array_table_header()
            elif self._text.startswith("[", start):
                table = self._table_header()
            else:
                self._pair(table)
            self._skip(_BLANK)
            if self._at == start:  # not TOML: go on rather than for ever
                self._advance(start + 1)
        return self._lines

    def _table_header(self) -> TomlPath:
        self._advance(self._at + 1)
        path = self._through_arrays(self._keys())
        self._note(path)
        self._literal("]")
        return path

    def _array_table_header(self) -> TomlPath:
        self._advance(self._at + 2)
        *parents, name = self._keys() or [""]
        array = (*self._through_arrays(parents), name)
        position = self._array_sizes.get(array, 0)
        self._array_sizes[array] = position + 1
        path = (*array, position)
        self._note(path)
        self._literal("]")
        self._literal("]")
        return path

    def _through_arrays(self, keys: Sequence[str]) -> TomlPath:
        """A header below an array of tables means the array's latest table."""
        path: TomlPath = ()
        for key in keys:
            path = (*path, key)
            if path in self._array_sizes:
                path = (*path, self._array_sizes[path] - 1)
        return path

    def _pair(self, table: TomlPath) -> None:
        path = (*table, *self._keys())
        self._note(path)
        if self._literal("="):
            self._value(path)

    def _value(self, path: TomlPath) -> None:
        self._skip(_BLANK)
        self._note(path)
        opening = self._text[self._at : self._at + 1]
        if opening == "[":
            self._members(path, "]")
        elif opening == "{":
            self._members(path, "}")
        elif not self._skip(_STRING):
            self._skip(_BARE_VALUE)

    def _members(self, path: TomlPath, closing: str) -> None:
        """The elements of an array or the pairs of an inline table."""
        self._advance(self._at + 1)
        position = 0
        self._skip(_BLANK)
        while self._at < len(self._text) and not self._literal(closing):
            start = self._at
            if closing == "]":
                self._value((*path, position))
                position += 1
            else:
                self._pair(path)
            self._literal(",")
            self._skip(_BLANK)
            if self._at == start:
                self._advance(start + 1)

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._skip(_BLANK)
            if bare := self._skip(_BARE_KEY):
                keys.append(bare)
            elif quoted := self._skip(_STRING):
                keys.append(_unquoted(quoted))
            if not self._literal("."):
                return keys

    def _literal(self, mark: str) -> bool:
        self._skip(_BLANK)
        found = self._text.startswith(mark, self._at)
        if found:
            self._advance(self._at + len(mark))
        return found

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            return ""
        self._advance(match.end())
        return match.group()

    def _advance(self, end: int) -> None:
        self._line += self._text.count("\n", self._at, end)
        self._at = end

    def _note(self, path: TomlPath) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], self._line)


def _unquoted(key: str) -> str:
    if key.startswith("'"):
        return key.strip("'")
    return _ESCAPE.sub(lambda match: _ESCAPED[match[3]] if match[3] else chr(int(match[1] or match[2], 16)), key[1:-1])
