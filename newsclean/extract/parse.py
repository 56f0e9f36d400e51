"""The parsed page: one tree, that every part of the extraction reads."""

import re

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HTMLParser, fromstring

# What libxml2 cannot read as browsers do: control characters and lone surrogates, a document type that
# ends in a slash (https://bugs.launchpad.net/lxml/+bug/1955915), a root element that is closed where it opens.
_INVALID_CHARS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A document type says nothing that is read here, so that any goes; one without a bound would be searched for ever.
_DOCTYPE = re.compile(r"< ?! ?DOCTYPE[^<>]{0,2000}>", re.IGNORECASE)
_CLOSED_ROOT = re.compile(r"(<html[^<>]{0,2000}?)\s?/>")
_OPENING_CHARS = 4096
# Templates that close the page in its header; what follows the true end is no more than a comment or a script.
_END = re.compile(r"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])[ \t\n\r]{0,9}>")
_ENDS_OF_BODY = ("</body", "</BODY")
_BEHIND_END_MAX_CHARS = 1000
# Without a word of HTML at its beginning a page with fewer elements than this at its top is some other text.
_BEGINNING_CHARS = 50
_UNDECLARED_MIN_ELEMENTS = 2


def _make_parser() -> HTMLParser:
    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    # lxml.html asks a Python function for the class of each element whenever it is looked at, for the
    # sake of forms and inputs; here an element is an element, which saves a tenth of the time.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))
    return parser


_PARSER = _make_parser()


def parse_page(html: str) -> HtmlElement | None:
    """The parsed page, or None where nothing in it can be parsed."""
    tree = _parsed(_readable(html))
    if tree is None:
        return None
    is_declared = "html" in html[:_BEGINNING_CHARS].lower()
    return tree if is_declared or len(tree) >= _UNDECLARED_MIN_ELEMENTS else None


def _readable(html: str) -> str:
    html = _INVALID_CHARS.sub("", html)
    html = _without_early_ends(html)
    opening = _DOCTYPE.sub("", html[:_OPENING_CHARS], count=1)
    return _CLOSED_ROOT.sub(r"\1>", opening, count=1) + html[_OPENING_CHARS:]


def _without_early_ends(html: str) -> str:
    """The page without the ends of its body, where more follows: browsers read on, libxml2 does not."""
    first = next((place for end in _ENDS_OF_BODY if (place := html.find(end)) >= 0), len(html))
    return html[:first] + _END.sub("", html[first:]) if len(html) - first > _BEHIND_END_MAX_CHARS else html


def _parsed(html: str) -> HtmlElement | None:
    try:
        tree: HtmlElement = fromstring(html, parser=_PARSER)
        if len(tree):
            return tree
    except (ValueError, etree.LxmlError):  # a str that declares an encoding, an empty document
        pass
    try:
        return fromstring(html.encode(), parser=_PARSER)
    except (ValueError, etree.LxmlError):
        return None


def drop_code(tree: HtmlElement) -> None:
    """Take scripts, styles and drawings out of the tree: half of a page, and none of its text. Data in JSON stay."""
    for script in tree.iter("script"):
        if "json" not in (script.get("type") or "").lower():
            script.tag = "style"
    etree.strip_elements(tree, "style", "svg", with_tail=False)
