"""What cleaning needs of a record, taken out of an object of any shape."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import orjson
from babel.core import get_global

from newsclean.corpus.options import CorpusOptions
from newsclean.corpus.records import Place, Reject, SourceRecord

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].{0,30})?")
_LETTERS_OF_A_CODE = 2


def parse_json(line: bytes) -> Any:
    """The value of a line of JSON.

    What Python writes and the standard forbids (NaN, lone surrogates) is read too.

    Raises:
        ValueError: it is none.
    """
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        try:
            return json.loads(line.decode())
        except RecursionError:
            raise ValueError("the JSON is nested too deeply") from None
        except UnicodeDecodeError:
            raise ValueError("the line is not UTF-8") from None
        except ValueError:
            raise ValueError(f"invalid JSON: {error}") from None


def member(values: Mapping[str, Any], name: str) -> Any:
    """The value under `name`, under its dotted path, or under it in `metadata`; None where there is none."""
    if name in values:
        return values[name]
    if "." in name:
        found: Any = values
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        return found
    metadata = values.get("metadata")
    return metadata.get(name) if isinstance(metadata, Mapping) else None


def read_members(
    values: Mapping[str, Any], place: Place, options: CorpusOptions, line: bytes | None = None
) -> SourceRecord | Reject:
    """The record that `values` hold, or why they hold none. `line` is the JSON that they were, if any."""
    names = options.fields
    given_id = member(values, names.id)
    record_id = str(given_id) if isinstance(given_id, (str, int)) else f"{place.file}/{place.at}"
    content_name = names.html or names.text
    content = member(values, content_name)
    if not isinstance(content, str) and not (names.html and isinstance(content, bytes)):
        return Reject(place, _why_no_content(content_name, content), record_id)
    return SourceRecord(
        place,
        record_id,
        text="" if names.html or not isinstance(content, str) else content,
        page=content if names.html else None,
        text_is_member=names.text in values,
        url=_text(member(values, names.url)),
        date=_date(member(values, names.date)),
        title=_text(member(values, names.title)),
        language=language_code(member(values, names.language)) or options.language,
        line=line,
    )


def _why_no_content(name: str, content: Any) -> str:
    if content is None:
        return f"the field {name} is null or missing"
    return f"the field {name} is no string but {type(content).__name__}"


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _date(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date) else _text(value)


def language_code(value: Any) -> str | None:
    """The ISO 639-1 code of `en`, `en-GB` or `eng_Latn`; None where `value` is no such thing."""
    match = _LANGUAGE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    code = match[1].lower()
    short = get_global("language_aliases").get(code, code)
    return short if len(short) == _LETTERS_OF_A_CODE else None


def moment(value: str | None) -> datetime | date | None:
    """The date or time that an ISO 8601 string states, None where it states none."""
    if not value:
        return None
    for read in (datetime.fromisoformat, date.fromisoformat):
        try:
            return read(value)
        except ValueError:
            continue
    return None
