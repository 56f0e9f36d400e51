"""What must not be cut: sentences that begin as a credit does, and go on in small letters."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from newsclean.classify.lexicon import Hit
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Guard
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Label, Protection
from newsclean.text import words

# A little more than a wording at the beginning of a line weighs; with any other sign the line goes.
STRENGTH = 0.92
# "Photo provided by the police." is as long as credits without a name get; they stand at the edges of a text besides.
SENTENCE_MIN_WORDS = 8
# A name stands behind one or two words such as "the", if it is a name that the wording introduces.
WORDS_BEFORE_NAME = 3
# "Additional reporting by"; what is longer is a sentence of its own, such as "this story was produced by".
CREDIT_MAX_WORDS = 3
CREDITS = frozenset({Label.BYLINE, Label.PHOTO_CREDIT, Label.SOURCE_CREDIT})
"""Behind a wording of these labels that ends in a colon or a word such as "by" stands a name."""


def _sentences(reading: Reading) -> Iterator[Protection]:
    stopwords = _stopwords(reading.language)
    if not stopwords:
        return
    for line in reading.hit_lines:
        if _may_go_on(line) and _has_no_name(line, stopwords) and reading.is_between_paragraphs(line):
            yield Protection(line.index, NAMELESS_CREDIT.name, STRENGTH, "a sentence, and no name")


@lru_cache(maxsize=128)
def _stopwords(language: str | None) -> frozenset[str]:
    known = all_languages().get(language or "")
    return frozenset(map(fold, known.words.stopwords)) if known else frozenset()


def _may_go_on(line: ReadLine) -> bool:
    return (
        line.words >= SENTENCE_MIN_WORDS
        and line.ends_sentence
        and all(hit.anchor == "start" and _introduces(hit) for hit in line.hits)
    )


def _introduces(hit: Hit) -> bool:
    wording = words(hit.phrase)
    is_open = hit.phrase.endswith(":") or wording[-1] in _words_before_names()
    return hit.label in CREDITS and is_open and len(wording) <= CREDIT_MAX_WORDS


@lru_cache(maxsize=1)
def _words_before_names() -> frozenset[str]:
    return frozenset(fold(word) for language in all_languages().values() for word in language.words.by)


def _has_no_name(line: ReadLine, stopwords: frozenset[str]) -> bool:
    """Whether the first word of weight behind the wording is in small letters."""
    longest = max(len(words(hit.phrase)) for hit in line.hits)
    behind = islice(words(line.text), longest, longest + WORDS_BEFORE_NAME)
    first = next((word for word in behind if fold(word) not in stopwords), "")
    return first[:1].islower()


NAMELESS_CREDIT = Guard(
    name="nameless_credit",
    summary="a whole sentence between two paragraphs that begins as a credit does and names nobody",
    reason="Credits go on with a name, and a name begins with a capital letter.",
    keeps=(
        Example(
            "The council wrote to all who live below the dam, and asked them what they know of its early days.\n"
            "Photo by photo, the museum has put together what the wall looked like in the year of the flood.\n"
            "The mayor wants to show the pictures in the hall on Monday, when the engineers will be there too.\n"
            "Photo by Anna Berg, with additional photographs by Lea Stein and Ida Holm of the museum.\n"
            "Forty men checked the dam all night, and the path along the river is closed until it rains no more.",
            (1,),
            language="en",
        ),
    ),
    find=_sentences,
)
