"""Which of thousands of phrases a line opens with, found without trying each."""

from collections.abc import Iterable

import ahocorasick


class Openings:
    """A set of phrases, folded as the texts that they are looked up in. Immutable; safe to share between threads."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(filter(None, phrases))
        self._shortest = min(map(len, self._phrases), default=0)
        self._trie = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for phrase in self._phrases:
            self._trie.add_word(phrase)

    def of(self, text: str) -> list[str]:
        """The phrases that `text` begins with, the longest first."""
        if not self._phrases:  # an empty trie ends the whole process (pyahocorasick 2.3)
            return []
        # The trie says how far any phrase agrees with the text, in most lines a few letters.
        longest: int = self._trie.longest_prefix(text)
        if longest < self._shortest:
            return []
        return [text[:length] for length in range(longest, self._shortest - 1, -1) if text[:length] in self._phrases]

    def longest(self, text: str) -> str | None:
        """The longest phrase that `text` begins with."""
        found = self.of(text)
        return found[0] if found else None
