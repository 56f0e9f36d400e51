"""JSON in which every value stands once."""

from typing import Any

import pytest

from newsclean.extract.flat_json import unfolded


def test_values_stand_in_their_places() -> None:
    flat = [{"title": 1, "tags": 2, "next": -1}, "Dam", [1, 3], {"n": 4}, 7]
    assert unfolded(flat) == {"title": "Dam", "tags": ["Dam", {"n": 7}], "next": None}


def test_what_the_framework_watches_is_its_value() -> None:
    flat = [["ShallowReactive", 1], {"data": 2, "at": 4}, ["Ref", 3], {"title": 5}, ["Date", "2025-01-02"], "Dam"]
    assert unfolded(flat) == {"data": {"title": "Dam"}, "at": "2025-01-02"}


@pytest.mark.parametrize("value", [[], [[]], [{}], ["a", 1], [1, 2], {"a": 1}, [{"a": "b"}], [{"a": True}], None, "a"])
def test_other_json_stays_as_it_is(value: object) -> None:
    assert unfolded(value) == value


def test_a_value_may_hold_itself_and_places_may_lead_nowhere() -> None:
    value = unfolded([{"self": 0, "far": 3, "loop": 1, "sign": 2}, ["Ref", 1], ["Ref", -5], [9]])
    assert isinstance(value, dict)
    assert value["self"] is value
    assert (value["far"], value["loop"], value["sign"]) == ([None], None, None)


ORDINARY: tuple[list[Any], ...] = (
    [["news", "valley"], {"title": "Dam"}],
    [["news", 1], {"title": "Dam"}],
    [{"id": 1}, {"id": 2, "title": "Dam"}],
    [{"id": 7}, ["Dam"]],
    [["Ref", 0], ["Ref", 1]],
)


@pytest.mark.parametrize("value", ORDINARY, ids=str)
def test_a_list_whose_first_value_looks_like_places_stays_as_it_is(value: object) -> None:
    assert unfolded(value) == value
