"""Moments that elements carry in an attribute, for a script to show in the reader's zone or as "4 hours ago".

Microdata has them in `content`, microformats in `title`, elements of a site's own in `datetime`, others in `data-…`.
"""

from collections.abc import Iterator
from itertools import islice
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from newsclean.extract.blocks import name_words
from newsclean.extract.fields.declared import TimeElement, element_text

MAX_MARKED = 40
MAX_SHOWN_CHARS = 60
"""What readers see of a moment; a box with more of it holds a teaser, or the page."""
MAX_MOMENT_CHARS = 40

_TELLING = "contains(name(), 'date') or contains(name(), 'time') or contains(name(), 'publish')"
_MARKED = etree.XPath(
    "//body//*[starts-with(@itemprop, 'date') and @content]"
    "| //body//abbr[@title] | //body//span[@title and contains(@class, 'publish')]"
    "| //body//*[not(self::time) and @datetime]"
    f"| //body//@*[starts-with(name(), 'data-') and ({_TELLING})]/.."
)
_ATTRIBUTES = ("content", "datetime", "title")
_TELLING_WORDS = ("date", "time", "publish")
# Microdata of an event or a person.
_OTHER_DATES = frozenset({"enddate", "startdate", "birthdate", "deathdate"})


def marked_moments(tree: HtmlElement) -> Iterator[TimeElement]:
    """The elements that carry one, in the page's order, each with what its attributes say.

    A walk over all attributes of the page: for pages that say nowhere else when they were published.
    """
    marked = cast("list[HtmlElement]", _MARKED(tree))
    for element in islice(marked, MAX_MARKED):
        text = element_text(element, MAX_SHOWN_CHARS + 1)
        if (
            element.tag == "a"
            or len(text) > MAX_SHOWN_CHARS
            or name_words(element.get("itemprop") or "") & _OTHER_DATES
        ):
            continue
        for name, value in element.items():
            is_telling = name in _ATTRIBUTES or (
                name.startswith("data-") and any(map(name.__contains__, _TELLING_WORDS))
            )
            if is_telling and len(value) <= MAX_MOMENT_CHARS:
                yield TimeElement(value.strip(), text, element)
