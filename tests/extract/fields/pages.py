"""Builds small pages for the tests of the fields."""

import json
from datetime import UTC, datetime

from lxml.html import document_fromstring

from newsclean.extract.blocks import page_blocks
from newsclean.extract.fields import find_fields
from newsclean.extract.fields.declared import read_declared
from newsclean.extract.json_ld import read_json_ld
from newsclean.models import Fields

URL = "https://www.example.org/politics/council-votes"
FETCHED = datetime(2024, 6, 1, 12, tzinfo=UTC)


def json_ld(**properties: object) -> str:
    """A script element that describes a news article."""
    article = {"@context": "https://schema.org", "@type": "NewsArticle", **properties}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def fields(head: str = "", body: str = "", url: str | None = URL, fetched_at: datetime = FETCHED) -> Fields:
    """The fields of a page with this head and body."""
    tree = document_fromstring(f"<html><head>{head}</head><body>{body}<p>The text.</p></body></html>")
    return find_fields(tree, read_declared(tree), page_blocks(tree), read_json_ld(tree, url), url, fetched_at)


def origin(found: Fields, field: str) -> str | None:
    return dict(found.sources).get(field)
