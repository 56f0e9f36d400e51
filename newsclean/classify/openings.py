"""Which of thousands of phrases a line opens with, found without trying each."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import ahocorasick

# Lines begin with the same few words over and over.
REMEMBERED_BEGINNINGS = 4096


def words_behind(opening: str, text: str) -> list[str]:
    """The words of the line `text` behind an opening that its folded form was found to begin with.

    The opening ends in a space; what has neither letter nor digit is no word.
    """
    worded = [word for word in text.split() if any(map(str.isalnum, word))]
    return worded[opening.count(" ") :]


class Openings:
    """A set of phrases, folded as the texts that they are looked up in. Immutable; safe to share between threads."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(filter(None, phrases))
        self._trie = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for phrase in self._phrases:
            self._trie.add_word(phrase)
        self._known_beginnings = lru_cache(REMEMBERED_BEGINNINGS)(self._beginnings)

    def of(self, text: str) -> tuple[str, ...]:
        """The phrases that `text` begins with, the longest first."""
        if not self._phrases:  # an empty trie ends the whole process (pyahocorasick 2.3)
            return ()
        # The trie says how far any phrase agrees with the text, in most lines a few letters.
        return self._known_beginnings(text[: self._trie.longest_prefix(text)])

    def of_each(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """The same of each text: a page has hundreds of lines."""
        if not self._phrases:
            return [()] * len(texts)
        agreed, beginnings = self._trie.longest_prefix, self._known_beginnings
        return [beginnings(text[: agreed(text)]) for text in texts]

    def longest(self, text: str) -> str | None:
        """The longest phrase that `text` begins with."""
        found = self.of(text)
        return found[0] if found else None

    def _beginnings(self, agreed: str) -> tuple[str, ...]:
        return tuple([phrase for end in range(len(agreed), 0, -1) if (phrase := agreed[:end]) in self._phrases])
