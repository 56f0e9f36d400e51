"""Whether a record's title, date, authors and page kind are those of the truth."""

import unicodedata
from collections import Counter
from enum import StrEnum

from newsclean.evaluate.shingles import tokens
from newsclean.evaluate.truth import TruthPage
from newsclean.models import CleanRecord

TITLE_SHARED_WORDS = 0.9
"""Dice coefficient of the titles' words: lets a quotation mark or one word differ, not a site's name stay."""
DATE_CHARACTERS = len("2024-05-01")


class Outcome(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    ABSENT = "absent"
    """The record has none, which is the better mistake."""


def judge_fields(truth: TruthPage, record: CleanRecord) -> dict[str, Outcome]:
    """Outcome by name of the field, for those fields that the truth states."""
    stated: dict[str, Outcome] = {}
    if truth.title:
        stated["title"] = _outcome(record.title, same_title(truth.title, record.title or ""))
    if truth.published:
        published = record.published.isoformat() if record.published else ""
        stated["date"] = _outcome(published, truth.published[:DATE_CHARACTERS] == published[:DATE_CHARACTERS])
    if truth.authors:
        stated["authors"] = _outcome(record.authors, _names(truth.authors) == _names(record.authors))
    if truth.page_kind is not None:
        stated["page_kind"] = Outcome.RIGHT if truth.page_kind is record.page_kind else Outcome.WRONG
    return stated


def same_title(truth: str, found: str) -> bool:
    """Whether two titles share nearly all their words, case and accents aside."""
    expected, given = Counter(_folded(truth)), Counter(_folded(found))
    words = expected.total() + given.total()
    return bool(expected and given) and 2 * (expected & given).total() / words >= TITLE_SHARED_WORDS


def _outcome(found: object, right: bool) -> Outcome:
    if right:
        return Outcome.RIGHT
    return Outcome.WRONG if found else Outcome.ABSENT


def _names(authors: tuple[str, ...] | list[str]) -> set[str]:
    return {" ".join(_folded(author)) for author in authors}


def _folded(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return tokens("".join(character for character in decomposed if not unicodedata.combining(character)))
