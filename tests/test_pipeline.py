"""The stages in their order, on texts and pages."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import newsclean
from newsclean.config import CleanConfig
from newsclean.errors import InputError
from newsclean.models import Label, Page, PageKind
from newsclean.pipeline import clean_page
from tests.extract.trees import P, paragraphs

STORY = "\n".join(P)
NOON = datetime(2025, 3, 5, 12, tzinfo=UTC)


class TestFieldsFromCutLines:
    def test_author_and_day_of_a_text_that_states_none(self) -> None:
        record = newsclean.clean_text(f"By Ada Moor and Tom Vale\n3 May 2024, 17:46\n{STORY}", language="en")
        assert record.authors == ["Ada Moor", "Tom Vale"]
        assert record.published == datetime(2024, 5, 3, 17, 46)
        assert record.field_sources == {"authors": "byline", "published": "dateline"}
        assert record.text == STORY

    def test_a_byline_behind_the_text_counts(self) -> None:
        assert newsclean.clean_text(f"{STORY}\nReporting by Ada Moor", language="en").authors == ["Ada Moor"]

    def test_a_byline_among_other_stories_does_not(self) -> None:
        text = f"{STORY}\nRelated articles\nOld cinema in the harbour to become a school\nBy Tom Vale\n3 May 2024"
        record = newsclean.clean_text(text, language="en")
        assert record.text == STORY
        assert (record.authors, record.published) == ([], None)

    def test_what_the_caller_knows_stands(self) -> None:
        record = newsclean.clean_text(f"3 May 2024\n{STORY}", language="en", published=date(2024, 5, 4))
        assert record.published == date(2024, 5, 4)
        assert "published" not in record.field_sources

    @pytest.mark.parametrize("line", ["3 May 2999", "3 May 1920", "Updated: 3 May 2024", "3 hours ago", "May 3"])
    def test_a_line_that_tells_no_day_of_publication(self, line: str) -> None:
        assert newsclean.clean_text(f"{line}\n{STORY}", language="en").published is None

    def test_a_desk_is_no_author(self) -> None:
        assert newsclean.clean_text(f"By our newsroom\n{STORY}", language="en").authors == []

    @pytest.mark.parametrize("label", ["New Harbour", "The Mill House", "Words Ada Moor"])
    def test_a_place_a_house_and_a_label_above_a_page_have_not_written_it(self, label: str) -> None:
        body = f"<body><article><h1>The dam above the old town</h1><p>{label}</p>{paragraphs(*P)}</article></body>"
        assert newsclean.clean_html(f"<html lang=en>{body}</html>").authors == []

    def test_what_a_page_states_goes_before_its_byline(self) -> None:
        body = f"<body><article><p>By Ada Moor</p>{paragraphs(*P)}</article></body>"
        record = newsclean.clean_html(f"<html><head><meta name=author content='Ida Holm'></head>{body}</html>")
        assert record.authors == ["Ida Holm"]

    @pytest.mark.parametrize("byline", ["Ada Moor", "Ada Moor/Tom Vale"])
    def test_a_byline_goes_before_the_site_itself(self, byline: str) -> None:
        head = "<meta property=og:site_name content='Valley Post'><meta name=author content='Valley Post'>"
        deck = "<p>… as the lake rises behind the wall</p>" if "/" in byline else ""
        body = f"<body><article>{deck}<p><b>{byline}</b></p>{paragraphs(*P)}</article></body>"
        record = newsclean.clean_html(f"<html><head>{head}</head>{body}</html>")
        assert record.authors == byline.split("/")
        assert record.field_sources["authors"] == "byline"
        assert byline not in record.text

    def test_a_name_that_the_story_has_is_no_byline(self) -> None:
        story = paragraphs(*P, "Moor has led the town since the flood eleven years ago, and will lead it until spring.")
        record = newsclean.clean_html(f"<html><body><article><p>Ada Moor</p>{story}</article></body></html>")
        assert record.text.startswith("Ada Moor")


class TestTitleOfABareText:
    HEADLINE = "Dam above the old town holds"

    @pytest.mark.parametrize("deck", ["Forty engineers say so, after a night of checks on the wall and its doors.", ""])
    def test_a_headline_of_which_the_story_speaks(self, deck: str) -> None:
        story = "\n".join(f"{line} The dam above the town holds." for line in P)
        record = newsclean.clean_text("\n".join(filter(None, [self.HEADLINE, deck, story])), language="en")
        assert record.title == self.HEADLINE
        assert record.text == "\n".join(filter(None, [deck, story]))

    def test_a_first_line_of_which_it_says_nothing_is_no_title(self) -> None:
        record = newsclean.clean_text(f"Ida Holm Valley Press Association\n{STORY}", language="en")
        assert (record.title, record.text) == (None, STORY)

    def test_a_day_with_its_author_is_no_title(self) -> None:
        record = newsclean.clean_text(f"By Ida Holm - Reuters - Friday, May 3, 2024\n{STORY}", language="en")
        assert (record.title, record.authors, record.text) == (None, ["Ida Holm"], STORY)


class TestFormsOfAText:
    LINES = (
        "Dam above the old town holds",
        "By Ada Moor",
        *(f"{line} The dam above the town holds." for line in P),
        "Photo: Tom Vale",
    )

    @pytest.mark.parametrize(
        "form",
        ["{}\n", "{}\n\n", "{}\r\n", "  {}\t\n", "\u200b{}\n", "{}\ufeff\n", "\u200f{} \u00a0\n"],
        ids=["plain", "spaced", "crlf", "indented", "zero width", "byte order mark", "right to left"],
    )
    def test_the_same_lines_are_cut_in_whatever_form_the_text_comes(self, form: str) -> None:
        record = newsclean.clean_text("".join(map(form.format, self.LINES)), language="en")
        assert record.title == self.LINES[0]
        assert record.authors == ["Ada Moor"]
        assert len([line for line in record.text.split("\n") if line.strip()]) == len(P)

    def test_a_headline_that_a_blank_line_sets_apart_stays(self) -> None:
        text = f"{self.LINES[0]}\n\n" + "\n".join(self.LINES[2:-1])
        assert newsclean.clean_text(text, language="en").text == text

    def test_names_with_a_space_that_does_not_break(self) -> None:
        assert newsclean.clean_text(f"By Ada\u00a0Moor\n{STORY}", language="en").authors == ["Ada Moor"]


class TestPasses:
    def test_several_ends_of_a_line_go_and_come_back_in_order(self) -> None:
        line = f"{P[0]} (avec AFP) » Lire la suite"
        record = newsclean.clean_text(f"{P[1]}\n{line}", language="fr")
        assert record.text == f"{P[1]}\n{P[0]}"
        assert [cut.text for cut in record.removed] == [" (avec AFP)", " » Lire la suite"]
        assert record.extracted_lines() == [P[1], line]

    def test_a_line_is_looked_at_again_once_its_neighbours_are_gone(self) -> None:
        text = f"{STORY}\nSource: AFP\nShare this article\nLeave a comment"
        assert newsclean.clean_text(text, language="en").text == STORY


class TestSettings:
    def test_a_label_that_is_off_cuts_nothing(self) -> None:
        config = CleanConfig(labels_off=frozenset({Label.SHARE}))
        text = f"{STORY}\nShare this article"
        assert newsclean.clean_text(text, language="en").text == STORY
        assert newsclean.clean_text(text, language="en", config=config).text == text

    def test_phrases_of_the_user_cut(self) -> None:
        config = CleanConfig(phrases={Label.PROMO: ("Valley News brings you",)})
        record = newsclean.clean_text(f"{STORY}\nValley News brings you the weather", language="en", config=config)
        assert record.text == STORY
        assert record.removed[0].label is Label.PROMO


KEPT_TEXTS = Path(__file__).parents[1] / "fixtures" / "texts"


def test_every_kind_of_text_that_must_stay_has_an_example() -> None:
    """From round-ups to rulings that quote rights terms: 23 kinds, each a folder that the golden tests clean."""
    numbers = {int(folder.name.split("_")[1]) for folder in KEPT_TEXTS.glob("keep_*")}
    assert numbers == set(range(1, 24))


@pytest.mark.parametrize("folder", sorted(KEPT_TEXTS.glob("keep_*")), ids=lambda folder: folder.name)
def test_such_a_text_is_no_other_kind_of_page(folder: Path) -> None:
    record = newsclean.clean_text((folder / "text.txt").read_text(encoding="utf-8"))
    stubs = {"keep_03_stub_fr"}
    assert record.page_kind is (PageKind.STUB if folder.name in stubs else PageKind.ARTICLE)


class TestListings:
    def test_of_a_listing_nothing_is_cut(self) -> None:
        titles = ("Share this article with a friend", "Leave a comment on the budget", "Sign up for our newsletter now")
        body = "".join(f"<h2><a href=/{n}/s>{title}</a></h2>" for n, title in enumerate(titles))
        record = newsclean.clean_html(f"<html><body>{body}</body></html>", url="https://valley.example/")
        assert record.page_kind is PageKind.LISTING
        assert record.text.split("\n") == list(titles)
        assert record.removed == []


class TestInput:
    def test_a_page_over_the_limit_is_refused(self) -> None:
        with pytest.raises(InputError, match="more than the limit"):
            newsclean.clean_html("<p>" + "a" * 200, config=CleanConfig(max_page_bytes=100))

    @pytest.mark.parametrize("data", [b"%PDF-1.7\n%\xe2\xe3", b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x00\x00"])
    def test_what_is_no_page_is_refused(self, data: bytes) -> None:
        with pytest.raises(InputError):
            newsclean.clean_html(data)

    @pytest.mark.parametrize("html", ["", " ", "<", "<html>", "<body></body>", "\x00", "<!-- -->", "<html><frameset>"])
    def test_a_page_without_an_article_is_an_empty_record(self, html: str) -> None:
        record = newsclean.clean_html(html)
        assert record.page_kind is PageKind.EMPTY
        assert record.text == ""

    def test_a_page_knows_when_it_was_fetched_and_from_where(self) -> None:
        page = Page(paragraphs(*P), url="https://a.example/1", final_url="https://b.example/2", fetched_at=NOON)
        record = clean_page(page, CleanConfig())
        assert (record.url, record.final_url) == ("https://a.example/1", "https://b.example/2")
        assert record.site == "b.example"
        assert record.extracted_at == NOON

    def test_the_language_of_a_text_is_found(self) -> None:
        assert newsclean.clean_text(STORY).language == "en"
        assert newsclean.clean_text(STORY, language="fr").language == "fr"

    @pytest.mark.timeout(10)
    def test_names_without_end_are_not_looked_for_in_each_paragraph(self) -> None:
        line = "The dam number {} holds, engineers said on Friday after a night of checks."
        story = [line.format(place) for place in range(20_000)]
        names = ", ".join(["Ada Moor"] * 20_000)
        assert names in newsclean.clean_text("\n".join([*story, names]), language="en").text


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "line",
    [
        "Read more: " * 40_000,
        "Photo" + "\t" * 100_000 + "Reuters",
        "Home" + "\t" * 100_000 + "News",
        "\t" * 100_000 + "AFP)",
    ],
)
def test_one_hostile_line_does_not_hold_up_the_others(line: str) -> None:
    text = "\n".join([STORY, line])
    assert newsclean.clean_text(text, language="en").text.startswith(P[0])
