"""Captions in elements that only a style sheet sets apart: extractors run them together with the text behind."""

from itertools import islice

from lxml.html import HtmlElement

from newsclean.extract.blocks import name_words

CAPTION_NAMES = frozenset({"caption", "desc", "descr", "credit", "legend", "copyright"})
_INLINE_TAGS = frozenset({"em", "span", "small", "i", "b", "cite", "font"})
# A picture stands in a link and a box or two of its own.
_PICTURE_MAX_BOXES = 3


def set_captions_apart(tree: HtmlElement) -> None:
    """Make figure captions of inline elements right behind a picture that are called so. Changes the tree."""
    for picture in tree.iter("img"):
        behind = _behind(picture)
        if behind is not None and behind.tag in _INLINE_TAGS and name_words(behind.get("class") or "") & CAPTION_NAMES:
            behind.tag = "figcaption"


def _behind(picture: HtmlElement) -> HtmlElement | None:
    """The element behind the picture, or behind the box that has nothing else in it."""
    element = picture
    for parent in islice(picture.iterancestors(), _PICTURE_MAX_BOXES):
        if (element.tail or "").strip():
            return None
        following = element.getnext()
        if following is not None:
            return following
        if (parent.text or "").strip() or element.getprevious() is not None:
            return None
        element = parent
    return None
