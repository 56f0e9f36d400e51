"""Where in the lines of a page another page's beginning may start."""

import re
from collections.abc import Iterable, Mapping, Sequence

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


Place = tuple[int, int]
"""Where another page's beginning may start: the index of a line, and the number of words before it."""


def candidates(texts: Mapping[int, str]) -> tuple[list[int], list[Place]]:
    """What begins at the start of each line, and behind a date or a category there, as it is looked up; and the places.

    Two lists: there are dozens on a page, and nearly all come to nothing.
    """
    samples = [text[:PLAIN_OPENING_CHARS] for text in texts.values()]
    behind = _behind_glue(texts.values(), samples)
    for place, text in enumerate(texts.values()) if behind else ():
        if place in behind:
            samples[place] = text[:GLUED_OPENING_CHARS]
    openings: list[str] = []
    found: list[Place] = []
    for place, ((index, text), spaced) in enumerate(zip(texts.items(), spaced_words(samples), strict=True)):
        if len(text) > TEASER_MAX_CHARS:
            continue
        if place not in behind:
            first = spaced.split(None, prints.OPENING_WORDS)
            if len(first) > prints.OPENING_WORDS:
                del first[-1]
                if len(opening := " ".join(first)) >= _LONG_OPENING_CHARS:  # as nearly all are
                    openings.append(opening)
                    found.append((index, 0))
                    continue
        every = _whole_words(text, samples[place], spaced)
        for start in (0, *behind.get(place, ())) if prints.is_long_enough(every) else ():
            if len(every) - start >= prints.LEAD_MIN_WORDS:
                openings.append(prints.opening(every, start))
                found.append((index, start))
    return prints.fingerprints(openings), found


def _whole_words(text: str, sample: str, spaced: str) -> list[str]:
    """The words of a line's sample, but for half a word at its end."""
    every = spaced.split()
    chars = len(sample)
    return every[:-1] if chars < len(text) and " " not in text[chars - 1 : chars + 1] else every


def _behind_glue(texts: Iterable[str], samples: Sequence[str]) -> dict[int, list[int]]:
    """By the place of a line, how many words a date or a category before the beginning may have."""
    behind = _words_to_marks(samples)
    for place, text in enumerate(texts):
        if text[-1] == "." != text[-2:-1]:
            continue  # closed, as most lines are
        if not ends_sentence(text) or is_cut(text):
            behind.setdefault(place, []).extend(_UNMARKED)
    return {
        place: sorted({count for count in counts if 0 < count <= GLUED_MAX_WORDS}) for place, counts in behind.items()
    }


def _words_to_marks(samples: Sequence[str]) -> dict[int, list[int]]:
    """By the place of a line, the number of words up to each mark that may part a date or a category from the rest.

    One search for all lines: a figure somewhere is nothing rare, and one that is followed by a capital is.
    """
    joined = _BETWEEN.join(samples)
    if joined.count(_BETWEEN) >= len(samples) > 0:
        joined = _BETWEEN.join([sample.replace(_BETWEEN, " ") for sample in samples])
    found: dict[int, list[int]] = {}
    for mark in _GLUE.finditer(joined):
        end = mark.end() - 1
        if joined[end + 1 : end + 2].islower():
            continue
        begin = joined.rfind(_BETWEEN, 0, end) + 1
        if end - begin < GLUE_CHARS and (joined[end - 1] in _MARKS or any(map(str.isdecimal, mark[0]))):
            found.setdefault(joined.count(_BETWEEN, 0, begin), []).append(len(words(joined[begin:end])))
    return found
