"""How notes on an author are worded: jobs, what such notes say, and how they bring in the name."""

import re
from functools import lru_cache

from newsclean.classify.note_openings import LIST_MARKS
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.text import words

ROLE_WITHIN_WORDS = 15
# ". Follow her on …", behind a sentence on who she is.
_NEXT_SENTENCE = ". "
# "Ada Moor, a journalist", "Ada Moor – journalist".
_BEHIND_NAME = (",", "(", "–", "—", "-", ":")
# A text is read again when lines are cut, and the last of those that stay are the same.
REMEMBERED_LINES = 512


def has_role(text: str, language: str | None) -> bool:
    """Whether a job is named at the text's beginning."""
    said = words(fold(text[:200]))[:ROLE_WITHIN_WORDS]
    return not _roles(language).isdisjoint(said)


@lru_cache(maxsize=64)
def _roles(language: str | None) -> frozenset[str]:
    """Job titles of one word: in the text's language and English, in all where that is unknown."""
    known = all_languages()
    asked = [known[language], known["en"]] if language is not None and language in known else known.values()
    folded = (fold(role) for one in asked for role in one.words.roles)
    return frozenset(role for role in folded if " " not in role)


def told_of(text: str) -> str:
    """What the text says as only such notes do; empty where it says nothing of the kind."""
    said = fold(text)
    return next((f"has “{note}”" for note in _notes() if note in said), "")


@lru_cache(maxsize=REMEMBERED_LINES)
def told_in_next_sentence(text: str) -> str:
    """The same where that begins another sentence: "… writes on dams. Follow her on …"; empty where none does."""
    note = _next_sentences().search(fold(text))
    return f"has “{note[0]}”" if note else ""


@lru_cache(maxsize=1)
def _notes() -> tuple[str, ...]:
    notes = {fold(note) for language in all_languages().values() for note in language.words.author_notes}
    return tuple(sorted(notes))


@lru_cache(maxsize=1)
def _next_sentences() -> re.Pattern[str]:
    """The notes that begin another sentence: behind the full stop, which all have, few lines go on so."""
    behind = (note.removeprefix(_NEXT_SENTENCE) for note in _notes() if note.startswith(_NEXT_SENTENCE))
    return re.compile(rf"{re.escape(_NEXT_SENTENCE)}(?:{'|'.join(map(re.escape, behind))})")


def is_introduced(text: str, name: str, language: str | None) -> bool:
    """Whether the name is followed as in a note: "Ada Moor is …", "Ada Moor, a …"; not "Helfen Sie uns, schrieb …"."""
    behind = text.lstrip(LIST_MARKS)[len(name) :].lstrip()
    said = behind.split(None, 1)
    verbs = _introducing_verbs(language)
    return not verbs or behind[:1] in _BEHIND_NAME or (bool(said) and fold(said[0]) in verbs)


@lru_cache(maxsize=64)
def _introducing_verbs(language: str | None) -> frozenset[str]:
    """Of the language and of English; none, where the language writes such notes without a verb or is unknown."""
    known = all_languages()
    if language is None or language not in known or not known[language].words.author_is:
        return frozenset()
    said = (*known[language].words.author_is, *known["en"].words.author_is)
    return frozenset(fold(opening.rpartition(" ")[2]) for opening in said)
