"""The first of trafilatura's stages, its own extractor, with a quicker search for where to look.

What it does and in which order is trafilatura 2's (Apache License 2.0); so are the functions that read single elements.
"""

from copy import deepcopy
from itertools import accumulate

from lxml.etree import Element, _Element, strip_elements, strip_tags
from lxml.html import HtmlElement
from trafilatura.htmlprocessing import process_node
from trafilatura.main_extractor import NOT_AT_THE_END, REBUILT_BLOCKS, handle_textelem, recover_wild_text
from trafilatura.settings import INLINE_FORMATTABLE, MIN_DUPLICATE_LENGTH, TAG_CATALOG, Extractor
from trafilatura.utils import SPACING_PROTECTED, text_chars_test, trim
from trafilatura.xml import delete_element

from newsclean.extract.candidate_boxes import candidate_boxes, prune

_TAGS = TAG_CATALOG | {"table", "td", "th", "tr"}
# Of the fewest characters that a text has: with less in paragraphs, boxes are read as paragraphs.
_PARAGRAPHS_MIN_TIMES = 3


def main_content(tree: HtmlElement, options: Extractor) -> _Element:
    """The main text of a page whose tags are converted, as an element. Changes the tree.

    `options` are those of the balanced mode, without pictures and links.
    """
    before = deepcopy(tree)
    order = list(tree.iter())
    body, tags = _read_boxes(tree, options)
    if len(body) == 0 or len(_text_of(body)) < options.min_extracted_size:
        consumed = {twin for one, twin in zip(order, before.iter(), strict=True) if one.tag == "done"}
        body = recover_wild_text(before, body, options, tags, consumed)
    _delete_repeated(body)
    strip_elements(body, "done")
    strip_tags(body, "div")
    _clear_breaks(body)
    return body


def _read_boxes(tree: HtmlElement, options: Extractor) -> tuple[_Element, set[str]]:
    """The text of the first box that has any, and the tags that were read."""
    body = Element("body")
    tags = set(_TAGS)
    for box in candidate_boxes(tree):
        prune(box)
        if len(box) == 0:
            continue
        if not _has_in_paragraphs(tree, _PARAGRAPHS_MIN_TIMES * options.min_extracted_size):
            tags.add("div")
        if _read_box(box, body, tags, options):
            break
    return body, tags


def _has_in_paragraphs(tree: HtmlElement, chars: int) -> bool:
    """Whether the paragraphs of the page have so many characters."""
    paragraphs = tree.getroottree().iter("p")
    outermost = (each for each in paragraphs if next(each.iterancestors("p"), None) is None)
    return any(found >= chars for found in accumulate(len(text) for each in outermost for text in each.itertext()))


def _read_box(box: HtmlElement, body: _Element, tags: set[str], options: Extractor) -> bool:
    """Move the text of the box into the body; whether there is any."""
    elements = list(box.iterdescendants("*"))
    inside = {element.tag for element in elements}
    is_one_run = inside == {"lb"} or (box.tag == "div" and "div" in tags and inside <= INLINE_FORMATTABLE | {"lb"})
    lead, start = None, len(body)
    if not is_one_run and text_chars_test(box.text):
        lead = process_node(_paragraph(box.text), options)
    for element in [box] if is_one_run else elements:
        _read_element(element, body, tags, options)
    while len(body) > 0 and body[-1].tag in NOT_AT_THE_END:
        delete_element(body[-1], keep_tail=False)
    if len(body) <= 1:
        return False
    if lead is not None:
        body.insert(start, lead)
    return True


def _read_element(element: HtmlElement, body: _Element, tags: set[str], options: Extractor) -> None:
    if element.getroottree().getroot() is body:
        return  # it went there with an element around it
    tag, tail = element.tag, element.tail  # before they are changed
    read = handle_textelem(element, tags, options)
    if read is not None:
        body.append(read)
        if element.getroottree().getroot() is not body:
            element.tag = "done"
    if tag in REBUILT_BLOCKS and text_chars_test(tail) and (read is None or read.tail is None):
        behind = _paragraph(tail)
        if process_node(behind, options) is not None:
            body.append(behind)


def _paragraph(text: str | None) -> _Element:
    element = Element("p")
    element.text = text
    return element


def _delete_repeated(body: _Element) -> None:
    """Delete paragraphs of some length that say the same as the one before."""
    before = None
    for element in list(body):
        text = trim("".join(element.itertext()) if len(element) else element.text or "")
        if text and text == before and len(text) > MIN_DUPLICATE_LENGTH:
            delete_element(element, keep_tail=False)
        else:
            before = text


def _clear_breaks(body: _Element) -> None:
    """Take the indentation from behind line breaks, but in code."""
    for element in body.iter("lb"):
        if (tail := element.tail) and tail.isspace() and next(element.iterancestors(*SPACING_PROTECTED), None) is None:
            element.tail = None


def _text_of(body: _Element) -> str:
    return " ".join(body.itertext()).strip()
