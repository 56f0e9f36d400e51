"""Listings, live blogs, walls and stubs, told from articles."""

import json
from pathlib import Path

import pytest

import newsclean
from newsclean.models import CleanRecord, PageKind

SITE = Path(__file__).parents[2] / "fixtures" / "site"
TRUTHS = [json.loads(line) for line in (SITE / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
LISTINGS = sorted(
    path.relative_to(SITE).as_posix()
    for path in SITE.rglob("index.html")
    if path.read_text(encoding="utf-8").count("<a ") > 12
)

P = (
    "The dam above the old town holds, engineers said on Friday after a night of checks by forty men of the valley.",
    "The lake behind it is full to the brim, as it was in spring, and the mayor has closed the path that runs by it.",
    "He will open it again when the water has fallen by a metre, he said, which may well take until the month is over.",
    "The last time that the lake was as full as this was eleven years ago, and the path was closed for all the summer.",
)
STORY = "".join(f"<p>{text}</p>" for text in P)
HEADLINES = (
    "Old cinema in the harbour to become a school of dance",
    "Two bakers win the prize for the best rye bread",
    "Ferry sails again after a winter on the slipway",
    "Nobody may walk on the ice of the lake",
    "Council votes down the third plan for the bridge",
    "A library that fits on the back of a mule",
    "Court rules for the photographer of the whale",
    "Lighthouse keeper who never left his rock dies at ninety",
    "The bell that nobody dared to ring comes down",
    "School with eleven pupils refuses to close",
    "Olive growers wait for rain that does not come",
)


def clean(body: str, head: str = "", url: str = "https://valley.example/news/a-story-of-some-length-42") -> CleanRecord:
    return newsclean.clean_html(f"<html><head>{head}</head><body>{body}</body></html>", url=url)


def ld(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def cards(headlines: tuple[str, ...] = HEADLINES, summary: str = "") -> str:
    return "<main>" + "".join(
        f"<article><h2><a href='/{place}/story'>{text}</a></h2>{summary}</article>"
        for place, text in enumerate(headlines)
    ) + "</main>"  # fmt: skip


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth["key"])
def test_no_article_of_the_site_is_taken_for_a_listing_or_a_wall(truth: dict[str, str]) -> None:
    record = newsclean.clean_html((SITE / truth["file"]).read_bytes(), url=truth["url"])
    allowed = {PageKind.ARTICLE}
    if "direct" in truth["key"]:
        allowed = {PageKind.LIVE}
    if "barrage" in truth["key"]:
        allowed = {PageKind.PAYWALLED, PageKind.STUB}
    assert record.page_kind in allowed, record.page_reason


@pytest.mark.parametrize("name", LISTINGS)
def test_fronts_and_sections_of_the_site_are_listings(name: str) -> None:
    record = newsclean.clean_html((SITE / name).read_bytes(), url=f"https://{name.removesuffix('index.html')}")
    assert record.page_kind is PageKind.LISTING
    assert record.links
    assert all(link.startswith("https://") for link in record.links)
    assert "headlines" in record.page_reason


class TestListing:
    def test_it_gives_its_links_and_teasers_in_page_order(self) -> None:
        summary = "<p>The council has voted on it at last, the mayor said.</p>"
        record = clean(cards(HEADLINES[:3], summary), url="https://valley.example/")
        assert record.page_kind is PageKind.LISTING
        assert record.links == [f"https://valley.example/{place}/story" for place in range(3)]
        assert record.text.split("\n")[:2] == [HEADLINES[0], "The council has voted on it at last, the mayor said."]
        assert record.removed == []

    def test_a_card_that_is_one_link_around_headline_and_summary_counts_once(self) -> None:
        body = "".join(f"<a href='/{n}'><h3>{text}</h3><p>{P[0]}</p></a>" for n, text in enumerate(HEADLINES[:4]))
        record = clean(f"<main>{body}</main>", url="https://valley.example/")
        assert record.links == [f"https://valley.example/{n}" for n in range(4)]
        assert record.text.startswith(HEADLINES[0])

    def test_it_is_known_without_an_address_by_many_headlines(self) -> None:
        record = newsclean.clean_html(f"<html><body><h1>Valley</h1>{cards()}</body></html>")
        assert record.page_kind is PageKind.LISTING
        assert record.links[0] == "/0/story"

    def test_menus_and_footers_are_no_headlines(self) -> None:
        menu = "<nav><a href='/x/y'>All the news of the valley</a></nav>"
        record = clean(
            menu + cards(HEADLINES[:3]) + "<footer>" + cards(HEADLINES[3:6]) + "</footer>", url="https://v.example/"
        )
        assert len(record.links) == 3

    def test_links_to_no_page_are_left_out(self) -> None:
        odd = "<h2><a href='javascript:go()'>The story that no page has at all</a></h2>"
        odd += "<h2><a href='http://[broken'>The story of the broken address</a></h2>"
        record = clean(cards(HEADLINES[:3]) + odd, url="https://valley.example/")
        assert len(record.links) == 3

    def test_a_story_among_many_headlines_is_an_article(self) -> None:
        assert clean(f"<article><h1>Dam holds</h1>{STORY}</article>{cards()}").page_kind is PageKind.ARTICLE

    def test_a_short_story_that_is_declared_is_no_listing(self) -> None:
        head = ld(**{"@type": "NewsArticle", "headline": "The dam above the old town holds"})
        assert clean(f"<h1>Dam</h1><p>{P[0]}</p>{cards()}", head).page_kind is PageKind.ARTICLE
        og = "<meta property='og:type' content='article'>"
        assert clean(f"<h1>Dam</h1><p>{P[0]}</p>{cards()}", og).page_kind is PageKind.ARTICLE

    def test_a_short_story_under_a_headline_is_no_listing(self) -> None:
        body = f"<h1>The dam above the old town holds for now</h1><p>{P[0]}</p>{cards()}"
        assert clean(body).page_kind is not PageKind.LISTING


class TestLive:
    def test_a_declared_live_blog(self) -> None:
        head = ld(**{"@type": "LiveBlogPosting", "headline": "The flood, hour by hour", "liveBlogUpdate": []})
        assert clean(f"<article>{STORY}</article>", head).page_kind is PageKind.LIVE

    def test_entries_that_begin_with_the_time(self) -> None:
        entries = "\n".join(f"{18 - n}:0{n} {text}" for n, text in enumerate(P * 2))
        record = newsclean.clean_text(entries, language="en")
        assert record.page_kind is PageKind.LIVE
        assert "8 entries" in record.page_reason

    def test_a_report_with_some_times_is_an_article(self) -> None:
        text = "\n".join([f"17:0{n}: {text}" for n, text in enumerate(P)] + list(P) * 4)
        assert newsclean.clean_text(text, language="en").page_kind is PageKind.ARTICLE

    def test_times_in_no_order_are_a_timetable(self) -> None:
        times = (12, 9, 20, 7, 15, 8, 22, 11)
        text = "\n".join(f"{hour}:15 {line}" for hour, line in zip(times, P * 2, strict=True))
        assert newsclean.clean_text(text, language="en").page_kind is PageKind.ARTICLE


class TestPaywalled:
    def test_a_wall_behind_a_short_text(self) -> None:
        record = newsclean.clean_text(f"{P[0]}\n{P[1]}\nAlready a subscriber? Log in", language="en")
        assert record.page_kind is PageKind.PAYWALLED
        assert "Already a subscriber?" in record.page_reason

    def test_a_wall_behind_a_whole_story_is_furniture(self) -> None:
        text = "\n".join([*P, *P[::-1]][:4] * 3)
        record = newsclean.clean_text(f"{text}\nAlready a subscriber? Log in", language="en")
        assert record.page_kind is PageKind.ARTICLE

    def test_nothing_but_a_wall(self) -> None:
        record = newsclean.clean_text("Already a subscriber? Log in", language="en")
        assert record.page_kind in (PageKind.PAYWALLED, PageKind.ARTICLE)

    @pytest.mark.parametrize("selector", [".paid", "#paid"])
    def test_a_declared_part_for_subscribers_that_is_not_there(self, selector: str) -> None:
        part = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": selector}
        head = ld(**{"@type": "NewsArticle", "headline": "Dam", "isAccessibleForFree": False, "hasPart": part})
        teaser = f"<article><p>{P[0]}</p><p>{P[1]}</p><div class=paid id=paid></div></article>"
        assert clean(teaser, head).page_kind is PageKind.PAYWALLED

    def test_a_declared_part_for_subscribers_that_is_on_the_page(self) -> None:
        part = {"isAccessibleForFree": False, "cssSelector": ".paid"}
        head = ld(**{"@type": "NewsArticle", "headline": "Dam", "isAccessibleForFree": False, "hasPart": part})
        body = f"<article><p>{P[0]}</p><div class=paid>{STORY}{STORY}</div></article>"
        assert clean(body, head).page_kind is PageKind.ARTICLE


class TestConsent:
    def test_a_wall_that_is_the_whole_page(self) -> None:
        path = SITE / "www.estafette-orvelle.example" / "consentement.html"
        record = newsclean.clean_html(path.read_bytes(), url="https://www.estafette-orvelle.example/consentement.html")
        assert record.page_kind is PageKind.CONSENT

    def test_a_story_under_a_banner_is_an_article(self) -> None:
        banner = "<div id=cookie-banner><p>We and our partners use cookies. You may accept or refuse them.</p></div>"
        assert clean(f"{banner}<article><h1>Dam</h1>{STORY}</article>").page_kind is PageKind.ARTICLE

    def test_a_story_about_cookies_is_an_article(self) -> None:
        story = "".join(f"<p>The court ruled that cookies need consent. {text}</p>" for text in P * 12)
        assert clean(f"<article><h1>Cookies</h1>{story}</article>").page_kind is PageKind.ARTICLE


class TestStub:
    @pytest.mark.parametrize("end", [" …", " [...]", "… Continue reading"])
    def test_a_text_that_is_cut(self, end: str) -> None:
        record = newsclean.clean_text(P[0].removesuffix(".") + end, language="en")
        assert record.page_kind is PageKind.STUB
        assert record.text.startswith(P[0].removesuffix("."))

    def test_a_link_to_the_rest_on_a_line_of_its_own(self) -> None:
        assert newsclean.clean_text(f"{P[0]}\nContinue reading", language="en").page_kind is PageKind.STUB

    def test_a_story_that_ends_in_an_ellipsis_as_a_matter_of_style(self) -> None:
        assert newsclean.clean_text("\n".join([*P, "And then there was silence …"])).page_kind is PageKind.ARTICLE


class TestEmpty:
    @pytest.mark.parametrize("text", ["", "\n \n", " "])
    def test_a_text_without_words(self, text: str) -> None:
        record = newsclean.clean_text(text)
        assert (record.page_kind, record.page_reason) == (PageKind.EMPTY, "no text was found")

    def test_a_page_without_text(self) -> None:
        assert clean("<img src=a.png>").page_kind is PageKind.EMPTY
