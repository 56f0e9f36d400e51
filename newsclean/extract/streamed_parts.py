"""Parts that React sends last, hidden at the end of the page, and that a script puts in their places.

Since version 18 servers stream pages so: `<template id="B:0">` keeps the place of `<div hidden id="S:0">`.
"""

from itertools import islice

from lxml.html import HtmlElement

MAX_PARTS = 1000
"""Real pages have up to two dozen."""
MAX_DEPTH = 500
"""Real pages are some 60 elements deep."""
_PART_MARK = "S:"
_PLACE_MARKS = ("B:", "P:")


def has_streamed_parts(html: str) -> bool:
    """Whether it is worth while to look for such parts."""
    return f'id="{_PART_MARK}' in html


def place_streamed_parts(tree: HtmlElement) -> None:
    """Show the parts, each in its place where the page keeps one. Changes the tree."""
    places = {identity[2:]: place for place in tree.iter("template") if (identity := _marked(place, _PLACE_MARKS))}
    parts = (part for part in tree.iter("div") if _marked(part, (_PART_MARK,)) and "hidden" in part.attrib)
    for part in list(islice(parts, MAX_PARTS)):
        del part.attrib["hidden"]
        place = places.get(part.get("id")[2:])
        parent = None if place is None else place.getparent()
        if place is None or parent is None or _may_be_inside(place, part):
            continue
        content = part.makeelement("div")
        content.text, content.tail = part.text, place.tail
        content.extend(list(part))
        part.text = None
        parent.replace(place, content)


def _may_be_inside(place: HtmlElement, part: HtmlElement) -> bool:
    """Whether moving the part would put it into itself."""
    around = list(islice(place.iterancestors(), MAX_DEPTH))
    return len(around) == MAX_DEPTH or any(element is part for element in around)


def _marked(element: HtmlElement, marks: tuple[str, ...]) -> str:
    identity: str = element.get("id") or ""
    return identity if identity.startswith(marks) else ""
