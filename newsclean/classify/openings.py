"""Which of thousands of phrases a line opens with, found without trying each."""

from collections.abc import Iterable, Iterator

import ahocorasick


class Openings:
    """A set of phrases, folded as the texts that they are looked up in. Immutable; safe to share between threads."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(filter(None, phrases))
        self._trie = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for phrase in self._phrases:
            self._trie.add_word(phrase)

    def of(self, text: str) -> Iterator[str]:
        """The phrases that `text` begins with, the longest first."""
        if not self._phrases:  # an empty trie ends the whole process (pyahocorasick 2.3)
            return
        # The trie says how far any phrase agrees with the text, in most lines a few letters.
        for length in range(self._trie.longest_prefix(text), 0, -1):
            if text[:length] in self._phrases:
                yield text[:length]

    def longest(self, text: str) -> str | None:
        """The longest phrase that `text` begins with."""
        return next(self.of(text), None)
