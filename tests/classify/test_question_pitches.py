"""Pitches behind a question."""

import pytest

from newsclean.classify.lexicon import lexicon_for
from newsclean.classify.question_pitches import hits_behind_questions


def pitched(text: str, language: str = "en") -> bool:
    return bool(hits_behind_questions(["The dam holds.", text], lexicon_for({}), language).get(1))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Enjoying this? Sign up for our newsletter"),
        ("en", "Can't get enough of the valley? Subscribe to our newsletter and read on."),
        ("fr", "Vous aimez nos articles ? Abonnez-vous à notre infolettre."),
        ("el", "Σας άρεσε; Εγγραφείτε στο newsletter μας"),
    ],
)
def test_a_letter_that_is_pitched_behind_a_question(language: str, text: str) -> None:
    assert pitched(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Sign up for our newsletter",
        "Tired of guessing? Download our free template.",
        "It rains; sign up for our newsletter.",
        "“Enjoying this?” she asked. Sign up for the newsletter of the band, he said.",
        f"Enjoying this? Sign up for our newsletter. {'The dam above the old town holds. ' * 9}",
    ],
    ids=["no question", "no letter", "no question in English", "said in the story", "a paragraph"],
)
def test_other_lines_are_none(text: str) -> None:
    assert not pitched(text)
