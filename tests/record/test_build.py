"""The record of an article and of what was cut from it."""

from datetime import UTC, date, datetime

import pytest

from newsclean.models import Article, CleanRecord, Cut, Fields, Label, Line, Link, PageKind, Trimmed, Verdict
from newsclean.page_urls import site_of
from newsclean.record import build_record
from newsclean.record.build import fingerprint

NOON = datetime(2025, 3, 5, 12, tzinfo=UTC)


def cut(line: int, text: str, label: Label = Label.TEASER, rule: str = "a_rule", is_suffix: bool = False) -> Cut:
    return Cut(line, text, Verdict(line, label, rule, 0.9, "as the test has it"), 0.98765, is_suffix)


def record(*removed: Cut, lines: tuple[str, ...] = ("The dam holds.",), fields: Fields | None = None) -> CleanRecord:
    article = Article((), fields or Fields(), url="https://news.valley.co.uk/a?b", fetched_at=NOON)
    return build_record(article, Trimmed(tuple(Line(index, text) for index, text in enumerate(lines)), removed))


def test_the_fields_are_those_of_the_article() -> None:
    fields = Fields(
        title="Dam holds",
        authors=("Ada Moor",),
        published=date(2025, 3, 4),
        language="en",
        canonical_url="https://valley.co.uk/a",
        sources=(("title", "json-ld"),),
    )
    found = record(fields=fields)
    assert (found.title, found.authors, found.published) == ("Dam holds", ["Ada Moor"], date(2025, 3, 4))
    assert (found.language, found.canonical_url) == ("en", "https://valley.co.uk/a")
    assert found.field_sources == {"title": "json-ld"}
    assert (found.site, found.final_url, found.extracted_at) == ("valley.co.uk", "https://news.valley.co.uk/a?b", NOON)


def test_a_cut_line_says_all_that_is_known_of_it() -> None:
    (line,) = record(cut(4, "Ferry sails")).removed
    assert (line.index, line.text, line.label, line.rule) == (4, "Ferry sails", Label.TEASER, "a_rule")
    assert (line.score, line.evidence, line.is_suffix) == (0.9877, "as the test has it", False)


def test_a_cut_headline_is_the_title_of_a_text_that_has_none() -> None:
    headline = cut(0, " Dam holds ", Label.DUPLICATE, "headline")
    assert record(headline).title == "Dam holds"
    assert record(headline, fields=Fields(title="Another")).title == "Another"


def test_links_of_a_listing_are_on_the_record() -> None:
    article = Article((Line(0, "Dam holds"),), links=(Link("https://a.example/1", "Dam holds"),))
    found = build_record(article, Trimmed(article.lines, ()))
    assert found.links == ["https://a.example/1"]


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.valley.co.uk/a", "valley.co.uk"),
        ("http://localhost:8000/a", "localhost"),
        ("http://127.0.0.1/a", "127.0.0.1"),
        ("", None),
        (None, None),
    ],
)
def test_the_site_is_the_registered_domain(url: str | None, site: str | None) -> None:
    assert site_of(url) == site


def test_copies_have_one_fingerprint() -> None:
    assert fingerprint("The dam\nholds.") == fingerprint("THE  DAM holds. ")
    assert fingerprint("The dam holds.") != fingerprint("The dam held.")
    assert len(fingerprint("")) == 32


class TestExtractedLines:
    def lines(self, *removed: Cut, kept: tuple[str, ...]) -> list[str]:
        return record(*removed, lines=kept).extracted_lines()

    def test_cut_lines_stand_where_they_stood(self) -> None:
        assert self.lines(cut(0, "a"), cut(3, "d"), kept=("b", "c")) == ["a", "b", "c", "d"]

    def test_a_suffix_is_glued_on_again(self) -> None:
        assert self.lines(cut(1, " more", is_suffix=True), kept=("a", "b", "c")) == ["a", "b more", "c"]

    def test_suffixes_of_several_passes_stand_in_their_order(self) -> None:
        suffixes = (cut(0, " (AFP)", is_suffix=True), cut(0, " more", is_suffix=True))
        assert self.lines(*suffixes, kept=("a",)) == ["a (AFP) more"]

    def test_a_line_may_lose_its_end_first_and_go_later(self) -> None:
        assert self.lines(cut(1, "b"), cut(1, " more", is_suffix=True), kept=("a", "c")) == ["a", "b more", "c"]

    def test_a_text_may_be_cut_whole(self) -> None:
        assert self.lines(cut(0, "a"), cut(1, "b"), kept=()) == ["a", "b"]

    def test_blank_lines_count(self) -> None:
        assert self.lines(cut(1, "b"), kept=("", "")) == ["", "b", ""]

    def test_lines_whose_place_is_not_in_the_text_come_last(self) -> None:
        removed = (cut(10**30, "y"), cut(7, "x"), cut(0, "a"), cut(9, " more", is_suffix=True))
        assert self.lines(*removed, kept=("b",)) == ["a", "b", "x", "y"]


def test_the_kind_that_the_page_decided_stands() -> None:
    article = Article((Line(0, "Dam holds"),), page_kind=PageKind.LISTING, page_reason="9 headlines")
    found = build_record(article, Trimmed(article.lines, ()))
    assert (found.page_kind, found.page_reason) == (PageKind.LISTING, "9 headlines")
