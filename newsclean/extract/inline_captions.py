"""Captions that only a style sheet, or their place beside a picture, sets apart: extractors take them for text."""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from newsclean.extract.blocks import name_words
from newsclean.text import ends_sentence, word_count

CAPTION_NAMES = frozenset({"caption", "desc", "descr", "credit", "legend", "copyright"})
_PICTURE_NAMES = frozenset("image img photo pic picture thumbnail thumb gallery foto bild imagen".split())
_CARD_NAMES = frozenset("card text body content".split())
# Of drawings, and of pictures of somebody whose words stand beside.
_SIGN_NAMES = ("icon", "emoji", "smiley", "avatar", "logo")
_QUOTES = ("“", "„", "«", "»", "”", "‟", '"', "「", "『")
_INLINE_TAGS = frozenset({"em", "span", "small", "i", "b", "cite", "font"})
# A picture stands in a link and a box or two of its own.
_PICTURE_MAX_BOXES = 3
# A picture in a cell, its row, the body of its table and the table.
_CAPTIONED_MAX_BOXES = 5
_CAPTIONED_MAX_ELEMENTS = 6
_BOX_TAGS = frozenset({"div", "p", "span", "center", "td", "table", "tbody"})
# A figure has a caption of its own.
_AROUND_PICTURE_TAGS = _BOX_TAGS | {"a", "b", "font", "picture", "strong", "tr"}
_CAPTION_TAGS = frozenset({"div", "td", "center", "strong"})
# Boxes of hints have a heading and a text, cards a link.
_NO_PARTS_OF_CAPTION = ("a", "p", "div", "ul", "ol", "h2", "h3", "h4", "h5", "h6", "button")
_LIST_MAX_BOXES = 3
_ITALIC_TAGS = frozenset({"em", "i"})
_ABOVE_MAX_PARAGRAPHS = 4
_PICTURE_MIN_DIGITS_OF_WIDTH = 3
_ROW_TAGS = frozenset({"tbody", "tr"})
_TABLE_TAGS = frozenset({"table", "tbody", "td"})
_PICTURE_ENDS = (".jpg", ".jpeg", ".png", ".gif", ".webp")
# Fewer are a name beside a portrait; more are a paragraph.
CAPTION_MIN_WORDS = 4
CAPTION_MAX_WORDS = 40


def set_captions_apart(tree: HtmlElement) -> None:
    """Make figure captions of the elements behind pictures that can be nothing else. Changes the tree.

    These are inline elements that are called so, and the few words that share a small box with a picture.
    """
    for picture in tree.iter("img"):
        behind = _behind(picture)
        if behind is not None and behind.tag in _INLINE_TAGS and name_words(behind.get("class") or "") & CAPTION_NAMES:
            behind.tag = "figcaption"
        elif (words := _words_beside(picture)) is not None:
            words.tag = "figcaption"


def _words_beside(picture: HtmlElement) -> HtmlElement | None:
    """The element that is all the text in the smallest box around the picture with any."""
    inner = picture
    if (italics := _italics_below(picture)) is not None:
        return italics
    for box in islice(picture.iterancestors(), _CAPTIONED_MAX_BOXES):
        if box.tag not in _AROUND_PICTURE_TAGS or _has_many_elements(box) or _is_link(box):
            return None
        if any(map(_is_text, _bare_texts(box))):
            return None
        told = [child for child in box if child is not inner and any(map(_is_text, child.itertext()))]
        if told:
            is_captioned = len(told) == 1 and box.tag in _BOX_TAGS and not _is_in_list(box) and not _is_sign(picture)
            return _inmost(told[0]) if is_captioned and _is_short(told[0]) and _is_no_text(told[0], box) else None
        inner = box
    return None


def _italics_below(picture: HtmlElement) -> HtmlElement | None:
    """The paragraph all in italics below one that has nothing but the picture: above the story it may be the deck."""
    paragraph = picture.getparent()
    if paragraph is None or paragraph.tag != "p":
        return None
    below = paragraph.getnext()
    if below is None or not _is_in_italics(below) or _has_many_elements(paragraph):
        return None
    if (further := below.getnext()) is not None and _is_in_italics(further):
        return None  # a letter, a poem
    if any(map(_is_text, paragraph.itertext())) or any(map(_is_text, _bare_texts(below))):
        return None
    above = islice(paragraph.itersiblings("p", preceding=True), _ABOVE_MAX_PARAGRAPHS)
    is_caption = _is_short(below) and not _is_quotation(below)
    return below if is_caption and any(_is_text(text) for one in above for text in one.itertext()) else None


def _is_in_italics(paragraph: HtmlElement) -> bool:
    return bool(paragraph.tag == "p" and len(paragraph) == 1 and paragraph[0].tag in _ITALIC_TAGS)


def _is_no_text(element: HtmlElement, box: HtmlElement) -> bool:
    """Whether it is no sentence, or in a box that is called after the picture: steps and items have pictures too."""
    if _is_quotation(element):
        return False
    around = name_words(box.get("class") or "")
    if (around | name_words(element.get("class") or "")) & CAPTION_NAMES:
        return True
    if around & _PICTURE_NAMES and not around & _CARD_NAMES:
        return True
    return box.tag in _TABLE_TAGS or not ends_sentence(element.text_content().strip())


def _is_quotation(element: HtmlElement) -> bool:
    return str(element.text_content()).lstrip().startswith(_QUOTES)


def _has_many_elements(box: HtmlElement) -> bool:
    """Whether it has more than a picture with its caption, without counting them all once for each picture."""
    return next(islice(box, _CAPTIONED_MAX_ELEMENTS, None), None) is not None


def _is_sign(picture: HtmlElement) -> bool:
    """Whether it is a drawing that stands before a hint or a point, or a portrait, and no picture of the story."""
    source, names = (picture.get("src") or "").lower(), (picture.get("class") or "").lower()
    if source.endswith(".svg") or "emoji" in source or any(name in names for name in _SIGN_NAMES):
        return True
    width = picture.get("width") or ""
    return width.isdecimal() and len(width) < _PICTURE_MIN_DIGITS_OF_WIDTH


def _is_in_list(box: HtmlElement) -> bool:
    return any(outer.tag == "li" for outer in islice(box.iterancestors(), _LIST_MAX_BOXES))


def _bare_texts(box: HtmlElement) -> Iterator[str | None]:
    yield box.text
    for child in box:
        yield child.tail


def _is_text(text: str | None) -> bool:
    return text is not None and bool(text.strip())


def _is_link(box: HtmlElement) -> bool:
    """Whether it leads to a page: to a larger picture many do."""
    return box.tag == "a" and not (box.get("href") or "").lower().endswith(_PICTURE_ENDS)


def _is_short(element: HtmlElement) -> bool:
    text = " ".join(element.text_content().split())
    if not CAPTION_MIN_WORDS <= word_count(text) <= CAPTION_MAX_WORDS:
        return False
    return next(element.iterdescendants(_NO_PARTS_OF_CAPTION), None) is None


def _inmost(element: HtmlElement) -> HtmlElement | None:
    """The cell of a row that has but one, else the element; None of a paragraph or a list."""
    while element.tag in _ROW_TAGS and len(element) == 1:
        element = element[0]
    return element if element.tag in _INLINE_TAGS or element.tag in _CAPTION_TAGS else None


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
