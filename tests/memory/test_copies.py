"""Copies are found exactly and nearly, and the original is the agency's own or the oldest."""

from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.copies import Wire
from newsclean import CleanRecord, SiteMemory
from newsclean.memory import Copies, sketch
from newsclean.record import fingerprint

DAY = datetime(2025, 3, 4, tzinfo=UTC)


@pytest.fixture
def copies() -> Copies:
    return SiteMemory.open().copies


def story(site: str, text: str, hours: int = 0) -> CleanRecord:
    url = f"https://www.{site}/news/a-story-{abs(hash((site, text))) % 10**8}"
    published = DAY + timedelta(hours=hours)
    return CleanRecord(url=url, final_url=url, text=text, published=published, fingerprint=fingerprint(text))


def made(seed: int = 0) -> list[str]:
    return next(Wire(seed).others()).text.split("\n")


def test_the_same_text_is_a_copy(copies: Copies) -> None:
    text = "\n".join(made())
    first, second = story("one.com", text), story("two.com", text.upper(), 5)
    assert copies.learn(first) is None
    mark = copies.learn(second)
    assert mark is not None
    assert (mark.copy_of, mark.similarity) == (first.url, 1.0)
    assert copies.find(first) is None


def test_records_come_in_groups_with_sketches_that_were_made_elsewhere(copies: Copies) -> None:
    lines = made()
    first = story("one.com", "\n".join(lines))
    cut = story("two.com", "\n".join(lines[: -(len(lines) // 4) or None]), 3)
    short = story("three.com", "No comment.", 4)
    marks = copies.learn_sketched([(first, sketch(first.text)), (cut, sketch(cut.text)), (short, None)])
    assert marks[1] is not None
    assert (marks[0], marks[1].copy_of, marks[2]) == (None, first.url, None)
    assert copies.find(cut) == marks[1]


def test_a_cut_and_extended_text_is_a_copy(copies: Copies) -> None:
    lines = made()
    first = story("one.com", "\n".join(lines))
    cut = story("two.com", "\n".join(lines[: -(len(lines) // 4) or None]), 3)
    copies.learn(first)
    mark = copies.learn(cut)
    assert mark is not None
    assert mark.copy_of == first.url


def test_the_agency_is_the_original_and_else_the_oldest(copies: Copies) -> None:
    text = "\n".join(made())
    late, early, agency = story("one.com", text, 9), story("two.com", text, 1), story("reuters.com", text, 20)
    copies.learn(late)
    copies.learn(early)
    found = copies.find(late)
    assert found is not None and found.copy_of == early.url
    assert copies.learn(agency) is None
    for record in (late, early):
        found = copies.find(record)
        assert found is not None and found.copy_of == agency.url


def test_another_story_and_the_page_itself_are_no_copies(copies: Copies) -> None:
    first = story("one.com", "\n".join(made(1)))
    assert copies.learn(first) is None
    assert copies.learn(first.model_copy(update={"final_url": f"{first.url}/amp?utm_source=x"})) is None
    assert copies.learn(story("two.com", "\n".join(made(2)), 1)) is None


def test_short_texts_are_none(copies: Copies) -> None:
    assert copies.learn(story("one.com", "No comment.")) is None
    assert copies.learn(story("two.com", "No comment.", 1)) is None
