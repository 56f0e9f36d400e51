"""What must not be cut: dates and hours that head the parts of a chronology."""

from collections.abc import Iterator

from newsclean.classify.dates import dated_lines, is_age
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Guard
from newsclean.models import Protection
from newsclean.text import COLONS

# A date is weighed .9, and other rules add to it where it stands at an edge.
STRENGTH = 0.97
# A story has its own date and that of its update; teasers with dates have a headline before or behind each.
ENTRIES_MIN = 3
# Ages are those of comments and teasers; one of them, "today", may be the last of a chronology.
DATES_MIN = 2
ENTRY_MIN_WORDS = 3
HEADING_MAX_WORDS = 3


def _headings(reading: Reading) -> Iterator[Protection]:
    dated = {line.place: line for line, _ in dated_lines(reading)}
    if not dated:
        return
    short = [line for line in reading.short_lines if line.place in dated or _names_time(line)]
    headings = [line for line in short if _has_sentence_below(reading, line)]
    # The first of them stands below a headline or a heading.
    headings = [line for line in headings if line is headings[0] or _is_sentence(reading.lines[line.place - 1])]
    dates = {line.text for line in headings if line.place in dated and not is_age(line, reading)}
    if len(headings) < ENTRIES_MIN or len(dates) < DATES_MIN:
        return
    evidence = f"one of {len(headings)} dates with a sentence below"
    yield from (Protection(line.index, CHRONOLOGY.name, STRENGTH, evidence) for line in headings)


def _names_time(line: ReadLine) -> bool:
    """Whether a line may name a time in words that no list has: "Autumn 2018", "10pm"."""
    return line.words <= HEADING_MAX_WORDS and "0" in line.folded and not line.ends_sentence and not line.is_list_item


def _has_sentence_below(reading: Reading, line: ReadLine) -> bool:
    below = reading.lines[line.place + 1 : line.place + 2]
    return bool(below) and _is_sentence(below[0])


def _is_sentence(line: ReadLine) -> bool:
    return line.words >= ENTRY_MIN_WORDS and (line.ends_sentence or line.text[-1] in COLONS)


CHRONOLOGY = Guard(
    name="chronology",
    summary="dates and hours in a row, each above a sentence and below one",
    reason="They head the parts of a chronology, a diary or a live report; a teaser's date stands beside a headline.",
    keeps=(
        Example(
            "The dam of the old town has a long history, and forty engineers have written it down this winter.\n"
            "12 January 1954\nA minister lays the first stone.\n"
            "June 1960\nThe lake is full for the first time.\n"
            "9 March 2022\nThe council votes for a new wall.",
            (1, 3, 5),
            language="en",
        ),
    ),
    find=_headings,
)
