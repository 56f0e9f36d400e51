"""Taking elements out of a tree."""

from collections.abc import Sequence

from lxml.html import HtmlElement


def delete_elements(elements: Sequence[HtmlElement]) -> None:
    """Take elements, given in the order of the page, out of their tree; the text behind each stays where it stood.

    What stands behind neighbours is joined once: after each of them, it would be copied as often as there are any.
    """
    going = set(elements)
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue  # it went with the neighbours before it
        run = [element]
        while (behind := run[-1].getnext()) in going:
            run.append(behind)
        before = element.getprevious()
        tails = [gone.tail or "" for gone in run]
        if any(tails):
            if before is None:
                parent.text = "".join((parent.text or "", *tails))
            else:
                before.tail = "".join((before.tail or "", *tails))
        for gone in run:
            parent.remove(gone)
