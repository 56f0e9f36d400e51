"""Records of JSONL files."""

from collections.abc import Iterator

from newsclean.corpus.options import CorpusOptions
from newsclean.corpus.records import Item, Place, Reject
from newsclean.corpus.sample import is_drawn
from newsclean.corpus.streams import BrokenStreamError, Lines
from newsclean.corpus.values import parse_json, read_members

_BOM = b"\xef\xbb\xbf"


def read_lines(lines: Lines, name: str, end: int | None, options: CorpusOptions) -> Iterator[Item]:
    """The records that begin before the byte `end`; all where it is None."""
    while end is None or lines.offset < end:
        place = Place(name, lines.offset)
        try:
            line = lines.next_line()
        except BrokenStreamError as error:
            yield _unreadable(place, str(error))
            return
        if line is None:
            return
        if isinstance(line, int):
            yield Reject(place, f"the record has {line:,} bytes, more than {options.max_record_bytes:,}")
        elif line.strip() and is_drawn(place, options.sample_share):
            yield read_line(line.removeprefix(_BOM) if place.at == 0 else line, place, options)
    if broken := lines.break_ahead():
        yield _unreadable(Place(name, lines.offset), broken)


def _unreadable(place: Place, reason: str) -> Reject:
    return Reject(place, f"the file cannot be read from here on: {reason}")


def read_line(line: bytes, place: Place, options: CorpusOptions) -> Item:
    """The record in one line of JSON."""
    try:
        values = parse_json(line)
    except ValueError as error:
        return Reject(place, str(error))
    if not isinstance(values, dict):
        return Reject(place, f"the line is no object but {type(values).__name__}")
    return read_members(values, place, options, line)
