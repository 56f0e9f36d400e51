"""Reads the text of JSON-LD scripts into values.

Publishers write JSON-LD by hand and by template, so it is read as browsers read HTML: comments and
CDATA around it, trailing commas, raw line ends and wrong escapes are put up with.
"""

import html
import json
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

MAX_SCRIPT_CHARS = 2_000_000
"""A live blog with all its posts is about 0.5 million characters; a longer script is left unread."""
MAX_PAGE_CHARS = 4_000_000
MAX_VALUES = 1_000
"""Values one after the other in one script."""

# A string or what may go wrong outside of one. The possessive string cannot fail, so the scan is linear.
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]++|\\.)*+"?|,(?=\s*+[}\]])', re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_WRAPPERS = re.compile(r"<!--|-->|/\*\s*<!\[CDATA\[\s*\*/|/\*\s*\]\]>\s*\*/|(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>")


def parsed_scripts(tree: HtmlElement, kind: str = "ld+json") -> Iterator[object]:
    """The values of the page's scripts of that media type; what cannot be read or is too long is left out."""
    left = MAX_PAGE_CHARS
    for script in tree.iter("script"):
        if kind not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        if len(text) > min(left, MAX_SCRIPT_CHARS):
            continue
        left -= len(text)
        yield from _parse(text)


def _parse(text: str) -> Iterator[object]:
    for attempt in (str, _without_wrappers, _repaired, _unescaped):
        try:
            yield json.loads(attempt(text), strict=False)
        except (ValueError, RecursionError):
            continue
        return
    yield from _parse_sequence(_repaired(text))


def _parse_sequence(text: str) -> Iterator[object]:
    """The values of a script that holds one after the other, up to the first that cannot be read."""
    decoder = json.JSONDecoder(strict=False)
    start = 0
    for _ in range(MAX_VALUES):
        while start < len(text) and (text[start].isspace() or text[start] in ",;"):
            start += 1
        try:
            value, start = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        yield value


def _without_wrappers(text: str) -> str:
    return _WRAPPERS.sub("", text).strip("\ufeff \t\r\n;")


def _repaired(text: str) -> str:
    """Without trailing commas and with the escapes that JSON does not know written out."""
    return _STRING_OR_COMMA.sub(_repaired_part, _without_wrappers(text))


def _repaired_part(match: re.Match[str]) -> str:
    part = match.group()
    if part == ",":
        return ""
    return _ESCAPE.sub(_repaired_escape, part) if "\\" in part else part


def _repaired_escape(match: re.Match[str]) -> str:
    escaped = match.group(1)
    known = len(escaped) > 1 or escaped in '"\\/bfnrt'
    return match.group() if known else escaped


def _unescaped(text: str) -> str:
    return _repaired(html.unescape(text))
