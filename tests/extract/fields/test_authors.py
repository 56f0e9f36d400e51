"""Who wrote the article, as far as the page says it."""

import json
from time import process_time

import pytest

from newsclean import clean_html
from newsclean.extract.fields.markup import marked_as_author
from newsclean.extract.fields.signature import reporter_in_dateline
from newsclean.extract.parse import parse_page
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
        ("Jane Doe - à Riverton", ("Jane Doe",)),
        ("Jane Doe - desde Riverton", ("Jane Doe",)),
        ("홍길동/김철수", ("홍길동", "김철수")),
        ({"@type": "Person", "name": "Marta i Puig"}, ("Marta i Puig",)),
        ({"@type": "Person", "name": "Jane Doe y John Roe"}, ("Jane Doe", "John Roe")),
        ({"@type": "Person", "name": "ნინო ლომიძე"}, ("ნინო ლომიძე",)),
        ({"@type": "Person", "name": "Haber Merkezi"}, ("Haber Merkezi",)),
        ({"@type": "Person", "name": "নিজস্ব সংবাদদাতা"}, ()),
        ({"@type": "Person", "name": "Redaksia3"}, ()),
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


OUTLET = {"@type": "Organization", "name": "Riverton Sports"}
AUTHOR = '<span class="author">Jane Doe</span>'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (json_ld(author=OUTLET), AUTHOR),
        (json_ld(author={"@type": "Person", "name": "Star TV"}, publisher={"name": "Star TV"}), AUTHOR),
        ("<title>Council votes for the tram - Star TV</title>" + meta("author", "Star TV"), AUTHOR),
        (json_ld(author=OUTLET), '<p>The text.</p><p style="text-align: right"><b>Jane Doe</b></p>'),
        (json_ld(author=OUTLET), '<p>The text.</p><p align="right">Jane Doe</p>'),
    ],
)
def test_a_person_that_the_page_shows_goes_before_the_outlet_that_it_declares(head: str, body: str) -> None:
    assert fields(head, f"<article><h1>Council votes for the tram</h1>{body}</article>").authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "body",
    [
        '<p>The text.</p><p style="text-align:right">Theo Riverton Post</p>',
        '<p style="text-align:right">Jane Doe</p><p>The text.</p>',
        '<p>متن</p><p style="text-align:right">پایان پیام</p>',
    ],
)
def test_what_else_is_set_to_the_right(body: str) -> None:
    found = fields(json_ld(author=OUTLET), f"<article><h1>Council votes for the tram</h1>{body}</article>")
    assert found.authors == ("Riverton Sports",)


def test_a_portal_of_outlets_names_them_with_a_journalist_beside() -> None:
    head = meta("og:site_name", "나라뉴스") + meta("og:article:author", "새벽일보 | 나라")
    assert fields(head, '<h2>제목</h2><em class="journalist_name">홍길동 기자</em>').authors == ("홍길동",)


def test_the_author_of_an_episode() -> None:
    assert fields(json_ld(**{"@type": "PodcastEpisode", "author": JANE})).authors == ("Jane Doe",)


def test_authors_of_the_story_and_not_of_those_below_it() -> None:
    story = '<article><h1>{}</h1><p>by <a rel="author">{}</a>, <a rel="author">{}</a></p></article>'
    body = story.format("Council votes", "Jane Doe", "John Roe") + story.format("Lake full", "Ann Poe", "Jim Coe")
    assert fields("", body).authors == ("Jane Doe", "John Roe")


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
        "<p>2 May 2024 | 10:00 | By Jane Doe, Riverton.</p>",
        "<p>2 May 2024 | By Jane Doe | Comments (4)</p>",
        '<div>Posted by <a class="username" href="/user/7">Jane Doe</a></div>',
        '<article><footer>On 2 May <span class="field--name-uid"><a>Jane Doe</a></span></footer></article>',
        '<article><footer><a rel="author">Jane Doe</a></footer><div><article><h2><a>Lake</a></h2></article></div>'
        "</article>",
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
        "<h1>Council votes</h1><p><a href='/about/editors/anna-berg'>Anna Berg</a></p>",
        "<h1>Council votes</h1><p>By Anna Berg Published in NewsDesk 3 May 2024</p>",
        "<h2>Council votes</h2><p>Newest stories</p><h1>Council votes</h1><p>By Anna Berg</p>",
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
    ("body", "names"),
    [
        ('<div class="author">王小明</div>', ("王小明",)),
        ('<div class="author">欧阳小明</div>', ("欧阳小明",)),
        ('<a rel="author" href="/a">藤本ケイ</a>', ("藤本ケイ",)),
        ('<a rel="author" href="/a">山田 花子</a>', ("山田 花子",)),
        ('<a rel="author" href="/a">김민수</a>', ("김민수",)),
        ('<a class="article-author__name" href="/a/1">江口大樹</a>', ("江口大樹",)),
        ('<a rel="author" href="/a">編集部</a>', ()),
        ('<a rel="author" href="/a">谷の新聞</a>', ()),
        ('<a rel="author" href="/a">フォローする</a><a rel="author" href="/a">プロフィール</a>', ()),
        ('<div class="author-name">この記事の著者</div><div class="author-name">記事一覧</div>', ()),
        ('<div class="author-name">本报讯</div><div class="author-name">구독하기</div>', ()),
        ('<div class="author">更多</div>', ()),
        ('<div class="author">晨星报</div>', ()),
        ("<div>晨星报记者 王小明</div>", ("王小明",)),
        ("<div>▲记者王小明摄</div>", ()),
        ('<div class="td-author-name"><a>ნინო ლომიძე</a></div>', ("ნინო ლომიძე",)),
    ],
)
def test_names_in_scripts_without_capitals(body: str, names: tuple[str, ...]) -> None:
    assert fields(body=f"<h1>Council votes</h1>{body}").authors == names


@pytest.mark.parametrize(
    "body",
    [
        '<section class="comments"><a rel="author">Jane Doe</a></section>',
        '<div class="related-teaser"><span class="author">Jane Doe</span></div>',
        '<aside><p class="byline">By Jane Doe</p></aside>',
        '<div class="author-bio">Jane Doe Lives In Springfield</div>',
        '<div><h3><a href="/lake">The lake is full</a></h3><div><span class="author">Jane Doe</span></div></div>',
        '<div><a href="/lake"><h3>The lake is full</h3></a><p><a rel="author" href="/a">Jane Doe</a></p></div>',
        '<div><h1><a href="/lake">The lake is full</a></h1><p><a class="byline" href="/a">Jane Doe</a></p></div>',
        '<p class="byline">Reviewed by Jane Doe</p>',
        '<p class="byline">Local news</p>',
        '<p class="byline">Follow Us</p>',
        "<p>By the time the council met, Jane Doe had left.</p>",
        "<p>Photo: Jane Doe</p>",
        "<p>گزارش جلسه شورا</p>",
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


@pytest.mark.parametrize("login", ["janedoe", "JaneD", "ROE"])
def test_a_login_gives_way_to_the_name_that_the_page_shows(login: str) -> None:
    body = '<h1>Council votes</h1><p class="byline">By Jane Doe</p>'
    assert fields(meta("author", login), body).authors == ("Jane Doe",)
    assert fields(meta("author", "dpa"), body).authors == ("dpa",)


def test_of_the_names_that_metas_declare_the_one_that_the_page_shows_is_the_author() -> None:
    head = meta("author", "Walter Prinz") + meta("article:author", "Jane Doe")
    assert fields(head, '<h1>Council votes</h1><p class="byline">Jane Doe</p>').authors == ("Jane Doe",)
    assert fields(head, "<h1>Council votes</h1>").authors == ("Walter Prinz",)


def test_initials_in_brackets_are_a_part_of_the_name() -> None:
    body = '<h1>Council votes</h1><a rel="author" href="/a">Jane (J.D.) Doe</a>'
    assert fields(body=body).authors == ("Jane J.D. Doe",)


def test_a_visible_person_counts_against_the_site_but_not_against_an_agency() -> None:
    body = '<h1>Council votes</h1><p class="byline">By Jane Doe</p>'
    site = meta("og:site_name", "The Herald") + meta("author", "The Herald")
    assert fields(site, body).authors == ("Jane Doe",)
    assert fields(meta("author", "Reuters"), body).authors == ("Reuters",)


@pytest.mark.parametrize("name", ["Marloes te Winkel", "Kees uit den Bogaard", "Lea auf der Maur", "Jo à Campo"])
def test_small_words_of_names_that_are_prepositions_elsewhere(name: str) -> None:
    person = json.dumps({"@type": "NewsArticle", "headline": "Dam holds", "author": {"@type": "Person", "name": name}})
    page = f'<html><head><script type="application/ld+json">{person}</script></head><body><p>Text</p></body></html>'
    assert clean_html(page).authors == [name]


def test_the_row_of_the_author_right_below_the_headline_is_no_navigation() -> None:
    row = "<nav class=row><span itemprop=author>Jane Doe</span></nav>"
    assert fields(body=f"<div><h1>Council votes</h1></div><h2>At last.</h2>{row}").authors == ("Jane Doe",)
    assert fields(body=f"{row}<h1>Council votes</h1>").authors == ()


def test_an_aside_that_is_called_after_the_author_is_the_articles_own() -> None:
    aside = '<aside class="author-block"><div>By <a href="/1">Ada Moor</a></div><span>October 2, 2025</span></aside>'
    text = "The dam above the town holds, engineers said on Friday after a night of checks by forty of them."
    page = f"<html><body><article><h1>Dam holds, say engineers</h1>{aside}<p>{text}</p></article></body></html>"
    record = clean_html(page)
    assert record.authors == ["Ada Moor"]
    assert str(record.published).startswith("2025-10-02")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('<a href="/v">Vesti</a> | Autor: <a href="/a/1">Mira Lukač</a> | 18.02.2025. | 09:41 | 12', ("Mira Lukač",)),
        ("News · Author: Jane Doe · 3 May 2024", ("Jane Doe",)),
        ("Vox Pop | By The Numbers | 3 May 2024", ()),
        ("Asta Norkutė, Jonas Rimkus <span>2025 m. sausio 25 d. 14:37</span>", ("Asta Norkutė", "Jonas Rimkus")),
        ("Premier League · Posted: Mar 28, 2025 / 06:10 PM EDT", ()),
        ("Old Town | 3 May 2024", ()),
        ('<a href="/vox-pop">Vox Pop</a> | 3 May 2024', ()),
        ("Round Table | Day 24", ()),
        ("Port Alder | 3 May 2024", ()),
        ("Ada Moor 3 May 2024", ()),
    ],
)
def test_names_within_the_row_below_the_headline(row: str, expected: tuple[str, ...]) -> None:
    assert fields(body=f"<h1>Council votes</h1><p>{row}</p>").authors == expected


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("sw", "Na <b>JOHN KAMAU</b> April 30th, 2025", ("JOHN KAMAU",)),
        ("tl", "Ni Maria Santos", ("Maria Santos",)),
        ("cy", "Gan Siân Morgan", ("Siân Morgan",)),
        ("sw", "Na Rais Kamau amesema hivyo", ()),
        ("pl", "Na Starym Rynku", ()),
        ("af", "Deur Jan Botha", ("Jan Botha",)),
    ],
)
def test_bylines_begin_with_the_word_of_their_language(language: str, line: str, expected: tuple[str, ...]) -> None:
    head = meta("content-language", language)
    assert fields(head, f"<h1>Council votes</h1><div>{line}</div>").authors == expected


PARAGRAPHS = (
    "The dam above the town holds, engineers said on Friday after a night of checks by forty of them.",
    "Nobody was hurt when the water rose over the lower road and into the yards beside the mill.",
    "The council wants to have the wall measured once more before the rain that is expected on Monday.",
)
JAPANESE = (
    "町の上のダムは持ちこたえたと、技術者たちが金曜日に夜通しの点検を終えて発表した。",
    "下の道路に水があふれ、水車小屋のそばの庭まで届いたが、けが人はいなかった。",
    "町議会は月曜日に予想される雨の前に、壁をもう一度測量したいとしている。",
)


def signed(before: str = "", after: str = "", text: tuple[str, ...] = PARAGRAPHS, language: str = "en") -> list[str]:
    """The authors of a page whose data name but its house."""
    head = meta("og:site_name", "The Herald") + json_ld(author={"@type": "Organization", "name": "The Herald"})
    body = "".join(f"<p>{each}</p>" for each in text)
    page = f"<html lang={language}><head>{head}</head><body><article><h1>Dam holds</h1>{before}{body}{after}</article>"
    return clean_html(f"{page}</body></html>", url="https://example.org/a").authors


@pytest.mark.parametrize(
    ("language", "end", "expected"),
    [
        ("fr", "<p><strong>Real Madrid</strong></p>", ["The Herald"]),
        ("it", "<p>Buon Natale</p>", ["The Herald"]),
        ("en", "<p><strong>Thank You</strong></p>", ["The Herald"]),
        ("de", "<p>Weitere Informationen</p>", ["The Herald"]),
        ("en", "<p>Ada Moor<br>Valleypost.example</p>", ["Ada Moor"]),
        ("de", "<p>(Ada Moor)</p>", ["Ada Moor"]),
        ("en", "<p>EXR (Ada Moor, Tom Vale)</p>", ["Ada Moor", "Tom Vale"]),
        ("fr", "<p>The Herald</p>", ["The Herald"]),
        ("fr", "<p>San Quirico</p>", ["The Herald"]),
        ("fr", "<h3>Ada Moor</h3>", ["The Herald"]),
        ("fr", "<p>Ada Moor</p><p>The office warns of high water on all rivers of the county.</p>", ["The Herald"]),
        ("fr", "<p>Ada Moor left early</p>", ["The Herald"]),
        ("fr", "<p>Statement of the Upper Valley Board</p>", ["The Herald"]),
    ],
)
def test_a_signature_below_the_text_goes_before_the_house(language: str, end: str, expected: list[str]) -> None:
    assert signed(after=end, language=language) == expected


@pytest.mark.parametrize(("note", "expected"), [("（川辺真理）", ["川辺真理"]), ("（敬称略）", ["The Herald"])])
def test_a_japanese_signature_stands_in_brackets(note: str, expected: list[str]) -> None:
    assert signed(after=f"<p>{note}</p>", text=JAPANESE, language="ja") == expected


@pytest.mark.parametrize(
    ("first", "place", "expected"),
    [
        ("منى الخطيب", "عين الوادي - ", ["منى الخطيب"]),
        ("منى الخطيب", "", ["The Herald"]),
        ("Flood warning", "Port Alder - ", ["The Herald"]),
        ("منى الخطيب", "Then he said - ", ["The Herald"]),
    ],
)
def test_a_signature_above_the_text_stands_above_its_dateline(first: str, place: str, expected: list[str]) -> None:
    text = (place + PARAGRAPHS[0], *PARAGRAPHS[1:])
    assert signed(before=f"<p><strong>{first}</strong></p>", text=text, language="ar") == expected


HEADLINE = "<h1>Council votes for the tram</h1>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (json_ld(author={"name": "Online Editor"}), "<div class=byline>By Jane Doe</div>"),
        (json_ld(author={"name": "Valleypost Digital Staff"}), AUTHOR),
        (meta("author", "Valley Post"), AUTHOR),
        (meta("author", "valleypost"), "<p>By Jane Doe, Riverton</p>"),
        (json_ld(author=OUTLET), "<div data-testid='byline-names'><div><span>Jane Doe</span></div></div>"),
        (json_ld(author=OUTLET), "<div class='szerzok'><a>Jane Doe</a></div>"),
        (json_ld(author=OUTLET), "<div class='tac-gia'><a>Jane Doe</a></div>"),
        (meta("author", "صباح نيوز"), "<span class=author><a>صباح نيوز - Jane Doe</a></span>"),
    ],
)
def test_houses_and_desks_give_way_to_a_person(head: str, body: str) -> None:
    found = fields(head, f"<article>{HEADLINE}{body}</article>", url="https://www.valleypost.example/a")
    assert found.authors == ("Jane Doe",)


def test_a_place_is_no_person_to_give_way_to() -> None:
    found = fields(meta("author", "Valley News Bureau"), f"{HEADLINE}<div class=author>New Riverton</div>")
    assert found.authors == ("Valley News Bureau",)


def test_a_desk_stands_where_there_is_no_person() -> None:
    body = f"{HEADLINE}<p class=author>By <b>Valleypost Digital Staff</b></p>"
    found = fields(json_ld(author={"name": "Valleypost Digital Staff"}), body, url="https://valleypost.example/a")
    assert found.authors == ("Valleypost Digital Staff",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("JANE DOE Prairie County Star", "JANE DOE"),
        ("Jane Doe Herald", "Jane Doe"),
        ("Jane Ann Star", "Jane Ann Star"),
        ("Jane Doe Riverton Star", "Jane Doe Riverton Star"),
    ],
)
def test_the_house_behind_a_name_goes(name: str, expected: str) -> None:
    url = "https://www.prairiecountystar.example/a"
    named = meta("author", name) + json_ld(author={"@type": "Person", "name": name}, publisher={"name": "Herald"})
    assert fields(named, HEADLINE, url=url).authors == (expected,)
    shown = meta("og:site_name", "Herald"), f"{HEADLINE}<span class=byline>{name}</span>"
    assert fields(*shown, url=url).authors == (expected,)


@pytest.mark.parametrize(
    ("name", "expected"), [("Valley-Star Jane DOE", "Jane DOE"), ("Valley Jane Doe", "Valley Jane Doe")]
)
def test_the_house_before_a_name_goes(name: str, expected: str) -> None:
    data = json_ld(author={"@type": "Person", "name": name}, publisher={"name": "Valley-Star"})
    assert fields(data, HEADLINE).authors == (expected,)


def test_the_author_in_the_footer_of_a_blogs_entry() -> None:
    body = (
        "<div class='post hentry'><h3 class='post-title entry-title'>Council votes</h3><p>The text.</p>"
        "<div class='post-footer'><span class='post-author vcard'>Posted by <span class=fn>Jane Doe</span></span></div>"
    )
    assert fields("<title>Council votes</title>", body).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("labels", "name"), [(("Author, ", "Role, "), "Jane Doe"), (("مصنف، ", "عہدہ، "), "ثمینہ چانڈیو")]
)
def test_a_list_that_its_box_calls_a_byline(labels: tuple[str, str], name: str) -> None:
    author, role = labels
    entries = f"<li><span>{author}</span><span>{name}</span></li><li><span>{role}</span><span>Example News</span></li>"
    section = f"<section aria-labelledby=article-byline><strong>About this text</strong><ul>{entries}</ul></section>"
    found = fields(json_ld(author={"@type": "Organization", "name": "Example News"}), HEADLINE + section)
    assert found.authors == (name,)


@pytest.mark.parametrize("mark", ["|", "/"])
def test_a_place_beside_the_author_that_the_lead_has(mark: str) -> None:
    head = meta("description", "The ferry to Port Alder sails again, four years after the storm.")
    found = fields(head, f"{HEADLINE}<p class=autor>Jane Doe {mark} Port Alder</p>")
    assert found.authors == ("Jane Doe",)
    assert fields("", f"{HEADLINE}<p class=autor>Jane Doe {mark} John Roe</p>").authors == ("Jane Doe", "John Roe")


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("【川辺真理】", ["川辺真理"]),
        ("【川辺真理、森田一】", ["川辺真理", "森田一"]),
        ("【関連記事】", ["The Herald"]),
    ],
)
def test_a_japanese_signature_closes_the_last_paragraph(end: str, expected: list[str]) -> None:
    text = (*JAPANESE[:-1], JAPANESE[-1] + end)
    assert signed(text=text, language="ja") == expected


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [("谷町＝川辺真理", ["川辺真理"]), ("谷町＝共同通信", ["The Herald"])],
)
def test_a_japanese_dateline_names_the_reporter_behind_the_place(dateline: str, expected: list[str]) -> None:
    text = (f"【{dateline}】{JAPANESE[0]}", *JAPANESE[1:])
    assert signed(text=text, language="ja") == expected


@pytest.mark.parametrize("taken", ["写真", "撮影", "本紙写真部撮影"])
def test_who_took_the_picture_is_no_reporter(taken: str) -> None:
    assert reporter_in_dateline(f"【{taken}＝川辺真理】{JAPANESE[0]}", frozenset()) == ()


CHINESE = (
    "城上的大坝守住了，工程师们周五检查了一整夜之后宣布，水位已经开始缓慢下降。",
    "下游的道路被水淹没，水一直漫到磨坊旁边的花园，但是没有人受伤，学校照常上课。",
    "镇议会希望在周一预计的降雨到来之前，再次测量坝体，并且把桥边的小路封闭起来。",
)


def test_the_reporters_of_a_chinese_story_below_it() -> None:
    assert signed(after="<p>（谷城晚报记者 李明）</p>", text=CHINESE, language="zh") == ["李明"]


def test_a_name_above_the_houses_at_the_end_is_the_author_and_both_go() -> None:
    body = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    story = f"<h1>Dam holds</h1>{body}<p><strong>Ada Moor-Vale</strong><br>Valleynews</p>"
    record = clean_html(f"<html lang=fr><body><article>{story}</article></body></html>", url="https://valleynews.org/a")
    assert record.authors == ["Ada Moor-Vale"]
    assert record.text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "<span>20 May 2024</span><span>By Jane Doe</span><span>5 min read</span>",
        "<span>by </span><a>Jane Doe</a><span>May 20, 2024</span>",
        "20/05/2024 · Words: Jane Doe · Pictures: John Roe",
        "Medically reviewed by John Roe on May 20, 2024 — Written by Jane Doe",
    ],
)
def test_bylines_in_rows_of_boxes(line: str) -> None:
    assert fields("", f"{HEADLINE}<div>{line}</div>").authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "head",
    [
        meta("citation_author", "Doe, Jane") + meta("citation_author", "Roe, John"),
        meta("citation_author", "Jane Doe") + meta("citation_author", "John Roe"),
        meta("twitter:label1", "Written by") + meta("twitter:data1", "Jane Doe, John Roe"),
        meta("twitter:label1", "Verfasst von") + meta("twitter:data1", "Jane Doe und John Roe"),
    ],
)
def test_authors_as_libraries_and_cards_have_them(head: str) -> None:
    assert fields(head).authors == ("Jane Doe", "John Roe")


def test_what_else_a_card_tells_is_no_author() -> None:
    head = meta("twitter:label1", "Est. reading time") + meta("twitter:data1", "Four minutes")
    assert fields(head).authors == ()


def test_an_account_that_systems_make_is_nobody() -> None:
    assert fields(meta("author", "Super User"), f"{HEADLINE}<p>By Jane Doe</p>").authors == ("Jane Doe",)


def test_chinese_names_in_a_box_of_authors() -> None:
    assert fields("", f"{HEADLINE}<div class='author cf'>李明　王小芳</div>").authors == ("李明", "王小芳")


@pytest.mark.parametrize("head", ["〔記者李明／谷城報導〕", "（記者李明谷城報導）", "谷城5月3日电（记者李明）"])
def test_the_reporters_at_the_head_of_a_chinese_story(head: str) -> None:
    expected = ["The Herald"] if "明谷" in head else ["李明"]
    assert signed(text=(head + CHINESE[0], *CHINESE[1:]), language="zh") == expected


def test_the_author_of_a_page_on_health() -> None:
    assert fields(json_ld(**{"@type": "MedicalWebPage", "author": JANE, "reviewedBy": JOHN})).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("name", "expected"), [("Hanna", ("Hanna",)), ("Admin", ()), ("Redaktion", ()), ("Example", ()), ("hanna87", ())]
)
def test_a_blog_signed_with_a_given_name(name: str, expected: tuple[str, ...]) -> None:
    signature = f"<p>by <span itemprop=author><a href=/author/x>{name}</a></span></p>"
    assert fields("", HEADLINE + signature).authors == expected
    assert fields("", f"{HEADLINE}{signature}<div class=byline>Jane Doe</div>").authors == ("Jane Doe",)


def test_many_authors_in_a_nav_behind_a_long_box() -> None:
    body = f"<div><div>{'<b>x</b>' * 20_000}</div><nav>{'<span itemprop=author>A</span>' * 20_000}</nav></div>"
    tree = parse_page(f"<html><body>{body}</body></html>")
    assert tree is not None
    started = process_time()
    marked_as_author(tree)
    assert process_time() - started < 4
