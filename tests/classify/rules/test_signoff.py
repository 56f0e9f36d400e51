"""What an outlet says of itself behind its signature is the house's at the end of a text, and the story's within."""

import pytest

from newsclean import clean_text

HEAD = "CASTLEMOOR (The Post) - The dam holds, engineers said on Friday after a night of checks."
HOUSE = ["- The Post", "The Post has seen the letter that the mayor wrote to the engineers of the valley in spring."]
STORY = [f"The lake rose by {day} hands on the day that followed, and the mayor closed the path." for day in range(14)]


@pytest.mark.parametrize(("lines", "stays"), [([*HOUSE, *STORY], True), ([*STORY, *HOUSE], False)])
def test_where_the_house_speaks_of_itself(lines: list[str], stays: bool) -> None:
    text = clean_text("\n".join([HEAD, *lines]), language="en").text or ""
    assert (HOUSE[1] in text) is stays
