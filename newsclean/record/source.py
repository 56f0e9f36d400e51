"""The agency or outlet that a cut credit names."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from newsclean.models import Cut, Label
from newsclean.text import word_count

MAX_SOURCE_WORDS = 6
_LABELLED = re.compile(r"[^:：]{2,40}[:：]\s*(\S.*)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# What follows a bar is another credit: “Source: Valley Post | Length: 3 min”; in a cell of a table it is escaped.
_NEXT_CREDIT = re.compile(r"(?:\s|\A)\\?[|·•]\s")
_OUTER = " \t\u00a0.,;:()[]（）【】«»“”\"'–—-/|*"


def source_of(removed: Iterable[Cut]) -> str | None:
    """The name in the first cut credit that has one.

    It stands behind a label (`Source: AFP.`), is an agency at the end (`Avec l'AFP`), the host of an
    address, or the capitalised words that end the line (`First published in The Valley Post`).
    """
    credits = (cut for cut in removed if cut.verdict.label is Label.SOURCE_CREDIT)
    return next(filter(None, map(_named_in, credits)), None)


def _named_in(cut: Cut) -> str | None:
    text = cut.text.strip().strip("()[]")
    if _ADDRESS.fullmatch(text):
        return _host(text)
    match = _LABELLED.match(text)
    name = (
        _NEXT_CREDIT.split(match[1], maxsplit=1)[0].strip(_OUTER)
        if match
        else cut.verdict.named or _capitalised_end(text)
    )
    if not name or word_count(name) > MAX_SOURCE_WORDS:
        return cut.verdict.named
    return _host(name) if _ADDRESS.fullmatch(name) else name


def _host(address: str) -> str | None:
    try:
        host = urlsplit(address if "://" in address else f"https://{address}").hostname
    except ValueError:  # a broken IPv6 address
        return None
    return host.removeprefix("www.") if host else None


def _capitalised_end(text: str) -> str:
    """The capitalised words that end a line which opens with others."""
    words = text.strip(_OUTER).split()
    start = len(words)
    while start and words[start - 1][0].isupper():
        start -= 1
    return " ".join(words[start:]) if start else ""
