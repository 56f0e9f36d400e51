"""How pages begin, as rows of the memory, and whether a line begins so too."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from newsclean.folding import fold
from newsclean.memory import fingerprints as prints
from newsclean.models import Lead, LeadMatch
from newsclean.text import ends_sentence, is_cut, word_count, words

GLUED_MAX_WORDS = 8
"""“12 May 2024, 18:30”, “3 hours ago”, “Culture and society”."""
UNMARKED_GLUED_MAX_WORDS = 2
"""A category that neither a mark nor a number parts from the title."""
# Two words in one line and a cut mark are no beginning that only one page could have.
CUT_MIN_WORDS = 5
# Without a mark, and short of a whole title or sentence, a beginning has to be longer.
UNCUT_MIN_WORDS = 8
_PROSE_MIN_WORDS = 12


class LeadKind(IntEnum):
    """Which beginning of a page a row is of."""

    TITLE_AND_BODY = 0
    BODY = 1
    TITLE_AND_SUMMARY = 2
    SUMMARY = 3
    FIRST_PARAGRAPH = 4


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One beginning of a page."""

    opening: int
    kind: LeadKind
    title_words: int
    """How many of the words are the title; all lines that have just those are titles."""
    checks: bytes


def lead_rows(lead: Lead, body: Sequence[str] = ()) -> list[LeadRow]:
    """The beginnings of a page: what it is announced by, and the first words of its text."""
    title = prints.lead_words(lead.title or "")
    rows = []
    if body:
        start = next((place for place, line in enumerate(body) if word_count(line) >= prints.LEAD_MIN_WORDS), 0)
        first = next((place for place, line in enumerate(body) if _is_prose(line)), start)
        opening = _opening_words(body, start)
        rows.append(_row(LeadKind.TITLE_AND_BODY, [*title, *_opening_words(body, first)], len(title)))
        rows.append(_row(LeadKind.BODY, opening, 0))
        if first != start:
            rows.append(_row(LeadKind.FIRST_PARAGRAPH, _opening_words(body, first), 0))
    summary = prints.lead_words(lead.summary or "")
    if summary or not body:
        rows.append(_row(LeadKind.TITLE_AND_SUMMARY, [*title, *summary], len(title)))
        rows.append(_row(LeadKind.SUMMARY, summary, 0))
    return [row for row in rows if row is not None]


def _row(kind: LeadKind, found: list[str], title_words: int) -> LeadRow | None:
    found = found[: prints.LEAD_MAX_WORDS]
    if not prints.is_long_enough(found[:title_words]):
        title_words = 0  # by so few words no page is known
    if not prints.is_long_enough(found):
        return None
    (opening,) = prints.numbers(prints.openings(["".join(found)]))
    return LeadRow(opening, kind, title_words, prints.checks(found))


def _opening_words(body: Sequence[str], start: int) -> list[str]:
    found: list[str] = []
    for line in body[start:]:
        found += prints.lead_words(line)
        if len(found) >= prints.LEAD_MAX_WORDS:
            break
    return found[: prints.LEAD_MAX_WORDS]


def _is_prose(line: str) -> bool:
    return ends_sentence(line) and word_count(line.strip()) >= _PROSE_MIN_WORDS


@dataclass(frozen=True, slots=True)
class KnownLead:
    """A beginning that the memory has, with the page that begins so."""

    page: int
    url: str
    title_words: int
    checks: bytes


@dataclass(frozen=True, slots=True)
class Teaser:
    """A line from one of its words on, ready to be compared with many beginnings."""

    glued: tuple[str, ...]
    """The words before."""
    found: tuple[str, ...]
    checks: bytes
    """Of the words found, as the memory has them of a beginning."""
    was_cut: bool

    def is_begun_by(self, known: KnownLead, count: int) -> bool:
        """Whether the first so many words are those of the known beginning."""
        return prints.agree(self.checks, known.checks, count)


def teaser(text: str, start: int) -> Teaser:
    """The line from its character `start` on."""
    found = words(fold(prints.without_cut_mark(text)[start:]))
    checks = prints.checks(found[: prints.LEAD_MAX_WORDS])
    return Teaser(tuple(words(fold(text[:start]))), tuple(found), checks, is_cut(text))


def match(line: Teaser, known: KnownLead) -> LeadMatch | None:
    """What of the line is the beginning of the known page; None where it is not."""
    count = _common(line, known) if len(line.glued) <= GLUED_MAX_WORDS else None
    if count is None or not _is_enough(count, known, line.was_cut):
        return None
    rest = line.found[count:] if not line.was_cut or count < len(line.found) - 1 else ()
    return LeadMatch(known.url, count, count == known.title_words, " ".join([*line.glued, *rest]))


def _common(line: Teaser, known: KnownLead) -> int | None:
    """How many words of the line the page begins with: all, all but a word cut in two, or its title before a date."""
    total = prints.check_count(known.checks)
    count = len(line.found)
    if count > total == prints.LEAD_MAX_WORDS:
        count = total
    if line.is_begun_by(known, count):
        return count
    if line.was_cut and line.is_begun_by(known, count - 1):
        return count - 1
    end = known.title_words or total
    if count > end and line.is_begun_by(known, end) and _is_glue(line.found[end:]):
        return end
    return None


def _is_glue(rest: Sequence[str]) -> bool:
    if len(rest) > GLUED_MAX_WORDS:
        return False
    return len(rest) <= UNMARKED_GLUED_MAX_WORDS or any(word[0].isdigit() for word in rest)


def _is_enough(count: int, known: KnownLead, was_cut: bool) -> bool:
    if count == known.title_words or count == prints.check_count(known.checks):
        return True
    if was_cut:
        return count >= CUT_MIN_WORDS
    return count >= UNCUT_MIN_WORDS
