"""Moments that elements carry in an attribute, for a script to show in the reader's zone or as "4 hours ago".

Microdata has them in `content`, microformats in `title`, elements of a site's own in `datetime`, others in `data-…`.
"""

from collections.abc import Iterator
from itertools import islice
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from newsclean.extract.blocks import name_words
from newsclean.extract.fields.date_text import is_machine_date
from newsclean.extract.fields.declared import TimeElement, element_text

MAX_MARKED = 40
MAX_SHOWN_CHARS = 60
"""What readers see of a moment; a box with more of it holds a teaser, or the page."""
MAX_MOMENT_CHARS = 40
MAX_LINE_CHARS = 120
"""Of the paragraph around it; in a longer one it is what the story tells of."""
_MAX_NAMED_LEVELS = 3

# One step with all its conditions: libxml2 compares each node of one set with all of another to unite them.
_TELLING = "contains(name(), 'date') or contains(name(), 'time') or contains(name(), 'publish')"
_MARKED = etree.XPath(
    "//body//*[(starts-with(@itemprop, 'date') and @content) or (self::abbr and @title)"
    " or (self::span and @title and contains(@class, 'publish'))"
    " or (@datetime and not(self::time or self::ins or self::del))"
    f" or @*[starts-with(name(), 'data-') and ({_TELLING})]]"
)
_ATTRIBUTES = ("content", "datetime", "title")
_TELLING_WORDS = ("date", "time", "publish")
# Parts of the names of other moments, and of words that have "date" or "time" in them.
_OTHER_PARTS = (
    *("updat", "modif", "chang", "start", "begin", "end", "event", "expir", "until", "count", "due", "deadline"),
    *("birth", "image", "photo", "video", "weather", "valid", "candidate", "timeout", "runtime", "lifetime"),
)
# Microdata of an event or a person.
_OTHER_DATES = frozenset({"enddate", "startdate", "birthdate", "deathdate"})
_OTHER_BOXES = frozenset(
    {"event", "events", "calendar", "weather", "forecast", "poll", "countdown", "ad", "ads", "advert"}
)


def marked_moments(tree: HtmlElement) -> Iterator[TimeElement]:
    """The elements that carry one, in the page's order, each with what its attributes say.

    A walk over all attributes of the page: for pages that say nowhere else when they were published.
    """
    marked = cast("list[HtmlElement]", _MARKED(tree))
    return islice((each for element in marked[:MAX_MARKED] for each in _moments_of(element)), MAX_MARKED)


def _moments_of(element: HtmlElement) -> Iterator[TimeElement]:
    text = element_text(element, MAX_SHOWN_CHARS + 1)
    if element.tag == "a" or len(text) > MAX_SHOWN_CHARS or _is_of_other_thing(element) or _is_in_prose(element):
        return
    for name, value in element.items():
        if len(value) <= MAX_MOMENT_CHARS and _may_tell(name) and is_machine_date(value.strip()):
            yield TimeElement(value.strip(), text, element)


def _may_tell(attribute: str) -> bool:
    if attribute in _ATTRIBUTES:
        return True
    said = attribute.removeprefix("data-")
    is_telling = said != attribute and any(map(said.__contains__, _TELLING_WORDS))
    return is_telling and not any(map(said.__contains__, _OTHER_PARTS))


def _is_of_other_thing(element: HtmlElement) -> bool:
    if name_words(element.get("itemprop") or "") & _OTHER_DATES:
        return True
    around = islice(element.iterancestors(), _MAX_NAMED_LEVELS - 1)
    return any(name_words(box.get("class") or "") & _OTHER_BOXES for box in (element, *around) if box.tag != "body")


def _is_in_prose(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "p" and len(element_text(parent, MAX_LINE_CHARS + 1)) > MAX_LINE_CHARS
