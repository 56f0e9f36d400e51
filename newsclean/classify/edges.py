"""The ends of lines, in the form in which phrases are looked up in them."""

import re
from collections.abc import Sequence

from newsclean.folding import FOLDED_ASCII, each_changed, fold

# is an edge, and `inside` counts in short lines only.
HEAD_EDGE_CHARS = 90
TAIL_EDGE_CHARS = 50
WHOLE_MAX_CHARS = HEAD_EDGE_CHARS + TAIL_EDGE_CHARS
# A paragraph is too long for a label with a title: only the openings of recaps are asked of its head.
PARAGRAPH_MIN_CHARS = 320
PARAGRAPH_HEAD_CHARS = 40
CUT_OUT = "\x00"
"""Stands in an edge for the middle of a long line."""

NO_MARKS = f"©@#{CUT_OUT}"
"""At the beginning of a line these say what it is."""

_DIGITS = re.compile(r"\d+")
# Arabic, Indic, Thai and other scripts have digits of their own, which begin with these bytes in UTF-8.
_BYTES_OF_NO_OTHER_DIGIT = bytes({*range(256)} - {*b"\xd9\xdb\xdf\xe0\xe1\xea\xf0"})
_ZEROS = re.compile(r"0(?:[.,]?0)+")
"""A number whose digits were made one: 1,000.50 is a single number."""
_ONE_DIGIT = FOLDED_ASCII.translate(bytes.maketrans(b"123456789", b"000000000"))


def comparable(text: str) -> str:
    """Folded, numbers made one, outer marks off, no space before a colon: French and others set one."""
    return _strip_marks(_folded(text))


def edges_of(texts: Sequence[str]) -> list[str]:
    """Of each line the part that phrases are looked up in, folded, digits made one, outer marks off."""
    return [_strip_marks(edge) for edge in each_changed(_folded, [_sample(text) for text in texts])]


def _sample(text: str) -> str:
    if len(text) <= WHOLE_MAX_CHARS:
        return text
    head = HEAD_EDGE_CHARS if len(text) <= PARAGRAPH_MIN_CHARS else PARAGRAPH_HEAD_CHARS
    return text[:head] + CUT_OUT + text[-TAIL_EDGE_CHARS:]


def _folded(text: str) -> str:
    folded = _ZEROS.sub("0", fold(text, _ONE_DIGIT))
    if not folded.isascii() and folded.encode("utf-8", "surrogatepass").translate(None, _BYTES_OF_NO_OTHER_DIGIT):
        folded = _DIGITS.sub("0", folded)
    return folded.replace(" :", ":") if ":" in folded else folded


def _strip_marks(folded: str) -> str:
    if folded[:1].isalnum():
        return folded.rstrip()
    start = 0
    while start < len(folded) and not folded[start].isalnum() and folded[start] not in NO_MARKS:
        start += 1
    return folded[start:].rstrip()


def phrase_key(phrase: str) -> str:
    """The form in which phrases and edges are compared."""
    return comparable(_with_number(phrase))


def phrase_keys(phrases: Sequence[str]) -> list[str]:
    """`phrase_key` of each, all folded at once: there are more than a hundred thousand."""
    return [_strip_marks(folded) for folded in each_changed(_folded, [_with_number(phrase) for phrase in phrases])]


def _with_number(phrase: str) -> str:
    return phrase.replace("{n}", "0")
