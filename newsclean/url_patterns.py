"""Patterns of URLs: `*` stands for any characters and nothing else is special, so that matching is never slow."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

MAX_PATTERN_CHARACTERS = 500
"""Longer than any URL part that somebody would write by hand."""
_WHOLE_URL = ("http://", "https://", "*")


def check_pattern(pattern: str) -> str:
    """`pattern` itself. Raises ValueError with the reason where it can match no URL."""
    if not pattern.startswith(("/", *_WHOLE_URL)):
        raise ValueError('a pattern begins with "/", for the path, or with "http://", "https://" or "*", for the URL')
    if len(pattern) > MAX_PATTERN_CHARACTERS:
        raise ValueError(f"a pattern has at most {MAX_PATTERN_CHARACTERS} characters")
    if any(character.isspace() or not character.isprintable() for character in pattern):
        raise ValueError("a pattern holds no white space and no control characters, for no URL does")
    if "#" in pattern:
        raise ValueError('a pattern holds no "#": what follows it in a URL is never sent')
    return pattern


def matches(url: str, pattern: str) -> bool:
    """Whether the whole of `url` is as the pattern says; one that begins with `/` is for path and query alone.

    Capital letters make no difference.

    >>> matches("https://example.org/News/a?page=2", "/news/*"), matches("https://example.org/news", "*/sport/*")
    (True, False)
    """
    subject = _path(url) if pattern.startswith("/") else url
    return _fits(subject.casefold(), pattern.casefold())


@dataclass(frozen=True, slots=True)
class UrlPatterns:
    """Which found pages are wanted."""

    only: tuple[str, ...] = ()
    """Where there are any, a page must match one."""
    never: tuple[str, ...] = ()
    """A page that matches one is left out."""

    def __bool__(self) -> bool:
        """Whether any page may be left out at all."""
        return bool(self.only or self.never)

    def wants(self, url: str) -> bool:
        """Whether a page that a listing names is to be fetched."""
        return (not self.only or _any(url, self.only)) and not self.forbids(url)

    def forbids(self, url: str) -> bool:
        """Whether a page is left out wherever it is found, an aggregator's original too."""
        return _any(url, self.never)


EVERY_URL: Final = UrlPatterns()
"""Leaves nothing out."""


def _any(url: str, patterns: Iterable[str]) -> bool:
    return any(matches(url, pattern) for pattern in patterns)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _fits(text: str, pattern: str) -> bool:
    first, *rest = pattern.split("*")
    if not rest:
        return text == first
    last = rest.pop()
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in rest:  # the leftmost place of each piece leaves the most room for the others
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
