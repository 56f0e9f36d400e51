"""A list of headlines at the end that nothing introduces."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "listed_headlines"
# On labelled news text all of 13 such items, of 4 pages, were headlines of other stories.
SCORE = 0.55
RUN_MIN_LINES = 2
# More items are a list of the story's own.
RUN_MAX_LINES = 8
# A note on the author and two credits may follow.
BEHIND_MAX_LINES = 3
HEADLINE_MIN_WORDS = 3
HEADLINE_MAX_WORDS = 20
TEXT_MIN_PROSE = 3
_NUMBER = re.compile(r"\d+")
# A score, a price with its amount, a recipe's measure.
HEADLINE_MAX_NUMBERS = 1
_ENUMERATION = re.compile(r",[^,]*,")


def find(reading: Reading) -> Iterator[Verdict]:
    if reading.is_html or len(reading.prose) < TEXT_MIN_PROSE:
        return
    # A list that begins above is longer than those meant, or too far from the end.
    end = reading.lines[-RUN_MAX_LINES - BEHIND_MAX_LINES - 1 :]
    if sum([line.is_list_item for line in end]) < RUN_MIN_LINES:
        return
    for is_list, lines in groupby(end, key=lambda line: line.is_list_item):
        run = list(lines)
        if is_list and _is_unintroduced(reading, run) and all(map(_is_headline, run)) and _have_names(run):
            evidence = f"one of {len(run)} headlines in a list that nothing introduces"
            yield from (Verdict(line.index, Label.TEASER, NAME, SCORE, evidence) for line in run)


def _is_unintroduced(reading: Reading, run: Sequence[ReadLine]) -> bool:
    """Whether the list stands at the end, behind a paragraph that closes."""
    first, last = run[0].place, run[-1].place
    if not RUN_MIN_LINES <= len(run) <= RUN_MAX_LINES or len(reading.lines) - 1 - last > BEHIND_MAX_LINES:
        return False
    return first > 0 and reading.lines[first - 1].is_prose


def _is_headline(line: ReadLine) -> bool:
    if line.ends_sentence or not HEADLINE_MIN_WORDS <= line.words - 1 <= HEADLINE_MAX_WORDS:
        return False
    return len(_NUMBER.findall(line.text)) <= HEADLINE_MAX_NUMBERS and not _ENUMERATION.search(line.text)


def _have_names(run: Sequence[ReadLine]) -> bool:
    """Whether half of the lines have a capital inside: headlines name who did what, a list of things need not."""
    named = sum(any(word[0].isupper() for word in line.text.split()[2:]) for line in run)
    return 2 * named >= len(run)


RULE = Rule(
    name=NAME,
    label=Label.TEASER,
    summary="a short list of headlines at the end of a text, behind a closed paragraph",
    reason="Where links are lost, related stories are left as a list that the story does not speak of.",
    cuts=(
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "- Old Cinema in Nordby to Become a School of Dance\n- Two Bakers Win the Valley's Prize\n"
            "Ada Moor has written on water since 1990.",
            (3, 4),
        ),
    ),
    keeps=(
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "These roads in the valley stay closed until the end of the week, the police of the town said:\n"
            "- The road to Nordby by the Old Mill\n- The road to Talheim by the Lake"
        ),
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "On Saturday the teams of the valley played for its cup in the rain, before forty people or so.\n"
            "- Castlemoor Rovers 2 Nordby 1\n- Talheim United 0 Rivebourg 0"
        ),
    ),
    misses="Lists in scripts without capitals, and lists without marks.",
    find=find,
    find_max_words=HEADLINE_MAX_WORDS + 1,
    thresholds=(("SCORE", SCORE, "all of 13 such lines on labelled news text, rounded down for their small number"),),
)
