"""A field counts as right, wrong or absent, and only where the truth states it."""

from datetime import UTC, date, datetime

import pytest

from newsclean.evaluate.fields import Outcome, judge_fields, same_title
from newsclean.models import CleanRecord, PageKind
from tests.evaluate.records import truth

RIGHT, WRONG, ABSENT = Outcome.RIGHT, Outcome.WRONG, Outcome.ABSENT


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("Storm closes harbour of Lindhaven", "STORM CLOSES HARBOUR OF LINDHAVEN", True),
        ("L’été est arrivé à Évian", "L'ete est arrive a Evian", True),
        ("Storm closes harbour", "Storm closes harbour | The Lindhaven Daily Post", False),
        ("Storm closes harbour", "", False),
        ("", "", False),
    ],
)
def test_titles_are_the_same_by_their_words(expected: str, found: str, same: bool) -> None:
    assert same_title(expected, found) is same


def test_what_the_truth_does_not_state_is_not_judged() -> None:
    assert judge_fields(truth(), CleanRecord(title="A title", authors=["Ann Lee"])) == {}


def test_each_stated_field_is_judged() -> None:
    stated = truth(title="Storm closes harbour", authors=["Ann Lee", "Bo Ek"], published="2024-05-03")
    found = CleanRecord(
        title="Storm closes harbour", authors=["Bo Ek", "ann lee"], published=datetime(2024, 5, 3, 23, tzinfo=UTC)
    )
    assert judge_fields(stated, found) == {"title": RIGHT, "date": RIGHT, "authors": RIGHT}


def test_an_empty_field_is_absent_and_a_false_one_is_wrong() -> None:
    stated = truth(title="Storm closes harbour", authors=["Ann Lee"], published="2024-05-03T08:00:00+02:00")
    assert set(judge_fields(stated, CleanRecord()).values()) == {ABSENT}
    wrong = CleanRecord(title="Lindhaven Daily", authors=["Ann Lee", "Staff"], published=date(2024, 5, 4))
    assert set(judge_fields(stated, wrong).values()) == {WRONG}


def test_the_page_kind_is_judged_where_the_truth_has_one() -> None:
    assert judge_fields(truth(page_kind="listing"), CleanRecord(page_kind=PageKind.LISTING)) == {"page_kind": RIGHT}
    assert judge_fields(truth(page_kind="listing"), CleanRecord(page_kind=PageKind.ARTICLE)) == {"page_kind": WRONG}
