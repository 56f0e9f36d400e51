"""A story that an end tag too many has let out of its box."""

import pytest

from newsclean.extract.spilled import places_spilled
from tests.extract.trees import P, blocks_of, paragraphs


def spilled(body: str) -> list[str]:
    """What comes back where the first two paragraphs were found."""
    blocks = blocks_of(body)
    places = frozenset(block.order for block in blocks if block.text in P[:2])
    return [blocks[place].text for place in places_spilled(blocks, places)]


def test_paragraphs_right_in_the_boxes_around_the_story_are_its_rest() -> None:
    inside = f"<div><div class=body>{paragraphs(*P[:2])}</div>{paragraphs(P[2], 'They slept well.')}</div>"
    assert spilled(f"<main>{inside}{paragraphs(P[3])}<i>Read it all</i>{paragraphs(P[4])}</main>") == [
        P[2],
        "They slept well.",
        *P[3:],
    ]


@pytest.mark.parametrize(
    "rest",
    [
        paragraphs(*P[3:]),
        f"<h2>More of the valley</h2>{paragraphs(*P[2:])}",
        f"<div class=card>{paragraphs(*P[2:])}</div>",
        f"<aside>{paragraphs(*P[2:])}</aside>",
        "".join(f'<p><a href="/{count}">{text}</a></p>' for count, text in enumerate(P[2:])),
    ],
    ids=["a notice of two", "behind a heading", "in a box of its own", "beside the story", "links"],
)
def test_other_paragraphs_there_are_not(rest: str) -> None:
    assert spilled(f"<main><div class=body>{paragraphs(*P[:2])}</div>{rest}</main>") == []


@pytest.mark.parametrize("story", ["<article><div class=body>{}</div></article>", "<article>{}</article>"])
def test_notices_of_the_page_behind_the_story_are_not(story: str) -> None:
    assert spilled(f"<main>{story.format(paragraphs(*P[:2]))}{paragraphs(*P[2:])}</main>") == []
