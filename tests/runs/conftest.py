"""A store of each kind whose runs are kept in another manner."""

from pathlib import Path

import pytest


@pytest.fixture(params=["news.db", "news.jsonl", pytest.param("postgresql", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a record store is; only the runs beside it are made."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgresql_url")
        return url
    return str(tmp_path / request.param)
