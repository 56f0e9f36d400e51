"""Where in the lines of a page another page's beginning may start."""

import re
from collections.abc import Iterator, Mapping, Sequence

from newsclean.folding import folded_words
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
_MARKS = "|·•–—/›»>:"
# A word with a number, or one that ends in a mark. A beginning opens with a capital, or in a script without any; the
# word behind a figure in a sentence hardly ever.
_GLUE = re.compile(rf"[\d{_MARKS}][^ ]* (?![a-z])")
# Five words of so many characters, spaces between them included, are long enough.
_LONG_OPENING_CHARS = prints.LEAD_MIN_CHARS + prints.OPENING_WORDS - 1


Candidate = tuple[int, int, int]
"""A place at which another page's beginning may start: what begins there, as it is looked up, the index of the line,
and the number of words before it. A bare tuple: there are dozens on a page, and nearly all come to nothing."""


def candidates(texts: Mapping[int, str]) -> list[Candidate]:
    """The places to look at: the start of each line, and behind a date or a category there."""
    lines: list[int] = []
    starts: list[int] = []
    openings: list[str] = []
    for index, behind, found in _beginnings(texts):
        opening = prints.opening(found)
        if len(opening) < _LONG_OPENING_CHARS and not prints.is_long_enough(found):
            continue
        lines.append(index)
        starts.append(0)
        openings.append(opening)
        for start in behind:
            if len(found) - start >= prints.LEAD_MIN_WORDS:
                lines.append(index)
                starts.append(start)
                openings.append(prints.opening(found, start))
    return [*zip(prints.fingerprints(openings), lines, starts, strict=True)]


def _beginnings(texts: Mapping[int, str]) -> Iterator[tuple[int, Sequence[int], list[str]]]:
    """The first words of each line that has enough, and behind how many of them to look too."""
    lines = [(index, text, _behind_glue(text)) for index, text in texts.items() if len(text) <= TEASER_MAX_CHARS]
    samples = [text[: GLUED_OPENING_CHARS if starts else PLAIN_OPENING_CHARS] for _, text, starts in lines]
    for (index, text, starts), sample, found in zip(lines, samples, folded_words(samples), strict=True):
        chars = len(sample)
        if chars < len(text) and " " not in text[chars - 1 : chars + 1]:
            del found[-1:]  # may be half a word
        if len(found) >= prints.LEAD_MIN_WORDS:
            yield index, starts, found


def _behind_glue(text: str) -> Sequence[int]:
    """How many words a date or a category before the beginning may have."""
    # Most lines end in a full stop, which is quick to see.
    is_closed = (text[-1] == "." != text[-2:-1]) or (ends_sentence(text) and not is_cut(text))
    first = _GLUE.search(text, 0, GLUE_CHARS)
    if first is None:
        return () if is_closed else _UNMARKED
    starts = [] if is_closed else [*_UNMARKED]
    for mark in _GLUE.finditer(text, first.start(), GLUE_CHARS):
        end = mark.end() - 1
        if not text[end + 1 : end + 2].islower() and (text[end - 1] in _MARKS or any(map(str.isdecimal, mark[0]))):
            starts.append(len(words(text[:end])))
    return sorted({start for start in starts if 0 < start <= GLUED_MAX_WORDS}) if starts else ()
