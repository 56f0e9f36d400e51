"""What the memory takes from a page: its lines, counted once a story, and how it begins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection

from newsclean.memory import fingerprints as prints
from newsclean.memory.leads import LeadRow
from newsclean.memory.recall import KnownLine, PageRow, find_lines, find_pages, find_site, same_story
from newsclean.text import ends_sentence, word_count

MAX_LINES_OF_A_PAGE = 2_000
"""A page with more is a list of all there is, or made to fill the memory."""
SHOWN_FROM_PAGES = 3
"""Lines that stood on so many pages are kept in words too, for people to read."""
SHOWN_MAX_CHARS = 200
PROSE_MIN_WORDS = 12
HEAD_PARAGRAPHS = 2
"""So far a page's head goes: how a story begins is in its first two paragraphs."""


@dataclass(frozen=True, slots=True)
class LearnedPage:
    """A page as the memory takes it in."""

    site: str
    url: str
    keys: tuple[int, ...]
    """Of the page's URLs, the one that identifies it first."""
    title: int | None
    lines: Sequence[str]
    leads: Sequence[LeadRow]
    day: int


def site_id(database: Connection, name: str) -> int:
    """The id of a site, which is made where it is new."""
    database.execute("INSERT INTO sites (name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
    found = find_site(database, name)
    return found[0] if found else 0


def learn_page(database: Connection, page: LearnedPage) -> None:
    """Take in a page. One that is known already adds only what is new on it."""
    site = site_id(database, page.site)
    texts = _first_of_each(page.lines)
    known = find_lines(database, site, texts)
    own = _own_row(database, site, page)
    if own is not None and own.number is None and own.story == own.id:
        own = _first_time(database, site, own, page, texts, known)
    elif own is not None and own.story != own.id:
        own = _row(database, own.story) or own
    counted = prints.unpacked(own.lines if own else None)
    new = {mark: text for mark, text in texts.items() if prints.half(mark) not in counted}
    if own is not None:
        _count_lines(database, site, own, new, _heads(page.lines), page.day)
        _add_to_page(database, own, counted | {prints.half(mark) for mark in new}, page.day)
        added = len(set(new) - set(known))
        database.execute("UPDATE sites SET lines = lines + ? WHERE id = ?", (added, site))
        _show_repeated(database, site, new, known)


def learn_leads(database: Connection, site: str, key: int, url: str, rows: Sequence[LeadRow], day: int) -> None:
    """Take in how a page is announced elsewhere, whether or not it was ever read."""
    number = site_id(database, site)
    found = find_pages(database, number, [key])
    page = found[0].id if found else _insert_page(database, number, key, url, day)
    database.execute("UPDATE pages SET seen = ? WHERE id = ?", (day, page))
    _write_leads(database, number, page, rows)


def _first_of_each(lines: Sequence[str]) -> dict[int, str]:
    worded = [line for line in lines[:MAX_LINES_OF_A_PAGE] if any(map(str.isalpha, line))]
    texts: dict[int, str] = {}
    for mark, line in zip(prints.line_fingerprints(worded), worded, strict=True):
        texts.setdefault(mark, line)
    return texts


def _own_row(database: Connection, site: int, page: LearnedPage) -> PageRow:
    rows = find_pages(database, site, page.keys)
    if rows:
        row = max(rows, key=lambda row: (row.number is not None, row.story != row.id, -row.id))
    else:
        row = PageRow(_insert_page(database, site, page.keys[0], page.url, page.day), None, 0, None, None)
        row = PageRow(row.id, None, row.id, None, None)
    _write_leads(database, site, row.id, page.leads)
    database.execute("UPDATE pages SET title = ?, seen = ? WHERE id = ?", (page.title, page.day, row.id))
    return row


def _insert_page(database: Connection, site: int, key: int, url: str, day: int) -> int:
    query = "INSERT INTO pages (site, key, url, seen) VALUES (?, ?, ?, ?) RETURNING id"
    found: tuple[int] = database.execute(query, (site, key, url, day)).fetchone()
    return found[0]


def _row(database: Connection, page: int) -> PageRow | None:
    query = "SELECT id, number, coalesce(story, id), title, lines FROM pages WHERE id = ?"
    row = database.execute(query, (page,)).fetchone()
    return PageRow(*row) if row else None


def _first_time(
    database: Connection,
    site: int,
    own: PageRow,
    page: LearnedPage,
    texts: Mapping[int, str],
    known: Mapping[int, KnownLine],
) -> PageRow:
    """The row of the story that the page tells: an earlier page's, or its own with a number of its own."""
    earlier = _earlier_story(database, own, page, texts, known)
    if earlier is not None:
        database.execute("UPDATE pages SET story = ? WHERE id = ?", (earlier.id, own.id))
        return earlier
    database.execute("UPDATE sites SET pages = pages + 1 WHERE id = ?", (site,))
    database.execute("UPDATE pages SET number = (SELECT pages FROM sites WHERE id = ?) WHERE id = ?", (site, own.id))
    return _row(database, own.id) or own


def _earlier_story(
    database: Connection, own: PageRow, page: LearnedPage, texts: Mapping[int, str], known: Mapping[int, KnownLine]
) -> PageRow | None:
    """The story of which this page is another copy: half of its first paragraphs, and the first one or the title."""
    prose = [mark for mark, text in texts.items() if word_count(text) >= PROSE_MIN_WORDS]
    first = known.get(prose[0]) if prose else None
    for candidate in sorted(same_story([(text, known.get(mark)) for mark, text in texts.items()])):
        row = _row(database, candidate)
        if row is None or row.number is None or row.id == own.id:
            continue
        same_title = page.title is not None and row.title == page.title
        if same_title or (first is not None and row.id in first.places):
            return row
    return None


def _heads(lines: Sequence[str]) -> set[int]:
    """Fingerprints of what stands up to the second paragraph."""
    paragraphs = (
        place for place, line in enumerate(lines) if ends_sentence(line) and word_count(line) >= PROSE_MIN_WORDS
    )
    end = next(islice(paragraphs, HEAD_PARAGRAPHS - 1, None), len(lines))
    return set(prints.line_fingerprints(lines[: end + 1]))


def _count_lines(
    database: Connection, site: int, own: PageRow, marks: Iterable[int], heads: set[int], day: int
) -> None:
    place = prints.packed({own.id})
    database.executemany(
        "INSERT INTO lines (site, fingerprint, pages, heads, since, first_seen, last_seen, places)"
        " VALUES (?, ?, 1, ?, ?, ?, ?, ?) ON CONFLICT (site, fingerprint) DO UPDATE SET"
        " pages = pages + 1, heads = heads + excluded.heads, last_seen = excluded.last_seen,"
        " places = CASE WHEN length(places) < 16 THEN CAST(places || excluded.places AS BLOB) ELSE places END",
        [(site, mark, mark in heads, own.number, day, day, place) for mark in sorted(marks)],
    )


def _add_to_page(database: Connection, own: PageRow, counted: set[int], day: int) -> None:
    database.execute("UPDATE pages SET lines = ?, seen = ? WHERE id = ?", (prints.packed(counted), day, own.id))


def _show_repeated(database: Connection, site: int, new: Mapping[int, str], known: Mapping[int, KnownLine]) -> None:
    shown = [
        (site, mark, text.strip()[:SHOWN_MAX_CHARS])
        for mark, text in new.items()
        if mark in known and known[mark].pages + 1 == SHOWN_FROM_PAGES
    ]
    database.executemany("INSERT OR REPLACE INTO repeated (site, fingerprint, text) VALUES (?, ?, ?)", shown)


def _write_leads(database: Connection, site: int, page: int, rows: Sequence[LeadRow]) -> None:
    for row in rows:
        database.execute("DELETE FROM leads WHERE page = ? AND kind = ?", (page, int(row.kind)))
    database.executemany(
        "INSERT OR REPLACE INTO leads (site, opening, page, kind, title_words, checks) VALUES (?, ?, ?, ?, ?, ?)",
        [(site, row.opening, page, int(row.kind), row.title_words, row.checks) for row in rows],
    )
