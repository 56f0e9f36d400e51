"""What must not be cut: facts with a label among others, whose label is one of the page's elsewhere."""

import re
from collections.abc import Iterator

from newsclean.classify.dates import is_date
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Guard
from newsclean.models import Label, Protection

# More than the wording of a byline and its place at an edge weigh together.
STRENGTH = 0.97
LABEL_MAX_WORDS = 4
FACT_MAX_WORDS = 12
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")


def _facts(reading: Reading) -> Iterator[Protection]:
    for line in reading.short_lines:
        # Other lines are no byline, whatever stands beside them.
        if (line.hits or "@" in line.text) and (evidence := _fact(reading, line)) is not None:
            yield Protection(line.index, LISTED_FACT.name, STRENGTH, evidence)


def _fact(reading: Reading, line: ReadLine) -> str | None:
    if not line.hits:
        is_fact = _is_labelled(line, reading.language) and _facts_beside(reading, line) and _goes_on(reading, line)
        return "beside a fact with a label" if is_fact else None
    if all(hit.label is Label.NAV and hit.anchor == "line" for hit in line.hits):
        return "a label and an hour" if _CLOCK.search(line.text) else None
    is_byline = all(hit.label is Label.BYLINE and hit.phrase[-1] == ":" for hit in line.hits)
    if not is_byline or not _is_labelled(line, reading.language):
        return None
    return "between two facts with a label" if _facts_beside(reading, line) > 1 else None


def _facts_beside(reading: Reading, line: ReadLine) -> int:
    return sum(not other.hits and _is_labelled(other, reading.language) for other in reading.beside(line))


def _is_labelled(line: ReadLine, language: str | None) -> bool:
    """Whether it is a label of a word or a few, a colon and what is no date: pages put theirs beside the author."""
    label, colon, said = line.text.replace("：", ":").partition(":")
    is_short = line.words <= FACT_MAX_WORDS and not line.ends_sentence and len(label.split()) <= LABEL_MAX_WORDS
    return bool(colon) and is_short and label[-1:].isalnum() and bool(said.strip()) and not is_date(said, language)


def _goes_on(reading: Reading, line: ReadLine) -> bool:
    """Whether a sentence of the story follows: an address behind it is the desk's or the press office's."""
    return any(other.ends_sentence and not other.hits for other in reading.lines[line.place + 1 :])


LISTED_FACT = Guard(
    name="listed_fact",
    summary="a label of the page's before a fact, among other facts or an hour",
    reason="“Author: Ada Moor” between a title and a publisher is of the book, an address among accounts is for gifts.",
    keeps=(
        Example(
            "Title: The wall\nAuthor: Ada Moor\nPublisher: Castlemoor Press\n"
            "The book tells how the dam above the old town was built, and what the engineers found on Friday night.",
            (1,),
            language="en",
        ),
        Example(
            "The engineers ask all who love the dam for money, and have collected half of the sum that they need.\n"
            "Bank of Castlemoor: 0000 1111 2222\nPayPal: dam@castlemoor.example\nEach crown counts.",
            (2,),
            language="en",
        ),
        Example(
            "The engineers speak on the dam in the school on Friday night, and all who live below may come.\n"
            "Начало: 19:30",
            (1,),
        ),
    ),
    find=_facts,
)
