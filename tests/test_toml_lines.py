"""On which line each key of a TOML text stands."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.toml_lines import TomlLines

DOCUMENT = '''\
# a comment with = and [brackets]
title = "a # no comment"
text = """
[not.a.table]
key = 1 \\"""
"""
literal = \'\'\'
x = 1\'\'\'
numbers = [
  1, # one
  [2,
   3],
]
site.name = "dotted"
"quoted key" = 1
"caf\\u00e9" = 2

[table]
inner = { a = 1, b = [
  "x",
] }

[table.deeper]
key = 2024-01-01T00:00:00Z

[[source]]
feed = "one"

[[source]]
feed = "two"
[source.options]
depth = 1
[[source.page]]
url = "a"
[[source.page]]
url = "b"
'''


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("title",), 2),
        (("text",), 3),
        (("literal",), 7),
        (("numbers",), 9),
        (("numbers", 0), 10),
        (("numbers", 1), 11),
        (("numbers", 1, 1), 12),
        (("site",), 14),
        (("site", "name"), 14),
        (("quoted key",), 15),
        (("café",), 16),
        (("table",), 18),
        (("table", "inner", "a"), 19),
        (("table", "inner", "b", 0), 20),
        (("table", "deeper", "key"), 24),
        (("source", 0, "feed"), 27),
        (("source", 1), 29),
        (("source", 1, "feed"), 30),
        (("source", 1, "options", "depth"), 32),
        (("source", 1, "page", 0, "url"), 34),
        (("source", 1, "page", 1, "url"), 36),
    ],
)
def test_a_key_is_found_on_its_line(location: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(DOCUMENT)
    assert TomlLines(DOCUMENT).line_of(location) == line


def test_parts_of_a_location_that_are_no_keys_are_passed_over() -> None:
    lines = TomlLines("[[source]]\nkind = 'feed'\nurll = 'x'\n")
    assert lines.line_of(("source", 0, "feed", "urll")) == 3
    assert lines.line_of(("source", 0, "feed", "absent")) == 1
    assert lines.line_of(("absent",)) is None


@given(st.text(alphabet="[]{}=,.\"'\\#\n ab1", max_size=60))
def test_no_text_hangs_or_breaks_it(text: str) -> None:
    TomlLines(text).line_of(("a", 0))


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        items: list[tuple[str | int, Any]] = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    else:
        return [path]
    return [path, *(found for key, child in items for found in _paths(child, (*path, key)))]


def test_every_path_of_a_document_has_a_line_of_its_own() -> None:
    lines = TomlLines(DOCUMENT)
    texts = DOCUMENT.split("\n")
    for path in _paths(tomllib.loads(DOCUMENT))[1:]:
        line = lines.line_of(path)
        assert line is not None
        if isinstance(path[-1], str) and path[-1] != "café":
            assert path[-1] in texts[line - 1]
