"""Names alone at the edges of a text that does not have them: those who wrote it."""

import re
from collections.abc import Iterator

from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.folding import fold
from newsclean.models import Article, Label, Verdict
from newsclean.page_urls import site_of

NAME = "names_alone"
SCORE = 0.6
LAST_LINES = 2
# Authors stand right above the story: what is farther up belongs to a list, each of whose names would be looked for.
HEAD_LINES = 12
FULL_NAME_MAX_WORDS = 3
# Six of them; each is looked for in every paragraph.
NAMES_MAX_WORDS = 6 * FULL_NAME_MAX_WORDS
NAME_MIN_PROSE = 3
_BETWEEN_NAMES = re.compile(r"[,/]")
_OUTER = " \t\u00a0.,;:()[]|/*–—-"


def find(reading: Reading) -> Iterator[Verdict]:
    yield from _above_story(reading)
    yield from _at_the_edges(reading)
    yield from _above_house(reading)


def _at_the_edges(reading: Reading) -> Iterator[Verdict]:
    """Two and more names that the story has not, above it or in its last lines: those who wrote it."""
    last = max(1, reading.first_prose, len(reading.lines) - LAST_LINES)
    head = reading.lines[max(1, reading.first_prose - HEAD_LINES) : reading.first_prose]
    for line in (*head, *reading.lines[last:]):
        if line.words > NAMES_MAX_WORDS or not _BETWEEN_NAMES.search(line.text):
            continue
        names = [name.strip(_OUTER) for name in _BETWEEN_NAMES.split(line.text)]
        if all(map(_is_full_name, names)) and not _are_in_story(reading, names):
            yield Verdict(line.index, Label.BYLINE, NAME, SCORE, "names that the story has not")


def _above_story(reading: Reading) -> Iterator[Verdict]:
    """A full name alone as the first line of a page, right above prose that does not have it."""
    if not reading.is_html or len(reading.prose) < NAME_MIN_PROSE or reading.first_prose != 1:
        return
    first = reading.lines[0]
    name = first.text.strip(_OUTER)
    if not first.is_heading and _is_full_name(name) and not _are_in_story(reading, [name]):
        yield Verdict(first.index, Label.BYLINE, NAME, SCORE, "a name that the story has not")


def _above_house(reading: Reading) -> Iterator[Verdict]:
    """A full name that the story has not, with the house's own right below it, as the last two lines."""
    if len(reading.lines) <= NAME_MIN_PROSE or reading.lines[-1].words > FULL_NAME_MAX_WORDS:
        return
    signature, house = reading.lines[-2:]
    name = signature.text.strip(_OUTER)
    if _is_full_name(name) and _is_house(house.text, reading.article) and not _are_in_story(reading, [name]):
        for line in (signature, house):
            yield Verdict(line.index, Label.BYLINE, NAME, SCORE, "a name that the story has not, above the house's")


def _is_house(text: str, article: Article) -> bool:
    domain = site_of(article.final_url or article.url) or ""
    house = fold(text.strip(_OUTER))
    return bool(house) and house.replace(" ", "") in (
        fold(article.fields.site_name or "").replace(" ", ""),
        domain,
        domain.partition(".")[0].replace("-", ""),
    )


def _is_full_name(text: str) -> bool:
    said = text.split()
    return 2 <= len(said) <= FULL_NAME_MAX_WORDS and all(word[0].isupper() and word[-1].islower() for word in said)


def _are_in_story(reading: Reading, names: list[str]) -> bool:
    surnames = [name.split()[-1] for name in names]
    return any(surname in line.text for line in reading.prose for surname in surnames)


RULE = Rule(
    name=NAME,
    label=Label.BYLINE,
    summary="two and more full names above the text or in its last lines, one alone above a page's text, or one with "
    "the house's name below it at the end, that the text does not have",
    reason="A story has the names of those it speaks of; others are those of its authors.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "Ada Moor, Tom Vale, Ida Holm",
            (1,),
        ),
        Example(
            "Dam holds\nAda Moor/Tom Vale\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            (1,),
        ),
        Example(
            "<html><body><article>\n<p>Ada Moor</p>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks.</p>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has closed the path.</p>\n"
            "<p>He will open it again when the water has fallen by a metre, which may well take weeks.</p>\n"
            "</article></body></html>",
            (0,),
            is_html=True,
        ),
    ),
    keeps=(
        Example(
            "The mayor, Ada Moor, thanked Tom Vale and forty others on Friday, after a night of checks by them.\n"
            "Ada Moor, Tom Vale"
        ),
    ),
    misses="A name alone above a bare text, and names of one word.",
    find=find,
    find_max_words=NAMES_MAX_WORDS,
    thresholds=(("FULL_NAME_MAX_WORDS", FULL_NAME_MAX_WORDS, "longer ones may be titles and lists"),),
)
