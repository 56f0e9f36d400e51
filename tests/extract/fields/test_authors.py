"""Who wrote the article, as far as the page says it."""

import pytest

from tests.extract.fields.pages import fields, json_ld, meta, origin

JANE = {"@type": "Person", "name": "Jane Doe"}
JOHN = {"@type": "Person", "name": "John Roe"}


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        (JANE, ("Jane Doe",)),
        ([JANE, JOHN], ("Jane Doe", "John Roe")),
        ([[JANE], [[JOHN]]], ("Jane Doe", "John Roe")),
        ({"@type": "Person", "name": ["Jane Doe", "John Roe"]}, ("Jane Doe", "John Roe")),
        ("Jane Doe", ("Jane Doe",)),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ({"name": "Jane Doe, Political Editor"}, ("Jane Doe",)),
        ({"@type": "Person", "givenName": "Jane", "familyName": "Doe"}, ("Jane Doe",)),
        ({"@type": "Person", "name": "Jane Doe (jd)"}, ("Jane Doe",)),
        ({"@type": "Person", "name": "JANE DOE"}, ("JANE DOE",)),
        ([JANE, {"@type": "Person", "name": "jane doe"}, JOHN], ("Jane Doe", "John Roe")),
        ([JANE, {"@type": "Organization", "name": "Reuters"}], ("Jane Doe",)),
        ([JANE, {"@type": "Person", "name": "The Herald"}], ("Jane Doe",)),
        ({"@type": "Person", "name": "Di Maria"}, ("Di Maria",)),
        ("Von Jan Muster", ("Jan Muster",)),
        ("Jane Doe & John Roe", ("Jane Doe", "John Roe")),
        ({"@type": "Person", "name": "admin"}, ()),
        ({"@type": "Person", "name": "Redaktion"}, ()),
        ({"@type": "Person", "name": "https://www.example.org/authors/jane"}, ()),
        ({"@type": "Person", "name": "jane@example.org"}, ()),
        ({"@type": "Person", "name": None}, ()),
        (17, ()),
        ([], ()),
    ],
)
def test_authors_of_json_ld(author: object, expected: tuple[str, ...]) -> None:
    head = meta("og:site_name", "The Herald") + json_ld(headline="Council votes", author=author)
    assert fields(head).authors == expected


def test_an_organisation_stands_only_where_no_person_does() -> None:
    agency = {"@type": "Organization", "name": "dpa"}
    assert fields(json_ld(author=agency)).authors == ("dpa",)
    assert fields(json_ld(author=agency) + meta("author", "Jane Doe")).authors == ("Jane Doe",)


@pytest.mark.parametrize("name", ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"])
def test_authors_of_meta_elements(name: str) -> None:
    found = fields(meta(name, "By Jane Doe and John Roe"))
    assert found.authors == ("Jane Doe", "John Roe")
    assert origin(found, "authors") == f"meta {name}"


@pytest.mark.parametrize(
    "value", ["https://www.facebook.com/theherald", "@theherald", "/authors/jane", "105092", "", "null"]
)
def test_addresses_handles_and_numbers_are_no_authors(value: str) -> None:
    assert fields(meta("article:author", value)).authors == ()


@pytest.mark.parametrize(
    "body",
    [
        '<a rel="author" href="/jane">Jane Doe</a>',
        '<span itemprop="author" itemscope><span itemprop="name">Jane Doe</span>, Editor</span>',
        '<div class="author-box"><a>Jane Doe</a><div>Former Riverton Consultant</div></div>',
        '<div class="article-byline">By <a>Jane Doe</a>, Political Editor<span>2 May 2024</span></div>',
        '<p class="authorName">Jane Doe</p>',
        "<p>By Jane Doe</p>",
        "<p>Von Jane Doe, Berlin</p>",
        "<p>By Jane Doe | 2 May 2024, 10:00</p>",
    ],
)
def test_authors_near_the_headline(body: str) -> None:
    assert fields(body=f"<h1>Council votes</h1>{body}").authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Council votes</h1><div><span><a href='/authors/anna-berg'>Anna Berg</a></span></div>",
        "<h1>Council votes</h1><p><a href='https://www.example.org/autor/anna-berg/'>Anna Berg</a></p>",
        "<h1>Council votes</h1><div><p>Written by</p><p>Anna Berg</p></div>",
        "<h1>Council votes</h1><div><p>Von:</p><p>Anna Berg</p></div>",
    ],
)
def test_an_author_by_the_page_that_the_name_leads_to_or_the_words_before_it(body: str) -> None:
    assert fields("", body).authors == ("Anna Berg",)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Council votes</h1><p><a href='/people/anna-berg'>Anna Berg</a></p>",
        "<h1>Council votes</h1><p><a href='/authors/all'>All about our authors</a></p>",
        "<h1>Council votes</h1><div><p>Read on</p><p>Anna Berg</p></div>",
    ],
)
def test_a_name_that_leads_elsewhere_is_none(body: str) -> None:
    assert fields("", body).authors == ()


def test_names_in_a_row_of_elements_are_told_apart() -> None:
    row = "<span>Jane Doe</span> <span>John Roe</span>"
    assert fields(body=f'<h1>Council votes</h1><div class="byline">{row}</div>').authors == ("Jane Doe", "John Roe")


@pytest.mark.parametrize(
    "body",
    [
        '<section class="comments"><a rel="author">Jane Doe</a></section>',
        '<div class="related-teaser"><span class="author">Jane Doe</span></div>',
        '<aside><p class="byline">By Jane Doe</p></aside>',
        '<div class="author-bio">Jane Doe Lives In Springfield</div>',
        '<div><h3><a href="/lake">The lake is full</a></h3><div><span class="author">Jane Doe</span></div></div>',
        '<div><a href="/lake"><h3>The lake is full</h3></a><p><a rel="author" href="/a">Jane Doe</a></p></div>',
        '<p class="byline">Reviewed by Jane Doe</p>',
        '<p class="byline">Local news</p>',
        '<p class="byline">Follow Us</p>',
        "<p>By the time the council met, Jane Doe had left.</p>",
        "<p>Photo: Jane Doe</p>",
    ],
)
def test_other_peoples_names_are_no_authors(body: str) -> None:
    assert fields(body=f"<h1>Council votes</h1>{body}").authors == ()


@pytest.mark.parametrize(("head", "logo"), [("", ""), ("<title>Council votes - Herald</title>", "<h1>The Herald</h1>")])
def test_a_heading_that_links_to_the_story_itself_is_no_other_storys(head: str, logo: str) -> None:
    body = f'{logo}<div><h2><a href="/council">Council votes</a></h2><span class="author">Jane Doe</span></div>'
    assert fields(head, body).authors == ("Jane Doe",)


def test_who_checked_the_article_is_not_its_author() -> None:
    head = json_ld(author={"@type": "Organization", "name": "The Herald"}, reviewedBy={"name": "Jane Doe"})
    body = '<h1>Council votes</h1><div class="author">Jane Doe</div>'
    assert fields(meta("og:site_name", "The Herald") + head, body).authors == ("The Herald",)


def test_an_account_of_the_site_is_the_site() -> None:
    body = "<h1>Council votes</h1><div class=author>Jane Doe</div>"
    assert fields(meta("author", "example.org editor"), body, url="https://example.org/a").authors == ("Jane Doe",)


def test_a_visible_person_counts_against_the_site_but_not_against_an_agency() -> None:
    body = '<h1>Council votes</h1><p class="byline">By Jane Doe</p>'
    site = meta("og:site_name", "The Herald") + meta("author", "The Herald")
    assert fields(site, body).authors == ("Jane Doe",)
    assert fields(meta("author", "Reuters"), body).authors == ("Reuters",)
