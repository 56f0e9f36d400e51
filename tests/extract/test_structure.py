"""Where the page's own structure shows the article to be."""

import pytest

from newsclean.extract.structure import body_box, in_junk_box, is_inside, prose_of_structure
from tests.extract.trees import P, blocks_of, paragraphs


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>{P[0]}</p>", True),
        ("<p>The dam holds.</p>", False),
        (f"<p>{P[0][:-1]}</p>", False),
        (f"<p>{P[0][:-1]} …</p>", True),
        (f"<p><a href=/x>{P[0]}</a></p>", False),
        (f"<p><a href=/x>{P[0][:20]}</a>{P[0][20:]}</p>", True),
        ("<p>ダムは持ちこたえた、と技術者たちは金曜日、四十人による夜通しの点検のあとに語った。</p>", True),
    ],
)
def test_what_is_prose(body: str, expected: bool) -> None:
    assert blocks_of(body)[0].is_prose is expected


def test_the_body_is_the_innermost_box_that_holds_nearly_all() -> None:
    blocks = blocks_of(f"<main><div class=text>{paragraphs(*P)}</div><p>Aside</p></main>")
    body = body_box(blocks)
    assert body is not None
    assert body.names == {"text"}
    assert [is_inside(block, body) for block in blocks] == [True] * 5 + [False]


def test_without_blocks_there_is_no_body() -> None:
    assert body_box([]) is None


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ("<aside>{}</aside>", True),
        ("<div class='related-box'>{}</div>", True),
        ("<div style='display:none'>{}</div>", True),
        ("<div class=text>{}</div>", False),
        ("<figure><figcaption>{}</figcaption></figure>", True),
    ],
)
def test_boxes_of_junk_below_the_body(box: str, expected: bool) -> None:
    blocks = blocks_of("<article class=related>" + paragraphs(*P) + box.format("<p>Words</p>") + "</article>")
    body = body_box(blocks)
    assert body is not None
    assert in_junk_box(blocks[-1], body) is expected


def test_names_around_the_body_say_nothing() -> None:
    blocks = blocks_of(f"<div class='sidebar'><article>{paragraphs(*P)}</article></div>")
    body = body_box(blocks)
    assert body is not None
    assert not in_junk_box(blocks[0], body)


def test_a_name_may_be_allowed() -> None:
    blocks = blocks_of(f"<article>{paragraphs(*P)}<div class=teaser><p>Words</p></div></article>")
    body = body_box(blocks)
    assert body is not None
    assert in_junk_box(blocks[-1], body)
    assert not in_junk_box(blocks[-1], body, frozenset({"teaser"}))


def test_the_prose_of_the_article_without_comments_and_asides() -> None:
    page = (
        f"<article>{paragraphs(P[0], P[1], P[2])}<aside><p>{P[3]}</p></aside></article>"
        f"<div class=comments><p>{P[4]}</p></div>"
    )
    assert [block.text for block in prose_of_structure(blocks_of(page))] == [P[0], P[1], P[2]]


def test_a_page_without_prose_has_none() -> None:
    assert prose_of_structure(blocks_of("<p>Words</p>")) == ()


@pytest.mark.parametrize(
    "box", ["<div class=kommentare>{}</div>", "<section id=comments>{}</section>", "<ul class=forum>{}</ul>"]
)
def test_a_long_thread_of_comments_is_not_the_article(box: str) -> None:
    thread = box.format("".join(f"<li>{text}</li>" for text in (*P[2:], *P[2:], *P[2:])))
    prose = prose_of_structure(blocks_of(f"<main><div class=text>{paragraphs(*P[:2])}</div>{thread}</main>"))
    assert [block.text for block in prose] == list(P[:2])


def test_a_box_around_the_headline_is_no_thread_of_comments() -> None:
    story = f'<article class="post comments-open"><h1>Dam holds</h1>{paragraphs(*P[:3])}</article>'
    prose = prose_of_structure(blocks_of(f"<main>{story}<div class=side>{paragraphs(P[4])}</div></main>"))
    assert [block.text for block in prose] == list(P[:3])
