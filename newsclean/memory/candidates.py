"""Where in the lines of a page another page's beginning may start."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from newsclean.folding import words_run_together
from newsclean.memory import fingerprints as prints
from newsclean.memory.leads import UNMARKED_GLUED_MAX_WORDS
from newsclean.text import ends_sentence, is_cut, word_starts

OPENING_CHARS = 64
"""Of a line, where the letters of an opening are looked for, and so far a date or a category may go before them."""
_MARKS = "|·•–—›/»>:"
_BETWEEN = "\x01"
"""A control character that no line should have."""
_DIGITS = "".join(filter(str.isdecimal, map(chr, range(0x10000)))) + "\U00010000-\U0010ffff"
"""Spelled out, for a class that contains `\\d` is no table and is searched for several times as slowly."""
# A word with a number, or one that ends in a mark. A beginning opens with a capital, or in a script without any; the
# word behind a figure in a sentence hardly ever.
_GLUE = re.compile(rf"[{_DIGITS}{_MARKS}](?<![0-9][0-9])[^ {_BETWEEN}]*+ (?![a-zа-я])")


_SAMPLE_CHARS = 32
"""Of a beginning nearly always more letters than it is looked up by; of OPENING_CHARS always, and twice as slowly."""


Place = tuple[int, int]
"""Where another page's beginning may start: the place of a line, and the number of characters before it."""


def candidates(texts: Sequence[str]) -> tuple[list[bytes], list[Place]]:
    """What each line begins with, then what begins behind a date or a category; and where the latter are.

    Beginnings as their fingerprints are made of them. Two lists: there are dozens on a page, and nearly all come to
    nothing.
    """
    glued = [*_behind_marks([text[:OPENING_CHARS] for text in texts]), *_behind_words(texts)]
    return prints.openings(_letters(texts, glued)), glued


def _letters(texts: Sequence[str], glued: Sequence[Place]) -> list[str]:
    """The words of each beginning run together, at least as many letters as it is looked up by."""
    samples = [text[:_SAMPLE_CHARS] for text in texts]
    samples += [texts[place][start : start + _SAMPLE_CHARS] for place, start in glued]
    found = words_run_together(samples)
    # The last letter may be another one, where the sample ends before its accent.
    few = [number for number, letters in enumerate(found) if len(letters) <= prints.LEAD_MIN_CHARS]
    few = [number for number in few if len(samples[number]) == _SAMPLE_CHARS]
    if few:
        places = [(number, 0) if number < len(texts) else glued[number - len(texts)] for number in few]
        longer = words_run_together([texts[place][start : start + OPENING_CHARS] for place, start in places])
        for number, letters in zip(few, longer, strict=True):
            found[number] = letters
    return found


def _behind_words(texts: Sequence[str]) -> Iterator[Place]:
    """Where a category before the beginning may end, in lines that are no whole sentences."""
    for place in [place for place, text in enumerate(texts) if text[-1] != "." or text[-2:-1] == "."]:
        text = texts[place]
        fewest = prints.LEAD_MIN_CHARS if text.isascii() else prints.LEAD_MIN_UNSPACED
        if len(text) > fewest and (not ends_sentence(text) or is_cut(text)):
            for start in islice(word_starts(text), 1, 1 + UNMARKED_GLUED_MAX_WORDS):
                if len(text) - start >= fewest:
                    yield place, start


def _behind_marks(samples: Sequence[str]) -> Iterator[Place]:
    """Places of lines, and where a mark ends that may part a date or a category from the beginning.

    One search for all lines: a figure somewhere is nothing rare, and one that is followed by a capital is.
    """
    joined = _BETWEEN.join(samples)
    if joined.count(_BETWEEN) >= len(samples) > 0:
        joined = _BETWEEN.join([sample.replace(_BETWEEN, " ") for sample in samples])
    for mark in _GLUE.finditer(joined):
        start = mark.end()
        if joined[start : start + 1].islower():
            continue
        if joined[start - 2] in _MARKS or any(map(str.isdecimal, mark[0])):
            begin = joined.rfind(_BETWEEN, 0, start) + 1
            yield joined.count(_BETWEEN, 0, begin), start - begin
