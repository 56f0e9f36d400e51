"""How much two forms of a title are alike, by their words."""

from collections import Counter

AGREEMENT = 0.9
"""Share of the shorter candidate's words that the other has, from which both are the same headline."""
MIN_AGREEING_WORDS = 3
MIN_ALONE_WORDS = 4
"""What another candidate goes with alone is a headline from so many words; with fewer it is a rubric."""


def likeness_of(one: Counter[str], other: Counter[str]) -> float:
    """Share of the shorter one's words that the other has, 0..1; of short ones, whether they are the same."""
    if one is other:
        return 1.0
    shorter = min(one.total(), other.total())
    if shorter < MIN_AGREEING_WORDS:
        return float(one == other)
    return (one & other).total() / shorter
