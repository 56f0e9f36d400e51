"""What a line is about, as far as its words tell."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from statistics import fmean

from newsclean.classify.read_line import ReadLine
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.text import words

STEM_CHARS = 5
# Two sentences tell what a paragraph is about.
SAMPLE_CHARS = 400
# Several rules ask of the same lines, and again when some of them are cut: those of the longest article, in 0.5 MB.
REMEMBERED_SAMPLES = 512
# Fewer stems than this tell nothing: the line is too short, or its script writes without spaces.
MIN_STEMS = 2
# Of a paragraph fewer stems tell no topic.
MIN_TOPIC_STEMS = 4
# Where paragraphs share fewer words with each other the text is a press review or a set of briefs.
STORY_MIN_SHARED = 0.2
STORY_MIN_PARAGRAPHS = 2
# Enough to know a story by; the rest of a long one adds cost alone.
STORY_MAX_LINES = 25
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


def is_spoken_of(line: ReadLine, story: Iterable[ReadLine], min_share: float) -> bool:
    """Whether the story speaks of such a share of what a line is about: of its stems, or of its words if it has few."""
    measure = stems if len(stems(line)) >= MIN_STEMS else _own_words
    own = measure(line)
    said = set[str]()
    for other in story:  # mostly the first paragraphs say enough
        said |= own & measure(other)
        if said and len(said) / len(own) >= min_share:
            return True
    return False


def _own_words(line: ReadLine) -> frozenset[str]:
    return frozenset(words(fold(line.text[:SAMPLE_CHARS])))


def paragraph_stems(lines: Sequence[ReadLine]) -> list[frozenset[str]]:
    """What each of the first paragraphs is about."""
    return [own for line in lines[:STORY_MAX_LINES] if len(own := stems(line)) >= MIN_TOPIC_STEMS]


def tells_one_story(paragraphs: list[frozenset[str]]) -> bool:
    """Whether the paragraphs speak of one thing; those of a press review or of briefs do not."""
    return len(paragraphs) >= STORY_MIN_PARAGRAPHS and _mean_shared(paragraphs) >= STORY_MIN_SHARED


def _mean_shared(paragraphs: list[frozenset[str]]) -> float:
    """Mean share of a paragraph's stems that stand in the other paragraphs too, 0..1."""
    counts = Counter(chain.from_iterable(paragraphs))
    return fmean(sum(counts[stem] > 1 for stem in own) / len(own) for own in paragraphs)
