"""What a line opens with that a note on the author may: a name, or the wording of such a note."""

from functools import lru_cache
from typing import NamedTuple

from newsclean.classify.openings import Openings
from newsclean.classify.words import all_languages
from newsclean.folding import fold

NAME_MAX_WORDS = 3
# "Ada Moor-Vale", "J. O'Hara".
_MARKS_IN_NAMES = str.maketrans("", "", "-'’.")
LIST_MARKS = "-–—•* "
# A name, or an opening of a few words.
OPENING_MAX_CHARS = 160
# A text is read again when lines are cut, and the last of those that stay are the same.
REMEMBERED_OPENINGS = 512


class NoteOpening(NamedTuple):
    """What a line opens with that a note on the author may."""

    name: str
    author_is: str
    """ "The writer is "."""
    who_reported: str
    """The surname of "Moor reported from Castlemoor"."""


NO_NOTE = NoteOpening("", "", "")


@lru_cache(maxsize=REMEMBERED_OPENINGS)
def note_opening(text: str, folded: str, language: str | None) -> NoteOpening:
    surname, _, behind = folded.partition(" ")
    return NoteOpening(
        name=_opening_name(text.lstrip(LIST_MARKS), language),
        author_is=_author_is().longest(folded) or "",
        who_reported=surname if behind.startswith(_reporting()) else "",
    )


@lru_cache(maxsize=1)
def _author_is() -> Openings:
    """ "The writer is …", in all languages."""
    return Openings(fold(words) + " " for language in all_languages().values() for words in language.words.author_is)


@lru_cache(maxsize=1)
def _reporting() -> tuple[str, ...]:
    return tuple(f"{fold(verb)} " for each in all_languages().values() for verb in each.words.author_reports)


def _opening_name(text: str, language: str | None) -> str:
    """The capitalised words that open the line: two or three of them are a name."""
    said = text.split(None, NAME_MAX_WORDS + 1)[: NAME_MAX_WORDS + 1]
    if len(said) < 2 or not said[1][0].isupper():  # which tells enough of most lines
        return ""
    opening = []
    for word in said:
        if not word[:1].isupper() or not word.translate(_MARKS_IN_NAMES).isalpha():
            break
        opening.append(word)
    if not 2 <= len(opening) <= NAME_MAX_WORDS or fold(opening[0]) in _function_words(language):
        return ""
    return " ".join(opening)


@lru_cache(maxsize=64)
def _function_words(language: str | None) -> frozenset[str]:
    """What opens a sentence with a capital letter as names do: in the text's language, in all where that is unknown."""
    known = all_languages()
    asked = [known[language]] if language is not None and language in known else known.values()
    return frozenset(fold(word) for one in asked for word in one.words.stopwords)
