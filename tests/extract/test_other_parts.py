"""Boxes of other texts, which go before the main text is looked for."""

import pytest

from newsclean.extract.other_parts import drop_other_parts
from tests.extract.trees import tree_of


def left_of(body: str) -> str:
    tree = tree_of(body)
    drop_other_parts(tree)
    return " ".join(tree.find("body").text_content().split())


@pytest.mark.parametrize(
    "box",
    [
        '<div id="comments">Never!</div>',
        '<ol class="comment-list"><li>Never!</li></ol>',
        '<section class="box article-comments">Never!</section>',
        '<div id="disqus_thread">Never!</div>',
        '<div id="kommentare">Never!</div>',
        '<section class="comentarios-lista">Never!</section>',
        '<ul class="forum"><li>Never!</li></ul>',
        '<div class="visitors_comment_block">Never!</div>',
        '<div id="sf_comment_107" class="sf_box">Never!</div>',
        '<div class="box userCommentText">Never!</div>',
        '<div class="sf_comment">Never!</div><div class="sf_comment">Never!</div>',
        '<div class="mvp-post-add-wrap"><h1>Never!</h1></div>',
        '<aside id="infinite-scroll">Never!</aside>',
        '<div class="widget elementor-share-buttons">Never!</div>',
    ],
)
def test_other_parts_go_and_the_text_behind_them_stays(box: str) -> None:
    assert left_of(f"<p>The dam held.</p>{box} So it was said.") == "The dam held. So it was said."


@pytest.mark.parametrize(
    "box",
    [
        '<div class="commentary">The dam held.</div>',
        '<div class="no-comment">The dam held.</div>',
        '<div class="kommentar">The dam held.</div>',
        '<div class="forum">The dam held.</div>',
        '<p class="comment">The dam held.</p>',
        '<div class="section-comment">The dam held.</div>',
        '<div class="infinite-scroll"><h1>The dam held.</h1></div>',
    ],
)
def test_what_only_sounds_so_stays(box: str) -> None:
    assert left_of(box) == "The dam held."


def test_text_behind_a_blank_line_and_a_box_that_goes_is_read() -> None:
    tree = tree_of('<p>The dam held.</p><div></div><div id="comments">Never!</div>So it was said.')
    drop_other_parts(tree)
    assert [element.tag for element in tree.find("body")] == ["p", "br"]
