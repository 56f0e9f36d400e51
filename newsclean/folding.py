"""Forms in which strings are compared: case, accents, quotation marks, dashes and white space made equal."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from newsclean.one_byte_codes import latin_changed, latin_table, one_byte_changed
from newsclean.text import words

_COMBINING = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670]+")
_FIRST_BYTES_OF_COMBINING = (b"\xcc", b"\xcd", b"\xd2", b"\xd6", b"\xd7", b"\xd9")
"""In UTF-8: a search for them is many times as fast as one for the characters."""
_COMMONEST_ACCENTS = tuple((accent, "") for accent in "\u0300\u0301\u0302\u0303\u0306\u0308\u030a\u030c\u0327\u0328")

# These alone keep most lines of English from being ASCII.
_COMMONEST_FORMS = (
    *(("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"')),
    *(("\u2013", "-"), ("\u2014", "-"), ("\u2026", "..."), ("\u00a0", " ")),
)
_MALAYALAM_WITHOUT_VOWEL = tuple(
    zip("\u0d7a\u0d7b\u0d7c\u0d7d\u0d7e\u0d7f", "\u0d23\u0d28\u0d30\u0d32\u0d33\u0d15", strict=True)
)
# Letters that decomposition leaves alone: those with a stroke, apostrophes and dashes of all forms,
# Arabic letters that Persian writes otherwise, joiners and spaces.
_OTHER_FORMS = (
    *zip("øłđıħŧ", "oldiht", strict=True),
    *((mark, "'") for mark in "\u02bc\u00b4"),
    *((mark, '"') for mark in "\u201e\u201f"),
    *((dash, "-") for dash in "\u2010\u2011"),
    *zip("\u064a\u0649\u0643", "\u06cc\u06cc\u06a9", strict=True),
    *((joiner, "") for joiner in "\u0640\u200b\u200d"),
    # Written with one letter, or with the consonant's own and a sign that takes its vowel.
    *((letter, consonant + "\u0d4d") for letter, consonant in _MALAYALAM_WITHOUT_VOWEL),
    *((space, " ") for space in "\u200c\u0085\u1680\u2028\u2029"),
)
# Its characters are folded one by one: none of them is an accent that would change places with another.
_CYRILLIC = "cp1251"
_COMMONEST_CYRILLIC = "\u043e"
_WESTERN = "cp1252"
TWO_SPACES = re.compile(b"  ")
"""In bytes: found in half the time that `in` takes."""
_JAMO = re.compile("[\u1100-\u11ff]+")
_FIRST_BYTE_OF_JAMO = b"\xe1"
_BETWEEN = "\x01"
"""A control character that folding leaves alone and that no page should have."""
FOLDED_ASCII = bytes(
    code if code >= 128 else ord(" ") if chr(code).isspace() else ord("'" if chr(code) == "`" else chr(code).lower())
    for code in range(256)
)
"""Each byte of UTF-8 in its folded form, of which the ASCII characters have one of their own."""
_LOWER_ASCII_AND_SPACES = bytes(
    ord(" ") if code < 128 and chr(code).isspace() else code
    for code in bytes(range(256)).lower()  # which knows ASCII alone
)
_ASCII_WORDS = bytes(
    form if form >= 128 or chr(form).isalnum() or chr(form) in f"_{_BETWEEN}" else ord(" ") for form in FOLDED_ASCII
)
"""The same with spaces for all that is no part of a word."""
_ASCII_BYTES = bytes(range(128))
_OTHER_SPACES = tuple((char, " ") for char in map(chr, range(128, 0x10000)) if char.isspace())
# Beyond these it costs more to look than it saves.
_MAX_CHARS_ONE_BY_ONE = 20
_MOSTLY_ASCII_MAX_BYTES_PER_CHAR = 1.1
"""In UTF-8: one letter in ten is beyond ASCII, or fewer that take three bytes."""
_BYTES_BEYOND_ASCII = bytes(range(128, 256))
# In UTF-8 the accents U+0300 to U+036F begin with these two, and a dozen archaic Greek letters that no news has.
_BYTES_OF_ACCENTED_ASCII = _ASCII_BYTES + b"\xcc\xcd" + bytes(range(0x80, 0xC0))
# No letter of Cyrillic, kana or han begins as one of the other forms does: a text of them is not searched for each.
_BYTES_OF_NO_OTHER_FORM = bytes({*range(256)} - {letter.encode()[0] for letter, _ in _OTHER_FORMS})


def fold(text: str, ascii_forms: bytes = FOLDED_ASCII) -> str:
    """The text with case, accents, quote and dash forms and runs of white space made equal.

    `ascii_forms` has the form of each byte of UTF-8, for those that fold more than this.
    """
    mapped = _mapped(text, ascii_forms)
    return " ".join(mapped.split()) if "  " in mapped else mapped.strip()  # it has no other white space left


def _mapped(text: str, ascii_forms: bytes) -> str:
    # Mapped as bytes: many times as fast as the methods of strings.
    if text.isascii():
        return _encoded(text).translate(ascii_forms).decode("ascii")
    text = _replaced(text, _COMMONEST_FORMS)
    changed = latin_changed(text, _latin_forms(ascii_forms))
    if changed is None and _COMMONEST_CYRILLIC in text:
        changed = one_byte_changed(text, _CYRILLIC, _mapping_of(ascii_forms))
    if changed is not None:
        return changed
    return _without_accents(text).translate(ascii_forms).decode("utf-8", "surrogatepass")


def casefolded_words(text: str) -> bytes:
    """`" ".join(text.casefold().split())` in UTF-8, many times as fast."""
    raw = casefolded_and_spaced(text)
    return b" ".join(raw.split()) if TWO_SPACES.search(raw) else raw.strip()


def casefolded_and_spaced(text: str) -> bytes:
    """`text.casefold()` in UTF-8, with a space for each white space."""
    if text.isascii():
        return _encoded(text).translate(_LOWER_ASCII_AND_SPACES)
    changed = latin_changed(text, _latin_casefolds())
    if changed is None and _COMMONEST_CYRILLIC in text:
        changed = one_byte_changed(text, _CYRILLIC, _casefolded_or_space)
    if changed is not None:
        return _encoded(changed)
    raw = _few_changed(text, _casefolded_or_space)
    if raw is None:
        raw = _encoded(_replaced(text.casefold(), _OTHER_SPACES))
    return raw.translate(_LOWER_ASCII_AND_SPACES)


def _casefolded_or_space(char: str) -> str:
    return " " if char.isspace() else char.casefold()


def each_changed(change: Callable[[str], str], texts: Sequence[str]) -> list[str]:
    """`change` of each text, outer white space apart, by one call for all: a page has dozens of short lines.

    `change` has to look at one character at a time, as folding does.
    """
    changed = change(_BETWEEN.join(texts)).split(_BETWEEN)
    if len(changed) == len(texts):
        return changed
    return [change(text) for text in texts]  # one of them has that character itself, or there is none


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _without_accents(text: str) -> bytes:
    """In UTF-8."""
    raw = _few_changed(text, _form_anywhere)
    return _encoded(_decomposed(text)) if raw is None else raw


@lru_cache(maxsize=8)
def _latin_forms(ascii_forms: bytes) -> bytes:
    """What folding makes of each byte of Latin-1."""
    forms = map(_form_anywhere, map(chr, range(256)))
    return latin_table(form and _encoded(form).translate(ascii_forms).decode("utf-8") for form in forms)


@lru_cache(maxsize=1)
def _latin_casefolds() -> bytes:
    return latin_table(map(_casefolded_or_space, map(chr, range(256))))


def _few_changed(text: str, change: Callable[[str], str | None]) -> bytes | None:
    """The text in UTF-8 with all characters beyond ASCII changed; None where they are many, or one has no form.

    What the forms consist of has to stay as it is when it is changed once more.
    """
    raw = _encoded(text)
    if len(raw) > _MOSTLY_ASCII_MAX_BYTES_PER_CHAR * len(text):
        return None
    chars = set(raw.translate(None, _ASCII_BYTES).decode("utf-8", "surrogatepass"))
    if len(chars) > _MAX_CHARS_ONE_BY_ONE:
        return None
    for char in sorted(chars):
        form = change(char)
        if form is None:
            return None
        if form != char:
            raw = raw.replace(_encoded(char), _encoded(form))
    return raw


@lru_cache(maxsize=8)
def _mapping_of(ascii_forms: bytes) -> Callable[[str], str]:
    """What folding makes of a character that no other changes."""

    def mapped(char: str) -> str:
        return _encoded(_decomposed(char)).translate(ascii_forms).decode("utf-8", "surrogatepass")

    return mapped


@lru_cache(maxsize=1024)
def _form_anywhere(char: str) -> str | None:
    """What folding makes of a character, but for the case; None where that may depend on what stands beside it."""
    form = _decomposed(char)
    stands_alone = form == char and not unicodedata.combining(char) and not _JAMO.match(char)
    return form if form.isascii() or stands_alone else None


def _decomposed(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    raw = _encoded(folded)
    if not raw.translate(None, _BYTES_OF_ACCENTED_ASCII):
        return raw.translate(None, _BYTES_BEYOND_ASCII).decode("ascii")
    folded = _replaced(folded, _COMMONEST_ACCENTS)
    raw = _encoded(folded)
    if any(byte in raw for byte in _FIRST_BYTES_OF_COMBINING):
        folded = _COMBINING.sub("", folded)
    if raw.translate(None, _BYTES_OF_NO_OTHER_FORM):
        folded = _replaced(folded, _OTHER_FORMS)
    if _FIRST_BYTE_OF_JAMO not in raw:
        return folded
    return _JAMO.sub(lambda run: unicodedata.normalize("NFC", run[0]), folded)  # NFKD takes Hangul apart


def _replaced(text: str, forms: tuple[tuple[str, str], ...]) -> str:
    """One after another: `str.translate` with a mapping takes ten times as long."""
    for form, common in forms:
        text = text.replace(form, common)
    return text


def words_run_together(texts: Sequence[str]) -> list[str]:
    """`"".join(words(fold(text)))` of each, all by one call."""
    joined = _BETWEEN.join(texts)
    changed = None if joined.isascii() else _words_changed(joined)
    spaced = _mapped(joined, _ASCII_WORDS) if changed is None else changed
    parts = spaced.replace(" ", "").split(_BETWEEN)
    if len(parts) != len(texts):
        return ["".join(words(fold(text))) for text in texts]
    if changed is not None or spaced.isascii():
        return parts  # what is left of ASCII are words and spaces
    return [part if part.isalnum() else "".join(words(part)) for part in parts]


def _words_changed(text: str) -> str | None:
    # The code that a text does not fit raises, which takes as long as the other.
    if _COMMONEST_CYRILLIC in text:
        return one_byte_changed(text, _CYRILLIC, _word_or_space)
    changed = one_byte_changed(text.replace("ß", "ss"), _WESTERN, _word_or_space)
    return one_byte_changed(text, _CYRILLIC, _word_or_space) if changed is None else changed


def _word_or_space(char: str) -> str:
    form = _mapped(char, _ASCII_WORDS)
    return form if form.isalnum() or form in ("_", _BETWEEN) else " "
