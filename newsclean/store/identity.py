"""When two records are of the same article, and when they say the same."""

import hashlib

from newsclean.models import CleanRecord
from newsclean.page_urls import article_url, url_key


def article_key(record: CleanRecord) -> str:
    """What identifies the article: its URL, or the fingerprint of a text that has none."""
    url = record.final_url or record.url
    if not url:
        return f"text:{record.fingerprint or content_digest(record)}"
    return article_url(url, record.canonical_url)


def url_keys(record: CleanRecord) -> frozenset[str]:
    """All keys under which the record's article may be asked for by URL."""
    own = {url_key(url) for url in (record.url, record.final_url) if url}
    return frozenset(own | {article_key(record)})


def content_digest(record: CleanRecord) -> str:
    """Hexadecimal SHA-256 of what makes a version: title and text, and for a copy what it is a copy of."""
    mark = f"\0{record.copy_of}" if record.copy_of else ""
    return digest(f"{record.title or ''}\0{record.text}{mark}")


def digest(text: str) -> str:
    """Hexadecimal SHA-256 of a text; URLs can be longer than a database index takes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
