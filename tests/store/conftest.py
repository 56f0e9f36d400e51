"""Stores to test with, and records to put into them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsclean.models import CleanRecord


@pytest.fixture
def make_record() -> Callable[..., CleanRecord]:
    """A record of an invented article; what the test does not name is filled in."""

    def make(name: str = "one", **fields: Any) -> CleanRecord:
        given: dict[str, Any] = {
            "url": f"https://www.gazette.example/news/{name}",
            "site": "gazette.example",
            "title": f"Headline {name}",
            "text": f"The council of {name} met on Monday.\nIt voted on the budget.",
            "language": "en",
            "page_kind": "article",
            "fingerprint": f"fingerprint-{name}",
            "cleaner_version": "1",
        }
        return CleanRecord.model_validate(given | fields)

    return make


@pytest.fixture(
    params=["records.db", "records.jsonl", "records.parquet", pytest.param("postgresql", marks=pytest.mark.slow)]
)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a store of each kind."""
    kind: str = request.param
    if kind == "postgresql":
        url: str = request.getfixturevalue("postgresql_url")
        return url
    if kind == "records.parquet":
        pytest.importorskip("pyarrow", reason="needs the extra `parquet`")
    return str(tmp_path / kind)


@pytest.fixture(params=["records.db", "postgresql"])
def shared_target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a store that several processes may write to."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgresql_url")
        return url
    return str(tmp_path / request.param)
