"""Lines of bare text and inline elements beside boxes: extractors take each element of such a line for a paragraph."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml.etree import XPath
from lxml.html import HtmlElement

from newsclean.extract.blocks import BLOCK_TAGS, Block
from newsclean.text import ends_sentence, words

# A box of lines; a paragraph or a heading is one line by itself. Old pages set the font of a whole story so.
_BOX_TAGS = frozenset({"article", "body", "center", "div", "font", "main", "section", "span", "td"})
_INLINE_BOX_TAGS = frozenset({"font", "span"})
_ENDS = BLOCK_TAGS | {"br"}
# Fewer words beside a link or a name in bold are a label.
_BARE_MIN_WORDS = 3
# A link in bold has one or two; pages made to cost time nest them without end.
_WITHIN_LINE_MAX_ELEMENTS = 50
# What a browser would not break a line at but for a style sheet.
_BREAKS = XPath(
    "descendant::span[not(node())][contains(concat(' ', normalize-space(@class), ' '), ' br ')]", smart_strings=False
)


class _Line(NamedTuple):
    """What stands between two ends of a line."""

    end_before: HtmlElement | None
    """None of the first line of a box."""
    bare: str
    """Its text before the first of its elements."""
    elements: list[HtmlElement]


def set_line_breaks(tree: HtmlElement) -> None:
    """Make line breaks of empty elements that are called so. Changes the tree."""
    for element in _BREAKS(tree):
        element.tag = "br"


def wrap_loose_lines(tree: HtmlElement, blocks: Sequence[Block]) -> None:
    """Make paragraphs of the lines in boxes where one has both bare text and elements. Changes the tree.

    `blocks` are those of the page: nothing is looked for where all its prose stands in paragraphs.
    """
    if not any(block.is_prose and block.box.tag in _BOX_TAGS for block in blocks):
        return
    for box in _broken_up(tree):
        for line in list(_lines(box)):
            if _has_unlinked_text(line):
                _wrap(box, line)


def _broken_up(tree: HtmlElement) -> list[HtmlElement]:
    """The boxes in which a line is mixed, and those around such ones that set a font: their lines go on in these."""
    broken_up: dict[HtmlElement, None] = {}
    for box in tree.iter(_BOX_TAGS):
        if len(box) < 2 or not _has_bare_text(box) or not any(map(_is_mixed, _lines(box))):
            continue
        broken_up[box] = None
        if box.tag in _INLINE_BOX_TAGS and (parent := box.getparent()) is not None and parent.tag in _BOX_TAGS:
            broken_up[parent] = None
    return list(broken_up)


def _has_bare_text(box: HtmlElement) -> bool:
    """Whether it has any right in it, which hardly a box has, and which is soon seen."""
    text = box.text
    if text and not text.isspace():
        return True
    return any(not tail.isspace() for child in box if (tail := child.tail))


def _lines(box: HtmlElement) -> Iterator[_Line]:
    line = _Line(None, box.text or "", [])
    for child in box:
        if _ends_line(child):
            yield line
            line = _Line(child, child.tail or "", [])
        else:
            line.elements.append(child)
    yield line


def _ends_line(element: HtmlElement) -> bool:
    if element.tag in _ENDS:
        return True
    if len(element) == 0:
        return False
    inside = [descendant.tag for descendant in islice(element.iterdescendants(), _WITHIN_LINE_MAX_ELEMENTS + 1)]
    return len(inside) > _WITHIN_LINE_MAX_ELEMENTS or not _ENDS.isdisjoint(inside)


def _is_mixed(line: _Line) -> bool:
    """Whether it is a sentence of bare text and elements: labels and trails of links are built so too."""
    if not line.elements:
        return False
    bare = " ".join([line.bare, *[element.tail or "" for element in line.elements]])
    last = line.elements[-1]
    end = (last.tail or "").strip() or last.text_content()
    return ends_sentence(end) and len(words(bare)) >= _BARE_MIN_WORDS


def _has_unlinked_text(line: _Line) -> bool:
    if line.bare.strip():
        return True
    return any((element.tail or "").strip() or _is_unlinked(element) for element in line.elements)


def _is_unlinked(element: HtmlElement) -> bool:
    return next(element.iter("a"), None) is None and bool(element.text_content().strip())


def _wrap(box: HtmlElement, line: _Line) -> None:
    paragraph = box.makeelement("p")
    paragraph.text = line.bare
    if line.end_before is None:
        box.text = None
        box.insert(0, paragraph)
    else:
        line.end_before.tail = None
        line.end_before.addnext(paragraph)
    paragraph.extend(line.elements)
