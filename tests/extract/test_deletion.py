"""Elements that are taken out of a tree."""

import time

import pytest
from lxml.html import tostring

from newsclean.extract.deletion import delete_elements
from tests.extract.trees import tree_of


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("<p>One.</p><del>x</del> two <del>x</del>", "<p>One.</p> two "),
        ("zero <del>x</del> one <del>x</del><del>x</del> two <p>Three.</p>", "zero  one  two <p>Three.</p>"),
        (
            "<p>One.</p> two <del>x <del>y</del></del> three <b>4</b><del>x</del> five",
            "<p>One.</p> two  three <b>4</b> five",
        ),
        ("<div><del>x</del> one </div> two <del>x</del>", "<div> one </div> two "),
        ("one", "one"),
    ],
)
def test_elements_go_and_the_text_behind_them_stays_in_its_place(body: str, left: str) -> None:
    tree = tree_of(body)
    delete_elements(list(tree.iter("del")))
    assert tostring(tree.find("body"), encoding="unicode") == f"<body>{left}</body>"


def test_text_between_many_neighbours_is_joined_once() -> None:
    tree = tree_of("<del></del> and some more words " * 100_000)
    began = time.process_time()
    delete_elements(list(tree.iter("del")))
    assert time.process_time() - began < 2
    assert len(tree.find("body").text) == 100_000 * len(" and some more words ")
