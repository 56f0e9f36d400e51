"""What a page's JSON-LD says of its article.

A page describes more than its article: teasers, comments, the publisher, the people. Here its main
article is told from the rest.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from newsclean.extract.json_ld_syntax import parsed_scripts

Node = Mapping[str, Any]

MAX_NODES = 5_000
"""Objects looked at on one page."""
MAX_DEPTH = 12
"""An article stands at most in a list, in a graph, in a page's mainEntity."""
MAX_LIVE_UPDATES = 5_000

ARTICLE_TYPES = frozenset(
    {
        *("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle"),
        *("backgroundnewsarticle", "askpublicnewsarticle", "reviewnewsarticle", "advertisercontentarticle"),
        *("blogposting", "liveblogposting", "socialmediaposting", "report", "satiricalarticle"),
        *("scholarlyarticle", "medicalscholarlyarticle", "techarticle"),
    }
)
_PAGE_TYPES = frozenset(
    {
        *("webpage", "medicalwebpage", "itempage", "collectionpage", "webpageelement"),
        *("podcastepisode", "radioepisode", "tvepisode", "recipe"),
    }
)
# What a page is made of; everything else (related articles, comments, lists of teasers) is about other pages.
_KEYS_DOWN = ("@graph", "@list", "@set", "mainEntity", "mainEntityOfPage", "hasPart")

_BLOCK_TAG = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote|section|figure)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")


@dataclass(frozen=True, slots=True)
class JsonLd:
    """The JSON-LD of one page."""

    article: Node | None = None
    """The page's main article as published, unchecked: a value may be of any JSON type."""
    articles: tuple[Node, ...] = ()
    """All nodes that describe the main article, the main one first."""
    pages: tuple[Node, ...] = ()
    """Nodes that describe the page itself: WebPage and its kinds, and episodes and recipes, which fill one."""
    types: frozenset[str] = frozenset()
    """Types of all nodes, as written but without the vocabulary's address."""
    article_body: str | None = None
    """Without entities and tags, a paragraph a line where the publisher marked paragraphs."""
    is_accessible_for_free: bool | None = None
    has_part_selectors: tuple[str, ...] = ()
    """CSS selectors of the parts that only subscribers see."""
    live_updates: tuple[str, ...] = ()
    """Texts of a live blog's posts."""
    by_id: Mapping[str, Node] | None = None

    def resolve(self, value: object) -> object:
        """The node that a bare `{"@id": …}` refers to; any other value as it is."""
        if isinstance(value, dict) and self.by_id and len(value) <= 2 and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value) if "name" not in value else value
        return value


@dataclass(frozen=True, slots=True)
class _Found:
    node: Node
    depth: int
    types: tuple[str, ...]


def read_json_ld(tree: HtmlElement, url: str | None = None) -> JsonLd:
    """All that the page's JSON-LD says of the article; an empty value where there is none.

    `url` decides between several articles: the one that names the page's address is the main one.
    """
    found = list(_walk(parsed_scripts(tree)))
    if not found:
        return JsonLd()
    articles = _same_article([f for f in found if _is_any(f.types, ARTICLE_TYPES)], url)
    pages = tuple(f.node for f in found if _is_any(f.types, _PAGE_TYPES))
    main = articles[0] if articles else None
    return JsonLd(
        article=main,
        articles=articles,
        pages=pages,
        types=frozenset(name for f in found for name in f.types),
        article_body=_article_body(articles),
        is_accessible_for_free=_first_flag((*articles, *pages)),
        has_part_selectors=tuple(dict.fromkeys(_paid_selectors((*articles, *pages)))),
        live_updates=_live_updates(articles),
        by_id=_by_id(found),
    )


def plain_text(value: str) -> str:
    """The text of a string that may hold entities, even doubly escaped, and tags."""
    text = html.unescape(value) if "&" in value else value
    if "&" in text and ";" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", _BLOCK_TAG.sub("\n", text))
    if "\n" not in text and "\r" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def as_list(value: object) -> list[Any]:
    """JSON-LD writes one value bare and several as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def node_types(node: Node) -> tuple[str, ...]:
    """The types of a node without the vocabulary's address: `https://schema.org/Person` is `Person`."""
    names = (name for name in as_list(node.get("@type")) if isinstance(name, str))
    return tuple(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].strip() for name in names)


def page_key(url: str) -> str:
    """The address without scheme, `www.`, query, fragment and closing slash, to compare by."""
    bare = url.split("#", 1)[0].split("?", 1)[0].strip()
    return bare.split("://", 1)[-1].removeprefix("www.").rstrip("/").casefold()


def _is_any(types: Iterable[str], wanted: frozenset[str]) -> bool:
    return any(name.casefold() in wanted for name in types)


def _walk(roots: Iterable[object]) -> Iterator[_Found]:
    """The nodes that describe the page, breadth first, so that the outermost come first."""
    level: list[object] = list(roots)
    seen = 0
    for depth in range(MAX_DEPTH):
        below: list[object] = []
        for value in level:
            seen += 1
            if seen > MAX_NODES:
                return
            if isinstance(value, list):
                below.extend(value[:MAX_NODES])
            elif isinstance(value, dict):
                yield _Found(value, depth, node_types(value))
                below.extend(value[key] for key in _KEYS_DOWN if isinstance(value.get(key), dict | list))
        level = below


def _same_article(found: list[_Found], url: str | None) -> tuple[Node, ...]:
    """The nodes of the main article: the one that names the page, else the outermost that has a headline."""
    if not found:
        return ()
    key = page_key(url) if url else ""
    addresses = [_addresses(f.node) for f in found]

    def rank(index: int) -> tuple[bool, bool, int, int]:
        node = found[index].node
        return bool(key) and key not in addresses[index], not _has_headline(node), found[index].depth, index

    order = sorted(range(len(found)), key=rank)
    main = found[order[0]].node
    own = addresses[order[0]] | ({key} if key else set())
    headline = main.get("headline")
    return tuple(
        found[index].node
        for index in order
        if index == order[0]
        or not addresses[index]
        or addresses[index] & own
        or (isinstance(headline, str) and found[index].node.get("headline") == headline)
    )


def _by_id(found: list[_Found]) -> dict[str, Node]:
    named = ((f.node.get("@id"), f.node) for f in reversed(found) if len(f.node) > 2)
    return {name: node for name, node in named if isinstance(name, str)}


def _has_headline(node: Node) -> bool:
    return isinstance(node.get("headline") or node.get("name"), str)


def _addresses(node: Node) -> set[str]:
    addresses: set[str] = set()
    for key in ("mainEntityOfPage", "url", "@id"):
        for value in as_list(node.get(key))[:5]:
            named = (value.get("@id"), value.get("url")) if isinstance(value, dict) else (value,)
            addresses.update(page_key(name) for name in named if isinstance(name, str) and name.startswith("http"))
    return addresses


def _article_body(articles: tuple[Node, ...]) -> str | None:
    bodies = [node["articleBody"] for node in articles if isinstance(node.get("articleBody"), str)]
    return (plain_text(max(bodies, key=len)) or None) if bodies else None


def _flag(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    word = value.strip().casefold().rsplit("/", 1)[-1] if isinstance(value, str) else ""
    return {"true": True, "false": False}.get(word)


def _first_flag(nodes: Iterable[Node]) -> bool | None:
    flags = (_flag(node.get("isAccessibleForFree")) for node in nodes)
    return next((flag for flag in flags if flag is not None), None)


def _paid_selectors(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        for part in as_list(node.get("hasPart"))[:MAX_NODES]:
            if isinstance(part, dict) and _flag(part.get("isAccessibleForFree")) is False:
                yield from (css for css in as_list(part.get("cssSelector")) if isinstance(css, str) and css.strip())


def _live_updates(articles: Iterable[Node]) -> tuple[str, ...]:
    texts: list[str] = []
    for node in articles:
        for update in as_list(node.get("liveBlogUpdate"))[:MAX_LIVE_UPDATES]:
            if isinstance(update, dict):
                parts = (update.get(key) for key in ("headline", "articleBody"))
                texts.append("\n".join(plain_text(part) for part in parts if isinstance(part, str)))
    return tuple(text for text in texts if text)
