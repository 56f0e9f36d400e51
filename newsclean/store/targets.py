"""From what a user calls a store to the store itself; each kind is imported only when it is used."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsclean.errors import ConfigError
from newsclean.store.contract import Store, StoreReader

POSSIBLE_TARGETS = (
    "a path that ends in .db or .sqlite (SQLite), .jsonl (JSON Lines) or .parquet (Parquet), "
    "sqlite:///PATH, or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE"
)

_SQLITE_ENDINGS = frozenset({".db", ".sqlite", ".sqlite3"})
_ONE_WRITER = frozenset({"jsonl", "parquet"})
_POSTGRESQL_SCHEMES = frozenset({"postgresql+psycopg", "postgresql", "postgres"})


def open_store(target: str | Path) -> Store:
    """Open a store for reading and writing; it is made where there is none.

    Raises:
        ConfigError: `target` names no kind of store, or one whose extra is not installed.
        StoreError: the store cannot be made, opened or written, or is not newsclean's.
    """
    kind, place = _parse(target)
    open_at: Callable[[str], Store] = import_module(f"newsclean.store.{kind}").open_at
    return open_at(place)


def read_store(target: str | Path) -> StoreReader:
    """Open a store that is there, for reading. Nothing is made; only an older schema is brought up to date.

    Raises:
        ConfigError: as open_store.
        StoreError: there is no such store, it cannot be read, or it is not newsclean's.
    """
    kind, place = _parse(target)
    read_at: Callable[[str], StoreReader] = import_module(f"newsclean.store.{kind}").read_at
    return read_at(place)


def check_target(target: str) -> None:
    """Raise ConfigError where `target` names no kind of store. Nothing is opened."""
    _parse(target)


def has_one_writer(target: str) -> bool:
    """Whether only one process at a time may write to the store. Raises ConfigError as `check_target`."""
    return _parse(target)[0] in _ONE_WRITER


def _parse(target: str | Path) -> tuple[str, str]:
    """The module of this kind of store, and its path or URL."""
    place = str(target)
    scheme, mark, rest = place.partition("://")
    if mark and isinstance(target, str):
        if scheme in _POSTGRESQL_SCHEMES:
            return "postgresql", place
        if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1 and ":memory:" not in rest:
            return "sqlite", unquote(urlsplit(place).path[1:])
        raise ConfigError(f"no store is called {scheme}://…; possible are {POSSIBLE_TARGETS}")
    ending = Path(place).suffix.lower()
    if ending in _SQLITE_ENDINGS:
        return "sqlite", place
    if ending in (".jsonl", ".parquet"):
        return ending[1:], place
    raise ConfigError(f"no store is called {place!r}; possible are {POSSIBLE_TARGETS}")
