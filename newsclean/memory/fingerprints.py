"""The 64-bit fingerprints by which a memory knows pages, lines and beginnings."""

import re
from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from struct import unpack
from zlib import crc32

from xxhash import xxh3_64_digest

from newsclean.folding import TWO_SPACES, casefolded_and_spaced, casefolded_words, fold
from newsclean.text import CUT_MARKS, is_cut, words

LEAD_MAX_WORDS = 90
"""Teasers are cut at up to 60 words or 500 characters."""
LEAD_MIN_WORDS = 4
# Four words of a language, ten characters of a script without spaces.
LEAD_MIN_CHARS = 18
LEAD_MIN_UNSPACED = 10
CHECK_BYTES = 2
_HALF = 0xFFFF_FFFF
_CHECK = 0xFFFF
_TAIL_MARKS = " \u00a0\t"
_BETWEEN = "\x01"
"""A control character that no line should have."""
_FIRST_UNSPACED = "\u0e00"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def fingerprint(text: str) -> int:
    """64 bits of a text by which a page or a story is known, signed, as SQLite keeps integers."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def line_fingerprint(text: str) -> int:
    """Of a line; case and white space are of no matter."""
    return numbers([casefolded_words(text)])[0]


def line_fingerprints(texts: Sequence[str]) -> tuple[int, ...]:
    """Of each line, without outer white space."""
    return numbers(casefolded_lines(texts))


def casefolded_lines(texts: Sequence[str]) -> list[bytes]:
    """What the fingerprint of each line is made of; all by one call."""
    raw = casefolded_and_spaced(_BETWEEN.join(texts))
    parts = raw.split(_BETWEEN.encode())
    if len(parts) != len(texts):
        return [casefolded_words(text) for text in texts]
    return [b" ".join(part.split()) for part in parts] if TWO_SPACES.search(raw) else parts


def numbers(parts: Sequence[bytes]) -> tuple[int, ...]:
    """64 bits of each, signed."""
    return unpack(f">{len(parts)}q", b"".join(map(xxh3_64_digest, parts)))


def half(value: int) -> int:
    """The lower 32 bits, by which a page's own list keeps its lines."""
    return value & _HALF


def packed(values: set[int]) -> bytes:
    """Numbers of 32 bits as bytes, in order."""
    return array("I", sorted(values)).tobytes()


def unpacked(content: bytes | None) -> set[int]:
    """The numbers that `packed` has written."""
    numbers = array("I")
    numbers.frombytes(content or b"")
    return set(numbers)


def lead_words(text: str) -> list[str]:
    """The folded words of a beginning, as many as are remembered."""
    return words(fold(text[: LEAD_MAX_WORDS * 16]))[:LEAD_MAX_WORDS]


def is_long_enough(found: list[str]) -> bool:
    """Whether so many words cannot begin two pages by chance."""
    if len(found) < LEAD_MIN_WORDS:
        return False
    chars = sum(map(len, found))
    return chars >= LEAD_MIN_CHARS or (len(found) >= LEAD_MIN_UNSPACED and bool(_UNSPACED.match(found[0])))


def openings(beginnings: Iterable[str]) -> list[bytes]:
    """What the fingerprints by which beginnings are looked up are made of, given their words run together.

    That are as many letters as the shortest beginnings have: a longer one is found by them in any line. Then all of
    the words are compared.
    """
    return [  # no word has a lone surrogate
        (text[:LEAD_MIN_CHARS] if text < _FIRST_UNSPACED else _opening(text)).encode() for text in beginnings
    ]


def _opening(text: str) -> str:
    return text[: LEAD_MIN_UNSPACED if _UNSPACED.match(text) else LEAD_MIN_CHARS]


def checks(found: Sequence[str]) -> bytes:
    """Two bytes for each number of words: the end of the CRC-32 of the first so many words."""
    value = 0
    parts = array("H")
    for word in found:
        value = crc32(_spaced(word), value)
        parts.append(value & _CHECK)
    return parts.tobytes()


def _spaced(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass") + b" "


def agree(one: bytes, other: bytes, count: int) -> bool:
    """Whether both have checks for so many words, and the same."""
    end = CHECK_BYTES * count
    return 0 < end <= min(len(one), len(other)) and one[end - CHECK_BYTES : end] == other[end - CHECK_BYTES : end]


def check_count(content: bytes) -> int:
    """How many words the checks are of."""
    return len(content) // CHECK_BYTES


def without_cut_mark(text: str) -> str:
    """The line without the mark of a cut at its end."""
    bare = text.rstrip(_TAIL_MARKS)
    if not is_cut(bare):
        return bare
    mark = max((mark for mark in CUT_MARKS if bare.endswith(mark)), key=len)
    return bare[: -len(mark)].rstrip(_TAIL_MARKS)
