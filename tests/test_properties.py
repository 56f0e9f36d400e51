"""What holds of every text and every page, whatever stands in it."""

import html
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import newsclean
from newsclean.config import CleanConfig
from newsclean.errors import NewscleanError
from newsclean.models import CleanRecord, Label, Page, PageKind
from newsclean.pipeline import clean_page
from newsclean.text import without_surrogates
from tests.junk_lines import ARTICLE_LINES, CUT_TEASERS, JUNK_LINES, SUFFIXES

LANGUAGES = st.sampled_from(["en", "fr", "de", "es", "ru", "ja", "ar"])
NOON = datetime(2025, 3, 5, 12, tzinfo=UTC)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

article_lines = st.builds("".join, st.tuples(st.sampled_from(ARTICLE_LINES), st.sampled_from(SUFFIXES)))
junk_lines = st.sampled_from(JUNK_LINES + CUT_TEASERS)
odd_lines = st.text(alphabet=st.characters(), max_size=60) | st.sampled_from(
    [
        "\r",
        "a\x0bb",
        "a\u2028b",
        "\ud800",
        "\x00",
        "\u200f…",
        "[…]",
        ":",
        "…",
        "- ",
        "»",
        "a\u0301",
        "#",
        "@x",
        "(",
        "1",
    ]
)
news_texts = st.builds(
    "\n".join,
    st.builds(
        lambda head, body, tail: [*head, *body, *tail],
        st.lists(junk_lines, max_size=4),
        st.lists(st.one_of(article_lines, article_lines, article_lines, junk_lines, odd_lines), max_size=12),
        st.lists(junk_lines, max_size=6),
    ),
)
texts = st.one_of(news_texts, st.text(alphabet=st.characters(), max_size=300))

TAGS = ("p", "div", "h1", "h2", "li", "blockquote", "td", "span", "figcaption", "a href=/x", "script", "table", "form")
NAMES = ("", " class=related", " class='article-body'", " id=comments", " class=byline", " style='display:none'")
elements = st.builds(
    lambda tag, name, inner: f"<{tag}{name}>{inner}</{tag.split()[0]}>",
    st.sampled_from(TAGS),
    st.sampled_from(NAMES),
    st.recursive(
        st.one_of(article_lines, junk_lines, odd_lines).map(html.escape) | odd_lines,
        lambda inner: st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
            st.sampled_from(TAGS),
            st.lists(inner, max_size=3),
        ),
        max_leaves=4,
    ),
)
SCRIPTS = (
    "",
    '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>',
    '<script type="application/ld+json">{"@type":["LiveBlogPosting",3],"liveBlogUpdate":[[]]}</script>',
    '<script type="application/ld+json">{"@graph":[{"hasPart":{"cssSelector":"..[","isAccessibleForFree":"False"}}',
    "<meta property=og:type content=article>",
)
pages = st.builds(
    lambda head, parts: f"<html><head>{head}</head><body>{''.join(parts)}</body></html>",
    st.sampled_from(SCRIPTS),
    st.lists(elements, max_size=12),
)


def without_time(record: CleanRecord) -> CleanRecord:
    return record.model_copy(update={"extracted_at": None})


def clean_at_noon(page: str) -> CleanRecord:
    return clean_page(Page(page, url="https://valley.example/a/b", fetched_at=NOON), CleanConfig())


@SLOW
@given(texts, LANGUAGES)
@example("a\r\nb\x0bc\u2028d\n", "en")
@example("\ud800", "en")
@example("", "en")
@example("\n\n", "en")
def test_kept_and_removed_are_the_text_in_order(text: str, language: str) -> None:
    record = newsclean.clean_text(text, language=language)
    assert "\n".join(record.extracted_lines()) == without_surrogates(text)


@SLOW
@given(texts)
def test_the_order_of_what_was_cut_is_that_of_the_text(text: str) -> None:
    removed = newsclean.clean_text(text, language="en").removed
    assert [cut.index for cut in removed] == sorted(cut.index for cut in removed)
    whole = [cut.index for cut in removed if not cut.is_suffix]
    assert len(set(whole)) == len(whole)


@SLOW
@given(texts)
def test_a_text_without_a_language_is_cleaned_too(text: str) -> None:
    record = newsclean.clean_text(text)
    assert "\n".join(record.extracted_lines()) == without_surrogates(text)
    assert record.page_kind is PageKind.EMPTY or record.text.strip() or record.removed


@SLOW
@given(texts, LANGUAGES)
def test_the_same_text_gives_the_same_record(text: str, language: str) -> None:
    first, second = (newsclean.clean_text(text, language=language) for _ in range(2))
    assert without_time(first) == without_time(second)


@SLOW
@given(texts, LANGUAGES)
def test_a_clean_text_is_left_as_it_is(text: str, language: str) -> None:
    once = newsclean.clean_text(text, language=language, title="A title of its own")
    again = newsclean.clean_text(once.text, language=language, title="A title of its own")
    assert again.text == once.text
    assert again.removed == []


@SLOW
@given(texts)
def test_nothing_is_cut_where_every_label_is_off(text: str) -> None:
    record = newsclean.clean_text(text, language="en", config=CleanConfig(labels_off=frozenset(Label)))
    assert record.text == without_surrogates(text)


@SLOW
@given(pages)
def test_any_page_gives_a_record_and_the_same_again(page: str) -> None:
    first, second = clean_at_noon(page), clean_at_noon(page)
    assert first == second
    assert first.page_reason
    assert all(cut.text is not None and 0 <= cut.score <= 1 for cut in first.removed)
    lines = first.extracted_lines()
    assert all(cut.text in lines[cut.index] for cut in first.removed)


@SLOW
@given(st.binary(max_size=300) | pages.map(lambda page: page.encode("utf-16", "replace")))
def test_any_bytes_give_a_record_or_a_named_error(data: bytes) -> None:
    try:
        record = newsclean.clean_html(data)
    except NewscleanError as error:
        assert str(error)
    else:
        assert isinstance(record, CleanRecord)


@SLOW
@given(pages)
def test_a_record_survives_its_own_json(page: str) -> None:
    record = clean_at_noon(page)
    assert CleanRecord.model_validate_json(record.model_dump_json()) == record


@pytest.mark.parametrize("junk", [*JUNK_LINES, "\n".join(CUT_TEASERS)])
def test_the_junk_of_these_tests_is_cut_from_a_story(junk: str) -> None:
    """Else the properties would hold of texts from which nothing is cut."""
    story = list(ARTICLE_LINES[:3])
    at_head = newsclean.clean_text("\n".join([junk, *story]), language="en")
    at_tail = newsclean.clean_text("\n".join([*story, junk]), language="en")
    assert at_head.removed or at_tail.removed
    assert story[1] in at_head.text
    assert story[1] in at_tail.text
