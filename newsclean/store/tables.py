"""The tables as SQLAlchemy sees them. What makes them in a database are the files in migrations/."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

from newsclean.store.moments import in_utc


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, in UTC in the database and aware in Python; SQLite itself knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC, bare of its zone where the database would not keep it."""
        if value is None:
            return None
        moment = in_utc(value)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment with its zone."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

schema_table = Table("newsclean_schema", metadata, Column("version", Integer, nullable=False))

article = Table(
    "article",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("key", Text, nullable=False),
    Column("key_digest", Text, nullable=False, unique=True),
    Column("site", Text),
    Column("latest_version", Integer, nullable=False),
)

article_alias = Table(
    "article_alias",
    metadata,
    Column("url_digest", Text, primary_key=True),
    Column("article_id", ForeignKey("article.id"), primary_key=True),
)

article_version = Table(
    "article_version",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("content_digest", Text, nullable=False),
    Column("stored_at", UtcDateTime, nullable=False),
    Column("url", Text),
    Column("title", Text),
    Column("language", Text),
    Column("page_kind", Text, nullable=False),
    Column("published", UtcDateTime),
    Column("record", JSON, nullable=False),
)

article_cut = Table(
    "article_cut",
    metadata,
    Column("version_id", ForeignKey("article_version.id"), primary_key=True),
    Column("label", Text, primary_key=True),
    Column("lines", Integer, nullable=False),
    Column("characters", Integer, nullable=False),
)
