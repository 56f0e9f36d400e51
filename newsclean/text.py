"""Measures of a string that every stage uses: words, sentence ends, the marks of a cut."""

import re
from collections.abc import Iterator

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|\w+")
# A script without spaces shows about one space in more than this many characters.
_CHARS_PER_SPACE_WITHOUT_WORD_SPACES = 14
# Chinese and Japanese words are about two characters long (Zipf counts in common corpora: 1.6 to 2.2).
_CHARS_PER_UNSPACED_WORD = 2
# Thai, Lao, Burmese and Khmer write vowels and tones as characters of their own, and space clauses, not words.
_SOUTH_EAST_ASIAN = ("\u0e00", "\u17ff")
_CHARS_PER_SOUTH_EAST_ASIAN_WORD = 5
# Thai and Lao close no sentence by a mark: a line of two or three clauses is one, a headline is shorter.
_WITHOUT_SENTENCE_ENDS = ("\u0e00", "\u0eff")
_UNMARKED_SENTENCE_MIN_CHARS = 100
UNSPACED_LETTER = re.compile(r"[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Of a script that sets no space between words: Thai, Lao, Tibetan, Burmese, Khmer, kana and han."""

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u00a0"
SENTENCE_ENDS = frozenset(".!?…。！？؟۔।॥։៕။።‼⁇⁈⁉．｡")
# “ closes what „ opens, in German and in the Slavic and Baltic languages, and ‘ what ‚ does.
_CLOSERS = "\"'”’“‘»«›‹)]}」』）】》〉*_ \u200f\u200e\u00a0\u200b"
COLONS = ":："
CUT_MARKS = ("…", "...", "[…]", "(…)", "[...]", "(...)", "[&hellip;]", "…]", "…»", "...»", "..»")


def as_seen(text: str) -> str:
    """The text without outer white space, and without the marks that nobody sees, which scripts leave at edges.

    Spaces that do not break are spaces.
    """
    bare = text.strip()
    return bare if bare.isascii() else bare.strip(_UNSEEN).strip().replace("\u00a0", " ")


def single_spaced(text: str) -> str:
    """The text without outer white space, and with single spaces for the rest."""
    if text.isprintable() and "  " not in text:  # of white space only the space is printable
        return text.strip()
    return " ".join(text.split())


def word_count(text: str) -> int:
    """Number of words; in a script without spaces, an estimate from the number of characters."""
    spaces = text.count(" ")
    length = len(text)
    if length > _CHARS_PER_SPACE_WITHOUT_WORD_SPACES * (spaces + 1) and not text.isascii():
        middle = text[length // 2]
        # The letters below Thai are of scripts with spaces: one long word of Russian is one word.
        is_spaced = middle < _SOUTH_EAST_ASIAN[0] and (middle.isalpha() or not UNSPACED_LETTER.search(text))
        return spaces + 1 if is_spaced else max(spaces + 1, length // _chars_per_word(middle))
    return spaces + 1 if length else 0


def _chars_per_word(char: str) -> int:
    first, last = _SOUTH_EAST_ASIAN
    return _CHARS_PER_SOUTH_EAST_ASIAN_WORD if first <= char <= last else _CHARS_PER_UNSPACED_WORD


def words(text: str) -> list[str]:
    """The words of a text; one character each in scripts without spaces."""
    return _WORDS.findall(text)


def word_starts(text: str) -> Iterator[int]:
    """Where each word of the text begins."""
    return (word.start() for word in _WORDS.finditer(text))


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing quotation marks and brackets aside."""
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return False
    last = bare[-1]
    if last in SENTENCE_ENDS:
        return True
    first_unmarked, last_unmarked = _WITHOUT_SENTENCE_ENDS
    return first_unmarked <= last <= last_unmarked and len(bare) >= _UNMARKED_SENTENCE_MIN_CHARS


def is_cut(text: str) -> bool:
    """Whether the text ends in the mark of a cut: an ellipsis, bare or in brackets."""
    return text.rstrip(" \u00a0").endswith(CUT_MARKS)


def without_surrogates(text: str) -> str:
    """The text with lone surrogates, which no encoding can store, replaced by U+FFFD."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")  # far faster than looking for them, and nearly no text has any
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text
