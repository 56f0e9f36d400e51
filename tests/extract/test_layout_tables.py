"""Tables that lay out a page are read as paragraphs, tables of data as tables."""

import pytest

from newsclean import clean_html
from newsclean.extract.layout_tables import unwrap_layout_tables
from tests.extract.trees import P, paragraphs, tree_of


def tags(body: str) -> list[str]:
    tree = tree_of(body)
    unwrap_layout_tables(tree)
    return [element.tag for element in tree.find("body").iter() if isinstance(element.tag, str)]


def test_a_cell_with_the_story_in_it_becomes_a_plain_box() -> None:
    found = tags(f"<table><tr><td>Menu</td><td>{paragraphs(*P)}{P[0]}{P[1]}</td></tr></table>")
    assert not {"table", "tr", "td"} & set(found)
    assert found.count("p") == 5


def test_a_table_of_data_stays() -> None:
    rows = "".join(f"<tr><td>Anna Berg</td><td>{votes}</td></tr>" for votes in range(40))
    assert tags(f"<table><caption>Votes</caption>{rows}</table>").count("td") == 80


def test_a_table_of_data_in_a_cell_of_the_layout_stays() -> None:
    data = "<table><tr><th>Name</th><th>Votes</th></tr><tr><td>Anna Berg</td><td>12</td></tr></table>"
    found = tags(f"<table><tr><td>{paragraphs(*P)}{P[0]}{P[1]}{data}</td></tr></table>")
    assert found.count("table") == 1
    assert found.count("th") == 2


LINKS = "<td><a href='/'>Home</a><br><a href='/n'>News</a></td>"


@pytest.mark.parametrize(
    "rows",
    [
        f"<tr>{LINKS}<td>{P[0]}<br><br>{P[1]}<br><br>{P[2]}</td><td>Most read</td></tr>",
        f"<tr><td>{paragraphs(*P[:3])}</td></tr>",
        f"<tr><td colspan=2>Valley Courier</td></tr><tr>{LINKS}<td>{paragraphs(*P[:3])}</td></tr>",
    ],
)
def test_a_short_story_in_a_cell_is_read_as_paragraphs(rows: str) -> None:
    page = f"<html><head><title>The dam</title></head><body><table width=780>{rows}</table></body></html>"
    text = clean_html(page).text or ""
    assert "|" not in text
    assert text.split("\n")[-3:] == list(P[:3])


def test_a_remark_in_a_table_of_data_is_no_story() -> None:
    remark = f"<p>{P[0]} <a href='/wall'>The wall</a> was built by their fathers. {P[1]}</p>"
    rows = f"<tr><td>Wall</td><td>{remark}</td></tr><tr><td>Lake</td><td>{P[2]}</td></tr>"
    assert tags(f"<table>{rows}</table>").count("td") == 4


def test_no_text_is_lost() -> None:
    tree = tree_of(f"<table><tr><td>Menu</td><td>{paragraphs(*P)}{P[0]}</td></tr></table>")
    before = tree.text_content()
    unwrap_layout_tables(tree)
    assert tree.text_content() == before


def test_paragraphs_between_rows_are_read_as_browsers_show_them() -> None:
    found = tags(f"<table><tr>{paragraphs(P[0])}</tr>{paragraphs(P[1])}</table>")
    assert "table" not in found
    assert found.count("p") == 2
