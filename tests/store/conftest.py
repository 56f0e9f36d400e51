"""Stores to test with, and records to put into them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsclean.models import CleanRecord

MakeRecord = Callable[..., CleanRecord]


@pytest.fixture
def make_record() -> MakeRecord:
    """A record of an invented article; what the test does not name is filled in."""

    def make(name: str = "one", **fields: object) -> CleanRecord:
        given: dict[str, object] = {
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


@pytest.fixture(params=["records.db", "records.jsonl", "records.parquet"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A place for a store of each kind that needs nothing installed."""
    name: str = request.param
    return tmp_path / name
