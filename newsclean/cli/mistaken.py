"""What is taken for a text, but is something that another command reads, or none."""

import json
import re
from typing import Final

_LOOKED_AT_CHARS: Final = 4_000
"""What a listing or a saved page is says its beginning; a line of JSON may be far longer."""

_DECLARATION = r"\s*(?:<\?xml[^>]{0,200}>\s*){0,2}(?:<!--[^>]{0,500}>\s*)?"  # with a style sheet
_FEED = re.compile(_DECLARATION + r"<(?:rss|feed|rdf:RDF)[\s>]")
_SITEMAP = re.compile(_DECLARATION + r"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]")
_HEADER = re.compile(r"[\w-]{1,60}:")
_MULTIPART = re.compile(r"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def mistaken_for_text(text: str) -> str | None:
    """What `text` is and what to do with it; None where it may be a text."""
    beginning = text[:_LOOKED_AT_CHARS].lstrip("\ufeff")
    if _FEED.match(beginning):
        return "this is a feed, not an article; `newsclean crawl --feed` fetches the articles it names"
    if _SITEMAP.match(beginning):
        return "this is a sitemap, not an article; `newsclean crawl --sitemap` fetches the pages it names"
    if _HEADER.match(beginning) and _MULTIPART.search(beginning.replace("\r\n", "\n").partition("\n\n")[0]):
        return "this is a page with all its parts in one file (MHTML); save it as HTML, or give its address"
    if _is_json_lines(text):
        return "this is JSON Lines, not a text; `newsclean corpus` cleans the text in each record"
    return None


def _is_json_lines(text: str) -> bool:
    if not text.lstrip("\ufeff \n").startswith("{"):
        return False
    first = text.lstrip("\ufeff \n").partition("\n")[0]
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
