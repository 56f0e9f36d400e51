"""Tables that are not what they seem: those that lay out the page, and those called an embedded post."""

from itertools import islice

from lxml.html import HtmlElement

from newsclean.extract.blocks import PROSE_MIN_WORDS
from newsclean.text import ends_sentence, word_count

# A cell of data is a figure, a name, a remark; a cell with more than this is a part of the page.
DATA_CELL_MAX_CHARS = 600
# Nor has it more elements like these than this.
MANY_BLOCKS = 4
# A remark is one; one alone is enough where the table has but one row, which is no table of data.
PARAGRAPHS_IN_CELL = 2
# Content systems set a table that was written by hand into a box or two of its own.
EMBED_MAX_BOXES = 3
EMBED_MIN_ROWS = 2
_TABLE_TAGS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption")
_ROW_TAGS = ("thead", "tbody", "tfoot", "tr")
_PARAGRAPH_TAGS = frozenset({"p", "div", "ul", "ol", "h2", "h3", "h4", "blockquote", "section", "article"})
_BLOCKS_IN_CELL = ("p", "div", "h1", "h2", "h3", "article", "section", "table")


def unwrap_layout_tables(tree: HtmlElement) -> None:
    """Make the parts of layout tables plain boxes, so that their text is read as paragraphs.

    Changes the tree. Tables inside a cell are looked at by themselves.
    """
    for table in list(tree.iter("table")):
        if _lays_out(table):
            for element in [table, *_own(table, *_TABLE_TAGS[1:])]:
                element.tag = "div"


def free_embedded_tables(tree: HtmlElement) -> None:
    """Rename boxes that are called embeds and hold a table: extractors drop embeds, which mostly hold posts.

    Changes the tree.
    """
    for table in tree.iter("table"):
        if len(_own(table, "tr")) < EMBED_MIN_ROWS:
            continue
        for box in islice(table.iterancestors(), EMBED_MAX_BOXES):
            if "embed" in (name := box.get("class") or ""):
                box.set("class", name.replace("embed", "table"))


def _own(table: HtmlElement, *tags: str) -> list[HtmlElement]:
    """Elements of the table itself, not of tables in its cells."""
    found = []
    pending = list(table)
    while pending:
        element = pending.pop()
        if element.tag == "table":
            continue
        if element.tag in tags:
            found.append(element)
        pending.extend(element)
    return found


def _has_text_outside_cells(table: HtmlElement) -> bool:
    """Whether paragraphs stand between rows or cells, where browsers show them as if there were no table."""
    between = (child for part in [table, *_own(table, *_ROW_TAGS)] for child in part)
    return any(child.tag in _PARAGRAPH_TAGS and "".join(child.itertext()).strip() for child in between)


def _lays_out(table: HtmlElement) -> bool:
    cells = _own(table, "td")
    is_row = len(_own(table, "tr")) == 1
    return any(_is_page_part(cell, is_row=is_row) for cell in cells) or _has_text_outside_cells(table)


def _is_page_part(cell: HtmlElement, *, is_row: bool) -> bool:
    chars = paragraphs = 0
    for text in cell.itertext():
        chars += len(text)
        paragraphs += _is_paragraph(text)
    if chars > DATA_CELL_MAX_CHARS or sum(1 for _ in cell.iter(*_BLOCKS_IN_CELL)) > MANY_BLOCKS:
        return True
    return paragraphs > 0 if is_row else paragraphs >= PARAGRAPHS_IN_CELL and _has_several_lines(cell)


def _is_paragraph(text: str) -> bool:
    """Whether it is prose, as far as the next line break or element."""
    return len(text) > PROSE_MIN_WORDS and word_count(text.strip()) >= PROSE_MIN_WORDS and ends_sentence(text)


def _has_several_lines(cell: HtmlElement) -> bool:
    """Whether the paragraphs are parted by more than a link in a remark."""
    return next(cell.iter("br"), None) is not None or next(islice(cell.iter("p"), 1, None), None) is not None
