"""`SiteMemory`: asked before a page is judged, and told of it when its record is there."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from newsclean.config import CleanConfig
from newsclean.errors import StoreError
from newsclean.memory.copies import Copies
from newsclean.memory.counts import MemoryCounts, RepeatedLine, SiteCounts
from newsclean.memory.file import IN_MEMORY, LockedError, MemoryFile
from newsclean.memory.fingerprints import fingerprint, line_fingerprint
from newsclean.memory.forget import forget_old, forget_site, forget_surplus
from newsclean.memory.leads import lead_rows
from newsclean.memory.learn import MAX_LINES_OF_A_PAGE, LearnedPage, learn_leads, learn_page, site_id
from newsclean.memory.recall import find_own_page, find_site, recall_page
from newsclean.models import Article, CleanRecord, Lead, Line, Recollection
from newsclean.page_urls import article_url, page_key, site_of

logger = logging.getLogger(__name__)

QUIET_SECONDS = 60.0
"""A memory that was locked for too long is not asked again for so long: else every page would wait."""
MAX_URL_CHARS = 2083


class SiteMemory:
    """What the pages of sites have in common, in a SQLite file or, at `:memory:`, for this process alone.

    May be shared by threads; several processes may use one file. Every method may raise StoreError;
    `recall` alone does not: what keeps it from answering stands in the answer.
    """

    def __init__(self, file: MemoryFile, config: CleanConfig) -> None:
        self._file = file
        self._config = config
        self._quiet_until = 0.0
        self.copies = Copies(file)
        """Which stories are copies of each other."""

    @classmethod
    def open(cls, place: str | Path = IN_MEMORY, config: CleanConfig | None = None) -> "SiteMemory":
        """Open the memory at a path, which is made where there is none.

        Raises:
            StoreError: the file is damaged, somebody else's, of a newer newsclean, or cannot be
                opened or made. It is left as it is.
        """
        config = config or CleanConfig()
        return cls(MemoryFile(place, config.memory_wait_seconds), config)

    @property
    def name(self) -> str:
        """Where it lies."""
        return self._file.name

    def recall(self, article: Article) -> Recollection:
        """What other pages of the article's site say of its lines; nothing where the article has no URL."""
        url = article.final_url or article.url
        site = site_of(url)
        if url is None or site is None:
            return Recollection()
        if time.monotonic() < self._quiet_until:
            return Recollection(problem=f"the memory {self.name} is locked")
        keys = _keys(article.url, article.final_url, article.fields.canonical_url)
        try:
            with self._file.reading() as database:
                own = find_own_page(database, site, keys)
                if own.site is None:
                    return Recollection(state=own.state)
                return recall_page(database, own.site, own, _texts(article.lines))
        except LockedError as error:
            self._quiet_until = time.monotonic() + QUIET_SECONDS
            logger.warning("%s; cleaning goes on without it", error)
            return Recollection(problem=str(error))
        except StoreError as error:
            logger.warning("%s; cleaning goes on without it", error)
            return Recollection(problem=str(error))

    def learn(self, record: CleanRecord, seen_at: datetime | None = None) -> None:
        """Take in a page from its record. One without a URL, or without text, teaches nothing."""
        self.learn_all([record], seen_at)

    def learn_all(self, records: Iterable[CleanRecord], seen_at: datetime | None = None) -> None:
        """Take in several pages in one go."""
        day = (seen_at or datetime.now(UTC)).date().toordinal()
        pages = [page for record in records if (page := _page(record, day)) is not None]
        if not pages:
            return
        with self._file.writing() as database:
            for page in pages:
                learn_page(database, page)
            for site in sorted({page.site for page in pages}):
                forget_surplus(database, site_id(database, site), self._config.memory_lines_per_site)
            database.execute("UPDATE memory SET changes = changes + 1")

    def learn_leads(self, leads: Iterable[Lead], seen_at: datetime | None = None) -> None:
        """Take in how listings and feeds announce pages."""
        day = (seen_at or datetime.now(UTC)).date().toordinal()
        known = [(lead, site, lead_rows(lead)) for lead in leads if (site := site_of(lead.url))]
        with self._file.writing() as database:
            for lead, site, rows in known:
                if rows and len(lead.url) <= MAX_URL_CHARS:
                    learn_leads(database, site, fingerprint(page_key(lead.url)), lead.url, rows, day)
            database.execute("UPDATE memory SET changes = changes + 1")

    def forget_old(self, today: date | None = None) -> int:
        """Forget what was not seen for `memory_expiry_days`; says how many lines that were."""
        before = (today or datetime.now(UTC).date()).toordinal() - self._config.memory_expiry_days
        with self._file.writing() as database:
            gone = forget_old(database, before)
            database.execute("UPDATE memory SET changes = changes + 1")
        return gone

    def forget_site(self, site: str) -> bool:
        """Forget all of a site; says whether anything was known of it."""
        with self._file.writing() as database:
            found = forget_site(database, site)
            database.execute("UPDATE memory SET changes = changes + 1")
        return found

    def counts(self) -> MemoryCounts:
        """How much it holds."""
        with self._file.reading() as database:
            sites, pages, lines, leads, stories = (
                int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
                for table in ("sites", "pages", "lines", "leads", "stories")
            )
            size = database.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
        return MemoryCounts(sites, pages, lines, leads, stories, size[0])

    def sites(self) -> list[str]:
        """The sites that it knows, the one with most pages first."""
        with self._file.reading() as database:
            return [name for (name,) in database.execute("SELECT name FROM sites ORDER BY pages DESC, name")]

    def site_counts(self, site: str) -> SiteCounts | None:
        """How much it holds of a site; None where it knows nothing of it."""
        with self._file.reading() as database:
            found = find_site(database, site)
            if found is None:
                return None
            number, pages, lines = found
            repeated = "SELECT count(*) FROM lines WHERE site = ? AND pages > 1"
            leads = "SELECT count(*) FROM leads WHERE site = ?"
            return SiteCounts(
                site,
                pages,
                lines,
                database.execute(repeated, (number,)).fetchone()[0],
                database.execute(leads, (number,)).fetchone()[0],
            )

    def repeated(self, site: str, limit: int | None = None) -> list[RepeatedLine]:
        """The lines that stand on most pages of a site, the most frequent first."""
        query = (
            "SELECT text, lines.pages, sites.pages - since + 1, first_seen, last_seen FROM repeated"
            " JOIN lines USING (site, fingerprint) JOIN sites ON sites.id = lines.site WHERE sites.name = ?"
            " ORDER BY lines.pages DESC, text LIMIT ?"
        )
        with self._file.reading() as database:
            rows = database.execute(query, (site, -1 if limit is None else limit)).fetchall()
        return [RepeatedLine(*row[:3], *map(date.fromordinal, row[3:])) for row in rows]

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _texts(lines: Sequence[Line]) -> dict[int, str]:
    return {
        line.index: text
        for line in lines[:MAX_LINES_OF_A_PAGE]
        if (text := line.text.strip())[:1].isalpha() or any(map(str.isalpha, text))  # most begin with a letter
    }


def _keys(url: str | None, final_url: str | None, canonical: str | None) -> frozenset[int]:
    return frozenset([fingerprint(key) for key in _page_keys(url, final_url, canonical)])


def _page_keys(url: str | None, final_url: str | None, canonical: str | None) -> Iterator[str]:
    """The keys under which a page may be known, the one that identifies it first."""
    reached = final_url or url
    if reached and canonical:
        yield page_key(article_url(reached, canonical))
    for other in dict.fromkeys((reached, url)):
        if other:
            yield page_key(other)


def _page(record: CleanRecord, day: int) -> LearnedPage | None:
    url = record.final_url or record.url
    site = site_of(url)
    body = [line for line in record.text.split("\n") if line.strip()]
    if url is None or site is None or not body or len(url) > MAX_URL_CHARS:
        return None
    keys = dict.fromkeys(map(fingerprint, _page_keys(record.url, record.final_url, record.canonical_url)))
    return LearnedPage(
        site=site,
        url=url,
        keys=tuple(keys),
        title=line_fingerprint(record.title) if record.title else None,
        lines=[text for line in record.extracted_lines() if (text := line.strip())],
        leads=lead_rows(Lead(url, record.title), body),
        day=day,
    )
