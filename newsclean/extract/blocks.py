"""The page's own blocks of text, in document order, with what the HTML says of each.

One walk over the parsed page. The main text is found elsewhere; blocks tell which boxes a line
stood in, how much of it was links, and which paragraphs the extraction left behind.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from newsclean.page_urls import is_of_site, site_of
from newsclean.text import ends_sentence, single_spaced, word_count

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody "
    "td tfoot th thead tr ul".split()
)
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SKIPPED_TAGS = frozenset(
    "script style noscript template svg math iframe object embed head select option textarea input canvas audio "
    "video map datalist applet".split()
)
PROSE_MIN_WORDS = 12
PROSE_MAX_LINK_SHARE = 0.5
_NAME_WORD = re.compile(r"[A-Za-z][a-z]+|[A-Z]+(?![a-z])")
_MAX_NAME_CHARS = 200
REMEMBERED_MAX_CHARS = 500
"""What longer attributes say is worked out each time: pages can be made to have them without end."""
# A longer name is a title made into an id: `how-popular-are-audio-books` names no kind of box. Block, element and
# modifier of `block__element--modifier` are names each.
_NAME_MAX_WORDS = 4
BUILDERS_WIDGET = "elementor-widget"
"""What a builder of pages calls all their parts: `elementor-widget-theme-post-excerpt` is an excerpt, and no widget."""
# `content-with-sidebar`, `has-ads`, `no-toc`: what stands beside the box or in it, and not what the box is.
_DESCRIBING = frozenset({"with", "without", "has", "no"})
# `print-columns-none`, `print:w-full`: how a part of the page is set on paper, and not what it is.
_ON_PAPER = "print"
_SETTING = frozenset({"column", "columns", "width", "full", "break"})
# Where classes are hashes, as builders of style sheets make them, these say what a box is.
_NAMING_ATTRIBUTES = (
    *("data-testid", "data-component", "data-qa", "data-gu-name", "data-e2e", "itemprop", "aria-labelledby"),
    "type",  # of a box that an editor put into the text
)
_TELLING_ATTRIBUTES = frozenset({"class", "id", "style", "hidden", *_NAMING_ATTRIBUTES})
_NO_NAMES: frozenset[str] = frozenset()
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Box(NamedTuple):
    """An element around text: its tag, the words of its class and id, and the box around it."""

    tag: str
    names: frozenset[str]
    parent: "Box | None"
    depth: int
    order: int
    """Place among all boxes of the page in document order."""
    is_hidden: bool = False

    def path(self) -> "Iterator[Box]":
        """This box and those around it, innermost first."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


class Block(NamedTuple):
    """A run of text without a block element inside."""

    text: str
    box: Box
    order: int
    link_chars: int
    """Characters inside links to other pages."""
    own_link_chars: int
    """Characters inside links to other pages of the same site."""
    links: tuple[str, ...]
    is_prose: bool
    """A closed paragraph that is not mostly links."""

    @property
    def link_share(self) -> float:
        """Of the text's characters, 0..1."""
        return min(1.0, self.link_chars / len(self.text)) if self.link_chars else 0.0

    @property
    def own_link_share(self) -> float:
        return min(1.0, self.own_link_chars / len(self.text)) if self.own_link_chars else 0.0


def as_line(block: Block) -> str:
    """The block as the extraction writes it."""
    return f"- {block.text}" if block.box.tag == "li" else block.text


def name_words(value: str) -> frozenset[str]:
    """The words in a class or id, and neighbours as one: `most-Read_2` has `most`, `read` and `mostread`."""
    return _name_words(value[:_MAX_NAME_CHARS])


@lru_cache(maxsize=8192)
def _name_words(value: str) -> frozenset[str]:
    words: list[str] = []
    for name in value.replace("__", " ").replace("--", " ").replace(BUILDERS_WIDGET, " ").split():
        parts = [part.lower() for part in _NAME_WORD.findall(name)]
        if _ON_PAPER in parts and not _SETTING.isdisjoint(parts):
            continue
        if len(parts) <= _NAME_MAX_WORDS and _DESCRIBING.isdisjoint(parts):
            words += parts
            if len(parts) > 1:
                words += map(str.__add__, parts, parts[1:])
    return frozenset(words)


def _holds_blocks(element: HtmlElement) -> bool:
    """Whether it is an element of the site's own around blocks, themselves in one more such element at most.

    Others stand within lines: `<time-ago>`.
    """
    within = (child for outer in element for child in (outer, *(outer if _is_own_tag(outer.tag) else ())))
    return any(child.tag in BLOCK_TAGS for child in within)


def _is_own_tag(tag: object) -> bool:
    """A comment has a function for a tag."""
    return isinstance(tag, str) and "-" in tag


class _Walk:
    """Collects the blocks of one page between the start and the end of its elements."""

    def __init__(self, site: str) -> None:
        self.blocks: list[Block] = []
        self._site = site
        self._parts: list[str] = []
        self._link_chars = 0
        self._own_link_chars = 0
        self._links: list[str] = []
        self._open_links: list[str] = []
        self._boxes: list[Box] = []
        self._box_count = 0

    def start(self, element: HtmlElement, tag: str) -> None:
        if tag in BLOCK_TAGS or ("-" in tag and _holds_blocks(element)):
            if self._parts or self._links:
                self._close()
            self._boxes.append(self._box(element, tag))
        elif tag == "br":
            self._close()
        elif tag == "a":
            target = element.get("href") or ""
            self._open_links.append("" if target.startswith("#") else target)
            if self._open_links[-1]:
                self._links.append(target)
        if text := element.text:
            self._text(text)

    def end(self, element: HtmlElement, tag: str) -> None:
        if tag in BLOCK_TAGS or ("-" in tag and _holds_blocks(element)):
            if self._parts or self._links:
                self._close()
            self._boxes.pop()
        elif tag == "a" and self._open_links:
            self._open_links.pop()
        if (text := element.tail) and self._boxes:
            self._text(text)

    def _box(self, element: HtmlElement, tag: str) -> Box:
        self._box_count += 1
        parent = self._boxes[-1] if self._boxes else None
        depth = parent.depth + 1 if parent else 0
        attributes = element.items()
        values = {name: value for name, value in attributes if name in _TELLING_ATTRIBUTES} if attributes else None
        own_name = tag if "-" in tag else ""
        if not values:
            return Box(tag, name_words(own_name) if own_name else _NO_NAMES, parent, depth, self._box_count)
        named, style = values.get("class", ""), values.get("style")
        if len(values) > 1 or not named:
            naming = _NAMING_ATTRIBUTES if tag in HEADING_TAGS else ("id", *_NAMING_ATTRIBUTES)
            named = " ".join([named, *[values[name] for name in naming if name in values]])
        if own_name:
            named = f"{own_name} {named}"
        is_hidden = "hidden" in values or (style is not None and _HIDDEN_STYLE.search(style) is not None)
        return Box(tag, name_words(named), parent, depth, self._box_count, is_hidden)

    def _text(self, value: str) -> None:
        if not self._parts and value.isspace():
            return
        self._parts.append(value)
        if self._open_links and (target := self._open_links[-1]):
            size = len(value.strip())
            self._link_chars += size
            if self._is_own(target):
                self._own_link_chars += size

    def _is_own(self, target: str) -> bool:
        """Whether the link stays on the site; without the page's URL only a relative link is known to."""
        if not target.startswith(("http://", "https://", "//")):
            return not target.startswith(("mailto:", "tel:", "javascript:"))
        return bool(self._site) and is_of_site(host_of(target), self._site)

    def _close(self) -> None:
        if self._parts:
            text = single_spaced("".join(self._parts))
            if text:
                self.blocks.append(self._block(text))
            self._parts.clear()
        if self._links:
            self._link_chars = self._own_link_chars = 0
            # A link around several blocks is a link of each.
            self._links = [target for target in self._open_links if target]

    def _block(self, text: str) -> Block:
        is_linked = self._link_chars >= PROSE_MAX_LINK_SHARE * len(text)
        is_prose = not is_linked and word_count(text) >= PROSE_MIN_WORDS and ends_sentence(text)
        links = tuple(self._links)
        return Block(text, self._boxes[-1], len(self.blocks), self._link_chars, self._own_link_chars, links, is_prose)


def host_of(url: str) -> str:
    """The host of a URL without `www.`, empty where it has none."""
    host = url.partition("//")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    return host.lower().removeprefix("www.")


def page_blocks(tree: HtmlElement, url: str | None = None) -> tuple[Block, ...]:
    """All blocks of a parsed page, in document order. The URL tells the site's own links from others.

    The walk keeps no Python stack: hostile pages nest deeper than Python recurses.
    """
    body = tree.find("body") if tree.tag == "html" else tree
    if body is None:
        return ()
    walk = _Walk(site_of(url) or "")
    events = iterwalk(body, events=("start", "end"))
    for event, element in events:
        tag = element.tag
        if event == "end":
            walk.end(element, tag)
        elif tag in SKIPPED_TAGS:
            events.skip_subtree()
        elif isinstance(tag, str):
            walk.start(element, tag)
    return tuple(walk.blocks)
