"""Records in a database, by the schema that SQLite and PostgreSQL share."""

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any, Protocol

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Insert, Row, Table, select

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
from newsclean.store.identity import article_key, content_digest, digest, url_keys
from newsclean.store.moments import in_utc
from newsclean.store.queries import LARGEST_INTEGER, bare, find_article, narrowed, read_counts, select_versions
from newsclean.store.serial import record_to_json, storable
from newsclean.store.tables import article, article_alias, article_cut, article_version
from newsclean.store.words import SearchQuery, parse_query, snippet

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

    def index_words(self, connection: Connection, version_id: int, record: CleanRecord) -> None:
        """Make a version findable."""

    def find_versions(self, connection: Connection, query: SearchQuery, limit: int) -> list[int]:
        """Ids of the newest versions that match, best first."""


class SqlStore(Store):
    """Records in a database. May be shared by threads; other processes may write to it meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, record: CleanRecord, stored_at: datetime | None = None) -> SaveOutcome:
        """See Store.save."""
        record = storable(record)
        key, content = article_key(record), content_digest(record)
        with self._database.reading() as connection:
            if self._has(connection, key, content):
                return SaveOutcome.UNCHANGED
        with self._database.writing() as connection:
            article_id, latest = self._lock_article(connection, key, record)
            if latest and self._has(connection, key, content):  # another process was faster
                return SaveOutcome.UNCHANGED
            stored = StoredRecord(article_id, latest + 1, stored_at or datetime.now(UTC), record)
            self._insert_version(connection, stored, content)
        return SaveOutcome.VERSION if latest else SaveOutcome.NEW

    def _has(self, connection: Connection, key: str, content: str) -> bool:
        found = (
            select(article_version.c.id)
            .join(article)
            .where(article.c.key_digest == digest(key), article_version.c.content_digest == content)
        )
        return connection.scalar(found) is not None

    def _lock_article(self, connection: Connection, key: str, record: CleanRecord) -> tuple[int, int]:
        """Id and latest version of the article, made with version 0 where it is new, locked till the end."""
        found = (
            select(article.c.id, article.c.latest_version).where(article.c.key_digest == digest(key)).with_for_update()
        )
        row = connection.execute(found).first()
        if row is None:
            new = {"key": _bare(key), "key_digest": digest(key), "site": _bare(record.site), "latest_version": 0}
            inserting = self._database.insert(article).values(new).returning(article.c.id)
            article_id = connection.scalar(inserting)
            if article_id is not None:
                return article_id, 0
            row = connection.execute(found).one()  # another process was faster
        return row.id, row.latest_version

    def _insert_version(self, connection: Connection, stored: StoredRecord, content: str) -> None:
        record = stored.record
        version = {
            "article_id": stored.id,
            "version": stored.version,
            "content_digest": content,
            "stored_at": stored.stored_at,
            "url": _bare(record.url),
            "title": _bare(record.title),
            "language": _bare(record.language),
            "page_kind": record.page_kind.value,
            "published": record.published and in_utc(record.published),
            "record": record_to_json(record),
        }
        inserting = article_version.insert().values(version).returning(article_version.c.id)
        version_id: int = connection.execute(inserting).scalar_one()
        newest = {"latest_version": stored.version, "site": _bare(record.site)}
        connection.execute(article.update().where(article.c.id == stored.id).values(newest))
        aliases = sorted(url_keys(record) - {article_key(record)})
        if aliases:
            rows = [{"url_digest": digest(alias), "article_id": stored.id} for alias in aliases]
            connection.execute(self._database.insert(article_alias), rows)
        if record.removed:
            connection.execute(article_cut.insert(), list(_cut_rows(version_id, record)))
        self._database.index_words(connection, version_id, record)

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

    def close(self) -> None:
        """See StoreReader.close."""
        self._database.engine.dispose()

    def _stored(self, row: Row[Any]) -> StoredRecord:
        try:
            record = CleanRecord.model_validate_json(row.record)
        except ValidationError as error:
            raise StoreError(f"record {row.article_id} of {self._database.name} is damaged: {error}") from error
        return StoredRecord(row.article_id, row.version, row.stored_at, record)


def _bare(text: str | None) -> str | None:
    return None if text is None else bare(text)


def _cut_rows(version_id: int, record: CleanRecord) -> Iterator[dict[str, object]]:
    """How many lines and characters were cut under each label."""
    lines: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for cut in record.removed:
        lines[cut.label.value] += 1
        characters[cut.label.value] += len(cut.text)
    for label, count in lines.items():
        yield {"version_id": version_id, "label": label, "lines": count, "characters": characters[label]}
