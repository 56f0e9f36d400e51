"""What a page is by the text that is left of it."""

import pytest

from newsclean import clean_text
from newsclean.models import PageKind

SENTENCES = (
    "The dam above the old town holds, engineers said after a night of checks.",
    "The lake behind it is full to the brim, as it was in the spring of last year.",
    "The mayor has closed the path that runs by it until the water has fallen by a metre.",
    "Forty families below the wall had slept in the school, where the baker brought them bread.",
    "The last time that the lake was as full as this was eleven years ago, in a wet autumn.",
    "He will open it again on Monday, he said, which may well be too early for some of them.",
)


def kind_of(*times: str) -> PageKind:
    text = "\n".join(f"{time} {sentence}" for time, sentence in zip(times, SENTENCES, strict=True))
    return clean_text(text, language="en").page_kind


@pytest.mark.parametrize(
    "times",
    [
        ("08:02", "08:15", "09:40", "11:05", "11:31", "14:20"),
        ("14:20", "11:31", "11:05", "09:40", "08:15", "08:02"),
        ("00:00", "00:10", "03:40", "05:05", "07:31", "08:20"),
        ("22:10", "23:31", "00:05", "00:40", "01:15", "02:02"),
    ],
)
def test_entries_with_the_times_of_a_day_are_a_ticker(times: tuple[str, ...]) -> None:
    assert kind_of(*times) is PageKind.LIVE


@pytest.mark.parametrize(
    "times",
    [
        ("00:00", "00:09", "00:17", "00:31", "00:44", "00:52"),
        ("0:00", "0:40", "1:10", "2:05", "2:31", "3:20"),
        ("00:00:00", "00:00:09", "00:00:17", "00:01:31", "00:01:44", "00:02:52"),
    ],
)
def test_what_counts_from_the_beginning_of_a_recording_is_its_transcript(times: tuple[str, ...]) -> None:
    assert kind_of(*times) is PageKind.ARTICLE
