"""The ends of lines, in the form in which phrases are looked up in them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsclean.text import FOLDED_ASCII, each_changed, fold

# A line longer than both edges together is looked at only at its edges: every anchor but `inside`
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
# Arabic, Indic, Thai and other scripts with digits of their own; Latin, Greek and Cyrillic have none.
_MAY_HAVE_OTHER_DIGITS = re.compile(r"[\u0660-\u1cff\ua620-\uabff\U00010000-\U0010ffff]")
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
    folded = fold(text, _ONE_DIGIT)
    while "00" in folded:
        folded = folded.replace("00", "0")
    for separated in ("0,0", "0.0"):
        while separated in folded:
            folded = folded.replace(separated, "0")
    if not folded.isascii() and _MAY_HAVE_OTHER_DIGITS.search(folded) is not None:
        folded = _DIGITS.sub("0", folded)
    return folded.replace(" :", ":")


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
