"""trafilatura's stages, of which the first alone has to find what its fast mode does."""

from pathlib import Path

import pytest
from trafilatura import bare_extraction
from trafilatura.settings import Document

from newsclean.extract.decode import decode
from newsclean.extract.main_text import plain_lines, thorough_lines
from newsclean.extract.parse import drop_code, parse_page
from tests.extract.trees import P, paragraphs, tree_of

PAGES = sorted(Path("fixtures/pages").glob("*/page.html"))


@pytest.mark.parametrize("path", PAGES, ids=[path.parent.name for path in PAGES])
def test_the_first_stage_is_trafilaturas_fast_mode(path: Path) -> None:
    tree = parse_page(decode(path.read_bytes()))
    assert tree is not None
    drop_code(tree)
    expected = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    assert isinstance(expected, Document)
    assert expected.text
    assert plain_lines(tree) == tuple(line.strip() for line in expected.text.split("\n") if line.strip())


def test_a_fragment_without_a_body_is_read_too() -> None:
    article = tree_of(f"<article>{paragraphs(*P)}</article>").find(".//article")
    assert plain_lines(article) == P


def test_the_tree_is_left_as_it_was() -> None:
    tree = tree_of(f'<div id="comments">Never!</div><article>{paragraphs(*P)}</article>')
    before = tree.text_content()
    assert plain_lines(tree) == thorough_lines(tree, None) == P
    assert tree.text_content() == before


def test_a_page_without_text_has_no_lines() -> None:
    tree = tree_of("<img src=a.png>")
    assert plain_lines(tree) == thorough_lines(tree, None) == ()
