"""What React sends last stands where its script would have put it."""

import pytest

import newsclean
from newsclean.extract.parse import parse_page
from newsclean.extract.streamed_parts import has_streamed_parts, place_streamed_parts
from tests.extract.trees import P, paragraphs


def placed(body: str) -> str:
    tree = parse_page(f"<html><body>{body}</body></html>")
    assert tree is not None
    place_streamed_parts(tree)
    return " ".join(" ".join(tree.itertext()).split())


def test_a_part_stands_in_its_place_and_what_follows_stays() -> None:
    place = '<!--$?--><template id="B:0"></template><!--/$-->'
    assert placed(f'<p>one</p>{place}<p>three</p><div hidden id="S:0">two</div><i>four</i>') == "one two three four"


def test_parts_may_hold_the_places_of_other_parts() -> None:
    first = '<template id="B:0"></template>'
    later = '<div hidden id="S:0"><p>one</p><template id="P:1"></template></div><div hidden id="S:1"><p>two</p></div>'
    assert placed(f"<main>{first}</main><p>three</p>{later}") == "one two three"


@pytest.mark.parametrize(
    "body",
    [
        '<p>one</p><div hidden id="S:0">two</div>',
        '<p>one</p><div hidden id="S:0">two<template id="B:0"></template></div>',
        '<p>one</p><div hidden id="S:0">two</div>' + "<b>" * 600 + '<template id="B:0"></template>' + "</b>" * 600,
    ],
)
def test_a_part_without_a_place_is_shown_where_it_is(body: str) -> None:
    assert placed(body) == "one two"


def test_other_hidden_boxes_stay_hidden() -> None:
    assert not has_streamed_parts('<div hidden id="menu">one</div>')
    tree = parse_page('<html><body><div hidden id="menu">one</div><div hidden id="S:0">two</div></body></html>')
    assert tree is not None
    place_streamed_parts(tree)
    assert [box.get("id") for box in tree.iter("div") if "hidden" in box.attrib] == ["menu"]


def test_the_article_of_a_streamed_page_is_found() -> None:
    page = f"""<html><head><title>The dam holds</title></head><body><main><h1>The dam holds</h1>
<template id="B:0"></template></main><footer><p>All about the valley</p></footer>
<div hidden id="S:0"><div class="text">{paragraphs(*P)}</div></div></body></html>"""
    assert newsclean.clean_html(page).text.splitlines() == list(P)
