"""Texts as counted 4-grams of tokens: what precision, recall and losses are measured in."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

SHINGLE_TOKENS = 4
"""The length that the public article-extraction benchmarks use, so that figures can be compared."""

# Kana, Han, Hangul, Thai, Lao, Myanmar, Khmer: without spaces, or (Hangul) spaced at will.
_SPACELESS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_TOKEN = re.compile(rf"[{_SPACELESS}]|[^\W{_SPACELESS}]+")

Shingles = Counter[tuple[str, ...]]


def tokens(text: str) -> list[str]:
    """Words, or single characters in scripts without spaces; punctuation and space are no tokens.

    >>> tokens("Two words, 東京")
    ['Two', 'words', '東', '京']
    """
    return _TOKEN.findall(text)


def shingles(text: str) -> Shingles:
    """Counted 4-grams; a text of fewer tokens is one shorter shingle, an empty text none."""
    return shingles_of(tokens(text))


def shingles_of(words: Sequence[str]) -> Shingles:
    """The same for a text that is in tokens already."""
    if not words:
        return Counter()
    starts = range(max(1, len(words) - SHINGLE_TOKENS + 1))
    return Counter(tuple(words[start : start + SHINGLE_TOKENS]) for start in starts)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many shingles a truth and a result share, and how many only one of them has."""

    shared: int
    only_result: int
    only_truth: int

    @property
    def precision(self) -> float | None:
        """None for an empty result, which says nothing about precision."""
        result = self.shared + self.only_result
        return self.shared / result if result else None

    @property
    def recall(self) -> float | None:
        truth = self.shared + self.only_truth
        return self.shared / truth if truth else None


def overlap(truth: Shingles, result: Shingles) -> Overlap:
    shared = (truth & result).total()
    return Overlap(shared=shared, only_result=result.total() - shared, only_truth=truth.total() - shared)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, kept as two counts so that shares of many pages add up."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        return self.part / self.whole if self.whole else 0.0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.part + other.part, self.whole + other.whole)


NOTHING = Share(0, 0)


def lost_share(truth: Shingles, before: Shingles, after: Shingles) -> Share:
    """Of the true text that `before` had, the part that `after` lacks."""
    had = truth & before
    return Share((had - after).total(), had.total())


def junk_left_share(truth: Shingles, before: Shingles, after: Shingles) -> Share:
    """Of the foreign text that `before` had, the part that `after` still has."""
    junk = before - truth
    return Share((junk & after).total(), junk.total())
