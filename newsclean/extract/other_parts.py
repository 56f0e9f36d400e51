"""Boxes of other texts than the article, by names that many sites share: comments, further articles, share buttons.

trafilatura drops the same before it looks for the main text. It asks Python for each element and each pattern; one
walk takes a tenth of that time.
"""

import re

from lxml.html import HtmlElement
from trafilatura.xml import delete_element

_TAGS = ("div", "section", "aside", "details", "ol", "ul")
# In the plural alone: "Kommentar", "comentario" and "yorum" are opinion pieces too.
_COMMENTS = (
    r"[Cc]omment(?!ary)|comentarios|comentarii|[Kk]ommentare|kommentit|[Kk]omentar(?:ze|i[os]?|e)\b|reacties|yorumlar"
)
_COMMENTS_ID = re.compile(rf"{_COMMENTS}|comol|disqus_thread|dsq-comments")
_COMMENTS_CLASS = re.compile(rf"^(?:{_COMMENTS})|(?:article|post)-comments")
# French content systems call a thread of comments so; a box of that name may be a whole section of a site.
_THREAD = re.compile(r"\bforum\b")
# Whole articles that the page shows as one scrolls on; of the second kind, one may hold the page's own.
_ADDED_ARTICLE = re.compile(r"mvp-post-add-(?:box|wrap)")
_SCROLLED = re.compile(r"infinite-?scroll")
_SHARE_BUTTONS = "elementor-share-buttons"


def drop_other_parts(tree: HtmlElement) -> None:
    """Take such boxes out of the tree, but for the text behind each."""
    for element in [element for element in tree.iter(_TAGS) if _is_other_part(element)]:
        delete_element(element)


def _is_other_part(element: HtmlElement) -> bool:
    identity, names = element.get("id") or "", element.get("class") or ""
    if not identity and not names:
        return False
    if element.tag in ("ol", "ul") and _THREAD.search(names):
        return True
    if element.tag != "aside" and (_COMMENTS_ID.match(identity) or _COMMENTS_CLASS.search(names)):
        return True
    if _SHARE_BUTTONS in names or _ADDED_ARTICLE.search(identity) or _ADDED_ARTICLE.search(names):
        return True
    is_scrolled = _SCROLLED.search(identity) or _SCROLLED.search(names)
    return bool(is_scrolled) and element.find(".//h1") is None
