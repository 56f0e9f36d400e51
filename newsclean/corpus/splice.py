"""Change a member of a JSON object and leave every other byte of it as it was."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

import orjson

_OPENING = re.compile(rb"[ \t\r\n]*\{")
_NAME = re.compile(rb'[ \t\r\n,]*("(?:[^"\\]|\\.)*+")[ \t\r\n]*:[ \t\r\n]*')
_NUMBER_OR_WORD = re.compile(rb"[^ \t\r\n,}]*")
_NESTING = re.compile(rb'["\[\]{}]')


class _Span(NamedTuple):
    name: str
    start: int
    """Where the value begins."""
    end: int


def spliced(line: bytes, changes: Mapping[str, Any]) -> bytes:
    """The JSON object `line` with the values of `changes`; new members come last.

    Where a name stands several times, readers take the last; so that one is changed. `line` must be JSON in UTF-8.

    Raises:
        ValueError: it is no object.
    """
    spans = {span.name: span for span in _members(line)}
    pieces: list[bytes] = []
    at = 0
    for span in sorted((spans[name] for name in changes if name in spans), key=lambda span: span.start):
        pieces += (line[at : span.start], as_json(changes[span.name]))
        at = span.end
    rest = line[at:]
    added = [as_json(name) + b": " + as_json(value) for name, value in changes.items() if name not in spans]
    if not added:
        return b"".join((*pieces, rest))
    close = rest.rindex(b"}")
    separator = b", " if spans else b""
    return b"".join((*pieces, rest[:close].rstrip(), separator, b", ".join(added), rest[close:]))


def as_json(value: Any) -> bytes:
    """JSON as the archive's own writers make it: characters as they are, lone surrogates escaped."""
    if isinstance(value, str):
        with suppress(orjson.JSONEncodeError):  # ten times as fast, and knows no lone surrogates
            return orjson.dumps(value)
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def _members(line: bytes) -> Iterator[_Span]:
    """The members, by their places in the bytes: none of the values is read, for a text may be long."""
    opening = _OPENING.match(line)
    if opening is None:
        raise ValueError("this is no JSON object")
    at = opening.end()
    while name := _NAME.match(line, at):
        at = _end_of_value(line, name.end())
        yield _Span(_unquoted(name[1]), name.end(), at)


def _unquoted(name: bytes) -> str:
    return str(json.loads(name)) if b"\\" in name else name[1:-1].decode()


def _end_of_value(line: bytes, start: int) -> int:
    if line.startswith(b'"', start):
        return _end_of_string(line, start)
    if not line.startswith((b"{", b"["), start):
        return _NUMBER_OR_WORD.match(line, start).end()  # type: ignore[union-attr]  # it matches anything
    depth = 0
    at = start
    while mark := _NESTING.search(line, at):
        at = mark.end()
        if mark[0] == b'"':
            at = _end_of_string(line, mark.start())
            continue
        depth += 1 if mark[0] in b"{[" else -1
        if not depth:
            break
    return at


def _end_of_string(line: bytes, start: int) -> int:
    """Behind the first quotation mark that no backslash escapes."""
    at = start + 1
    while True:
        end = line.index(b'"', at)
        piece = line[at:end]
        at = end + 1
        backslashes = len(piece) - len(piece.rstrip(b"\\"))
        if backslashes % 2 == 0:
            return at
