"""Blocks that an extraction ran together."""

from newsclean import clean_html
from newsclean.extract.align import BlockIndex, align
from newsclean.extract.glued import MAX_LOOKUPS, taken_apart
from tests.extract.trees import P, blocks_of, paragraphs


def apart(lines: tuple[str, ...], index: BlockIndex) -> tuple[str, ...]:
    return taken_apart(lines, align(lines, index), index)


def test_paragraphs_in_one_line_are_paragraphs_again() -> None:
    index = BlockIndex(blocks_of(f"<article><p>Share</p>{paragraphs(*P)}</article>"))
    assert apart((" ".join(P[:3]), *P[3:]), index) == P


def test_a_title_and_its_summary_in_one_item_of_a_list() -> None:
    title, summary = "Forty men check the dam above the old town", "The lake behind it is full to the brim."
    item = f"<ul><li><h3><a href=/dam>{title}</a></h3><p>{summary}</p></li></ul>"
    index = BlockIndex(blocks_of(f"<article>{paragraphs(*P)}{item}</article>"))
    assert apart((*P, f"- {title} {summary}"), index) == (*P, f"- {title}", summary)


def test_a_line_that_has_more_than_the_blocks_stays_whole() -> None:
    index = BlockIndex(blocks_of(paragraphs(*P)))
    line = f"{P[0]} {P[1]} And the rain goes on."
    assert apart((line,), index) == (line,)


def test_a_row_a_short_line_and_a_heading_stay_whole() -> None:
    cells = f"<table><tr><td>{P[0]}</td><td>{P[1]}</td></tr></table>"
    heading = "<h1><div>Night of checks above the old town</div><div>Forty men find that the dam holds</div></h1>"
    index = BlockIndex(blocks_of(f"{heading}<dl><dt>Height</dt><dd>40 metres</dd></dl>{cells}"))
    lines = (
        "Night of checks above the old town Forty men find that the dam holds",
        "Height 40 metres",
        f"| {P[0]} | {P[1]} |",
    )
    assert apart(lines, index) == lines


def test_so_many_lines_are_looked_for_and_no_more() -> None:
    index = BlockIndex(blocks_of(paragraphs(*P)))
    unknown = tuple(
        f"{number}: of all these words the page has not a single one, and letters they have more than sixty"
        for number in range(200)
    )
    glued = f"{P[0]} {P[1]}"
    assert apart((*unknown[: MAX_LOOKUPS - 1], glued), index)[-2:] == P[:2]
    assert apart((*unknown[:MAX_LOOKUPS], glued), index)[-1] == glued


def test_a_short_label_that_was_glued_to_a_paragraph_is_set_apart() -> None:
    page = (
        f'<html><body><article>{P[0]}<br><br><div class="x"><small>Advert</small></div>{P[1]}<br><br>{P[2]}</article>'
    )
    assert P[1] in (clean_html(page).text or "").split("\n")
