"""Change a member of a JSON object and leave every other character of it as it was."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

import orjson

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class _Span(NamedTuple):
    name: str
    start: int
    """Where the value begins."""
    end: int


def spliced(text: str, changes: Mapping[str, Any]) -> str:
    """The JSON object `text` with the values of `changes`; new members come last.

    Where a name stands several times, readers take the last; so that one is changed.

    Raises:
        ValueError: `text` is no JSON object.
    """
    spans = {span.name: span for span in _members(text)}
    pieces: list[str] = []
    at = 0
    for span in sorted((spans[name] for name in changes if name in spans), key=lambda span: span.start):
        pieces += (text[at : span.start], as_json(changes[span.name]))
        at = span.end
    rest = text[at:]
    added = ", ".join(f"{as_json(name)}: {as_json(value)}" for name, value in changes.items() if name not in spans)
    if not added:
        return "".join((*pieces, rest))
    close = rest.rindex("}")
    separator = ", " if spans else ""
    return "".join((*pieces, rest[:close].rstrip(), separator, added, rest[close:]))


def as_json(value: Any) -> str:
    """JSON as the archive's own writers make it: characters as they are, lone surrogates escaped."""
    if isinstance(value, str):
        with suppress(orjson.JSONEncodeError):  # ten times as fast, and knows no lone surrogates
            return orjson.dumps(value).decode()
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() or not _has_surrogates(text) else json.dumps(value)


def _has_surrogates(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _members(text: str) -> Iterator[_Span]:
    at = _after_space(text, 0)
    if text[at : at + 1] != "{":
        raise ValueError("this is no JSON object")
    at = _after_space(text, at + 1)
    while text[at] != "}":
        name, at = _DECODER.raw_decode(text, at)
        start = _after_space(text, _after_space(text, at) + 1)
        _, end = _DECODER.raw_decode(text, start)
        yield _Span(name, start, end)
        at = _after_space(text, end)
        if text[at] == ",":
            at = _after_space(text, at + 1)


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
