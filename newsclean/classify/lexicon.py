"""All phrases of all languages, and where in a line each of them counts.

Nineteen of twenty phrases count only where a line begins with them: those are walked down a trie
from there. The others are found anywhere in one pass of an automaton (Aho and Corasick, 1975),
which stays small that way: with all phrases in it, every letter would miss the processor's cache.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import ahocorasick

from newsclean.classify.edges import CUT_OUT, comparable
from newsclean.classify.openings import Openings
from newsclean.classify.phrase_roles import Anchor, PhraseRole, Roles, phrase_roles, roles_by_phrase
from newsclean.classify.words import LanguageWords, all_languages
from newsclean.models import Label
from newsclean.text import UNSPACED_LETTER, ends_sentence, is_cut

# Disclosures of commissions take a long paragraph, of 700 characters at most on labelled pages.
PAIR_MAX_CHARS = 1200

AT_THE_START: frozenset[Anchor] = frozenset({"line", "start", "unclosed", "pair"})
"""Anchors of phrases that a line begins with."""
_ANYWHERE: frozenset[Anchor] = frozenset({"inside", "end"})
_AT_THE_END: frozenset[Anchor] = frozenset({"end"})
LAST_LETTERS = 3
_MARKS_AND_DIGITS = " .,;:!?0…\"'”’»)]>→"

_LINE_END_REST = re.compile(r"[\W\d_]*\Z")
_HAS_LETTER = re.compile(r"[^\W\d_]")
# Every step of the automaton looks through the letters that may follow, one by one: with all scripts
# in one the first letter alone would have hundreds.
_LATIN = "latin and other"
_SCRIPTS = {
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "greek": re.compile(r"[\u0370-\u03ff]"),
    "armenian": re.compile(r"[\u0530-\u058f]"),
    "hebrew": re.compile(r"[\u0590-\u05ff]"),
    "arabic": re.compile(r"[\u0600-\u06ff]"),
    "indic": re.compile(r"[\u0900-\u0eff]"),
    "burmese to khmer": re.compile(r"[\u1000-\u10ff\u1200-\u17ff]"),
    "hangul": re.compile(r"[\u1100-\u11ff\uac00-\ud7af]"),
    "kana and han": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]"),
    _LATIN: re.compile(r"\S"),
}
# In UTF-8: a text without them has no letter of the script, which is found in a twentieth of the time.
_FIRST_BYTES = {
    "cyrillic": b"\xd0\xd1\xd2\xd3\xd4",
    "greek": b"\xcd\xce\xcf",
    "armenian": b"\xd4\xd5\xd6",
    "hebrew": b"\xd6\xd7",
    "arabic": b"\xd8\xd9\xda\xdb",
    "indic": b"\xe0",
    "burmese to khmer": b"\xe1",
    "hangul": b"\xe1\xea\xeb\xec\xed",
    "kana and han": b"\xe3\xe4\xe5\xe6\xe7\xe8\xe9",
}
_NO_FIRST_BYTES = bytes({*range(256)} - {*b"".join(_FIRST_BYTES.values())})


class Hit(NamedTuple):
    """A phrase found in a line, where its anchor asks for it."""

    phrase: str
    label: Label
    anchor: Anchor
    start: int
    """Characters of the folded edge before the phrase, markers at the start of the line left out."""


class Lexicon:
    """Immutable after it is built; safe to share between threads."""

    def __init__(self, languages: Mapping[str, LanguageWords], own: Mapping[Label, tuple[str, ...]]) -> None:
        roles = list(phrase_roles(languages, own))
        self._opening_roles = roles_by_phrase(roles, AT_THE_START)
        self._openings = Openings(self._opening_roles)
        self._only_whole = frozenset(
            phrase for phrase, roles in self._opening_roles.items() if all(role.anchor == "line" for role in roles)
        )
        self._automata = _automata_by_script(roles_by_phrase(roles, _ANYWHERE))
        self._last_letters = frozenset(map(_last_letters, roles_by_phrase(roles, _AT_THE_END)))

    def find(self, lines: Sequence[str], edges: Sequence[str], language: str | None) -> dict[int, tuple[Hit, ...]]:
        """Hits by the place of their line, longest phrase first; `edges` are those of the lines."""
        found: dict[int, list[Hit]] = {}
        for at, phrases in enumerate(self._openings.of_each(edges)):
            is_long = bool(phrases) and CUT_OUT in edges[at]
            for phrase in phrases:
                if is_long and phrase in self._only_whole:
                    continue
                hits = _hits_of(phrase, self._opening_roles[phrase], lines[at], edges[at], 0, language)
                found.setdefault(at, []).extend(hits)
        for at, start, phrase, roles in self._anywhere(edges):
            found.setdefault(at, []).extend(_hits_of(phrase, roles, lines[at], edges[at], start, language))
        return {at: tuple(sorted(hits, key=lambda hit: -len(hit.phrase))) for at, hits in found.items() if hits}

    def _anywhere(self, edges: Sequence[str]) -> Iterator[tuple[int, int, str, Roles]]:
        """Place of an edge, where in it a phrase starts, the phrase and its roles; of a long line in the tail only."""
        searched = [edge if (cut := edge.find(CUT_OUT)) < 0 else self._tail_of(edge, cut) for edge in edges]
        joined = "\n".join(searched)
        lengths = list(accumulate(map(len, searched)))
        scripts = _scripts_of(joined)
        for script, automaton in self._automata.items():
            if script not in scripts:
                continue
            at = 0
            for end, (phrase, roles) in automaton.iter(joined):
                start = end - len(phrase) + 1
                while lengths[at] + at <= start:  # where the text of this place ends in all that was joined
                    at += 1
                yield at, start - (lengths[at] + at - len(edges[at])), phrase, roles

    def _tail_of(self, edge: str, cut: int) -> str:
        """What is behind the cut in the edge of a long line, if a phrase may end it: few lines end in its letters."""
        letters = _last_letters(edge)
        is_told = letters[-1:].isalpha() and letters not in self._last_letters
        return "" if is_told else edge[cut + 1 :]


def _last_letters(text: str) -> str:
    """The last few characters before the marks and digits that a line or a phrase ends with."""
    return text.rstrip(_MARKS_AND_DIGITS)[-LAST_LETTERS:]


def _scripts_of(text: str) -> list[str]:
    """The scripts whose letters the text may have."""
    found = text.encode("utf-8", "surrogatepass").translate(None, _NO_FIRST_BYTES)
    if not found:
        return [_LATIN]
    return [_LATIN, *(name for name, first in _FIRST_BYTES.items() if len(found.translate(None, first)) < len(found))]


def _automata_by_script(phrases: Mapping[str, Roles]) -> dict[str, ahocorasick.Automaton]:
    """The phrases, by the script of their first letter: a text is passed over once for each script it has."""
    automata: dict[str, ahocorasick.Automaton] = {}
    for phrase, roles in phrases.items():
        script = next((name for name, letters in _SCRIPTS.items() if letters.search(phrase)), None)
        if script is not None:
            automata.setdefault(script, ahocorasick.Automaton()).add_word(phrase, (phrase, roles))
    for automaton in automata.values():
        automaton.make_automaton()
    return automata


def _hits_of(key: str, roles: Roles, line: str, edge: str, start: int, language: str | None) -> Iterator[Hit]:
    end = start + len(key)
    if not _is_bounded(edge, start, end):
        return
    for role in roles:
        if role.only_there and role.language != language:
            continue
        anchor = _fitting_anchor(role, line, edge, start, end)
        if anchor is not None:
            yield Hit(key, role.label, anchor, start)


def _fitting_anchor(role: PhraseRole, line: str, edge: str, start: int, end: int) -> Anchor | None:
    """The anchor that the phrase has here, where it satisfies the role's."""
    wanted = role.anchor
    is_whole = CUT_OUT not in edge
    if wanted in ("start", "unclosed"):
        counts = start == 0 and (wanted == "start" or not ends_sentence(line) or is_cut(line))
        return "start" if counts else None
    if wanted == "pair":
        return "pair" if start == 0 and _follows(role, line, edge, end) else None
    if wanted == "inside":
        counts = is_whole and (not role.is_set_off or _is_set_off(line, edge, start, end))
        return "inside" if counts else None
    if not (is_whole if start == 0 else wanted == "end"):
        return None
    rest_is_nothing = end == len(edge) if not _HAS_LETTER.search(edge, start, end) else True
    if not rest_is_nothing or _LINE_END_REST.match(edge, end) is None:
        return None
    return "line" if start == 0 else "end"


def _is_set_off(line: str, edge: str, start: int, end: int) -> bool:
    """Whether a mark or a capital sets the phrase apart from what stands before it; not all scripts have capitals."""
    before = edge[:start].rstrip()
    if not before or not before[-1].isalnum() or edge[start].upper() == edge[start]:
        return True
    first = edge[start:end].split(maxsplit=1)[0]
    return any(word[0].isupper() and comparable(word).startswith(first) for word in line.split())


def _follows(role: PhraseRole, line: str, edge: str, end: int) -> bool:
    """Whether one of the phrases stands somewhere behind the place `end`; a page of a line is not searched."""
    text = edge
    if CUT_OUT in edge:
        searched = line[:PAIR_MAX_CHARS]
        if searched.isascii() and not _has_any(searched.lower(), role.words_of_then):
            return False
        text = comparable(searched)
    return any(_stands_in(text, phrase, end) for phrase in role.then if phrase in text)


def _has_any(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _stands_in(text: str, phrase: str, start: int) -> bool:
    """Whether the phrase begins with a word of its own behind `start`; `compensat` stands for several words."""
    place = text.find(phrase, start)
    while place != -1:
        if not (text[place - 1].isalnum() and phrase[0].isalnum()) or UNSPACED_LETTER.match(phrase[0]):
            return True
        place = text.find(phrase, place + 1)
    return False


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Whether the phrase begins and ends at the edge of a word; scripts without spaces have none."""
    before_ok = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    if not before_ok and not UNSPACED_LETTER.match(text[start]):
        return False
    after_ok = end == len(text) or not _goes_on(text[end - 1], text[end])
    return after_ok or bool(UNSPACED_LETTER.match(text[end - 1]))


def _goes_on(last: str, following: str) -> bool:
    """Whether the word goes on behind the phrase; vowel signs of Indic scripts are no letters by themselves."""
    if following.isalnum():
        return last.isalnum()
    return unicodedata.category(following) in ("Mn", "Mc")


@lru_cache(maxsize=32)
def _lexicon(own: tuple[tuple[Label, tuple[str, ...]], ...]) -> Lexicon:
    return Lexicon(all_languages(), dict(own))


def lexicon_for(own: Mapping[Label, tuple[str, ...]]) -> Lexicon:
    """The lexicon of all known languages and a user's own phrases; built once for each set of them."""
    return _lexicon(tuple(sorted(own.items())))
