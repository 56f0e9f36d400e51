"""The words of texts and queries, the same for every store.

Scripts without spaces are taken character by character, and a query's run of such characters is
looked for as a phrase: so a Chinese name of two characters is found, which an index of trigrams
(SQLite's answer for such scripts) cannot do.
"""

import re
from dataclasses import dataclass
from itertools import islice

import regex

from newsclean.folding import fold
from newsclean.store.contract import Snippet

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = regex.compile(rf"(?V1)[{_UNSPACED}]\p{{M}}*+|[[\p{{L}}\p{{N}}\p{{M}}]--[{_UNSPACED}]]++")
_LATIN_WORD = re.compile(r"[^\W_]+")
# What the quicker pattern does not know: marks and unspaced scripts. U+2000 to U+2BFF are punctuation and symbols.
_BEYOND_LATIN = re.compile("[\u0300-\u1fff\u2c00-\U0010ffff]")
_BEYOND_ASCII = re.compile("[\x80-\u1fff\u2070-\U0010ffff]")  # U+2000 to U+206F are punctuation
_ASCII_WORDS = bytes(code if chr(code).isalnum() and code < 0x80 else 0x20 for code in range(256))
_QUERY_PART = regex.compile(r'(-?)(?:"([^"]*+)"?|([^\s"]++))')

# PostgreSQL refuses a word of more than 2,046 bytes; no real one comes near this.
_MAX_WORD_CHARS = 200
# A query is typed by a person; what is longer would only keep the database busy.
_MAX_QUERY_CHARS = 1_000
_MAX_QUERY_PARTS = 50
_SNIPPET_CHARS_BEFORE = 60
_SNIPPET_CHARS = 200


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A parsed query: phrases, each a tuple of folded words that follow each other."""

    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...] = ()


def folded_words(text: str) -> list[str]:
    """The words of a text in order, without case and accents; only letters, digits and marks in them."""
    folded = fold(text)
    if folded.isascii() or not _BEYOND_ASCII.search(folded):
        # Ten times as quick as a pattern; punctuation beyond ASCII becomes a question mark and parts words too.
        words = folded.encode("ascii", "replace").translate(_ASCII_WORDS).decode("ascii").split()
    elif _BEYOND_LATIN.search(folded):
        words = _WORD.findall(folded)
    else:
        words = _LATIN_WORD.findall(folded)
    if max(map(len, words), default=0) <= _MAX_WORD_CHARS:
        return words
    return [word[:_MAX_WORD_CHARS] for word in words]


def _folded(word: str) -> str:
    return "".join(folded_words(word))


def parse_query(query: str) -> SearchQuery:
    """Read a user's query; whatever it holds, what comes out is only words.

    >>> parse_query('Été "deux mots" -sport')
    SearchQuery(wanted=(('ete',), ('deux', 'mots')), unwanted=(('sport',),))
    """
    wanted: list[tuple[str, ...]] = []
    unwanted: list[tuple[str, ...]] = []
    for part in islice(_QUERY_PART.finditer(query[:_MAX_QUERY_CHARS]), _MAX_QUERY_PARTS):
        phrase = tuple(folded_words(part[2] or part[3] or ""))
        if phrase:
            (unwanted if part[1] else wanted).append(phrase)
    return SearchQuery(tuple(wanted), tuple(unwanted))


def phrase_count(query: SearchQuery, *texts: str) -> int:
    """How often the wanted phrases stand in the texts; 0 where one is missing or an unwanted one is there."""
    padded = " \0 ".join(f" {' '.join(folded_words(text))} " for text in texts)
    if any(_padded(phrase) in padded for phrase in query.unwanted):
        return 0
    found = [padded.count(_padded(phrase)) for phrase in query.wanted]
    return sum(found) if found and all(found) else 0


def _padded(phrase: tuple[str, ...]) -> str:
    return f" {' '.join(phrase)} "


def snippet(query: SearchQuery, text: str) -> Snippet:
    """The part of `text` around the first place that matches; its beginning where only the title does."""
    places = list(_phrase_places(query, text))
    start = max(0, places[0][0] - _SNIPPET_CHARS_BEFORE) if places else 0
    while 0 < start < len(text) and not text[start - 1].isspace() and start < places[0][0]:
        start += 1
    end = min(len(text), start + _SNIPPET_CHARS)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    # Every white space becomes one blank, so that the places stay where they are.
    piece = regex.sub(r"\s", " ", text[start:end])
    shift = len(before) - start
    inside = tuple((first + shift, last + shift) for first, last in places if last <= end)
    return Snippet(before + piece + after, inside)


def _phrase_places(query: SearchQuery, text: str) -> list[tuple[int, int]]:
    matches = [(_folded(match[0]), match) for match in _WORD.finditer(text)]
    placed = [(word, match.start(), match.end()) for word, match in matches if word]
    words = [word for word, _, _ in placed]
    places = []
    for phrase in query.wanted:
        for index, word in enumerate(words):
            if word == phrase[0] and tuple(words[index : index + len(phrase)]) == phrase:
                places.append((placed[index][1], placed[index + len(phrase) - 1][2]))
    return sorted(places)
