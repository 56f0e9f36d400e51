"""The headline as the first line of a text that came without its title."""

from collections.abc import Iterator

from newsclean.classify.reading import Reading, ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "headline"
# On labelled news text 105 of 126 unpunctuated first lines of four and more words were the headline where
# prose followed at once, and 28 of 31 where a byline or the like stood between.
SCORE = 0.6
MIN_WORDS = 4
MAX_WORDS = 18
# A wire item of two or three lines keeps all but what is certain.
TEXT_MIN_LINES = 4
TEXT_MIN_PROSE = 3
# A name, a date, a place or a label may stand between the headline and the story. Longer lines may be
# verse, a table or a list, of which the first line is no headline.
BETWEEN_MAX_LINES = 4
BETWEEN_MAX_WORDS = 3
_OPEN_ENDS = ":;,)]|"


def find(reading: Reading) -> Iterator[Verdict]:
    if reading.is_html or reading.article.fields.title or len(reading.lines) < TEXT_MIN_LINES:
        return
    first = reading.lines[0]
    between = reading.lines[1 : reading.first_prose]
    if sum(line.is_prose for line in reading.lines) < TEXT_MIN_PROSE or len(between) > BETWEEN_MAX_LINES:
        return
    if any(line.words > BETWEEN_MAX_WORDS and line.place not in reading.hits for line in between):
        return
    if first.place < reading.first_prose and _is_headline(first) and not _is_set_apart(reading, first):
        yield Verdict(first.index, Label.DUPLICATE, NAME, SCORE, "an unpunctuated first line: it goes to the title")


def _is_set_apart(reading: Reading, first: ReadLine) -> bool:
    """Whether a blank line follows: then somebody put the headline there on purpose."""
    texts = [line.text.strip() for line in reading.article.lines if line.index >= first.index]
    return len(texts) > 1 and not texts[1]


def _is_headline(line: ReadLine) -> bool:
    return MIN_WORDS <= line.words <= MAX_WORDS and not line.ends_sentence and line.text[-1] not in _OPEN_ENDS


RULE = Rule(
    name=NAME,
    label=Label.DUPLICATE,
    summary="an unpunctuated first line of a text without a title, which becomes the record's title",
    reason="A headline is a field of its own; where the caller knows the title it stands in the text once more.",
    cuts=(
        Example(
            "Dam above the old town holds after a night of checks\nCastlemoor\n"
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.",
            (0,),
        ),
        Example(
            "Dam above the old town holds after a night of checks\n"
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.",
            (0,),
        ),
    ),
    keeps=(
        Example(
            "Castlemoor 18 22 13 17 in all four quarters\nNordby 14 11 6 15 and a long way home\n"
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen."
        ),
        Example(
            "The dam above the old town holds.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen."
        ),
    ),
    misses="Headlines that end in a full stop. One that a blank line sets apart was put there on purpose and stays.",
    find=find,
    thresholds=(("SCORE", SCORE, "83 of 100 such lines on labelled news text"),),
)
