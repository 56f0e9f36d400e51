"""Which extraction is believed."""

from newsclean.extract.align import BlockIndex, comparison_key
from newsclean.extract.blocks import page_blocks
from newsclean.extract.choose import EXTRACTOR_MAX_BLOCKS, choose_lines, declared_lines, trusted_body
from tests.extract.trees import P, blocks_of, paragraphs, tree_of

URL = "https://valley.example/a"


def chosen(body: str, article_body: str = "") -> tuple[str, ...]:
    tree = tree_of(body)
    index = BlockIndex(page_blocks(tree, URL))
    return choose_lines(tree, URL, index, trusted_body(index, comparison_key(article_body)))


def test_a_plain_page_comes_out_paragraph_by_paragraph() -> None:
    assert chosen(f"<article><h1>Dam holds</h1>{paragraphs(*P)}</article>")[-5:] == P


def test_a_form_around_the_page_hides_nothing() -> None:
    lines = chosen(f"<form action=/x><div class=text>{paragraphs(*P)}</div></form>")
    assert set(P) <= set(lines)


def test_a_page_without_text_gives_no_lines() -> None:
    assert chosen("<img src=a.png>") == ()


def test_a_page_of_too_many_blocks_is_read_by_its_structure_alone() -> None:
    items = "<li>x</li>" * (EXTRACTOR_MAX_BLOCKS + 1)
    lines = chosen(f"<article>{paragraphs(*P)}</article><ul>{items}</ul>")
    assert lines == P


def test_a_body_is_trusted_where_it_has_most_of_the_prose() -> None:
    index = BlockIndex(blocks_of(f"<article>{paragraphs(*P)}</article>"))
    whole = comparison_key(" ".join(P))
    assert trusted_body(index, whole) == whole
    assert trusted_body(index, comparison_key(P[0])) == ""
    assert trusted_body(index, "") == ""
    assert trusted_body(index, comparison_key("Words of nobody, and many of them, in a body that fits no page.")) == ""


def test_the_publishers_body_shows_where_the_story_is() -> None:
    story = f"<section>{paragraphs(*P)}</section>"
    other = "<section>" + "".join(
        f"<p>Another reader wrote at length on ice rink number {n}, again.</p>" for n in range(9)
    )
    assert set(P) <= set(chosen(story + other + "</section>", article_body=" ".join(P)))


def test_the_declared_body_is_the_text_of_a_page_that_has_none() -> None:
    body = "\n".join((*P, *P))
    assert declared_lines(body, ()) == (*P, *P)
    assert declared_lines(body, (P[0],)) == (*P, *P)


def test_a_declared_body_that_the_page_runs_together_has_its_paragraphs() -> None:
    assert declared_lines("\n".join((*P, *P)), (" ".join((*P, *P)),)) == (*P, *P)


def test_a_page_that_shows_its_text_is_read_and_not_its_declaration() -> None:
    assert declared_lines("\n".join((*P, *P)), (*P, *P[:2])) == ()
    assert declared_lines(P[0], ()) == ()
