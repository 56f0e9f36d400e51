"""Servers that tests of several parts need; each is started when the first test asks for it."""

import signal
from collections.abc import Iterator

import pytest

from tests import servers


def pytest_configure() -> None:
    """Heed Ctrl-C, which background jobs of a shell ignore: what the tests start and interrupt would inherit that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: at the end none of them runs alone while nothing is left for the others."""
    with_slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in with_slow)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server that runs for the tests, up to the name of the database."""
    with servers.postgresql() as server:
        yield server.url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The URL of an empty place in that server, for each test its own."""
    with servers.empty_schema(postgresql_server) as url:
        yield url


@pytest.fixture(scope="session")
def redis_server() -> Iterator[servers.RedisServer]:
    """A Redis server that runs for the tests."""
    with servers.redis() as server:
        yield server
