"""Feeds: RSS 0.9x to 2.0, RDF and Atom through feedparser, and JSON Feed."""

import calendar
import io
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import feedparser
from w3lib.encoding import http_content_type_encoding

from newsclean.crawl.listings.entry import MAX_ENTRIES_PER_LISTING, Entry, ListingSource, Read, absolute_url
from newsclean.crawl.listings.words import plain_title
from newsclean.errors import InputError
from newsclean.extract.decode import is_charset

SUMMARY_MAX_CHARS = 2_000
MAX_XML_BYTES = 5_000_000
"""Feeds have some hundred kilobytes, the newest entries first. feedparser reads a megabyte in half a second."""
_ENTRY_ENDS = (b"</item>", b"</entry>")
_ROOT_ENDS = {b"<rss": b"</channel></rss>", b"<feed": b"</feed>"}
_ROOT_WITHIN_BYTES = 2_000
_JSON_FEED_VERSION = "https://jsonfeed.org/version/"


def read_feed(source: ListingSource) -> Read:
    """The entries of a feed of any format. Raises InputError where the body is no feed."""
    if source.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return Read(entries=tuple(_json_entries(source)))
    return _read_xml(source)


def _read_xml(source: ListingSource) -> Read:
    body, problem = _beginning(source.body)
    # A stream, never a string: feedparser takes a string for a URL or a file name and opens it.
    parsed = feedparser.parse(
        io.BytesIO(body),
        response_headers={"content-type": _trusted(source.content_type), "content-location": source.url},
        sanitize_html=False,  # nothing of the markup is used
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise InputError(f"no feed: neither RSS, Atom nor JSON Feed ({source.content_type or 'no content type'})")
    entries = tuple(_xml_entries(parsed.entries[:MAX_ENTRIES_PER_LISTING], source.url))
    if parsed.bozo and not parsed.entries:
        problem = f"broken XML: {parsed.get('bozo_exception')}"
    return Read(entries=entries, problem=problem)


def _trusted(content_type: str) -> str:
    """The content type, without a charset that is none: feedparser believes all that Python has a codec for."""
    declared = http_content_type_encoding(content_type)
    return content_type.partition(";")[0] if declared and not is_charset(declared) else content_type


def _beginning(body: bytes) -> tuple[bytes, str]:
    """The feed up to its last entry within MAX_XML_BYTES, closed, and what is wrong with it."""
    if len(body) <= MAX_XML_BYTES:
        return body, ""
    cut = body[:MAX_XML_BYTES]
    end = max((cut.rfind(closing) + len(closing) for closing in _ENTRY_ENDS if closing in cut), default=len(cut))
    root = next((closing for opening, closing in _ROOT_ENDS.items() if opening in cut[:_ROOT_WITHIN_BYTES]), b"")
    return cut[:end] + root, f"more than {MAX_XML_BYTES:,} bytes: read up to there"


def _xml_entries(items: Iterable[Any], base: str) -> Iterable[Entry]:
    for item in items:
        url = absolute_url(_article_link(item), base)
        if url is None:
            continue
        yield Entry(
            url=url,
            title=plain_title(item.get("title", "")),
            # feedparser reads the one date of RDF feeds, dc:date, as that of an update.
            published=_moment(item["published_parsed"] if "published_parsed" in item else item.get("updated_parsed")),
            updated=_moment(item["updated_parsed"]) if "updated_parsed" in item else None,
            summary=_summary(item.get("summary")),
        )


def _summary(written: object) -> str | None:
    """The beginning of a summary: some feeds put the whole article there."""
    return plain_title(written[:SUMMARY_MAX_CHARS]) if isinstance(written, str) else None


def _article_link(item: Any) -> str:
    # FeedBurner and its like put the publisher's own URL beside the tracking one.
    return str(item.get("feedburner_origlink") or item.get("link") or "")


def _moment(parsed: struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _json_entries(source: ListingSource) -> Iterable[Entry]:
    try:
        feed = json.loads(source.body)
    except (ValueError, RecursionError) as error:
        raise InputError(f"no feed: broken JSON ({error})") from None
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(_JSON_FEED_VERSION):
        raise InputError("no feed: JSON, but not JSON Feed")
    items = feed.get("items")
    for item in items[:MAX_ENTRIES_PER_LISTING] if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        named = (item.get(key) for key in ("url", "external_url", "id"))
        url = absolute_url(next((name for name in named if name and isinstance(name, str)), ""), source.url)
        if url is None:
            continue
        title = item.get("title")
        yield Entry(
            url=url,
            title=plain_title(title) if isinstance(title, str) else None,
            published=_json_moment(item.get("date_published")),
            updated=_json_moment(item.get("date_modified")),
            summary=_summary(item.get("summary")),
        )


def _json_moment(written: object) -> datetime | None:
    if not isinstance(written, str):
        return None
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
