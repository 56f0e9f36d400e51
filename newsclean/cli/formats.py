"""A record as text, JSON or Markdown."""

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Any

from newsclean.models import CleanRecord


class OutputFormat(StrEnum):
    """How `newsclean clean` writes records."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"


_FORMAT_OF_ENDING = {
    ".json": OutputFormat.JSON,
    ".jsonl": OutputFormat.JSONL,
    ".ndjson": OutputFormat.JSONL,
    ".md": OutputFormat.MARKDOWN,
    ".markdown": OutputFormat.MARKDOWN,
}
_BLOCK_MARK = re.compile(r"^(\s*)(#|>|[-+=~|]|\d{1,9}[.)])")
_INLINE_MARK = re.compile(r"([\\`*_<\[\]])")
# JSON leaves these bare; on a terminal they would be obeyed.
_BARE_CONTROL = re.compile("[\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069]")
_FRONT_MATTER = (
    "title",
    "authors",
    "published",
    "modified",
    "language",
    "url",
    "final_url",
    "site",
    "source",
    "page_kind",
)


def format_of(output: Path | None, explain: bool) -> OutputFormat:
    """The format that the name of the file to write asks for; text where it asks for none."""
    if output is None or explain:
        return OutputFormat.TEXT
    return _FORMAT_OF_ENDING.get(output.suffix.lower(), OutputFormat.TEXT)


def as_object(target: str, record: CleanRecord) -> dict[str, Any]:
    """A record as JSON has it, under the target that it came from."""
    return {"target": target, **record.model_dump(mode="json")}


def as_json(value: object, indent: int | None) -> str:
    """JSON in which every character that a terminal would obey is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _BARE_CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def as_markdown(record: CleanRecord) -> str:
    """A record as Markdown: its fields as front matter, then the title and the paragraphs.

    What Markdown would take for its own marks is escaped, so that the text reads as it was.
    """
    values = record.model_dump(mode="json", include=set(_FRONT_MATTER))
    # A JSON value is a YAML value too.
    fields = [f"{name}: {as_json(values[name], None)}" for name in _FRONT_MATTER if values[name]]
    title = [f"# {_escaped(' '.join(record.title.split()))}"] if record.title else []
    paragraphs = [_escaped(line) for line in record.text.split("\n") if line.strip()]
    return "\n".join(["---", *fields, "---", ""]) + "\n" + "\n\n".join([*title, *paragraphs]) + "\n"


def _escaped(text: str) -> str:
    return _BLOCK_MARK.sub(r"\1\\\2", _INLINE_MARK.sub(r"\\\1", text.strip()))
