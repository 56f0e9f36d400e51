"""Fields of pages that nobody would write, and of hostile ones."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring, tostring

from newsclean.extract.blocks import page_blocks
from newsclean.extract.fields import find_fields
from newsclean.extract.fields.declared import read_declared
from newsclean.extract.json_ld import JsonLd
from newsclean.models import Fields
from tests.extract.fields.pages import URL, fields, json_ld, meta

NAMES = ["author", "og:title", "article:published_time", "og:locale", "description", "og:site_name", "article:author"]
values = st.text(max_size=30) | st.sampled_from(
    ["2024-05-03", "By Jane Doe", "en", "Jane Doe, John Roe", "A | B - C", "|", "//"]
)
elements = st.one_of(
    st.builds(meta, st.sampled_from(NAMES), values.map(lambda text: text.replace('"', "").replace("<", ""))),
    st.builds(
        lambda tag, name, text: f'<{tag} class="{name}" itemprop="{name}" datetime="{text}">{text}</{tag}>',
        st.sampled_from(["h1", "time", "a", "span", "div", "p", "title", "aside", "link", "article"]),
        st.sampled_from(["author", "byline", "date published", "updated", "related", "x"]),
        values.map(lambda text: text.replace('"', "").replace("<", "")),
    ),
    st.dictionaries(
        st.sampled_from(["headline", "author", "datePublished", "inLanguage", "publisher", "description", "name"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | values, lambda inner: st.lists(inner, max_size=3), max_leaves=5
        )
        | st.dictionaries(st.sampled_from(["name", "@type", "@id", "givenName"]), values, max_size=3),
        max_size=4,
    ).map(lambda properties: json_ld(**properties).replace("<!--", "")),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(elements, max_size=12))
def test_any_page_has_fields(parts: list[str]) -> None:
    found = fields("".join(parts), "".join(parts))
    assert isinstance(found, Fields)
    assert found == fields("".join(parts), "".join(parts))
    named = {name for name, _ in found.sources}
    for name in ("title", "published", "modified", "language", "site_name", "description", "canonical_url"):
        assert (getattr(found, name) is not None) == (name in named)
    assert bool(found.authors) == ("authors" in named)


def test_the_tree_is_left_as_it_was() -> None:
    tree = document_fromstring('<html><body><h1>Council votes</h1><p class="byline">By Jane Doe</p></body></html>')
    before = tostring(tree)
    find_fields(tree, read_declared(tree), page_blocks(tree), JsonLd(), URL)
    assert tostring(tree) == before


@pytest.mark.parametrize(
    "page",
    [
        "<h1>" * 20_000,
        '<div class="author">' * 20_000,
        '<div class="author">Jane Doe</div>' * 20_000,
        '<time datetime="2024-05-03">' * 20_000,
        '<meta name="author" content="Jane Doe, John Roe">' * 20_000,
        '<a rel="author">Jane Doe</a>' * 20_000,
        "<h1>Council votes</h1>" + "<p>By </p>" * 20_000,
        '<meta name="og:title" content="' + "a | " * 50_000 + '">',
        "<title>" + " - " * 100_000 + "</title>",
        '<p class="byline">' + "and " * 100_000 + "</p>",
        '<div class="related">' * 250 + '<time datetime="2024-05-03">' * 5_000,
        "<h1>" + "x" * 1_000_000 + "</h1>",
    ],
    ids=lambda page: page[:30],
)
def test_hostile_pages_are_read_in_time(page: str) -> None:
    tree = document_fromstring(f"<html><body>{page}</body></html>")
    blocks = page_blocks(tree)
    start = time.process_time()
    find_fields(tree, read_declared(tree), blocks, JsonLd(), URL)
    assert time.process_time() - start < 3
