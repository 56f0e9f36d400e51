"""The rest of a story, hidden until a reader asks for it."""

import pytest

from newsclean.extract.hidden_rest import places_of_hidden_rest
from tests.extract.trees import P, blocks_of, paragraphs


def rest(body: str) -> list[str]:
    """What comes back where the first three paragraphs were found."""
    blocks = blocks_of(body)
    places = places_of_hidden_rest(blocks, frozenset(range(3)))
    return [blocks[place].text for place in places]


def test_paragraphs_in_a_hidden_box_behind_the_shown_ones_are_the_rest() -> None:
    hidden = f'<div style="display:none"><h2>The wall</h2>{paragraphs(*P[3:])}</div>'
    body = f"<article><div>{paragraphs(*P[:3])}<button>Read on</button>{hidden}</div></article>"
    assert rest(body) == ["The wall", *P[3:]]


def test_so_are_those_in_a_box_that_a_script_hides() -> None:
    short, linked = "They slept well.", P[3].replace("lake", '<a href="/lake">lake</a>', 1)
    hidden = f'<div class="toggle-group hideOnInit">{paragraphs(linked, short, P[4])}</div>'
    assert rest(f"<article><div>{paragraphs(*P[:3])}{hidden}</div></article>") == [P[3], short, P[4]]


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div hidden>{paragraphs(P[3])}</div>",
        f"<div hidden class=newsletter>{paragraphs(*P[3:])}</div>",
        f"<div hidden>{paragraphs(*P[1:])}</div>",
        f"<div hidden>{paragraphs(*P[3:])}<button>Close</button></div>",
        f"</div><div><div hidden>{paragraphs(*P[3:])}</div>",
    ],
    ids=["one paragraph", "called after junk", "a copy", "a button", "elsewhere"],
)
def test_other_hidden_boxes_are_not(hidden: str) -> None:
    assert rest(f"<article><div>{paragraphs(*P[:3])}{hidden}</div></article>") == []
