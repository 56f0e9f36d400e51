"""What a line is about, as far as its words tell."""

import re
from functools import lru_cache

from newsclean.classify.reading import ReadLine
from newsclean.classify.words import all_languages
from newsclean.text import fold

# Words are compared by their beginnings, which inflection leaves alone.
STEM_CHARS = 5
# Two sentences tell what a paragraph is about.
SAMPLE_CHARS = 400
_WORD = re.compile(r"[^\W\d_]{4,}")


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(fold(word)[:STEM_CHARS] for words in all_languages().values() for word in words.words.stopwords)


def stems(line: ReadLine) -> frozenset[str]:
    """Beginnings of the line's longer words, function words left out."""
    return frozenset(word[:STEM_CHARS] for word in _WORD.findall(fold(line.text[:SAMPLE_CHARS]))) - _stopwords()


def mean_shared(paragraphs: list[frozenset[str]]) -> float:
    """Mean share of a paragraph's stems that stand in the other paragraphs too, 0..1."""
    shares = []
    for place, own in enumerate(paragraphs):
        others = frozenset[str]().union(*paragraphs[:place], *paragraphs[place + 1 :])
        shares.append(len(own & others) / len(own))
    return sum(shares) / len(shares)
