"""Fields of an article beside its text: title, authors, dates, language, site, each with its origin."""

from datetime import date, datetime
from typing import Any

from lxml.html import HtmlElement

from newsclean.extract.blocks import Block
from newsclean.extract.fields.authors import find_authors, sign_for_outlet
from newsclean.extract.fields.byline import authors_from_byline
from newsclean.extract.fields.date_text import read_date
from newsclean.extract.fields.dates import find_modified, find_published, latest_moment
from newsclean.extract.fields.declared import Declared
from newsclean.extract.fields.description import find_description
from newsclean.extract.fields.found import Found
from newsclean.extract.fields.headline import around_headline
from newsclean.extract.fields.site import find_canonical_url, find_language, find_site, stated_address
from newsclean.extract.fields.title import find_title
from newsclean.extract.json_ld import JsonLd
from newsclean.models import Fields

__all__ = ["authors_from_byline", "date_from_dateline", "find_fields", "stated_address"]


def find_fields(
    tree: HtmlElement,
    declared: Declared,
    blocks: tuple[Block, ...],
    json_ld: JsonLd,
    url: str | None = None,
    fetched_at: datetime | None = None,
) -> Fields:
    """Find the fields of a parsed page, without changing the tree.

    `declared` is what its head and headings say, `url` the address after redirects. Dates later than `fetched_at`
    (now where it is None) are none.
    """
    latest = latest_moment(fetched_at)
    site = find_site(declared, json_ld, url)
    title = find_title(declared, json_ld, site, blocks)
    language = find_language(declared, json_ld)
    near = around_headline(blocks, title.value if title else None)
    code = language.value if language else None
    authors = find_authors(tree, declared, json_ld, near, site, code)
    published = find_published(tree, declared, json_ld, near, url, code, latest)
    modified = find_modified(declared, json_ld, near, code, latest)
    description = find_description(declared, json_ld)
    canonical = find_canonical_url(declared, url)
    named: dict[str, Found[Any] | None] = {
        "title": title,
        "authors": authors,
        "published": published,
        "modified": modified,
        "language": language,
        "site_name": site.name,
        "description": description,
        "canonical_url": canonical,
    }
    return Fields(
        title=title.value if title else None,
        authors=authors.value if authors else (),
        is_outlet_author=authors is not None and sign_for_outlet(authors.value, json_ld, site),
        published=published.value if published else None,
        modified=modified.value if modified else None,
        language=code,
        site_name=site.name.value if site.name else None,
        description=description.value if description else None,
        canonical_url=canonical.value if canonical else None,
        sources=tuple((name, found.origin) for name, found in named.items() if found is not None),
    )


def date_from_dateline(text: str, language: str | None = None) -> datetime | date | None:
    """The date in a visible date line; None where there is none or more than one reading.

    A datetime where the line has a time, aware where it names the zone; otherwise a date.
    """
    return read_date(text, language)
