"""What a page's X-Robots-Tag headers and robots meta tags ask of a crawler."""

from collections.abc import Iterable, Iterator

from lxml import etree, html

MAX_HEAD_BYTES = 65_536
"""Meta tags stand in the head; a head is some kilobytes, and what follows is not looked at."""

CLOSING = frozenset({"noai", "noindex", "none"})
"""Directives by which a page asks not to be kept: not to be learned from, not to be found again, neither of them.

`noarchive` asks not to show a copy to others, which a store does not; `noimageai` is about pictures.
"""

_WITH_VALUES = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
"""Directives that are followed by a colon, as the name of a crawler is."""


def closing_directive(headers: Iterable[str], head: bytes, name: str) -> str | None:
    """The directive by which a page asks not to be kept; None where it does not.

    `headers` are its X-Robots-Tag lines, `head` the beginning of its HTML, and `name` the crawler's name,
    in lower case, as a page would call it.
    """
    tags = [tag for line in headers for tag in _of_header(line, name)]
    tags += _of_head(head[:MAX_HEAD_BYTES], name)
    return next((tag for tag in tags if tag in CLOSING), None)


def _of_header(line: str, name: str) -> Iterator[str]:
    """The directives of a line that are for all or for `name`: "noindex, otherbot: noai, nofollow"."""
    is_ours = True
    for part in line.lower().split(","):
        before, colon, after = (piece.strip() for piece in part.partition(":"))
        names_crawler = bool(colon) and before not in _WITH_VALUES
        if names_crawler:
            is_ours = before in (name, "*")
        if is_ours:
            yield after if names_crawler else before


def _of_head(head: bytes, name: str) -> list[str]:
    # Half a page is no well-formed one, and the parser takes any.
    parser = html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    try:
        tree = html.document_fromstring(head, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    return [
        tag.strip()
        for meta in tree.iter("meta")
        if (meta.get("name") or "").strip().lower() in ("robots", name)
        for tag in (meta.get("content") or "").lower().split(",")
    ]
