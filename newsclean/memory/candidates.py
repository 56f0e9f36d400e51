"""Where in the lines of a page another page's beginning may start."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from newsclean.folding import spaced_words
from newsclean.memory import fingerprints as prints
from newsclean.memory.leads import GLUED_MAX_WORDS, UNMARKED_GLUED_MAX_WORDS
from newsclean.text import ends_sentence, is_cut, words

TEASER_MAX_CHARS = 900
"""Longer lines are no teasers; sites cut at up to 500 characters."""
GLUED_OPENING_CHARS = 140
"""Of a line, before it is known whether any page begins so: room for a date, a category and five words."""
PLAIN_OPENING_CHARS = 80
GLUE_CHARS = 64
_UNMARKED = range(1, UNMARKED_GLUED_MAX_WORDS + 1)
_MARKS = "|·•–—›/»>:"
_BETWEEN = "\x01"
"""A control character that no line should have."""
_DIGITS = "".join(filter(str.isdecimal, map(chr, range(0x10000)))) + "\U00010000-\U0010ffff"
"""Spelled out, for a class that contains `\\d` is no table and is searched for several times as slowly."""
# A word with a number, or one that ends in a mark. A beginning opens with a capital, or in a script without any; the
# word behind a figure in a sentence hardly ever.
_GLUE = re.compile(rf"[{_DIGITS}{_MARKS}](?<![0-9][0-9])[^ {_BETWEEN}]*+ (?![a-zа-я])")
# Five words of so many characters, spaces between them included, are long enough.
_LONG_OPENING_CHARS = prints.LEAD_MIN_CHARS + prints.OPENING_WORDS - 1


Candidate = tuple[int, int, int]
"""A place at which another page's beginning may start: what begins there, as it is looked up, the index of the line,
and the number of words before it. A bare tuple: there are dozens on a page, and nearly all come to nothing."""


def candidates(texts: Mapping[int, str]) -> list[Candidate]:
    """The places to look at: the start of each line, and behind a date or a category there."""
    samples = [text[:PLAIN_OPENING_CHARS] for text in texts.values()]
    behind = _behind_glue(texts.values(), samples)
    for place, text in enumerate(texts.values()) if behind else ():
        if place in behind:
            samples[place] = text[:GLUED_OPENING_CHARS]
    found: list[tuple[int, int]] = []
    openings: list[str] = []
    for place, (index, spaced) in enumerate(zip(texts, spaced_words(samples), strict=True)):
        if len(texts[index]) > TEASER_MAX_CHARS:
            continue
        first = spaced.split(None, prints.OPENING_WORDS)
        if len(first) > prints.OPENING_WORDS and place not in behind:
            opening = " ".join(first[:-1])
            if len(opening) >= _LONG_OPENING_CHARS:  # as nearly all are
                found.append((index, 0))
                openings.append(opening)
                continue
        every = _whole_words(texts[index], samples[place], spaced)
        for start in (0, *behind.get(place, ())) if prints.is_long_enough(every) else ():
            if len(every) - start >= prints.LEAD_MIN_WORDS:
                found.append((index, start))
                openings.append(prints.opening(every, start))
    return [(opening, *place) for opening, place in zip(prints.fingerprints(openings), found, strict=True)]


def _whole_words(text: str, sample: str, spaced: str) -> list[str]:
    """The words of a line's sample, but for half a word at its end."""
    every = spaced.split()
    chars = len(sample)
    return every[:-1] if chars < len(text) and " " not in text[chars - 1 : chars + 1] else every


def _behind_glue(texts: Iterable[str], samples: Sequence[str]) -> dict[int, list[int]]:
    """By the place of a line, how many words a date or a category before the beginning may have."""
    marked = _words_to_marks(samples)
    behind = {}
    for place, text in enumerate(texts):
        # Most lines end in a full stop, which is quick to see.
        is_closed = (text[-1] == "." != text[-2:-1]) or (ends_sentence(text) and not is_cut(text))
        if place in marked or not is_closed:
            starts = {*marked.get(place, ()), *(() if is_closed else _UNMARKED)}
            behind[place] = sorted(start for start in starts if 0 < start <= GLUED_MAX_WORDS)
    return behind


def _words_to_marks(samples: Sequence[str]) -> dict[int, list[int]]:
    """By the place of a line, the number of words up to each mark that may part a date or a category from the rest.

    One search for all lines: a figure somewhere is nothing rare, and one that is followed by a capital is.
    """
    found: dict[int, list[int]] = {}
    joined = _BETWEEN.join(samples)
    begins = [*accumulate((len(sample) + 1 for sample in samples), initial=0)]
    for mark in _GLUE.finditer(joined):
        end = mark.end() - 1
        place = bisect_right(begins, end) - 1
        begin = begins[place]
        if end - begin >= GLUE_CHARS or joined[end + 1 : end + 2].islower():
            continue
        if joined[end - 1] in _MARKS or any(map(str.isdecimal, mark[0])):
            found.setdefault(place, []).append(len(words(joined[begin:end])))
    return found
