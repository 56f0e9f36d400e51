"""The ends of lines, in the form in which phrases are looked up in them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

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

_DIGITS = re.compile(r"\d+")
# Arabic, Indic, Thai and other scripts have digits of their own, which begin with these bytes in UTF-8.
_BYTES_OF_NO_OTHER_DIGIT = bytes({*range(256)} - {*b"\xd9\xdb\xdf\xe0\xe1\xea\xf0"})
_INSIDE_NUMBERS = frozenset({"", ",", "."})
_ONE_DIGIT = FOLDED_ASCII.translate(bytes.maketrans(b"123456789", b"000000000"))


class Edge(NamedTuple):
    """A line's folded edges: all of a short line, head and tail of a long one."""

    text: str
    is_whole: bool
    line: str
    """The line itself, for the rare phrase of which a part may stand in the middle."""


def comparable(text: str) -> str:
    """Folded, numbers made one, outer marks off, no space before a colon: French and others set one."""
    return _strip_marks(_folded(text))


def edges_of(texts: Sequence[str]) -> list[Edge]:
    """Of each line the part that phrases are looked up in, folded, digits made one, outer marks off."""
    folded = each_changed(_folded, [_sample(text) for text in texts])
    return [
        Edge(_strip_marks(edge), len(text) <= WHOLE_MAX_CHARS, text) for edge, text in zip(folded, texts, strict=True)
    ]


def _sample(text: str) -> str:
    if len(text) <= WHOLE_MAX_CHARS:
        return text
    head = HEAD_EDGE_CHARS if len(text) <= PARAGRAPH_MIN_CHARS else PARAGRAPH_HEAD_CHARS
    return text[:head] + CUT_OUT + text[-TAIL_EDGE_CHARS:]


def _folded(text: str) -> str:
    folded = _with_one_zero(fold(text, _ONE_DIGIT))
    if not folded.isascii() and folded.encode("utf-8", "surrogatepass").translate(None, _BYTES_OF_NO_OTHER_DIGIT):
        folded = _DIGITS.sub("0", folded)
    return folded.replace(" :", ":") if ":" in folded else folded


def _with_one_zero(folded: str) -> str:
    """Each run of zeros made one, with points and commas between them left out: 1,000.50 is one number."""
    parts = folded.split("0")
    if len(parts) <= 2:
        return folded
    return "0".join([parts[0], *[part for part in parts[1:-1] if part not in _INSIDE_NUMBERS], parts[-1]])


def _strip_marks(folded: str) -> str:
    if folded[:1].isalnum():
        return folded.rstrip()
    start = 0
    while start < len(folded) and not folded[start].isalnum() and folded[start] not in "©@#":
        start += 1
    return folded[start:].rstrip()


def phrase_key(phrase: str) -> str:
    """The form in which phrases and edges are compared."""
    return comparable(_with_number(phrase))


def phrase_keys(phrases: Sequence[str]) -> list[str]:
    """`phrase_key` of each, all folded at once: there are fifty thousand."""
    return [_strip_marks(folded) for folded in each_changed(_folded, [_with_number(phrase) for phrase in phrases])]


def _with_number(phrase: str) -> str:
    return phrase.replace("{n}", "0")
