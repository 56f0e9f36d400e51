"""What is read from a page's JSON-LD, however it is written."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from newsclean.extract.json_ld import JsonLd, plain_text, read_json_ld

URL = "https://www.example.org/politics/council-votes"


def read(*scripts: str, url: str | None = URL) -> JsonLd:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read_json_ld(document_fromstring(f"<html><head>{tags}</head><body><p>Text</p></body></html>"), url)


def headline(found: JsonLd) -> object:
    return found.article["headline"] if found.article else None


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Council votes"}',
        '[{"@type": "WebSite", "name": "Herald"}, {"@type": "NewsArticle", "headline": "Council votes"}]',
        '[[[{"@type": "NewsArticle", "headline": "Council votes"}]]]',
        '{"@graph": [{"@type": "Organization"}, {"@type": ["Article", "BlogPosting"], "headline": "Council votes"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "https://schema.org/NewsArticle", "headline": "Council votes"}}',
        '<!-- {"@type": "NewsArticle", "headline": "Council votes"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Council votes"}\n//]]>',
        '/* <![CDATA[ */ {"@type": "NewsArticle", "headline": "Council votes"} /* ]]> */',
        '{"@type": "NewsArticle", "headline": "Council votes",}',
        '[{"@type": "NewsArticle", "keywords": ["a, ]", "b", ], "headline": "Council votes",\n},]',
        '{"@type": "NewsArticle", "description": "first line\nsecond\tline", "headline": "Council votes"}',
        r'{"@type": "NewsArticle", "description": "the mayor\'s \_ plan \u12", "headline": "Council votes"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Council votes&quot;}",
        '{"@type": "WebSite"} {"@type": "NewsArticle", "headline": "Council votes"}',
        '{"@type": "NewsArticle", "headline": "Council votes"};',
        '\ufeff{"@type": "newsarticle", "headline": "Council votes"}',
    ],
)
def test_reads_json_ld_as_pages_write_it(script: str) -> None:
    assert headline(read(script)) == "Council votes"


def test_the_article_that_names_the_page_is_the_main_one() -> None:
    other = {"@type": "NewsArticle", "headline": "Other story", "url": "https://www.example.org/other"}
    own = {"@type": "NewsArticle", "headline": "Council votes", "mainEntityOfPage": {"@id": URL + "?utm=1"}}
    assert headline(read(json.dumps([other, own]))) == "Council votes"
    assert headline(read(json.dumps([other, own]), url=None)) == "Other story"


def test_teasers_in_a_list_are_no_article() -> None:
    teaser = {"@type": "ListItem", "item": {"@type": "NewsArticle", "headline": "Other story"}}
    found = read(json.dumps({"@type": "ItemList", "itemListElement": [teaser]}))
    assert found.article is None
    assert found.types == {"ItemList"}


def test_article_body_is_plain_text() -> None:
    body = "<p>Prices rose &amp;amp; fell.</p><p>It&#8217;s <b>3 < 4</b>.</p>"
    assert read(json.dumps({"@type": "Article", "articleBody": body})).article_body == (
        "Prices rose & fell.\nIt’s 3 < 4."
    )


@pytest.mark.parametrize(
    ("value", "expected"), [(True, True), ("False", False), ("http://schema.org/True", True), (3, None)]
)
def test_accessible_for_free(value: object, expected: bool | None) -> None:
    found = read(json.dumps({"@type": "NewsArticle", "isAccessibleForFree": value}))
    assert found.is_accessible_for_free is expected


def test_paid_parts() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": "false", "cssSelector": ".paid"}
    free = {"@type": "WebPageElement", "isAccessibleForFree": True, "cssSelector": ".free"}
    assert read(json.dumps({"@type": "NewsArticle", "hasPart": [part, free]})).has_part_selectors == (".paid",)


def test_live_updates() -> None:
    posts = [{"@type": "BlogPosting", "headline": "Goal", "articleBody": "One nil."}, {"articleBody": "Kick-off."}]
    found = read(json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": posts}))
    assert found.live_updates == ("Goal\nOne nil.", "Kick-off.")
    assert "LiveBlogPosting" in found.types


def test_references_are_resolved() -> None:
    graph = [
        {"@type": "NewsArticle", "author": {"@id": "#jane"}},
        {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
    ]
    found = read(json.dumps({"@graph": graph}))
    assert found.article is not None
    assert found.resolve(found.article["author"]) == graph[1]
    assert found.resolve({"@id": "#nobody"}) == {"@id": "#nobody"}
    assert found.resolve("Jane Doe") == "Jane Doe"


@pytest.mark.parametrize(
    "script",
    [
        "[" * 100_000,
        '{"@graph":' * 100_000,
        "[" * 100_000 + "]" * 100_000,
        '{"a":"' + '\\"' * 500_000,
        '{"@type": "NewsArticle"' + "," * 500_000,
        '{"@type": "NewsArticle"}' * 20_000,
        "<!--" * 200_000,
        '{"a": ' + "9" * 100_000 + "}",
        '{"@type": "NewsArticle", "articleBody": "' + "<" * 500_000 + '"}',
        '{"@type": "NewsArticle", "articleBody": "' + "&amp;" * 300_000 + '"}',
        "{" + " " * 900_000 + "," + " " * 900_000,
    ],
    ids=lambda script: script[:20],
)
def test_hostile_scripts_are_read_in_linear_time(script: str) -> None:
    start = time.process_time()
    read(script)
    assert time.process_time() - start < 5


def test_scripts_beyond_the_size_limit_are_left_unread() -> None:
    huge = '{"@type": "NewsArticle", "headline": "' + "x" * 2_000_001 + '"}'
    assert headline(read(huge, '{"@type": "NewsArticle", "headline": "Council votes"}')) == "Council votes"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@id",
                    "@graph",
                    "url",
                    "mainEntity",
                    "mainEntityOfPage",
                    "hasPart",
                    *["headline", "name", "articleBody", "isAccessibleForFree", "cssSelector", "liveBlogUpdate"],
                ]
            ),
            inner | st.sampled_from(["NewsArticle", "WebPage", "http://x.org"]),
            max_size=6,
        )
    ),
    max_leaves=30,
)


@settings(max_examples=150, deadline=None)
@given(json_values)
def test_any_json_is_read(value: object) -> None:
    assert isinstance(read(json.dumps(value).replace("<", "\\u003c")), JsonLd)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='{}[]",:\\/<!->*&;CDATA@typeu0 \n', max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(read(text), JsonLd)
    assert "\n\n" not in plain_text(text)
