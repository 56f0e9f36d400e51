"""The quality on the fixtures is the pinned one: nothing is lost unseen, and no gain either."""

import pytest

from tests.quality.floors import SETS, complaints, measure, read_floors


@pytest.mark.parametrize("name", SETS)
def test_quality_is_as_pinned(name: str) -> None:
    wrong = complaints(read_floors().pinned.get(name), measure(name))
    assert not wrong, f"{name}: " + "; ".join(wrong)
