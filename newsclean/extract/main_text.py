"""The main text as trafilatura finds it: the only place that calls it for text."""

import logging
from typing import Literal

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

Mode = Literal["fast", "full", "recall"]

# trafilatura logs each page it finds nothing in; the record says the same in its page_kind.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def main_lines(tree: HtmlElement, url: str | None, mode: Mode) -> tuple[str, ...]:
    """Lines of the main text, in order; none where no main text is found. The tree is left as it was.

    `fast` is trafilatura's own extractor, `full` compares it with readability and jusText and
    costs half as much again, `recall` prefers more text.
    """
    document = bare_extraction(
        tree,
        url=url,
        fast=mode == "fast",
        favor_recall=mode == "recall",
        include_comments=False,
        with_metadata=False,
    )
    if not isinstance(document, Document) or not document.text:
        return ()
    return tuple(line for line in (raw.strip() for raw in document.text.split("\n")) if line)
