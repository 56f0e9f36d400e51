"""Records as JSON: alone for a database, and as a line of a JSON Lines file."""

import json
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticSerializationError

from newsclean.models import CleanRecord
from newsclean.store.contract import StoredRecord
from newsclean.text import without_surrogates

LINE_START = b'{"id":'
"""How each line of ours begins, and so what a crash left of one."""


class LineHead(BaseModel):
    """What makes a JSON object a line of ours: what the store knows of a record, and that there is one.

    The fields of the record stand beside these, so that a line is of use to any other program.
    """

    model_config = ConfigDict(frozen=True)

    id: int = Field(ge=1)
    version: int = Field(ge=1)
    stored_at: datetime
    text: str
    cleaner_version: str


def record_to_json(record: CleanRecord) -> str:
    """The complete record on one line."""
    return record.model_dump_json()


def stored_to_line(stored: StoredRecord) -> bytes:
    """The line for a JSON Lines file, with its newline."""
    head = json.dumps(
        {"id": stored.id, "version": stored.version, "stored_at": stored.stored_at.isoformat()}, separators=(",", ":")
    )
    return f"{head[:-1]},{record_to_json(stored.record)[1:]}\n".encode()


def line_to_head(line: bytes) -> LineHead:
    """The head of a line; ValueError where the line is none of ours."""
    return LineHead.model_validate_json(line)


def line_to_stored(line: bytes) -> StoredRecord:
    """The record of a line; ValueError where the line is none of ours."""
    head = line_to_head(line)
    return StoredRecord(head.id, head.version, head.stored_at, CleanRecord.model_validate_json(line))


def storable(record: CleanRecord) -> CleanRecord:
    """The record, with lone surrogates, which no store can hold, replaced by U+FFFD."""
    return storable_with_json(record)[0]


def storable_with_json(record: CleanRecord) -> tuple[CleanRecord, str]:
    """The same, and the complete record on one line, as record_to_json has it."""
    try:
        return record, record_to_json(record)
    except PydanticSerializationError:
        mended = CleanRecord.model_validate(_mended(record.model_dump()))
        return mended, record_to_json(mended)


def _mended(value: object) -> object:
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value
