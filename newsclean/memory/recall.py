"""What the memory says of an article's lines, by other pages than the article's own."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, repeat
from sqlite3 import Connection, Cursor
from types import MappingProxyType
from typing import NamedTuple

from newsclean.memory import fingerprints as prints
from newsclean.memory.candidates import Place, candidates
from newsclean.memory.leads import KnownLead, Teaser, match, teaser
from newsclean.models import LeadMatch, Recollection, RememberedLine
from newsclean.text import word_count

PLACES_KEPT = 4
"""Ids of so many pages are kept with a line; a line of more pages is furniture, and no sign of a copy."""
STORY_LINES = 5
"""By its first paragraphs a page is known to tell the story of another; junk stands behind them."""
STORY_MIN_SHARE = 0.5
PROSE_MIN_WORDS = 12
_KEYS_AT_A_TIME = 4
_MAX_LEADS = 400
TEASER_MAX_CHARS = 900
"""Longer lines are no teasers; sites cut at up to 500 characters."""
_STATE = (
    "SELECT memory.id, changes, sites.id, sites.pages, pages.id, number, coalesce(story, pages.id), title, pages.lines"
    " FROM memory LEFT JOIN sites ON name = ? LEFT JOIN pages ON site = sites.id AND key IN ({})"
)
_PAGES = "SELECT id, number, coalesce(story, id), title, lines FROM wanted CROSS JOIN pages USING (key) WHERE site = ?"
_PAGES_BY_ID = "SELECT id, number, story, title, lines FROM wanted CROSS JOIN pages ON id = wanted.key"
_LINES = (
    "SELECT fingerprint, pages, heads, since, places FROM wanted CROSS JOIN lines ON fingerprint = key WHERE site = ?"
)
_LEADS = (
    "SELECT opening, coalesce(story, id), id, url, title_words, checks FROM wanted"
    " CROSS JOIN leads ON opening = wanted.key CROSS JOIN pages ON id = page"
    " WHERE leads.site = ? LIMIT ?"
)


class KnownLine(NamedTuple):
    """A row of `lines`."""

    pages: int
    heads: int
    since: int
    packed_places: bytes

    @property
    def places(self) -> set[int]:
        """Ids of the first pages that had it."""
        return prints.unpacked(self.packed_places)


class PageRow(NamedTuple):
    """A row of `pages`."""

    id: int
    number: int | None
    story: int
    title: int | None
    lines: bytes | None


class OwnPage(NamedTuple):
    """The page that is asked about."""

    state: str
    """Of the memory."""
    site: int | None
    """None where it is not known."""
    site_pages: int
    rows: list[PageRow]
    """Under which it is known already."""


def find_own_page(database: Connection, name: str, keys: Collection[int]) -> OwnPage:
    """The page with these keys, of the site of this name."""
    found = database.execute(_with_places(_STATE, len(keys)), (name, *keys)).fetchall()
    identity, changes, site, pages = found[0][:4]
    rows = [PageRow(*row[4:]) for row in found if row[4] is not None]
    return OwnPage(f"{identity}:{changes}", site, pages or 0, rows)


def find_site(database: Connection, name: str) -> tuple[int, int, int] | None:
    """Id, number of pages and number of lines of a site."""
    row: tuple[int, int, int] | None = database.execute(
        "SELECT id, pages, lines FROM sites WHERE name = ?", (name,)
    ).fetchone()
    return row


def find_pages(database: Connection, site: int, keys: Iterable[int]) -> list[PageRow]:
    """The pages with these keys."""
    return [PageRow(*row) for row in _look_up(database, _PAGES, keys, site)]


def find_lines(database: Connection, site: int, wanted: Iterable[int]) -> dict[int, KnownLine]:
    """What is known of lines, by fingerprint."""
    return {row[0]: KnownLine(*row[1:]) for row in _look_up(database, _LINES, wanted, site)}


def _look_up(database: Connection, query: str, keys: Iterable[int], *others: int) -> Cursor:
    """What a query says of a list of keys, filled up to few lengths, so that few statements are prepared.

    As a table that is joined: for a long list behind IN, SQLite makes an index each time.
    """
    values: list[int | None] = [*keys]
    values += [None] * (-len(values) % _KEYS_AT_A_TIME)
    return database.execute(_with_keys(query, len(values)), (*values, *others))


@lru_cache(maxsize=8)
def _with_places(query: str, number: int) -> str:
    return query.format(",".join("?" * number))


@lru_cache(maxsize=256)
def _with_keys(query: str, number: int) -> str:
    marks = ",".join(["(?)"] * number) or "(NULL)"
    return f"WITH wanted (key) AS (VALUES {marks}) {query}"


def same_story(lines: Iterable[tuple[str, KnownLine | None]]) -> frozenset[int]:
    """Pages that share half and more of an article's first paragraphs: copies, corrections, other addresses of it."""
    own = (
        (len(text), known)
        for text, known in lines
        if (known is None or known.pages <= PLACES_KEPT) and word_count(text) >= PROSE_MIN_WORDS
    )
    paragraphs = list(islice(own, STORY_LINES))
    total = sum(chars for chars, _ in paragraphs)
    shared: Counter[int] = Counter()
    for chars, known in paragraphs:
        for page in known.places if known else ():
            shared[page] += chars
    return frozenset(page for page, chars in shared.items() if chars >= STORY_MIN_SHARE * total)


def recall_page(database: Connection, site: int, own: OwnPage, lines: Mapping[int, str]) -> Recollection:
    """What is remembered of each line, by index; lines of which nothing is are left out. All have letters."""
    texts = [*lines.values()]
    casefolded = prints.casefolded_lines(texts)
    beginnings, glued = candidates(texts)
    every = prints.numbers(casefolded + beginnings)
    marks, openings = every[: len(texts)], every[len(texts) :]
    # One after another: what the database needs of the processor's cache is gone when something else is done between.
    known = find_lines(database, site, dict.fromkeys(marks))
    lead_rows = _lead_rows(database, site, dict.fromkeys(openings))
    silent = {row.id for row in own.rows} | {row.story for row in own.rows}
    if any(line.pages <= PLACES_KEPT for line in known.values()):
        silent |= same_story(zip(texts, map(known.get, marks), strict=True))
    witnesses = _Witnesses(database, own.site_pages, silent)
    teasers = _teasers({opening for opening, _, _ in lead_rows}, openings, glued, texts) if lead_rows else {}
    leads, own_lines = _matches(lead_rows, teasers, silent)
    found = {}
    indexes = [*lines]
    for place in sorted({place for place, mark in enumerate(marks) if mark in known} | leads.keys() | own_lines):
        mark = marks[place]
        line = RememberedLine(*witnesses.of(mark, known.get(mark)), leads.get(place), place in own_lines)
        if line.pages or line.lead or line.is_own:
            found[indexes[place]] = line
    return Recollection(
        MappingProxyType(found),
        own.state,
        own.site_pages,
        knows_page=any(row.number is not None or row.story != row.id for row in own.rows),
        casefolded=MappingProxyType(dict(zip(lines, casefolded, strict=True))),
    )


class _Witnesses:
    """Counts the pages with a line that are not the article's own."""

    def __init__(self, database: Connection, site_pages: int, silent: set[int]) -> None:
        rows = [PageRow(*row) for row in _look_up(database, _PAGES_BY_ID, silent)] if silent else []
        self._site_pages = site_pages
        self._silent = [row for row in rows if row.number is not None]
        self._lines = [prints.unpacked(row.lines) for row in self._silent]

    def of(self, mark: int, known: KnownLine | None) -> tuple[int, int, int]:
        """Pages with the line, pages since it was first seen, and pages that had it at their head."""
        if known is None:
            return 0, 0, 0
        if not self._silent:
            return known.pages, max(known.pages, self._site_pages - known.since + 1), min(known.pages, known.heads)
        own = sum([prints.half(mark) in lines for lines in self._lines])
        earlier = sum([(row.number or 0) >= known.since for row in self._silent])
        pages = max(0, known.pages - own)
        of_pages = max(pages, self._site_pages - known.since + 1 - earlier)
        return pages, of_pages, min(pages, max(0, known.heads - own))


def _matches(
    rows: Iterable[tuple[int, int, KnownLead]], teasers: Mapping[int, Sequence[tuple[int, Teaser]]], silent: set[int]
) -> tuple[dict[int, LeadMatch], set[int]]:
    """By its place the best match of each line with another page's beginning, and the lines that are the page's own."""
    leads: dict[int, LeadMatch] = {}
    own_lines: set[int] = set()
    for opening, page, known in rows:
        for place, words in teasers[opening]:
            found = match(words, known)
            if found is None:
                continue
            if page in silent:
                own_lines.add(place)
            elif place not in leads or _weight(found) > _weight(leads[place]):
                leads[place] = found
    return leads, own_lines


def _teasers(
    known: set[int], openings: Iterable[int], glued: Iterable[Place], texts: Sequence[str]
) -> dict[int, list[tuple[int, Teaser]]]:
    """The lines that begin as a known page does, by that beginning."""
    found: dict[int, list[tuple[int, Teaser]]] = {opening: [] for opening in known}
    starts = chain(zip(range(len(texts)), repeat(0)), glued)
    for opening, (place, start) in zip(openings, starts, strict=True):
        if opening in known and len(texts[place]) <= TEASER_MAX_CHARS:
            found[opening].append((place, teaser(texts[place], start)))
    return found


def _weight(found: LeadMatch) -> tuple[int, bool, str]:
    return found.words, found.is_title, found.url


def _lead_rows(database: Connection, site: int, openings: Iterable[int]) -> list[tuple[int, int, KnownLead]]:
    rows = _look_up(database, _LEADS, openings, site, _MAX_LEADS)
    return [(opening, story, KnownLead(page, url, title, checks)) for opening, story, page, url, title, checks in rows]
