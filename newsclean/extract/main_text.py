"""The main text as trafilatura finds it: the only place that calls it for text."""

import logging
from copy import copy

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.htmlprocessing import convert_tags, tree_cleaning
from trafilatura.settings import Document, Extractor
from trafilatura.xml import xmltotxt

from newsclean.extract.first_stage import main_content
from newsclean.extract.other_parts import drop_other_parts

# trafilatura logs each page it finds nothing in; the record says the same in its page_kind.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_OPTIONS = Extractor(output_format="python", fast=True, comments=False)


def plain_lines(tree: HtmlElement) -> tuple[str, ...]:
    """Lines of the main text by the first of trafilatura's stages, its own extractor. The tree is left as it was.

    The stages that are left out compare the text with other extractors and measure it against the page; whoever
    asks does that himself, for half of the time.
    """
    body = tree.find("body")
    content = copy(tree if body is None else body)
    drop_other_parts(content)
    try:
        content = convert_tags(tree_cleaning(content, _OPTIONS), _OPTIONS)
        main = main_content(content, _OPTIONS)
    except (TypeError, ValueError):  # as trafilatura does: a text that no tree can hold
        return ()
    return _lines(xmltotxt(main, include_formatting=False))


def thorough_lines(tree: HtmlElement, url: str | None) -> tuple[str, ...]:
    """The same by all of trafilatura's stages, readability and jusText among them."""
    document = bare_extraction(tree, url=url, include_comments=False, with_metadata=False)
    return _lines(document.text or "") if isinstance(document, Document) else ()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in (raw.strip() for raw in text.split("\n")) if line)
