"""Records in one SQLite file."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Insert, QueuePool, Table, create_engine, event, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from newsclean.errors import StoreError
from newsclean.models import CleanRecord
from newsclean.store.files import explained, sync_folder, temporary_beside
from newsclean.store.schema import check_schema, migration_scripts, upgrade_schema
from newsclean.store.sql import SqlStore
from newsclean.store.sqlite_errors import LOCK_TIMEOUT_SECONDS, cause_of
from newsclean.store.words import SearchQuery, folded_words

APPLICATION_ID = 0x6E777363
"""Stands in the header of our files ("nwsc"), so that a foreign one is known without opening it."""

_MAGIC = b"SQLite format 3\0"
_APPLICATION_ID_AT = slice(68, 72)  # https://www.sqlite.org/fileformat.html
_HEADER_BYTES = 100

# A word of the title says more than one of the text.
_TITLE_WEIGHT, _TEXT_WEIGHT = 5.0, 1.0

_INDEX_WORDS = text("INSERT INTO article_search (rowid, title, text) VALUES (:rowid, :title, :text)")


class SqliteDatabase:
    """The file, its connections and its full text index."""

    def __init__(self, path: Path, access: str = "mode=rw", name: str | None = None) -> None:
        """`access` is how SQLite is to open the file, as in its URIs; "mode=rw" never makes one."""
        self.name = name or str(path)
        address = f"{path.absolute().as_uri()}?{access}"

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(
                address, uri=True, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False
            )
            # FULL: a commit is on the disk when it returns, also if the power fails the moment after;
            # NORMAL could then lose saves that the crawl has ticked off already.
            for pragma in ("synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF"):
                connection.execute(f"PRAGMA {pragma}")
            return connection

        self.engine = create_engine(
            "sqlite://", creator=connect, poolclass=QueuePool, json_serializer=str, json_deserializer=str
        )
        event.listen(self.engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See Database.reading."""
        with _explained(self.name), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """See Database.writing. The lock is taken at once, so two writers queue and never conflict."""
        with _explained(self.name), self.engine.execution_options(begin="IMMEDIATE").begin() as connection:
            yield connection

    def insert(self, table: Table) -> Insert:
        """See Database.insert."""
        return insert(table).on_conflict_do_nothing()

    def wait_for_writers(self, connection: Connection) -> None:
        """See Database.wait_for_writers. There is one writer at a time, so ids are written in their order."""

    def index_words(self, connection: Connection, versions: Sequence[tuple[int, CleanRecord]]) -> None:
        """See Database.index_words."""
        rows = [
            {
                "rowid": version_id,
                "title": " ".join(folded_words(record.title or "")),
                "text": " ".join(folded_words(record.text)),
            }
            for version_id, record in versions
        ]
        connection.execute(_INDEX_WORDS, rows)

    def find_versions(self, connection: Connection, query: SearchQuery, limit: int) -> list[int]:
        """See Database.find_versions."""
        statement = text(
            "SELECT article_version.id FROM article_search"
            " JOIN article_version ON article_version.id = article_search.rowid"
            " JOIN article ON article.id = article_version.article_id"
            " AND article.latest_version = article_version.version"
            " WHERE article_search MATCH :query"
            " ORDER BY bm25(article_search, :title_weight, :text_weight), article_version.id DESC LIMIT :limit"
        )
        weights = {"title_weight": _TITLE_WEIGHT, "text_weight": _TEXT_WEIGHT}
        return list(connection.scalars(statement, {"query": _match_expression(query), "limit": limit, **weights}))


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")


def _match_expression(query: SearchQuery) -> str:
    """The query in FTS5's language; words hold letters, digits and marks only, so quoting is safe."""
    wanted = " AND ".join(f'"{" ".join(phrase)}"' for phrase in query.wanted)
    if not query.unwanted:
        return wanted
    unwanted = " OR ".join(f'"{" ".join(phrase)}"' for phrase in query.unwanted)
    return f"({wanted}) NOT ({unwanted})"


@contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolTimeoutError, sqlite3.Error) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        raise StoreError(f"cannot use {name}: {cause_of(original)}") from error
    except UnicodeError as error:
        raise StoreError(f"{name} holds no text that is not UTF-8: {error}") from error
    except ValueError as error:  # a column of moments that holds something else
        raise StoreError(f"cannot use {name}: it is damaged ({error})") from error


def open_at(place: str) -> SqlStore:
    """The store in the file at `place`, made where there is none.

    Raises:
        StoreError: the file is not ours, of a newer newsclean, or cannot be made or written.
    """
    path = Path(place).resolve()
    with explained(path):
        if not path.exists():
            _create(path)
        if path.is_file() and path.stat().st_size == 0:
            _initialise(path, name=str(path))
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StoreError(f"cannot write to {path} or beside it: no permission; choose another --store")
    return read_at(place)


def read_at(place: str) -> SqlStore:
    """The store in the file at `place`, which must be there; an older schema is brought up to date.

    Raises:
        StoreError: there is no such file, it is not ours, or of a newer newsclean.
    """
    path = Path(place).resolve()
    with explained(path), path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header.startswith(_MAGIC):
        raise StoreError(f"{path} is no SQLite database; it was left as it is")
    if int.from_bytes(header[_APPLICATION_ID_AT], "big") != APPLICATION_ID:
        raise StoreError(f"{path} is a database, but not newsclean's; it was left as it is: choose another --store")
    database = SqliteDatabase(path, _access(path))
    try:
        _bring_up_to_date(database)
    except StoreError:
        database.engine.dispose()
        raise
    return SqlStore(database)


def _access(path: Path) -> str:
    """Where SQLite cannot make its files beside the database, and nobody else did, nobody is writing."""
    is_fixed = not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()
    return "immutable=1" if is_fixed else "mode=rw"


def _bring_up_to_date(database: SqliteDatabase) -> None:
    scripts = migration_scripts("sqlite")
    with database.reading() as connection:
        if check_schema(connection, database.name, len(scripts)) == len(scripts):
            return
    with database.writing() as connection:
        upgrade_schema(connection, database.name, scripts)


def _create(path: Path) -> None:
    """Make the file under another name first: what bears the real name is whole, whatever happens."""
    temporary = temporary_beside(path)
    try:
        temporary.touch(exist_ok=False)
        _initialise(temporary, name=str(path))
        try:
            path.hardlink_to(temporary)  # unlike a rename, never takes the place of another process's file
        except FileExistsError:
            return
        except OSError:  # a file system without hard links
            path.touch()
        sync_folder(path.parent)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            temporary.with_name(temporary.name + ending).unlink(missing_ok=True)


def _initialise(path: Path, name: str) -> None:
    """Make a store of an empty file. Other processes may do the same meanwhile."""
    with _explained(name), closing(sqlite3.connect(path, timeout=LOCK_TIMEOUT_SECONDS)) as file:
        # In this order: whenever it ends, the file is empty or is known for ours.
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.execute("PRAGMA journal_mode = WAL")
    database = SqliteDatabase(path, name=name)
    try:
        _bring_up_to_date(database)
    finally:
        database.engine.dispose()
