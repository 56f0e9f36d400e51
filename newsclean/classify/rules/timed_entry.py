"""What must not be cut: entries of a live report, which begin with the minute or the hour."""

import re
from collections.abc import Iterator

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Guard
from newsclean.models import Protection

# Above what the heading of other stories and a foreign subject weigh together: between entries stand buttons.
STRENGTH = 0.9
ENTRIES_MIN = 3
# "90+4 min: …", "74': …", "9.15am: …", "21:47 – …"
_STAMP = re.compile(
    r"(?:\d{1,3}(?:\+\d{1,2})?\s?(?:min\.?|mins\.?|['’′])|[012]?\d[.:h]\d\d\s?(?:[ap]\.?m\.?|Uhr)?)\s?[:\-–—|]?\s\S"
)


def _entries(reading: Reading) -> Iterator[Protection]:
    if reading.first_chars.isalpha() or sum(map(str.isdigit, reading.first_chars)) < ENTRIES_MIN:
        return
    entries = [line for line in reading.lines if _is_entry(line)]
    if len(entries) >= ENTRIES_MIN:
        evidence = f"one of {len(entries)} sentences that begin with a minute or an hour"
        yield from (Protection(line.index, TIMED_ENTRY.name, STRENGTH, evidence) for line in entries)


def _is_entry(line: ReadLine) -> bool:
    """Teasers with the hour are titles, and not closed."""
    return line.ends_sentence and not line.hits and _STAMP.match(line.text) is not None


TIMED_ENTRY = Guard(
    name="timed_entry",
    summary="sentences that begin with the minute or the hour, where a text has several",
    reason="They are the entries of a live report, of which each has its own buttons, and whose words are few.",
    keeps=(
        Example(
            "The ferries stay in the harbour of Nordby, and forty engineers look after the dam above the town.\n"
            "9.40am: Engineers ask all who live below the dam to stay away from the path along the lake.\n"
            "9.15am: The lake has risen by a hand since midnight, and all ferries are cancelled until six.\n"
            "Share\n8.50am: Good morning from Castlemoor.\n8.02am: It rains.",
            (1, 2, 4, 5),
            language="en",
        ),
    ),
    find=_entries,
)
