"""The parsed page: one tree, that every part of the extraction reads."""

import re
from itertools import islice

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HTMLParser, document_fromstring

# What libxml2 cannot read as browsers do: control characters and lone surrogates, a document type that
# ends in a slash (https://bugs.launchpad.net/lxml/+bug/1955915), a root element that is closed where it opens.
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_NONCHARACTERS = ("\ufffe", "\uffff")
# A document type says nothing that is read here, so that any goes; one without a bound would be searched for ever.
_DOCTYPE = re.compile(rb"< ?! ?DOCTYPE[^<>]{0,2000}>", re.IGNORECASE)
_CLOSED_ROOT = re.compile(rb"(<html[^<>]{0,2000}?)\s?/>")
_OPENING_BYTES = 4096
# Templates that close the page in its header; what follows the true end is no more than a comment or a script.
_END = re.compile(rb"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])[ \t\n\r]{0,9}>")
_ENDS_OF_BODY = (b"</body", b"</BODY")
_BEHIND_END_MAX_BYTES = 1000
# libxml2 goes along all attributes of an element for each further one. No element of a page that people made has more
# than some dozens; those of 300 news pages have up to 35.
_MAX_ATTRIBUTES = 200
# Half of what the pattern asks for, so that one of the windows lies within any such tag.
_WINDOW_BYTES = 2048
_CROWDED_TAG = re.compile(rb"<[a-zA-Z][^<>]{4096}[^<>]*+")
_ATTRIBUTE = re.compile(rb"""[^\s=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'][^\s]*)?)?""")
_ANY_TAG = re.compile(r"<[a-zA-Z]")
# Of ruby: how the letters below are said, and the brackets around.
_READING_TAGS = ("rt", "rp")


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
    """The parsed page, or None where nothing in it can be parsed.

    A part of a page, as feeds and databases have them, becomes the body of one; a text without a tag is no page.
    """
    if _ANY_TAG.search(html) is None:
        return None
    try:
        tree: HtmlElement = document_fromstring(_readable(html), parser=_PARSER)
    except (ValueError, etree.LxmlError):  # an empty document
        return None
    return tree


def _readable(html: str) -> bytes:
    """The page as libxml2 reads it fastest and without stumbling: in UTF-8, lone surrogates left out."""
    for noncharacter in _NONCHARACTERS:
        if noncharacter in html:  # which is seen in a tenth of the time
            html = html.replace(noncharacter, "")
    data = _without_early_ends(html.encode("utf-8", "ignore").translate(None, _CONTROLS))
    if _may_have_crowded_tag(data):
        data = _CROWDED_TAG.sub(_thinned, data)
    opening = _DOCTYPE.sub(b"", data[:_OPENING_BYTES], count=1)
    return _CLOSED_ROOT.sub(rb"\1>", opening, count=1) + data[_OPENING_BYTES:]


def _may_have_crowded_tag(html: bytes) -> bool:
    """Whether a tag goes on through all of a window: far sooner seen than by a pattern that looks into each tag."""
    is_in_tag = False
    for start in range(0, len(html), _WINDOW_BYTES):
        window = html[start : start + _WINDOW_BYTES]
        opened, closed = window.rfind(b"<"), window.rfind(b">")
        if opened != closed:
            is_in_tag = opened > closed
        elif is_in_tag:
            return True
    return False


def _thinned(tag: re.Match[bytes]) -> bytes:
    """A long tag without the attributes beyond the first `_MAX_ATTRIBUTES`."""
    last = next(islice(_ATTRIBUTE.finditer(tag[0]), _MAX_ATTRIBUTES, None), None)  # the first find is the tag's name
    return tag[0] if last is None else tag[0][: last.end()]


def _without_early_ends(html: bytes) -> bytes:
    """The page without the ends of its body, where more follows: browsers read on, libxml2 does not."""
    first = next((place for end in _ENDS_OF_BODY if (place := html.find(end)) >= 0), len(html))
    return html[:first] + _END.sub(b"", html[first:]) if len(html) - first > _BEHIND_END_MAX_BYTES else html


def drop_code(tree: HtmlElement) -> None:
    """Take scripts, styles and drawings out of the tree: half of a page, and none of its text. Data in JSON stay.

    So go the readings above letters, which say again what these say; one with elements in it was not closed.
    """
    for element in tree.iter("script", *_READING_TAGS):
        is_reading = element.tag in _READING_TAGS
        if len(element) == 0 if is_reading else "json" not in (element.get("type") or "").lower():
            element.tag = "style"
    etree.strip_elements(tree, "style", "svg", with_tail=False)
