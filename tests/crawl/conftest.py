"""The seen-stores that tests of crawls use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean.crawl.seen.store import SeenStore, open_seen_store


@pytest.fixture(params=["store.db", pytest.param("postgresql", marks=pytest.mark.slow)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A record store of each kind that has a seen-store of its own kind."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgresql_url")
        return url
    return str(tmp_path / request.param)


@pytest.fixture
def seen(target: str) -> Iterator[SeenStore]:
    store = open_seen_store(target)
    yield store
    store.close()
