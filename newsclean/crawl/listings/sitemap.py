"""Sitemaps: index files, URL sets with their news extension, plain text lists and robots.txt; gzip or not.

The XML is streamed: memory does not grow with the file, and no entity is expanded.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Protocol
from urllib.parse import urlsplit

from lxml import etree

from newsclean.crawl.listings.entry import MAX_ENTRIES_PER_LISTING, Entry, ListingSource, Read, absolute_url
from newsclean.crawl.listings.words import plain_title
from newsclean.errors import InputError

MAX_SITEMAP_BYTES = 52_428_800
"""Size of an unpacked sitemap that the protocol allows (50 MB); what follows is not read."""

_GZIP_MAGIC = b"\x1f\x8b"


class _Readable(Protocol):
    def read1(self, size: int = -1, /) -> bytes: ...


class _Limited:
    """The first MAX_SITEMAP_BYTES of a stream; a gzip bomb ends there."""

    def __init__(self, stream: _Readable) -> None:
        self._stream = stream
        self._left = MAX_SITEMAP_BYTES
        self.problem = ""

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        try:
            # What was unpacked before the break is given out; `read` would drop it with the error.
            chunk = self._stream.read1(wanted) if wanted else b""
        except (OSError, EOFError, zlib.error) as error:
            self.problem = f"broken gzip: {error}"
            chunk = b""
        self._left -= len(chunk)
        if not self._left:
            self.problem = f"more than {MAX_SITEMAP_BYTES} bytes: read up to there"
        return chunk


def read_sitemap(source: ListingSource) -> Read:
    """The URLs of a sitemap, or the further sitemaps of an index. Raises InputError for what is none."""
    if urlsplit(source.url).path == "/robots.txt":
        return Read(listings=tuple(islice(_robots_sitemaps(source), MAX_ENTRIES_PER_LISTING)))
    stream = _Limited(_unpacked(source.body))
    start = _start_of(source.body)
    if not start.startswith(b"<") and start:
        return _read_text(stream, source.url)
    return _read_xml(stream, source.url)


def _unpacked(body: bytes) -> _Readable:
    return gzip.GzipFile(fileobj=io.BytesIO(body)) if body.startswith(_GZIP_MAGIC) else io.BytesIO(body)


def _start_of(body: bytes) -> bytes:
    return _Limited(_unpacked(body)).read(512).lstrip(b"\xef\xbb\xbf \t\r\n")


def _robots_sitemaps(source: ListingSource) -> Iterator[str]:
    for line in source.body.decode("utf-8", "replace").splitlines():
        field, _, value = line.partition(":")
        url = absolute_url(value, source.url) if field.strip().lower() == "sitemap" else None
        if url:
            yield url


def _read_text(stream: _Limited, base: str) -> Read:
    lines = b"".join(iter(stream.read, b"")).decode("utf-8", "replace").split()
    if not all(line.startswith(("http://", "https://")) for line in lines):
        raise InputError("no sitemap: neither XML nor a list of URLs")
    urls = (absolute_url(line, base) for line in lines[:MAX_ENTRIES_PER_LISTING])
    return Read(entries=tuple(Entry(url=url) for url in urls if url), problem=stream.problem)


def _read_xml(stream: _Limited, base: str) -> Read:
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        _, root = next(events)
    except (StopIteration, etree.XMLSyntaxError):
        raise InputError(f"no sitemap: {stream.problem or 'no XML'}") from None
    kind = _name(root)
    if kind not in ("urlset", "sitemapindex"):
        raise InputError(f"no sitemap: the document is <{kind}>, not <urlset> or <sitemapindex>")
    problem = ""
    elements: list[dict[str, str]] = []
    try:
        elements.extend(islice(_elements(events), MAX_ENTRIES_PER_LISTING))
    except etree.XMLSyntaxError as error:
        problem = f"broken XML: {error.msg}"
    problem = stream.problem or problem
    if kind == "sitemapindex":
        found = (absolute_url(fields["loc"], base) for fields in elements)
        return Read(listings=tuple(url for url in found if url), problem=problem)
    return Read(entries=tuple(_entries(elements, base)), problem=problem)


def _elements(events: Iterator[tuple[str, etree._Element]]) -> Iterator[dict[str, str]]:
    """The fields of each <url> or <sitemap>, the nested ones of the news extension among them."""
    fields: dict[str, str] = {}
    for event, element in events:
        name = _name(element)
        is_whole = name in ("url", "sitemap")
        if event == "start":
            if is_whole:
                fields = {}
            continue
        if is_whole and fields.get("loc"):
            yield fields
        elif not is_whole:
            fields[name] = (element.text or "").strip()
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _entries(elements: list[dict[str, str]], base: str) -> Iterator[Entry]:
    for fields in elements:
        url = absolute_url(fields["loc"], base)
        if url is None:
            continue
        yield Entry(
            url=url,
            title=plain_title(fields.get("title", "")),
            published=_moment(fields.get("publication_date", "")),
            updated=_moment(fields.get("lastmod", "")),
        )


def _moment(written: str) -> datetime | date | None:
    """A W3C date or date with time; a date alone stays one, for its hour is not known."""
    try:
        return date.fromisoformat(written) if len(written) == len("2024-05-06") else datetime.fromisoformat(written)
    except ValueError:
        return None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
