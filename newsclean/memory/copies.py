"""Which stories are copies of which: the same text by its fingerprint, a re-edited one by its sketch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from sqlite3 import Connection
from urllib.parse import urlsplit

from newsclean.memory.file import MemoryFile
from newsclean.memory.fingerprints import fingerprint
from newsclean.memory.sketches import Sketch, shares, sketch
from newsclean.models import CleanRecord
from newsclean.page_urls import article_url, page_key, site_of

COPY_MIN_SHARE = 0.6
"""Of the copy, that the original has too. Set on our own wire stories, as cut, edited and extended by outlets."""
ORIGINAL_MIN_SHARE = 0.88
"""Of the original, that a copy with more of its own has too. A new story that tells an older one once more, which
another outlet has cut, has two thirds of that, and the estimate is off by a tenth."""
EXACT_MIN_CHARS = 80
"""Shorter texts are equal by chance: “No text was found”, a correction notice."""
MAX_CANDIDATES = 60
"""Of one look-up, those with most in common; a text that many share parts of is furniture."""

# What an agency publishes under its own domain is the original, whoever was faster.
AGENCY_SITES = frozenset(
    {
        "afp.com", "ap.org", "apnews.com", "reuters.com", "dpa.com", "ansa.it", "efe.com", "lusa.pt", "apa.at",
        "tass.com", "tass.ru", "ria.ru", "interfax.ru", "interfax.com", "interfax.com.ua", "ukrinform.net",
        "ukrinform.ua", "unian.net", "unian.ua", "aa.com.tr", "dha.com.tr", "iha.com.tr", "xinhuanet.com", "news.cn",
        "kyodonews.net", "kyodonews.jp", "jiji.com", "yna.co.kr", "ptinews.com", "aninews.in", "ians.in",
        "antaranews.com", "bernama.com", "belga.be", "belganewsagency.eu", "anp.nl", "keystone-ats.ch",
        "keystone-sda.ch", "agi.it", "adnkronos.com", "lapresse.it", "europapress.es", "agerpres.ro", "mediafax.ro",
        "bta.bg", "tanjug.rs", "hina.hr", "fena.ba", "mti.hu", "ctk.cz", "ceskenoviny.cz", "tasr.sk", "sita.sk",
        "ntb.no", "ritzau.dk", "ritzau.com", "tt.se", "stt.fi", "wafa.ps", "sana.sy", "mena.org.eg", "irna.ir",
        "isna.ir", "spa.gov.sa", "upi.com", "thecanadianpress.com", "pa.media", "aap.com.au", "bloomberg.com",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CopyMark:
    """That a record is a copy, and of what."""

    copy_of: str
    similarity: float
    """Share of the shorter text that both have in common, 0..1."""


@dataclass(frozen=True, slots=True)
class _Story:
    id: int
    key: int
    url: str
    is_agency: bool
    moment: float
    similarity: float

    def precedes(self, other: "_Story") -> bool:
        """Whether this one is the original of the two: the agency's own, else the older one."""
        mine, theirs = (not self.is_agency, self.moment, self.id), (not other.is_agency, other.moment, other.id)
        return mine < theirs


class Copies:
    """The stories of all sites that the memory knows, for finding copies. Every method may raise StoreError."""

    def __init__(self, file: MemoryFile) -> None:
        self._file = file

    def find(self, record: CleanRecord) -> CopyMark | None:
        """What the record is a copy of, by the stories known so far; None for an original."""
        entry = _entry(record)
        if entry is None:
            return None
        with self._file.reading() as database:
            return _mark(database, entry)

    def learn(self, record: CleanRecord) -> CopyMark | None:
        """Take the record in, and tell what it is a copy of. The same URL again takes its own place."""
        return self.learn_sketched([(record, None)])[0]

    def learn_sketched(self, records: Iterable[tuple[CleanRecord, Sketch | None]]) -> list[CopyMark | None]:
        """Take in records in one go, and tell what each is a copy of, by those before it too.

        Beside each record is the sketch of its text where somebody has made it: it takes most of the time.
        """
        entries = [_entry(record, made) for record, made in records]
        marks: list[CopyMark | None] = []
        with self._file.writing() as database:
            for entry in entries:
                if entry is not None:
                    _write(database, entry)
                marks.append(_mark(database, entry) if entry is not None else None)
            database.execute("UPDATE memory SET changes = changes + 1")
        return marks

    def learn_all(self, records: Iterator[CleanRecord]) -> int:
        """Take in many records in one go; says how many have a URL and a text to compare."""
        number = 0
        with self._file.writing() as database:
            for record in records:
                entry = _entry(record)
                if entry is not None:
                    _write(database, entry)
                    number += 1
            database.execute("UPDATE memory SET changes = changes + 1")
        return number


@dataclass(frozen=True, slots=True)
class _Entry:
    key: int
    url: str
    site: str
    moment: float
    fingerprint: int
    sketch: Sketch | None
    day: int


def _entry(record: CleanRecord, made: Sketch | None = None) -> _Entry | None:
    reached = record.final_url or record.url
    site = site_of(reached)
    if reached is None or site is None or len(record.text) < EXACT_MIN_CHARS:
        return None
    url = article_url(reached, record.canonical_url)
    seen = record.extracted_at or datetime.now(UTC)
    return _Entry(
        key=fingerprint(page_key(url)),
        url=url,
        site=site,
        moment=_moment(record.published or seen),
        fingerprint=fingerprint(record.fingerprint),
        sketch=made or sketch(record.text),
        day=_moment_day(seen),
    )


def _moment(published: datetime | date) -> float:
    """Seconds since 1970; a day without an hour ends, for what says its hour was there before."""
    if not isinstance(published, datetime):
        published = datetime.combine(published, time.max)
    return (published if published.tzinfo else published.replace(tzinfo=UTC)).timestamp()


def _moment_day(seen: datetime) -> int:
    return seen.date().toordinal()


def is_agency(url: str, site: str) -> bool:
    """Whether a page is an agency's own."""
    return site in AGENCY_SITES or (urlsplit(url).hostname or "").removeprefix("www.") in AGENCY_SITES


def _write(database: Connection, entry: _Entry) -> None:
    old = database.execute("SELECT id, sketch, shingles FROM stories WHERE key = ?", (entry.key,)).fetchone()
    if old is not None:
        bands = Sketch(old[1], old[2]).bands()
        database.executemany("DELETE FROM bands WHERE band = ? AND story = ?", [(band, old[0]) for band in bands])
    values = (
        *(entry.key, entry.url, entry.site, is_agency(entry.url, entry.site), entry.moment, entry.fingerprint),
        *(entry.sketch.shingles if entry.sketch else 0, entry.sketch.values if entry.sketch else b"", entry.day),
    )
    row = database.execute(
        "INSERT INTO stories (key, url, site, is_agency, moment, fingerprint, shingles, sketch, seen)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
        " moment = min(moment, excluded.moment), fingerprint = excluded.fingerprint,"
        " shingles = excluded.shingles, sketch = excluded.sketch, seen = excluded.seen RETURNING id",
        values,
    ).fetchone()
    bands = entry.sketch.bands() if entry.sketch else []
    database.executemany("INSERT OR IGNORE INTO bands (band, story) VALUES (?, ?)", [(band, row[0]) for band in bands])


def _mark(database: Connection, entry: _Entry) -> CopyMark | None:
    own = _Story(1 << 62, entry.key, entry.url, is_agency(entry.url, entry.site), entry.moment, 1.0)
    row = database.execute("SELECT id, moment FROM stories WHERE key = ?", (entry.key,)).fetchone()
    if row is not None:
        own = _Story(row[0], own.key, own.url, own.is_agency, min(row[1], own.moment), 1.0)
    best = own
    for story in (*_same(database, entry), *_near(database, entry)):
        if story.key != entry.key and story.precedes(best):
            best = story
    return None if best is own else CopyMark(best.url, round(best.similarity, 2))


def _same(database: Connection, entry: _Entry) -> Iterator[_Story]:
    query = "SELECT id, key, url, is_agency, moment FROM stories WHERE fingerprint = ? ORDER BY id LIMIT ?"
    for row in database.execute(query, (entry.fingerprint, MAX_CANDIDATES)):
        yield _Story(row[0], row[1], row[2], bool(row[3]), row[4], 1.0)


def _near(database: Connection, entry: _Entry) -> Iterator[_Story]:
    if entry.sketch is None:
        return
    bands = entry.sketch.bands()
    marks = ",".join("?" * len(bands))
    query = (  # the marks are question marks alone
        "SELECT stories.id, key, url, is_agency, moment, sketch, shingles FROM stories JOIN"  # noqa: S608
        f" (SELECT story, count(*) AS common FROM bands WHERE band IN ({marks})"
        " GROUP BY story ORDER BY common DESC, story LIMIT ?) AS found ON found.story = stories.id"
    )
    for row in database.execute(query, (*bands, MAX_CANDIDATES)).fetchall():
        mine, theirs = shares(entry.sketch, Sketch(row[5], row[6]))
        if mine >= COPY_MIN_SHARE or theirs >= ORIGINAL_MIN_SHARE:
            yield _Story(row[0], row[1], row[2], bool(row[3]), row[4], max(mine, theirs))
