"""A cleaned record as the members of an output record."""

import json
from collections import Counter
from typing import Any

from newsclean.corpus.options import FieldNames
from newsclean.corpus.records import Cleaned
from newsclean.corpus.splice import as_json, spliced
from newsclean.models import CleanRecord

NOTE = "newsclean"
"""The member that says what was cut. A record of which nothing was cut has none."""


def note_of(record: CleanRecord) -> dict[str, Any]:
    """How many lines were cut under each label, blank ones aside, and how much that was."""
    labels = Counter(cut.label.value for cut in record.removed if cut.text.strip())
    return {
        "labels": dict(sorted(labels.items())),
        "lines_removed": labels.total(),
        "characters_removed": sum(len(cut.text) for cut in record.removed),
    }


def fields_of(record: CleanRecord) -> dict[str, Any]:
    """What is known of the article beside its text; what is not known is absent."""
    values: dict[str, Any] = {
        "title": record.title,
        "authors": record.authors,
        "published": record.published.isoformat() if record.published else None,
        "modified": record.modified.isoformat() if record.modified else None,
        "language": record.language,
        "site": record.site,
        "source": record.source,
        "page_kind": record.page_kind.value,
    }
    return {name: value for name, value in values.items() if value}


def line_of(cleaned: Cleaned, names: FieldNames) -> bytes:
    """The record as a line of JSON, without its end.

    A line of JSON of which nothing was cut is the very line that was read; of another one only the text
    changes, and a note is added.
    """
    source, record = cleaned.source, cleaned.record
    if source.line is None or source.page is not None:
        return as_json(members_of(cleaned, names))
    if not record.removed:
        return source.line
    changes = {names.text: cleaned.text, NOTE: note_of(record)}
    if not source.text_is_member:
        return as_json(_with_text(json.loads(source.line), names.text, cleaned.text) | {NOTE: changes[NOTE]})
    return spliced(source.line, changes)


def members_of(cleaned: Cleaned, names: FieldNames) -> dict[str, Any]:
    """All members of the output record, in the order in which they are written."""
    source, record = cleaned.source, cleaned.record
    if source.line is not None:
        values = json.loads(source.line)
    elif source.batch is not None:
        values = {name: _plain(value) for name, value in source.batch.slice(source.row, 1).to_pylist()[0].items()}
    else:
        values = {"id": source.id, "url": source.url, "date": source.date}
    note = {NOTE: note_of(record)} if record.removed else {}
    if source.page is None:
        return (_with_text(values, names.text, cleaned.text) if note else values) | note
    if names.html:
        values.pop(names.html, None)
    values = {**values, "text": record.text}
    return values | {name: value for name, value in fields_of(record).items() if not values.get(name)} | note


def _plain(value: Any) -> Any:
    """A value of a column as JSON can have it."""
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _with_text(values: dict[str, Any], name: str, text: str) -> dict[str, Any]:
    """`values` with the text where `values.member` found it."""
    if name in values:
        return {**values, name: text}
    first, _, rest = name.partition(".") if "." in name else ("metadata", "", name)
    return {**values, first: _with_text(values[first], rest, text)}
