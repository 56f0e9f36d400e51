"""Stories that stand only in the data of a page's scripts."""

import json
import time
from typing import Any

import pytest

from newsclean.config import CleanConfig
from newsclean.extract import extract_page
from newsclean.models import Article, Page
from tests.extract.trees import P, paragraphs

TITLE = "Dam above the old town holds"
STORY: dict[str, Any] = {
    "__typename": "Article",
    "headline": TITLE,
    "body": [{"type": "paragraph", "text": text} for text in P],
}
OTHER = {"headline": "Old cinema becomes a school of dance", "body": paragraphs(*P[::-1])}


def read(script: str, shown: str = "<p>The story is loading …</p>", title: str = TITLE) -> Article:
    head = f"<title>{title}</title><meta property=og:title content='{title}'>"
    return extract_page(
        Page(f"<html><head>{head}</head><body><main>{shown}</main>{script}</body></html>"), CleanConfig()
    )


def data(value: object, attributes: str = "") -> str:
    return f'<script type="application/json" {attributes}>{json.dumps(value)}</script>'


def texts(article: Article) -> list[str]:
    return [line.text for line in article.lines]


SCRIPTS = {
    "Next": data({"props": {"pageProps": {"article": STORY}}, "page": "/[slug]"}, "id=__NEXT_DATA__"),
    "without an id": data({"state": {"story": STORY}}),
    "Nuxt": data(
        [["ShallowReactive", 1], {"data": 2}, {"story": 3}, {"title": 4, "content": 5}, TITLE, paragraphs(*P)],
        "id=__NUXT_DATA__ data-nuxt-data=nuxt-app",
    ),
    "SvelteKit": data({"status": 200, "body": json.dumps({"story": STORY})}, "data-sveltekit-fetched"),
    "WordPress": data({"post": {"title": {"rendered": TITLE}, "content": {"rendered": paragraphs(*P)}}}),
    "Fusion": "<script>window.Fusion=window.Fusion||{};Fusion.globalContent="
    + json.dumps({"headlines": {"basic": TITLE}, "content_elements": [{"type": "text", "content": text} for text in P]})
    + ";Fusion.spa=false;</script>",
    "a global": f"<script>window.__INITIAL_STATE__ = {json.dumps({'page': {'story': STORY}})};</script>",
    "globals": f"<script>window.__A__ = {{a: b}}; window.__B__ = {json.dumps({'story': STORY})}</script>",
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_the_story_is_read_where_the_page_shows_none(script: str) -> None:
    article = read(script)
    assert texts(article) == list(P)
    assert {line.tag for line in article.lines} == {"p"}


def test_the_page_is_read_where_it_shows_its_text() -> None:
    shown = paragraphs("The wall was built in nine years by four hundred men.", P[3], P[4], P[2])
    assert P[0] not in texts(read(data(STORY), shown))


def test_other_stories_are_not_the_pages() -> None:
    lists = {"mostRead": OTHER, "stories": [OTHER, {**OTHER, "headline": "A night at the museum"}]}
    assert texts(read(data(lists))) == ["The story is loading …"]
    assert texts(read(data({**lists, "story": STORY}))) == list(P)


def test_a_title_for_search_engines_names_the_story_too() -> None:
    assert texts(read(data([OTHER, STORY]), title="The dam above the town holds, engineers say")) == list(P)


def test_a_page_without_a_title_has_the_only_story() -> None:
    assert texts(read(data({"story": STORY}), title="")) == list(P)
    assert texts(read(data({"story": STORY, "second": OTHER}), title="")) == ["The story is loading …"]


def test_a_summary_is_no_story() -> None:
    assert texts(read(data({"headline": TITLE, "body": P[0]}))) == ["The story is loading …"]


def test_the_data_say_who_wrote_it_and_when_and_how_it_is_announced() -> None:
    deck = "Forty engineers checked the wall all night."
    story = {**STORY, "standfirst": deck, "bylines": [{"name": "Anna Berg"}], "publishedAt": "2025-02-06T04:00:00Z"}
    article = read(data(story))
    assert texts(article) == [deck, *P]
    assert article.fields.authors == ("Anna Berg",)
    assert str(article.fields.published) == "2025-02-06 04:00:00+00:00"
    assert dict(article.fields.sources)["published"] == "script data"


def test_what_is_made_to_cost_time_costs_little() -> None:
    nested = '<script type="application/json">' + '{"a":[' * 100_000 + "</script>"
    many = data([{"headline": TITLE, "body": [{"text": "word " * 20}] * 100} for _ in range(300)])
    shared = data([["Ref", 1], [2] * 20_000, {"headline": 3, "body": 1, "children": 1}, TITLE])
    globals_ = "<script>" + 'window.__A__ = {"a":' * 5000 + "</script>"
    started = time.process_time()
    for script in (nested, many, shared, globals_):
        read(script)
    assert time.process_time() - started < 5
