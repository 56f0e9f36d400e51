"""Tables that are not what they seem: those that lay out the page, and those called an embedded post."""

from itertools import islice

from lxml.html import HtmlElement

# A cell of data is a figure, a name, a remark; a cell with more than this is a part of the page.
DATA_CELL_MAX_CHARS = 600
# Nor has it more elements like these than this.
MANY_BLOCKS = 4
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
        if any(_is_page_part(cell) for cell in _own(table, "td")) or _has_text_outside_cells(table):
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


def _is_page_part(cell: HtmlElement) -> bool:
    return (
        sum(len(text) for text in cell.itertext()) > DATA_CELL_MAX_CHARS
        or sum(1 for _ in cell.iter(*_BLOCKS_IN_CELL)) > MANY_BLOCKS
    )
