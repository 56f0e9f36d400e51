"""Boxes of other texts than the article, by names that many sites share: comments, further articles, share buttons.

trafilatura drops the same before it looks for the main text. It asks Python for each element and each pattern; one
walk takes a tenth of that time.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from newsclean.extract.blocks import BLOCK_TAGS, REMEMBERED_MAX_CHARS
from newsclean.extract.deletion import delete_elements
from newsclean.extract.structure import COMMENTS_LIST_NAME, COMMENTS_NAMES, LIST_TAGS

_TAGS = ("div", "section", "aside", "details", "ol", "ul")
_COMMENTS = rf"[Cc]omment(?!ary)|(?i:{'|'.join(sorted(COMMENTS_NAMES))})(?![a-z])"
_COMMENTS_ID = re.compile(rf"{_COMMENTS}|comol|disqus_thread|dsq-comments")
_COMMENTS_CLASS = re.compile(rf"^(?:{_COMMENTS})|(?:article|post)-comments|(?:visitors?|readers?|users?)[_-]?comment")
# "sf_comment_list", "userCommentText"; and "sf_comment_107", each with its number.
_PART_OF_COMMENTS = re.compile(
    r"(?:(?<![a-z])c|C)omments?[_-]?(?:\d|[Ll]ist(?![a-z])|[Tt]ext(?![a-z])|[Bb]ody|[Cc]ontent(?![a-z])|[Tt]hread)"
)
# "sf_comment", "media comment": of one such box alone nobody knows what it is; comments stand side by side.
_COMMENT_CLASS = re.compile(r"(?:(?<![a-z])c|C)omment(?![a-zA-Z])")
_COMMENTS_LIST = re.compile(rf"\b{COMMENTS_LIST_NAME}\b")
# Whole articles that the page shows as one scrolls on; of the second kind, one may hold the page's own.
_ADDED_ARTICLE = re.compile(r"mvp-post-add-(?:box|wrap)")
_SCROLLED = re.compile(r"infinite-?scroll")
_SHARE_BUTTONS = "elementor-share-buttons"


def drop_other_parts(tree: HtmlElement) -> None:
    """Take such boxes out of the tree, but for the text behind each; blank ones before bare text become line breaks."""
    elements = list(tree.iter(_TAGS))
    delete_elements(list(filter(_is_other_part, elements)))  # all found before one goes that says what its neighbour is
    for element in elements:
        if element.tag == "div" and len(element) <= 1 and _is_blank_before_text(element):
            tail = element.tail
            element.clear()
            element.tag, element.tail = "br", tail


def _is_blank_before_text(element: HtmlElement) -> bool:
    """Whether it is a blank line of an editor, behind which trafilatura loses text that stands in no box."""
    text, inside = element.text, element[0] if len(element) else None
    if text and not text.isspace():
        return False
    if inside is not None and (inside.tag != "br" or (inside.tail or "").strip()):
        return False
    if (element.tail or "").strip():
        return True
    behind = element.getnext()
    return behind is not None and behind.tag not in BLOCK_TAGS and behind.tag != "br"


def _is_other_part(element: HtmlElement) -> bool:
    identity, names = element.get("id") or "", element.get("class") or ""
    if not identity and not names:
        return False
    signs = _signs if len(identity) + len(names) <= REMEMBERED_MAX_CHARS else _signs.__wrapped__
    said = signs(element.tag, identity, names)
    return (
        said.is_other
        or (said.is_scrolled and element.find(".//h1") is None)
        or (said.may_be_comment and _stands_beside_its_like(element))
    )


def _stands_beside_its_like(element: HtmlElement) -> bool:
    beside = (element.getprevious(), element.getnext())
    return any(other is not None and other.get("class") == element.get("class") for other in beside)


class _Signs(NamedTuple):
    """What the names of a box say of it."""

    is_other: bool
    """It is another part."""
    is_scrolled: bool
    """It may be one that appears as one scrolls on."""
    may_be_comment: bool
    """It may be one reader's comment."""


@lru_cache(maxsize=8192)
def _signs(tag: str, identity: str, names: str) -> _Signs:
    is_other = (
        (tag in LIST_TAGS and _COMMENTS_LIST.search(names))
        or (tag != "aside" and (_COMMENTS_ID.match(identity) or _COMMENTS_CLASS.search(names)))
        or _PART_OF_COMMENTS.search(identity)
        or _PART_OF_COMMENTS.search(names)
        or _SHARE_BUTTONS in names
        or _ADDED_ARTICLE.search(identity)
        or _ADDED_ARTICLE.search(names)
    )
    return _Signs(
        bool(is_other),
        bool(_SCROLLED.search(identity) or _SCROLLED.search(names)),
        _COMMENT_CLASS.search(names) is not None,
    )
