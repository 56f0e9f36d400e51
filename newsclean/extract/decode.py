"""Bytes to text: a page's or a file's charset, found out rather than believed."""

import re

from resiliparse.parse.encoding import detect_encoding
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from newsclean.errors import InputError

# What begins like this is another kind of file, whatever its name or header says.
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
    (b"\x00\x00\x00\x1cftyp", "a media file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_SAMPLE_BYTES = 10_000
# What browsers take undeclared bytes for in most of the world.
_FALLBACK = "cp1252"
# Codecs of Python's own, or of host names: no browser knows them, and punycode takes hours for a page.
_NO_CHARSETS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape"})
# Text of any charset has next to no control characters; compressed or binary data has one in nine bytes.
_MAX_CONTROL_SHARE = 0.05
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1b"})


def decode(data: bytes, content_type: str | None = None) -> str:
    """The text in `data`: by its byte order mark, as UTF-8 where it is valid UTF-8, as declared, or guessed.

    Bytes that are valid UTF-8 are UTF-8 even where another charset is declared: text in another
    charset that happens to be valid UTF-8 is practically ASCII.

    Raises:
        InputError: the bytes are a PDF, an image, an archive or other binary data.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"this is {what}, not a page or a text")
    encoding, bom = read_bom(data)
    if encoding is not None and bom is not None:
        return data[len(bom) :].decode(encoding, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode_declared_or_guessed(data, content_type)
    _refuse_binary(data)
    return text


def _decode_declared_or_guessed(data: bytes, content_type: str | None) -> str:
    declared = http_content_type_encoding(content_type) or html_body_declared_encoding(data)
    resolved = resolve_encoding(declared) if declared else None
    if resolved and not is_charset(resolved):
        resolved = None
    if resolved and resolved != "utf-8":
        try:
            return data.decode(resolved)
        except UnicodeDecodeError:
            pass  # the declaration does not hold: guess
    sample = _telling_sample(data)
    if resolved != "utf-8" or _is_mostly_invalid_utf8(sample):
        return data.decode(_guessed(sample), "replace")
    return data.decode(resolved or "utf-8", "replace")


def is_charset(name: str) -> bool:
    """Whether `name` is a charset of texts, and not another of Python's codecs."""
    resolved = resolve_encoding(name)
    try:
        return resolved is not None and resolved not in _NO_CHARSETS and "a".encode(resolved) != b""
    except (UnicodeError, LookupError):
        return False


def _telling_sample(data: bytes) -> bytes:
    """A sample from where the bytes stop being ASCII, which is all that a page's head may hold."""
    first = _NOT_ASCII.search(data)
    start = first.start() if first else 0
    return data[max(0, start - 1_000) : start + _SAMPLE_BYTES] + data[-_SAMPLE_BYTES:]


def _guessed(sample: bytes) -> str:
    """The charset that the bytes look like; names are resolved as browsers do, which read Latin-1 as Windows-1252."""
    detected = detect_encoding(sample, html5_compatible=False)
    return (resolve_encoding(detected) if detected else None) or _FALLBACK


def _is_mostly_invalid_utf8(sample: bytes) -> bool:
    """Whether more of the non-ASCII bytes fail as UTF-8 than pass; a page may have one broken character."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken > sum(not char.isascii() for char in text) - broken


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE_BYTES]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _MAX_CONTROL_SHARE * len(sample):
        raise InputError("this is binary data, not a page or a text")
