"""Records in a PostgreSQL database; needs the extra `postgres`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Insert, Table, create_engine, make_url, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from newsclean.errors import ConfigError, StoreError
from newsclean.models import CleanRecord
from newsclean.store.schema import check_schema, migration_scripts, upgrade_schema
from newsclean.store.sql import SqlStore
from newsclean.store.words import SearchQuery, folded_words

INSTALL_HINT = "PostgreSQL needs psycopg: pip install 'newsclean[postgres]'"

_CONNECT_TIMEOUT_SECONDS = 10
# While one waits for the lock, saves wait too; each takes milliseconds.
_LOCK_TIMEOUT_SECONDS = 10
# Two processes that start at the same time must not both make the tables. Any number will do.
_UPGRADE_LOCK = 0x6E777363
# PostgreSQL keeps no position beyond 16,383 and no vector of over a megabyte; the title comes first.
_MAX_INDEXED_WORDS = 16_000
_MAX_INDEXED_CHARS = 150_000
_MAX_POSITIONS = 255

_INDEX_WORDS = text("INSERT INTO article_search (version_id, words) VALUES (:version_id, CAST(:words AS tsvector))")


class PostgresqlDatabase:
    """The database, its connections and its full text index."""

    def __init__(self, url: URL) -> None:
        self.name = f"{url.host or 'the local PostgreSQL'}/{url.database or ''}"
        self._secrets = [secret for secret in (url.password, url.query.get("password")) if isinstance(secret, str)]
        timeout = {} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_TIMEOUT_SECONDS}
        try:
            self.engine = create_engine(
                url, pool_pre_ping=True, connect_args=timeout, json_serializer=str, json_deserializer=bytes
            )
        except ImportError as error:
            raise ConfigError(INSTALL_HINT) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See Database.reading."""
        with self._explained(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """See Database.writing. The row of the article is what two writers of it queue for."""
        with self._explained(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, PoolTimeoutError) as error:
            original = error.orig if isinstance(error, DBAPIError) else error
            cause = " ".join(str(original).split())
            for secret in self._secrets:
                cause = cause.replace(secret, "…")
            raise StoreError(f"cannot use {self.name}: {cause}") from None  # the cause may hold the password

    def insert(self, table: Table) -> Insert:
        """See Database.insert."""
        return insert(table).on_conflict_do_nothing()

    def wait_for_writers(self, connection: Connection) -> None:
        """See Database.wait_for_writers. A transaction may take its id earlier and end later: the lock waits."""
        connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT_SECONDS}s'"))
        connection.execute(text("LOCK TABLE article_version IN SHARE MODE"))

    def index_words(self, connection: Connection, versions: Sequence[tuple[int, CleanRecord]]) -> None:
        """See Database.index_words."""
        rows = [{"version_id": version_id, "words": _vector(record)} for version_id, record in versions]
        connection.execute(_INDEX_WORDS, rows)

    def find_versions(self, connection: Connection, query: SearchQuery, limit: int) -> list[int]:
        """See Database.find_versions."""
        statement = text(
            "SELECT article_version.id FROM article_search"
            " JOIN article_version ON article_version.id = article_search.version_id"
            " JOIN article ON article.id = article_version.article_id"
            " AND article.latest_version = article_version.version"
            " WHERE article_search.words @@ CAST(:query AS tsquery)"
            " ORDER BY ts_rank(article_search.words, CAST(:query AS tsquery)) DESC, article_version.id DESC"
            " LIMIT :limit"
        )
        return list(connection.scalars(statement, {"query": _match_expression(query), "limit": limit}))


def _vector(record: CleanRecord) -> str:
    """A tsvector as text: each word with its places, those of the title with weight A.

    Written out here because PostgreSQL's own parser depends on the locale of the database.
    Words hold letters, digits and marks only, so quoting is safe.
    """
    places: dict[str, list[str]] = {}
    position = 0
    chars = 0
    for weight, words in (("A", folded_words(record.title or "")), ("", folded_words(record.text))):
        for word in words:
            position += 1
            found = places.setdefault(word, [])
            chars += len(word) if not found else 0
            if position > _MAX_INDEXED_WORDS or chars > _MAX_INDEXED_CHARS:
                break
            if len(found) < _MAX_POSITIONS:
                found.append(f"{position}{weight}")
        position += 1  # no phrase goes from the title into the text
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items() if found)


def _match_expression(query: SearchQuery) -> str:
    """The query in the language of tsquery."""
    wanted = [_phrase(words) for words in query.wanted]
    return " & ".join(wanted + [f"!{_phrase(words)}" for words in query.unwanted])


def _phrase(words: tuple[str, ...]) -> str:
    quoted = [f"'{word}'" for word in words]
    return f"({' <-> '.join(quoted)})"


def open_at(place: str) -> SqlStore:
    """The store in the database at `place`; its tables are made where there are none.

    Raises:
        ConfigError: the URL cannot be read, or psycopg is not installed.
        StoreError: the database cannot be reached, or its tables are not ours or of a newer newsclean.
    """
    database = database_at(place)
    scripts = migration_scripts("postgresql")
    try:
        with database.writing() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
            upgrade_schema(connection, database.name, scripts)
    except StoreError:
        database.engine.dispose()
        raise
    return SqlStore(database)


def read_at(place: str) -> SqlStore:
    """The store in the database at `place`, which must have one.

    Raises:
        ConfigError: as open_at.
        StoreError: as open_at, or there is no store in the database.
    """
    database = database_at(place)
    try:
        with database.reading() as connection:
            version: Any = check_schema(connection, database.name)
        if version == 0:
            raise StoreError(f"{database.name} holds no newsclean records")
    except StoreError:
        database.engine.dispose()
        raise
    return open_at(place) if version < len(migration_scripts("postgresql")) else SqlStore(database)


def database_at(place: str) -> PostgresqlDatabase:
    """The database at `place`, not yet connected to.

    Raises:
        ConfigError: the URL cannot be read, or psycopg is not installed.
    """
    return PostgresqlDatabase(_parse(place))


def _parse(url: str) -> URL:
    try:
        return make_url(url).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):  # its text would show the password
        raise ConfigError(
            "this PostgreSQL URL cannot be read; the form is postgresql+psycopg://USER:PASSWORD@HOST:PORT/DATABASE, "
            "with %40 for an @ in the password"
        ) from None
