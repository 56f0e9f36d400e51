"""Writing a version of an article to a database, within a transaction of the caller's."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy import Connection, Insert, Table, bindparam, select

from newsclean.models import CleanRecord
from newsclean.store.contract import SaveOutcome
from newsclean.store.identity import article_key, content_digest, digest, url_keys
from newsclean.store.moments import in_utc
from newsclean.store.queries import bare
from newsclean.store.serial import record_to_json
from newsclean.store.tables import article, article_alias, article_cut, article_version


class WritableDatabase(Protocol):
    """What differs between the databases when a version is written."""

    def insert(self, table: Table) -> Insert:
        """An insert that does nothing where the row is there already."""

    def index_words(self, connection: Connection, version_id: int, record: CleanRecord) -> None:
        """Make a version findable."""


# Statements are built once: building one costs more than SQLite needs to run it.
_HAS_CONTENT = (
    select(article_version.c.id)
    .join(article)
    .where(article.c.key_digest == bindparam("key_digest"), article_version.c.content_digest == bindparam("content"))
)
_ARTICLE = (
    select(article.c.id, article.c.latest_version)
    .where(article.c.key_digest == bindparam("key_digest"))
    .with_for_update()
)
_INSERT_VERSION = article_version.insert().returning(article_version.c.id)
_SET_LATEST = (
    article.update()
    .where(article.c.id == bindparam("article_id"))
    .values(latest_version=bindparam("latest"), site=bindparam("newest_site"))
)


class VersionWriter:
    """Writes versions to one database."""

    def __init__(self, database: WritableDatabase) -> None:
        self._database = database
        self._insert_article = database.insert(article).returning(article.c.id)
        self._insert_alias = database.insert(article_alias)
        self._insert_cut = article_cut.insert()

    def has(self, connection: Connection, record: CleanRecord) -> bool:
        """Whether the article has this title and text already."""
        values = {"key_digest": digest(article_key(record)), "content": content_digest(record)}
        return connection.scalar(_HAS_CONTENT, values) is not None

    def write(self, connection: Connection, record: CleanRecord, stored_at: datetime | None) -> SaveOutcome:
        """Write the record as its article's next version, unless the article has it already."""
        article_id, latest = self._lock_article(connection, record)
        if latest and self.has(connection, record):
            return SaveOutcome.UNCHANGED
        version = {
            "article_id": article_id,
            "version": latest + 1,
            "content_digest": content_digest(record),
            "stored_at": stored_at or datetime.now(UTC),
            "url": _bare(record.url),
            "title": _bare(record.title),
            "language": _bare(record.language),
            "page_kind": record.page_kind.value,
            "published": record.published and in_utc(record.published),
            "record": record_to_json(record),
        }
        version_id: int = connection.execute(_INSERT_VERSION, version).scalar_one()
        newest = {"article_id": article_id, "latest": latest + 1, "newest_site": _bare(record.site)}
        connection.execute(_SET_LATEST, newest)
        self._write_beside(connection, record, article_id, version_id)
        return SaveOutcome.VERSION if latest else SaveOutcome.NEW

    def _lock_article(self, connection: Connection, record: CleanRecord) -> tuple[int, int]:
        """Id and latest version of the article, made with version 0 where it is new, locked till the end."""
        key = article_key(record)
        named = {"key_digest": digest(key)}
        row = connection.execute(_ARTICLE, named).first()
        if row is None:
            new = {"key": _bare(key), **named, "site": _bare(record.site), "latest_version": 0}
            article_id = connection.scalar(self._insert_article, new)
            if article_id is not None:
                return article_id, 0
            row = connection.execute(_ARTICLE, named).one()  # another process was faster
        return row.id, row.latest_version

    def _write_beside(self, connection: Connection, record: CleanRecord, article_id: int, version_id: int) -> None:
        aliases = sorted(url_keys(record) - {article_key(record)})
        if aliases:
            rows = [{"url_digest": digest(alias), "article_id": article_id} for alias in aliases]
            connection.execute(self._insert_alias, rows)
        if record.removed:
            connection.execute(self._insert_cut, list(_cut_rows(version_id, record)))
        self._database.index_words(connection, version_id, record)


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
