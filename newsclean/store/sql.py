"""Records in a database, by the schema that SQLite and PostgreSQL share."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Insert, Row, Table, func, select

from newsclean.errors import StoreError
from newsclean.models import CleanRecord
from newsclean.store.contract import (
    UNFILTERED,
    Order,
    RecordFilter,
    SaveOutcome,
    SearchHit,
    Store,
    StoreCounts,
    StoredRecord,
)
from newsclean.store.queries import LARGEST_INTEGER, find_article, narrowed, read_counts, select_versions
from newsclean.store.tables import article, article_version
from newsclean.store.words import SearchQuery, parse_query, snippet
from newsclean.store.write_versions import Draft, VersionWriter

# Rows fetched at a time: a reader that pauses between them holds no transaction open.
_ROWS_AT_A_TIME = 200


class Database(Protocol):
    """What differs between the databases."""

    name: str
    """For messages; without a password."""
    engine: Engine

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction for reading; failures come out as StoreError."""

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction for writing; failures come out as StoreError, and nothing of it stays."""

    def insert(self, table: Table) -> Insert:
        """An insert that does nothing where the row is there already."""

    def wait_for_writers(self, connection: Connection) -> None:
        """Return when every version has been written, or given up, whose id is not larger than the last one's."""

    def index_words(self, connection: Connection, versions: Sequence[tuple[int, CleanRecord]]) -> None:
        """Make versions, each with its id, findable."""

    def find_versions(self, connection: Connection, query: SearchQuery, limit: int) -> list[int]:
        """Ids of the newest versions that match, best first."""


class SqlStore(Store):
    """Records in a database. May be shared by threads; other processes may write to it meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writer = VersionWriter(database)

    def save(self, record: CleanRecord, stored_at: datetime | None = None) -> SaveOutcome:
        """See Store.save."""
        draft = Draft.of(record)
        with self._database.reading() as connection:
            if self._writer.has(connection, draft):
                return SaveOutcome.UNCHANGED
        with self._database.writing() as connection:
            return self._writer.write(connection, [draft], stored_at)[0]

    def save_all(self, records: Sequence[CleanRecord]) -> list[SaveOutcome]:
        """See Store.save_all. All in one transaction."""
        drafts = list(map(Draft.of, records))
        # In the order of their articles, so that no two processes wait for each other.
        order = sorted(range(len(drafts)), key=lambda place: drafts[place].key)
        with self._database.writing() as connection:
            written = self._writer.write(connection, [drafts[place] for place in order])
        outcomes = dict(zip(order, written, strict=True))
        return [outcomes[place] for place in range(len(drafts))]

    def records(self, chosen: RecordFilter = UNFILTERED) -> Iterator[StoredRecord]:
        """See StoreReader.records. What is stored while reading goes on is not among them, newest first."""
        column, remaining = article_version.c.id, chosen.limit
        backwards = chosen.order is Order.NEWEST_FIRST
        statement = narrowed(select_versions(), chosen).order_by(column.desc() if backwards else column)
        last: int | None = None
        while remaining is None or remaining > 0:
            page = statement.limit(min(_ROWS_AT_A_TIME, remaining or _ROWS_AT_A_TIME))
            if last is not None:
                page = page.where(column < last if backwards else column > last)
            with self._database.reading() as connection:
                rows = connection.execute(page).all()
            for row in rows:
                yield self._stored(row)
            if len(rows) < _ROWS_AT_A_TIME:
                return
            last, remaining = rows[-1].id, None if remaining is None else remaining - len(rows)

    def get(self, reference: int | str, version: int | None = None) -> StoredRecord | None:
        """See StoreReader.get."""
        if version is not None and version > LARGEST_INTEGER:
            return None
        with self._database.reading() as connection:
            article_id = find_article(connection, reference)
            statement = select_versions().where(article_version.c.article_id == article_id)
            wanted = article.c.latest_version if version is None else version
            row = connection.execute(statement.where(article_version.c.version == wanted)).first()
        return None if row is None else self._stored(row)

    def versions(self, reference: int | str) -> list[StoredRecord]:
        """See StoreReader.versions."""
        with self._database.reading() as connection:
            article_id = find_article(connection, reference)
            statement = select_versions().where(article_version.c.article_id == article_id)
            rows = connection.execute(statement.order_by(article_version.c.version)).all()
        return [self._stored(row) for row in rows]

    def search(self, query: str, limit: int = 20) -> list[SearchHit]:
        """See StoreReader.search."""
        parsed = parse_query(query)
        if not parsed.wanted or limit < 1:
            return []
        with self._database.reading() as connection:
            found = self._database.find_versions(connection, parsed, min(limit, LARGEST_INTEGER))
            rows = connection.execute(select_versions().where(article_version.c.id.in_(found))).all()
        by_id = {row.id: self._stored(row) for row in rows}
        hits = [by_id[version_id] for version_id in found if version_id in by_id]
        return [SearchHit(stored, snippet(parsed, stored.record.text)) for stored in hits]

    def counts(self) -> StoreCounts:
        """See StoreReader.counts."""
        with self._database.reading() as connection:
            return read_counts(connection)

    def last_position(self) -> int:
        """See StoreReader.last_position. Positions are the ids of versions."""
        with self._database.reading() as connection:
            self._database.wait_for_writers(connection)
            return connection.scalar(select(func.max(article_version.c.id))) or 0

    def close(self) -> None:
        """See StoreReader.close."""
        self._database.engine.dispose()

    def _stored(self, row: Row[Any]) -> StoredRecord:
        try:
            record = CleanRecord.model_validate_json(row.record)
        except ValidationError as error:
            raise StoreError(f"record {row.article_id} of {self._database.name} is damaged: {error}") from error
        return StoredRecord(row.article_id, row.version, row.stored_at, record)
