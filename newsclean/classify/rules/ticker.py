"""Other headlines that run before the story."""

import re
from collections.abc import Iterator

from newsclean.classify.evidence import DEFAULT_WEIGHTS
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "ticker"
MIN_TITLES = 3
# Clock times in one line: a report may name two.
MIN_TIMES = 3
SCORE = 0.85
HEAD_LINES = 4

_CLOCK = re.compile(r"\b\d{1,2}[:hH.]\d{2}\b")
_SEPARATOR = re.compile(r"\s(?:[-–—|•·/*]|>>|//)\s")
TITLE_MIN_WORDS = 3
TITLE_MAX_WORDS = 20


def find(reading: Reading) -> Iterator[Verdict]:
    for line in reading.lines[:HEAD_LINES]:
        if len(reading.lines) > 1 and (titles := _titles_in(line)) and not _is_row_of_table(reading, line):
            yield Verdict(line.index, Label.TICKER, NAME, SCORE, f"{titles} headlines run together")


def _is_row_of_table(reading: Reading, line: ReadLine) -> bool:
    """Whether bars stand around it and the line behind it is another row."""
    behind = reading.lines[line.place + 1 : line.place + 2]
    return line.text.startswith("|") and line.text.endswith("|") and any(row.text.startswith("|") for row in behind)


def _titles_in(line: ReadLine) -> int:
    """How many headlines the line runs together; 0 where it is no such line."""
    if line.ends_sentence or line.words < MIN_TITLES * TITLE_MIN_WORDS:
        return 0
    parts = [part.split() for part in _SEPARATOR.split(line.text)]
    times = len(_CLOCK.findall(line.text))
    if len(parts) < MIN_TITLES and times < MIN_TIMES:
        return 0
    if len(parts) < MIN_TITLES and sum(map(str.isalpha, line.text.split())) < times * TITLE_MIN_WORDS:
        return 0  # times or prices in a table
    titles = [part for part in parts if TITLE_MIN_WORDS <= len(part) <= TITLE_MAX_WORDS]
    if len(parts) >= MIN_TITLES:
        return len(titles) if len(titles) == len(parts) else 0
    return times


RULE = Rule(
    name=NAME,
    label=Label.TICKER,
    summary="a line of the head that runs several headlines together, with dashes or clock times between",
    reason="The site's news ticker stands above every story.",
    cuts=(
        Example(
            "10:42 Ferry strike called off in the bay - 10:31 Wolf seen on the pass - 10:12 Ice rink has to wait\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            (0,),
        ),
    ),
    keeps=(
        Example("17:46: The last train has left the station, the operator says, and the doors are closed."),
        Example(
            "Bill Total 10% 15% 20% $10.00 $1.00 $1.50 $2.00 $15.00 $1.50 $2.25 $3.00 $20.00 $2.00 $3.00 $4.00\n"
            "Whoever eats at the dam pays a tenth more, engineers said on Friday, or a fifth where he was served well."
        ),
        Example(
            "| What is sold | New price (a litre) | More than before |\n|---|---|---|\n"
            "| Milk of the valley | 1.10 | 0.05 |\n"
            "Whoever drinks milk pays more, engineers said on Friday, and forty of them bought what was left."
        ),
        Example("Old town - new bridge - no money\nThe dam holds, engineers said on Friday after a night of checks."),
    ),
    misses="Tickers that were extracted as one headline a line.",
    phrases=DEFAULT_WEIGHTS,
    find=find,
    thresholds=(("MIN_TITLES", MIN_TITLES, "a title may have two parts"),),
)
