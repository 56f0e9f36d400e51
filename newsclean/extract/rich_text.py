"""Rich text as content systems keep it in JSON, written as HTML.

Editors store a text as a string of HTML, as a list of blocks (`{type: "paragraph", text}`), or as a tree of nodes
with leaves of text (ProseMirror, Slate, Lexical, Contentful, Portable Text). All are a node that has a text, or parts.
"""

import re
from collections.abc import Iterator
from typing import Any

from newsclean.extract.blocks import name_words
from newsclean.extract.structure import JUNK_NAMES

MAX_NODES = 20_000
"""Looked at in one text; the longest of the news, live blogs, have some thousands."""
MAX_DEPTH = 40
"""Trees of editors are some ten nodes deep: a list in a quotation in a column."""
MAX_CHARS = 1_000_000
"""Of the HTML: what is kept once may be referred to any number of times."""

_MAX_TYPE_CHARS = 100
_MAX_BLANKS = 1000
"""What begins with more white space has no text."""
_MAX_LEAVES = 100
"""Looked at to see what a node has; one of the first ones is a text, or none."""

_TYPE_KEYS = ("type", "nodeType", "_type", "__typename", "kind", "component", "blockName", "tag")
# A node has one of them; of several the first is taken: the others say the same, or less.
_TEXT_KEYS = ("text", "html", "value", "content", "body", "rendered", "markup", "innerHTML")
_PART_KEYS = (
    *("content", "children", "value", "blocks", "items", "elements", "content_elements", "contentElements"),
    *("innerBlocks", "nodes", "paragraphs", "body", "root", "doc", "document", "json"),
    *("text", "data", "model", "attributes", "attrs", "props", "fields"),
)
_TEXT_LEAVES = frozenset({"text", "span", "fragment", "leaf", "string"})
_CONTAINERS = frozenset(
    "doc document root body section article column columns group container wrapper richtext blocks story".split()
)
_LISTS = frozenset({"list", "ul", "ol", "bulletedlist", "bulletlist", "orderedlist", "unorderedlist", "numberedlist"})
_ITEMS = frozenset({"listitem", "li", "lic"})
_HEADINGS = frozenset("heading header subheading subhead headline subtitle crosshead h1 h2 h3 h4 h5 h6".split())
_PARAGRAPHS = frozenset({"paragraph", "p"})
_BREAKS = frozenset({"hardbreak", "linebreak", "softbreak", "br"})
_QUOTES = frozenset({"blockquote", "quote", "pullquote"})
_NOT_TEXT = frozenset(
    "image images img picture photo photos media embed embedded oembed asset iframe script html5 rawhtml interstitial "
    "promotion recommend readmore seealso readalso tweet twitter instagram facebook youtube vimeo tiktok map chart "
    "slideshow gallery video player quote_card divider separator spacer".split()
)
_OTHER_PARTS = (JUNK_NAMES | _NOT_TEXT) - {"factbox", "infobox"}
_HAS_TAG = re.compile(r"</?[a-zA-Z]")
_LINES = re.compile(r"[\r\n]+")


def as_html(value: object) -> str:
    """The text as HTML, a block an element; what is too deep, or no text, is left out.

    No recursion: hostile values nest without end, and may hold themselves.
    """
    parts: list[str] = []
    waiting: list[Iterator[tuple[Any, str]]] = [iter([(value, "p")])]
    chars = 0
    for _ in range(MAX_NODES):
        if not waiting or chars > MAX_CHARS:
            break
        each, tag = next(waiting[-1], (None, _NO_MORE))
        if tag == _NO_MORE:
            waiting.pop()
        elif isinstance(each, str):
            parts.append(each if tag == _AS_IT_IS else _written(each, tag))
            chars += max(len(each), len(parts[-1]))  # blank lines are read, though not written
        elif len(waiting) < MAX_DEPTH:
            waiting.append(_of_list(each, tag) if isinstance(each, list) else _of_node(each, tag))
    return "".join(parts)


# The elements that hold others, with what bare text in them is.
_TAGS_OF_BLOCKS = {"ul": "li", "blockquote": "p"}
# What stands for a tag: a string within a paragraph goes on with it, and one of ours is written as it is.
_WITHIN = ""
_AS_IT_IS = "="
_NO_MORE = "/"


def _written(text: str, tag: str) -> str:
    has_tags = _HAS_TAG.search(text) is not None
    plain = text if has_tags else text.replace("<", "&lt;")
    if tag == _WITHIN:
        return plain
    if has_tags:
        return f"<div>{plain}</div>"
    return "".join(f"<{tag}>{line}</{tag}>" for line in _LINES.split(plain))


def _of_list(parts: list[Any], tag: str) -> Iterator[tuple[Any, str]]:
    return ((part, tag) for part in parts)


def _of_node(node: object, tag: str) -> Iterator[tuple[Any, str]]:
    """What to write for a node, in order, each with the tag that bare text in it gets."""
    if not isinstance(node, dict):
        return
    names = node_names(node)
    if not names.isdisjoint(_OTHER_PARTS):
        return
    inside = _inside(node)
    own = _tag_of(node, names)
    if tag == _WITHIN:
        yield ("<br>", _AS_IT_IS) if inside is None and not names.isdisjoint(_BREAKS) else (inside, _WITHIN)
        if own:
            yield " ", _AS_IT_IS
        return
    if not own and (not _has_leaves(inside) or not names.isdisjoint(_CONTAINERS)):
        yield inside, tag
        return
    yield f"<{own or tag}>", _AS_IT_IS
    is_of_blocks = own in _TAGS_OF_BLOCKS and not isinstance(inside, str) and not (own != "ul" and _has_leaves(inside))
    yield inside, _TAGS_OF_BLOCKS[own] if is_of_blocks else _WITHIN
    yield f"</{own or tag}>", _AS_IT_IS


def _tag_of(node: dict[str, Any], names: frozenset[str]) -> str:
    """The element that a node is by its type; empty where that does not tell."""
    style = node.get("style") or node.get("tag")
    if not _HEADINGS.isdisjoint(names) or (isinstance(style, str) and style[:_MAX_TYPE_CHARS].lower() in _HEADINGS):
        return "h2"
    if not _ITEMS.isdisjoint(names):
        return "li"
    if not _LISTS.isdisjoint(names):
        return "ul"
    if not _QUOTES.isdisjoint(names):
        return "blockquote"
    return "" if _PARAGRAPHS.isdisjoint(names) else "p"


def _inside(node: dict[str, Any]) -> object:
    """The text of a node, else its parts."""
    for key in _TEXT_KEYS:
        if isinstance(text := node.get(key), str) and text[:_MAX_BLANKS].strip():
            return text
    return next((part for key in _PART_KEYS if isinstance(part := node.get(key), list | dict) and part), None)


def _has_leaves(inside: object) -> bool:
    """Whether they are the words of one paragraph, parted by what is a link or stands in bold."""
    return isinstance(inside, list) and any(map(_is_leaf, inside[:_MAX_LEAVES]))


def _is_leaf(part: object) -> bool:
    if not isinstance(part, dict) or not isinstance(part.get("text", part.get("value")), str):
        return False
    names = node_names(part)
    return "" in names or not names.isdisjoint(_TEXT_LEAVES)


def node_names(node: dict[str, Any]) -> frozenset[str]:
    """The words of the type of a node."""
    kind = next((node[key] for key in _TYPE_KEYS if isinstance(node.get(key), str)), "")[:_MAX_TYPE_CHARS]
    return name_words(kind.replace("/", " ")) | {kind.lower()}
