"""Subheadings in boxes of their own between paragraphs, which extractors take for labels of the page."""

from itertools import islice

from lxml.html import HtmlElement

from newsclean.extract.structure import HEADING_MAX_WORDS
from newsclean.text import word_count

_BOLD_TAGS = ("b", "strong")
# Pictures and advertisements stand between a paragraph and the subheading below it.
_ABOVE_MAX_BOXES = 4


def set_subheadings(tree: HtmlElement) -> None:
    """Make paragraphs of boxes that hold nothing but a few words in bold, above a paragraph. Changes the tree."""
    for bold in tree.iter(_BOLD_TAGS):
        box = bold.getparent()
        if box is not None and box.tag == "div" and _is_all_of(box, bold) and _is_between_paragraphs(box):
            box.tag = "p"


def _is_all_of(box: HtmlElement, bold: HtmlElement) -> bool:
    is_alone = bold.getprevious() is None and bold.getnext() is None and len(bold) == 0
    if not is_alone or (box.text or "").strip() or (bold.tail or "").strip():
        return False
    return 0 < word_count((bold.text or "").strip()) <= HEADING_MAX_WORDS


def _is_between_paragraphs(box: HtmlElement) -> bool:
    behind = box.getnext()
    if behind is None or behind.tag != "p":
        return False
    return any(above.tag == "p" for above in islice(box.itersiblings(preceding=True), _ABOVE_MAX_BOXES))
