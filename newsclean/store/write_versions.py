"""Writing a version of an article to a database, within a transaction of the caller's."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol, Self

from sqlalchemy import Connection, Insert, Table, bindparam, select

from newsclean.models import CleanRecord
from newsclean.store.contract import SaveOutcome
from newsclean.store.identity import article_key, content_digest, digest, url_keys
from newsclean.store.moments import in_utc
from newsclean.store.queries import bare
from newsclean.store.serial import storable_with_json
from newsclean.store.tables import article, article_alias, article_cut, article_version


class WritableDatabase(Protocol):
    """What differs between the databases when a version is written."""

    def insert(self, table: Table) -> Insert:
        """An insert that does nothing where the row is there already."""

    def index_words(self, connection: Connection, versions: Sequence[tuple[int, CleanRecord]]) -> None:
        """Make versions, each with its id, findable."""


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


@dataclass(frozen=True, slots=True)
class Draft:
    """A record with all that is reckoned from it before it is written; each part costs as much as a statement."""

    record: CleanRecord
    """As the database can hold it."""
    json: str
    key: str
    key_digest: str
    content_digest: str

    @classmethod
    def of(cls, record: CleanRecord) -> Self:
        """The draft of a record."""
        record, json = storable_with_json(record)
        key = article_key(record)
        return cls(record, json, key, digest(key), content_digest(record))


@dataclass(frozen=True, slots=True)
class _Beside:
    """The rows that stand beside versions. Nothing reads them before the transaction ends, so they go in together."""

    aliases: list[dict[str, object]] = field(default_factory=list)
    cuts: list[dict[str, object]] = field(default_factory=list)
    versions: list[tuple[int, CleanRecord]] = field(default_factory=list)

    def add(self, draft: Draft, article_id: int, version_id: int) -> None:
        """Take in the rows of a version."""
        aliases = sorted(url_keys(draft.record) - {draft.key})
        self.aliases.extend({"url_digest": digest(alias), "article_id": article_id} for alias in aliases)
        self.cuts.extend(_cut_rows(version_id, draft.record))
        self.versions.append((version_id, draft.record))


class VersionWriter:
    """Writes versions to one database."""

    def __init__(self, database: WritableDatabase) -> None:
        self._database = database
        self._insert_article = database.insert(article).returning(article.c.id)
        self._insert_alias = database.insert(article_alias)
        self._insert_cut = article_cut.insert()

    def has(self, connection: Connection, draft: Draft) -> bool:
        """Whether the article has this title and text already."""
        values = {"key_digest": draft.key_digest, "content": draft.content_digest}
        return connection.scalar(_HAS_CONTENT, values) is not None

    def write(
        self, connection: Connection, drafts: Sequence[Draft], stored_at: datetime | None = None
    ) -> list[SaveOutcome]:
        """Write each record as its article's next version, unless the article has it already."""
        beside = _Beside()
        outcomes = [self._write(connection, draft, stored_at or datetime.now(UTC), beside) for draft in drafts]
        if beside.aliases:
            connection.execute(self._insert_alias, beside.aliases)
        if beside.cuts:
            connection.execute(self._insert_cut, beside.cuts)
        if beside.versions:
            self._database.index_words(connection, beside.versions)
        return outcomes

    def _write(self, connection: Connection, draft: Draft, stored_at: datetime, beside: _Beside) -> SaveOutcome:
        record = draft.record
        article_id, latest = self._lock_article(connection, draft)
        if latest and self.has(connection, draft):
            return SaveOutcome.UNCHANGED
        version = {
            "article_id": article_id,
            "version": latest + 1,
            "content_digest": draft.content_digest,
            "stored_at": stored_at,
            "url": _bare(record.url),
            "title": _bare(record.title),
            "language": _bare(record.language),
            "page_kind": record.page_kind.value,
            "published": record.published and in_utc(record.published),
            "record": draft.json,
        }
        version_id: int = connection.execute(_INSERT_VERSION, version).scalar_one()
        if latest:
            newest = {"article_id": article_id, "latest": latest + 1, "newest_site": _bare(record.site)}
            connection.execute(_SET_LATEST, newest)
        beside.add(draft, article_id, version_id)
        return SaveOutcome.VERSION if latest else SaveOutcome.NEW

    def _lock_article(self, connection: Connection, draft: Draft) -> tuple[int, int]:
        """Id and latest version of the article, locked till the end; 0 where it is new, and made for its first one."""
        named: dict[str, Any] = {"key_digest": draft.key_digest}
        row = connection.execute(_ARTICLE, named).first()
        if row is None:
            new = {"key": _bare(draft.key), **named, "site": _bare(draft.record.site), "latest_version": 1}
            article_id = connection.scalar(self._insert_article, new)
            if article_id is not None:
                return article_id, 0
            row = connection.execute(_ARTICLE, named).one()  # another process was faster
        return row.id, row.latest_version


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
