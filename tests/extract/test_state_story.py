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


BRIEF = "The lake behind the dam rose by a hand on Friday night. Nobody was hurt, the police said."
SHORT_TITLE = "Flood in the lower valley"
OTHER_TEXTS = {
    "what the page features": {"props": {"featured": OTHER}},
    "a notice": {"i18n": {"welcome": {"title": "We value what you think", "text": " ".join(P)}}},
    "an older story": {"latest": [{**OTHER, "headline": "Lower valley flood in 1954"}]},
    "more on it": {"latest": [{**OTHER, "headline": f"{SHORT_TITLE}: what we know"}]},
}


@pytest.mark.parametrize("state", OTHER_TEXTS.values(), ids=OTHER_TEXTS)
def test_a_short_story_that_the_page_shows_gives_way_to_no_other(state: object) -> None:
    shown = f"<article><h1>{SHORT_TITLE}</h1><p>{BRIEF}</p></article>"
    assert BRIEF in texts(read(data(state), shown, SHORT_TITLE))


def test_the_story_is_read_where_the_page_shows_its_beginning_or_asks_for_scripts() -> None:
    named_otherwise = {**STORY, "headline": "The dam above the town holds, engineers say"}
    assert texts(read(data([OTHER, named_otherwise]), f"<p>{P[0]}</p>")) == list(P)
    assert texts(read(data([OTHER, STORY]), "<p>Please turn on JavaScript to read this page.</p>")) == list(P)


def test_titles_of_few_words_name_one_story_only_where_all_are_the_same() -> None:
    waiting = ["The story is loading …"]
    assert texts(read(data([{**STORY, "headline": "Lower valley flood in 1954"}]), title=SHORT_TITLE)) == waiting
    assert texts(read(data([{**STORY, "headline": "Flood in lower valley"}]), title=SHORT_TITLE)) == list(P)


def test_the_only_story_is_not_the_pages_where_the_titles_share_nothing() -> None:
    assert texts(read(data({"featured": OTHER}))) == ["The story is loading …"]
    assert texts(read(data({"story": STORY}), title="Valley Post")) == list(P)


def test_the_story_of_the_very_title_goes_before_longer_ones() -> None:
    longer = {"headline": f"{TITLE}: what we know", "body": paragraphs(*P[::-1], *P)}
    assert texts(read(data([longer, STORY]))) == list(P)


@pytest.mark.parametrize("before", [["news", "valley"], {"id": 1}], ids=str)
def test_a_story_in_a_list_is_read_whatever_the_list_begins_with(before: object) -> None:
    assert texts(read(data([before, STORY]))) == list(P)


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


def places_of(node: dict[str, int], long: str, count: int) -> str:
    """Flat JSON of so many objects that refer to one long string, and to a paragraph."""
    return data([{"all": 3}, long, P[0], list(range(4, 4 + count)), *[node] * count])


SHARED = {
    "a title": ({"title": 1, "body": 3}, "ab " * 60_000),
    "a body": ({"title": 2, "body": 1}, json.dumps({"k": ["a b"] * 20_000})),
    "a type": ({"type": 1, "title": 2, "body": 3}, "Ab " * 60_000),
    "a blank text": ({"text": 1}, " " * 180_000),
    "lines without text": ({"text": 1}, "\n" * 180_000),
    "a style": ({"style": 1, "text": 2}, "Ab " * 60_000),
}


@pytest.mark.parametrize(("node", "long"), SHARED.values(), ids=SHARED)
def test_a_long_string_that_is_referred_to_many_times_is_read_few_times(node: dict[str, int], long: str) -> None:
    script = places_of(node, long, 10_000)
    body = data([{"title": 2, "body": 3}, long, TITLE, list(range(4, 10_004)), *[node] * 10_000])
    started = time.process_time()
    read(script)
    read(body)
    assert time.process_time() - started < 4


def test_what_is_made_to_cost_time_costs_little() -> None:
    nested = '<script type="application/json">' + '{"a":[' * 100_000 + "</script>"
    many = data([{"headline": TITLE, "body": [{"text": "word " * 20}] * 100} for _ in range(300)])
    shared = data([["Ref", 1], [2] * 20_000, {"headline": 3, "body": 1, "children": 1}, TITLE])
    globals_ = "<script>" + 'window.__A__ = {"a":' * 5000 + "</script>"
    started = time.process_time()
    for script in (nested, many, shared, globals_):
        read(script)
    assert time.process_time() - started < 5
