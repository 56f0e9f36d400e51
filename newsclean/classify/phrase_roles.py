"""What each phrase says where it is found: its roles, made from the words of all languages and a user's own."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal

from newsclean.classify.edges import NO_MARKS, phrase_keys
from newsclean.classify.words import LanguageWords
from newsclean.models import Label

Anchor = Literal["line", "start", "unclosed", "end", "inside", "pair", "question"]

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PhraseRole:
    """A phrase may have several, in one language and in many."""

    label: Label
    anchor: Anchor
    language: str
    only_there: bool
    """Counts only on a text in `language`."""
    then: tuple[str, ...] = ()
    """Of a pair the phrases of which one must follow."""
    words_of_then: tuple[str, ...] = ()
    """The longest word of each: where a long line has none of these, it need not be folded."""
    is_set_off: bool = False
    """Inside a line counts behind a mark or with a capital: “The dam (photo: …”, but not “what the photo: …”."""


Roles = tuple[PhraseRole, ...]


def phrase_roles(
    languages: Mapping[str, LanguageWords], own: Mapping[Label, tuple[str, ...]]
) -> Iterator[tuple[PhraseRole, list[str]]]:
    """Each role with its phrases: there are more than a hundred thousand of them, and some thousand roles."""
    for language in languages.values():
        kept_home = frozenset(phrase_keys(language.only_here))
        for label, by_anchor in language.phrases.items():
            for anchor, phrases in by_anchor.anchored():
                marked = [anchor == "inside" and _begins_with_mark(phrase) for phrase in phrases]
                keys = list(zip(phrase_keys(phrases), marked, strict=True))
                for only_there, set_off in product((False, True), sorted(set(marked))):
                    role = PhraseRole(label, anchor, language.code, only_there, is_set_off=set_off)
                    yield role, [key for key, mark in keys if (key in kept_home) is only_there and mark is set_off]
            for pair in by_anchor.pair:
                then = tuple(phrase_keys(pair.then))
                words = tuple(dict.fromkeys(map(_longest_word, then)))
                role = PhraseRole(label, "pair", language.code, only_there=False, then=then, words_of_then=words)
                yield role, phrase_keys(pair.opens)
    for label, phrases in own.items():
        yield PhraseRole(label, "start", "", only_there=False), phrase_keys(phrases)


def _longest_word(phrase: str) -> str:
    return max(_LETTERS.findall(phrase), key=len, default="")


def _begins_with_mark(phrase: str) -> bool:
    """Whether it is written with a mark before it, such as “(photo:”, which lines are looked up without."""
    return not (phrase[0].isalnum() or phrase[0] in NO_MARKS)


def roles_by_phrase(roles: Iterable[tuple[PhraseRole, list[str]]], anchors: frozenset[Anchor]) -> dict[str, Roles]:
    found: dict[str, Roles] = {}
    for role, phrases in roles:
        if role.anchor in anchors:
            alone = (role,)
            for phrase in phrases:
                found[phrase] = (*found[phrase], role) if phrase in found else alone
    found.pop("", None)
    return found
