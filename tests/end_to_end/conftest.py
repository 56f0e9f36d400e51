"""The small site on loopback."""

from collections.abc import Iterator

import pytest

from fixtures.serve_site import Site, serve


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The newspaper and the aggregator of `fixtures/site`, served until the tests end."""
    with serve() as running:
        yield running
