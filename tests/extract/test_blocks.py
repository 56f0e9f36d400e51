"""The page's blocks of text, with the boxes and links around them."""

import pytest

from newsclean.extract.blocks import host_of, name_words, page_blocks
from newsclean.extract.parse import parse_page
from tests.extract.trees import blocks_of


def texts(body: str) -> list[str]:
    return [block.text for block in blocks_of(body)]


def test_each_block_element_ends_a_block() -> None:
    assert texts("<h1>One</h1><div>Two<p>Three</p>Four</div><ul><li>Five<li>Six</ul>") == [
        *("One", "Two", "Three", "Four", "Five", "Six")
    ]


def test_inline_elements_do_not() -> None:
    assert texts("<p>The <b>dam</b> <a href=/x>holds</a>, <i>she</i> said.</p>") == ["The dam holds, she said."]


def test_a_line_break_does() -> None:
    assert texts("<p>One<br>Two<br/><br/>Three</p>") == ["One", "Two", "Three"]


def test_white_space_is_made_single_and_blank_blocks_are_none() -> None:
    assert texts("<p> The\n\t dam&nbsp;holds. </p><p> </p><div></div>") == ["The dam holds."]


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template", "svg", "iframe", "option", "textarea"])
def test_what_is_no_text_is_left_out_but_not_what_follows(tag: str) -> None:
    assert texts(f"<p>One</p><{tag}>no text</{tag}> and after<p>Two</p>")[-1] == "Two"
    assert not any("no text" in text for text in texts(f"<p>One</p><{tag}>no text</{tag}><p>Two</p>"))


def test_a_comment_is_no_text_and_what_follows_it_is() -> None:
    assert texts("<p>One <!-- not this -->two</p>") == ["One two"]


def test_shares_of_links() -> None:
    (block,) = blocks_of("<p><a href=/b>12345</a><a href='https://other.example/'>67890</a>1234567890</p>")
    assert block.link_share == pytest.approx(0.5)
    assert block.own_link_share == pytest.approx(0.25)
    assert block.links == ("/b", "https://other.example/")


@pytest.mark.parametrize(
    ("href", "own"),
    [
        ("/b", True),
        ("b.html", True),
        ("https://www.valley.example/b", True),
        ("//valley.example/b", True),
        ("https://sport.valley.example/b", True),
        ("https://notvalley.example/b", False),
        ("https://valley.example.org/b", False),
        ("mailto:a@valley.example", False),
        ("tel:1", False),
    ],
)
def test_which_links_stay_on_the_site(href: str, own: bool) -> None:
    (block,) = blocks_of(f"<p><a href='{href}'>Words</a></p>")
    assert block.own_link_share == (1.0 if own else 0.0)


def test_without_the_address_only_relative_links_are_known_to() -> None:
    blocks = blocks_of("<p><a href='https://valley.example/b'>Words</a></p><p><a href=/b>Words</a></p>", url=None)
    assert [block.own_link_share for block in blocks] == [0.0, 1.0]


def test_a_link_to_a_part_of_the_page_is_none() -> None:
    (block,) = blocks_of("<p><a href='#note'>Words</a></p>")
    assert (block.link_share, block.links) == (0.0, ())


def test_a_link_around_several_blocks_is_one_of_each() -> None:
    first, second = blocks_of("<a href=/b><h3>Title</h3><p>Summary</p></a>")
    assert first.links == second.links == ("/b",)
    assert (first.link_share, second.link_share) == (1.0, 1.0)


def test_an_element_of_the_sites_own_around_blocks_is_a_box_named_by_its_tag() -> None:
    (block,) = blocks_of("<valley-related-box><valley-body><p>Words</p></valley-body></valley-related-box>")
    assert [box.tag for box in block.box.path()] == ["p", "valley-body", "valley-related-box", "body"]
    assert block.box.parent is not None
    assert block.box.parent.parent is not None
    assert {"related", "box"} < block.box.parent.parent.names


def test_an_element_of_the_sites_own_within_a_line_is_no_box() -> None:
    (block,) = blocks_of("<p>The dam held <time-ago><b>an hour</b><!-- or so --></time-ago> ago</p>")
    assert block.text == "The dam held an hour ago"


def test_how_a_part_is_set_on_paper_does_not_name_it() -> None:
    (block,) = blocks_of("<div class='row print-columns-none'><p>Words</p></div>")
    assert block.box.parent is not None
    assert block.box.parent.names == {"row"}


def test_boxes_know_their_names_and_what_is_around_them() -> None:
    (block,) = blocks_of("<main><div class='related-Articles box_2' id=sideBar><p>Words</p></div></main>")
    tags = [box.tag for box in block.box.path()]
    assert tags == ["p", "div", "main", "body"]
    assert block.box.parent is not None
    assert block.box.parent.names == {"related", "articles", "relatedarticles", "box", "side", "bar", "sidebar"}
    assert block.box.depth == 3


@pytest.mark.parametrize("how", ["hidden", "style='display: none'", "style='VISIBILITY:hidden;color:red'"])
def test_hidden_boxes_are_known(how: str) -> None:
    (block,) = blocks_of(f"<div {how}><p>Words</p></div>")
    assert block.box.parent is not None
    assert block.box.parent.is_hidden
    assert not block.box.is_hidden


def test_a_box_is_named_by_what_its_component_is_called() -> None:
    (block,) = blocks_of('<div class="sc-1x2y3z" data-testid="author-bio" itemprop="author">Ada Moor</div>')
    assert {"author", "bio", "authorbio"} <= block.box.names


def test_blocks_are_numbered_in_document_order() -> None:
    assert [block.order for block in blocks_of("<p>a</p><div>b<p>c</p></div>")] == [0, 1, 2]


def test_a_page_without_a_body_has_none() -> None:
    tree = parse_page("<html><head><title>x</title></head></html>")
    assert tree is None or page_blocks(tree) == ()


def test_nesting_deeper_than_python_recurses() -> None:
    assert texts("<div>" * 5_000 + "Words" + "</div>" * 5_000) in (["Words"], [])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("related-Articles_2", {"related", "articles", "relatedarticles"}),
        ("sideBar", {"side", "bar", "sidebar"}),
        (
            "valley-story-page__most-read--wide",
            {"valley", "story", "page", "valleystory", "storypage"} | {"most", "read", "mostread", "wide"},
        ),
        ("how-the-forty-men-held-the-dam", set()),
        ("RSSFeed", {"rss", "feed"}),
        ("x-1 __", set()),
        ("main-with-sidebar has-ads no-toc story", {"story"}),
        ("", set()),
    ],
)
def test_words_of_names(value: str, words: set[str]) -> None:
    assert name_words(value) >= words if value == "RSSFeed" else name_words(value) == words


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Valley.example:8080/a?b", "valley.example"),
        ("//user:word@valley.example/a", "valley.example"),
        ("/a/b", ""),
        ("", ""),
    ],
)
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host


def test_a_box_is_named_by_what_labels_it_and_by_the_kind_that_an_editor_gave_it() -> None:
    labelled, typed = blocks_of(
        '<section class="sc-1x2y3z" aria-labelledby="recommendations-heading">The ferry sails again</section>'
        '<div class="sc-4a5b6c" type="RelatedOneNews">The cinema becomes a school</div>'
    )
    assert "recommendations" in labelled.box.names
    assert "relatedone" in typed.box.names
