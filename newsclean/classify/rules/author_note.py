"""Notes on the author in whole sentences."""

from collections.abc import Iterator
from functools import lru_cache

from newsclean.classify.reading import Reading, ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Label, Verdict
from newsclean.text import words

NAME = "author_note"
LAST_LINES = 3
# The note on the author that the page names is sure; a stranger to the story with a job is likely.
AUTHOR_SCORE = 0.85
STRANGER_SCORE = 0.6
NAME_MAX_WORDS = 3
ROLE_WITHIN_WORDS = 15
MIN_WORDS = 5
MAX_WORDS = 70


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    """Job titles of one word, of all languages."""
    folded = (fold(role) for language in all_languages().values() for role in language.words.roles)
    return frozenset(role for role in folded if " " not in role)


@lru_cache(maxsize=64)
def _function_words(language: str | None) -> frozenset[str]:
    """What opens a sentence with a capital letter as names do: in the text's language, in all where that is unknown."""
    known = all_languages()
    asked = [known[language]] if language is not None and language in known else known.values()
    return frozenset(fold(word) for one in asked for word in one.words.stopwords)


def find(reading: Reading) -> Iterator[Verdict]:
    if len(reading.prose) <= LAST_LINES:
        return
    authors = {fold(author) for author in reading.article.fields.authors}
    for line in reading.lines[-LAST_LINES:]:
        if not MIN_WORDS <= line.words <= MAX_WORDS:
            continue
        name = _opening_name(line, reading.language)
        if not name:
            continue
        told = "has a job" if _has_role(line) else "gives an own address" if _has_own_address(line, name) else ""
        if not told:
            continue
        if any(author.startswith(fold(name)) for author in authors):
            yield Verdict(line.index, Label.AUTHOR_BIO, NAME, AUTHOR_SCORE, f"on the author, {name}")
        elif not authors and not _is_in_story(reading, line, name):
            yield Verdict(line.index, Label.AUTHOR_BIO, NAME, STRANGER_SCORE, f"{name} is not in the story, and {told}")


def _opening_name(line: ReadLine, language: str | None) -> str:
    """The capitalised words that open the line: two or three of them are a name."""
    opening = []
    for word in line.text.split(None, NAME_MAX_WORDS + 1)[: NAME_MAX_WORDS + 1]:
        if not word[:1].isupper() or not word.isalpha():
            break
        opening.append(word)
    if not 2 <= len(opening) <= NAME_MAX_WORDS or fold(opening[0]) in _function_words(language):
        return ""
    return " ".join(opening)


def _has_role(line: ReadLine) -> bool:
    said = words(fold(line.text[:200]))[:ROLE_WITHIN_WORDS]
    return any(word in _roles() for word in said)


def _has_own_address(line: ReadLine, name: str) -> bool:
    """An e-mail address or a handle with the surname in it: "Ada Moor can be reached at amoor@valleypost.example"."""
    if "@" not in line.text:
        return False
    surname = fold(name.rsplit(maxsplit=1)[-1])
    return any("@" in word and surname in word for word in fold(line.text).split())


def _is_in_story(reading: Reading, line: ReadLine, name: str) -> bool:
    surname = name.rsplit(maxsplit=1)[-1]
    return any(surname in other.text for other in reading.prose if other is not line)


RULE = Rule(
    name=NAME,
    label=Label.AUTHOR_BIO,
    summary="a sentence at the end on a journalist or author who is not in the story",
    reason="A note on the author opens with a name that the story has not, and has a job of the press or an address.",
    cuts=(
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "The mayor of the town had asked for the checks at the dam after the rain of the last few weeks.\n"
            "Ada Moor is a journalist who lives on the coast and writes on water.",
            (4,),
            language="en",
        ),
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "The mayor of the town had asked for the checks at the dam after the rain of the last few weeks.\n"
            "Ada Moor can be reached at amoor@valleypost.example or on Signal.",
            (4,),
            language="en",
        ),
    ),
    keeps=(
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after Moor had filmed a crack in its western wall.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "The mayor of the town had asked for the checks at the dam after the rain of the last few weeks.\n"
            "Ada Moor is a journalist who lives on the coast and writes on water."
        ),
    ),
    misses="Notes that open with something else than the name.",
    find=find,
    thresholds=(
        ("LAST_LINES", LAST_LINES, "notes stand at the very end, before a credit or two"),
        ("ROLE_WITHIN_WORDS", ROLE_WITHIN_WORDS, "the job is named in the first sentence"),
        ("MAX_WORDS", MAX_WORDS, "a note has one to three sentences"),
    ),
)
