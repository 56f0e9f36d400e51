"""The connection to the Redis server, and what can be wrong with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsclean.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from redis import Redis

INSTALL_HINT = "a crawl that several workers share needs scrapy-redis: pip install 'newsclean[redis]'"

ANSWER_SECONDS = 10
"""A Redis in the same network answers within milliseconds; its slowest command here takes some hundred."""
RETRIES = 8
LONGEST_PAUSE_SECONDS = 5
"""Eight tries with pauses from 0.1 up to 5 seconds sit out a restart of 15 seconds."""

_SCHEMES = frozenset({"redis", "rediss", "unix"})
_SHARED_STORES = ("postgresql+psycopg://", "postgresql://", "postgres://")


def check_shared(redis_url: str, store: str) -> None:
    """Raise ConfigError where a crawl cannot be shared so: no extra, no Redis URL, or a store of one machine."""
    connect(redis_url).close()
    if not store.startswith(_SHARED_STORES):
        raise ConfigError(
            "workers that share a crawl need a store that they share: give a PostgreSQL database with --store, "
            "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE"
        )


def connect(url: str, retries: int = RETRIES) -> "Redis":
    """A client for the server at `url`; it connects when it is first used. Raises ConfigError."""
    try:
        from redis.backoff import ExponentialBackoff  # noqa: PLC0415  an extra
        from redis.retry import Retry  # noqa: PLC0415
        from scrapy_redis.connection import get_redis  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError(INSTALL_HINT) from error
    if urlsplit(url).scheme not in _SCHEMES:
        raise ConfigError("the URL of a Redis server begins with redis://, rediss:// or unix://")
    try:
        client: Redis = get_redis(
            url=url,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            retry=Retry(ExponentialBackoff(cap=LONGEST_PAUSE_SECONDS, base=0.1), retries),
        )
    except ValueError as error:  # its text names the part that is wrong, not the whole URL
        raise ConfigError(f"the URL of the Redis server cannot be read: {error}") from None
    return client


def check_reachable(url: str) -> None:
    """Ask the server once whether it is there. Raises StoreError; a wrong URL is not worth the wait for a restart."""
    server = connect(url, retries=0)
    try:
        with explained(url):
            server.ping()
    finally:
        server.close()


def server_name(url: str) -> str:
    """The server for messages, without user and password.

    >>> server_name("redis://:secret@queue.example:6379/2")
    'Redis at queue.example:6379/2'
    """
    parts = urlsplit(url)
    return f"Redis at {parts.netloc.rpartition('@')[2]}{parts.path}"


@contextmanager
def explained(url: str) -> Iterator[None]:
    """Turn Redis' errors into StoreError."""
    from redis import RedisError  # noqa: PLC0415  an extra

    try:
        yield
    except RedisError as error:
        reason = " ".join(str(error).split())
        if secret := urlsplit(url).password:
            reason = reason.replace(secret, "…")
        raise StoreError(f"cannot use {server_name(url)}: {reason}") from None  # the cause may hold the password
