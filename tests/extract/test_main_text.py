"""trafilatura's stages, of which the first alone has to find what its fast mode does."""

from pathlib import Path

import pytest
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from newsclean.extract.decode import decode
from newsclean.extract.main_text import plain_lines, thorough_lines
from newsclean.extract.parse import drop_code, parse_page
from tests.extract.trees import P, paragraphs, tree_of

PAGES = sorted(Path("fixtures/pages").glob("*/page.html"))


BOXES = (
    *('class="entry"', 'itemprop="articleBody"', 'id="articleContent"', 'id="art-content"', 'class="box post_text"'),
    *('role="article"', 'id="story"', 'class="cell"', 'id="primary-box"', 'class="FullText"', 'class="single-post"'),
    *('id="content"', 'class="content-main"', 'id="Main-Content"', 'class="the Page-content"', 'class="main-box"'),
    *('id="main"', 'role="main"', 'class="nothing"'),
)
PARTS = (
    *('class="sharing"', 'id="footer-2"', 'class="the-sidebar"', 'role="Navigation"', 'class="cookie" id="none"'),
    *('id="none" class="cookie"', 'data-component="MostPopularStories"', 'data-lp-replacement-content=""'),
    *('class="comments-title"', 'id="reply-3"', 'style="hidden"', 'style="display: none"', 'aria-hidden="true"'),
    *('class="is hidden"', 'class="a-caption"', 'id="Teaser"', 'class="weather"', 'id="akismet" style=""'),
)
LINKED = '<div><a href="/a">One</a> <a href="/b">Two</a></div><ul><li><a href="/c">Three</a></li></ul>'


def in_fast_mode(tree: HtmlElement) -> tuple[str, ...]:
    expected = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    assert isinstance(expected, Document)
    return tuple(line.strip() for line in (expected.text or "").split("\n") if line.strip())


@pytest.mark.parametrize("path", PAGES, ids=[path.parent.name for path in PAGES])
def test_the_first_stage_is_trafilaturas_fast_mode(path: Path) -> None:
    tree = parse_page(decode(path.read_bytes()))
    assert tree is not None
    drop_code(tree)
    assert plain_lines(tree) == in_fast_mode(tree) != ()


@pytest.mark.parametrize("box", BOXES)
def test_the_box_of_the_article_is_trafilaturas(box: str) -> None:
    tree = tree_of(f"<div class=other>{paragraphs(*P)}</div><section {box}>{paragraphs(*P[::-1])}{LINKED}</section>")
    assert plain_lines(tree) == in_fast_mode(tree)


@pytest.mark.parametrize("tag", ["div", "span", "h2", "p"])
@pytest.mark.parametrize("part", PARTS)
def test_what_goes_from_the_box_is_what_trafilatura_takes_out(part: str, tag: str) -> None:
    box = f"<{tag} {part}>{P[0][::-1]} <b>b</b></{tag}>"
    tree = tree_of(f"<article>{paragraphs(*P)}{box} behind {LINKED}{paragraphs(*P)}</article>")
    assert plain_lines(tree) == in_fast_mode(tree)


def test_a_box_is_left_whole_where_all_of_it_is_called_another_part() -> None:
    tree = tree_of(f'<article><div class="the-sidebar">{paragraphs(*P)}</div><p>Nothing else.</p></article>')
    assert P[0] in plain_lines(tree) == in_fast_mode(tree)


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


def test_boxes_that_are_called_after_how_they_look_are_not_pruned_where_they_hold_the_story() -> None:
    halves = [f'<div class="text text--iconLinks">{paragraphs(*half)}</div>' for half in (P[:2], P[2:])]
    person = f"<section><p>{P[0].replace('dam', 'wall')}</p></section>"
    lines = plain_lines(tree_of(f"<article>{person.join(halves)}</article>"))
    assert set(P) <= set(lines)


@pytest.mark.parametrize("blank", ["<div><br></div>", "<div style='text-align: left'>\n<br>\n</div>", "<div>\n</div>"])
@pytest.mark.parametrize("line", ["<b>What holds</b><br>\n<br>", "<span>What holds</span><br><br>", "What holds<br>"])
def test_a_line_in_no_box_behind_a_blank_one_is_text(blank: str, line: str) -> None:
    boxes = f"<div>{P[0]}</div>{blank}<div>{P[1]}</div>{blank}"
    page = tree_of(f'<div class="post-body">{boxes}\n{line}{P[2]}<br><br>{P[3]}</div>')
    assert plain_lines(page) == (P[0], P[1], "What holds", P[2], P[3])
    assert len(page.findall(".//div")) == 5


def test_a_blank_box_parts_the_texts_around_it() -> None:
    page = tree_of(f'<div class="post-body">{P[0]}<div><br></div>{P[1]}<div><br></div>{P[2]}</div>')
    assert plain_lines(page) == P[:3]


@pytest.mark.parametrize(
    "opening",
    [
        '<span class="dropcap" aria-hidden="true">T</span>he ',
        '<span aria-hidden="true"><span>“T</span></span><span class="first">he</span> ',
    ],
)
def test_a_large_first_letter_is_one(opening: str) -> None:
    page = tree_of(f"<article><p>{opening}{P[0][4:]}</p>{paragraphs(*P[1:])}</article>")
    assert plain_lines(page)[0].lstrip("“") == P[0]


@pytest.mark.parametrize(
    "opening",
    [
        '<span class="dropcap" aria-hidden="true">T</span><span class="sr-only">The</span> ',
        '<span class="sr-only">The</span><span aria-hidden="true">T</span><span aria-hidden="true">he</span> ',
        '<span aria-hidden="true">X</span>The ',
    ],
)
def test_a_letter_that_is_there_for_those_who_listen_too_is_there_once(opening: str) -> None:
    page = tree_of(f"<article><p>{opening}{P[0][4:]}</p>{paragraphs(*P[1:])}</article>")
    assert plain_lines(page)[0] == P[0]
