"""What a line is about, as far as its words tell."""

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from statistics import fmean

from newsclean.classify.reading import ReadLine
from newsclean.classify.words import all_languages
from newsclean.text import fold

# Words are compared by their beginnings, which inflection leaves alone.
STEM_CHARS = 5
# Two sentences tell what a paragraph is about.
SAMPLE_CHARS = 400
# Several rules ask of the same lines, and again when some of them are cut: those of the longest article, in 0.5 MB.
REMEMBERED_SAMPLES = 512
_WORD = re.compile(r"[^\W\d_]{4,}")


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(fold(word)[:STEM_CHARS] for words in all_languages().values() for word in words.words.stopwords)


def stems(line: ReadLine) -> frozenset[str]:
    """Beginnings of the line's longer words, function words left out."""
    return stems_of(line.text[:SAMPLE_CHARS])


@lru_cache(maxsize=REMEMBERED_SAMPLES)
def stems_of(text: str) -> frozenset[str]:
    """The same of a text; of a long one give the beginning."""
    return frozenset(word[:STEM_CHARS] for word in _WORD.findall(fold(text))) - _stopwords()


def mean_shared(paragraphs: list[frozenset[str]]) -> float:
    """Mean share of a paragraph's stems that stand in the other paragraphs too, 0..1."""
    counts = Counter(chain.from_iterable(paragraphs))
    return fmean(sum(counts[stem] > 1 for stem in own) / len(own) for own in paragraphs)
