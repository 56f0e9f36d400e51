"""What stands behind “Read also:”, as a user sees it."""

import newsclean

STORY = (
    "The dam holds, engineers said on Friday after a night of checks by forty of them.",
    "The lake is full to the brim, as it was in spring, and the mayor has closed the path.",
    "He will open it when the water has fallen by a metre, he said, and not a day before.",
    "The school opens on Monday, and the bus runs as it did.",
)
HEADLINE = "Old cinema in the harbour to become a school of dance"
LAST = "The path stays closed."


def cut_from(*lines: str) -> list[str]:
    return [cut.text for cut in newsclean.clean_text("\n".join(lines), language="en").removed]


def test_the_last_sentence_behind_a_single_pointer_stays() -> None:
    assert cut_from(*STORY, "Read also:", HEADLINE, LAST, "Leave a comment") == [
        "Read also:",
        HEADLINE,
        "Leave a comment",
    ]


def test_summaries_between_headlines_go_with_them() -> None:
    listed = [HEADLINE, "It has stood empty for years.", "Two bakers of the harbour win a prize"]
    assert cut_from(*STORY, "Read also:", *listed) == ["Read also:", *listed]


def test_sentences_under_a_heading_without_a_colon_are_teasers() -> None:
    assert cut_from(*STORY, "Related articles", HEADLINE, LAST) == ["Related articles", HEADLINE, LAST]
