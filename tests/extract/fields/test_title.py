"""The headline without the site's name."""

import time

import pytest

from tests.extract.fields.pages import fields, json_ld, meta, origin

HEADLINE = "Council votes for the new tram line"


@pytest.mark.parametrize(
    "tail",
    [
        " | The Herald",
        " - The Herald",
        " – The Herald",
        " — Herald",
        " · herald",
        "｜The Herald",
        " :: example.org",
        " ‹ The Herald",
        "_The Herald",
        " | Politics | The Herald",
        " - The Herald News",
    ],
)
def test_the_sites_name_is_no_part_of_the_title(tail: str) -> None:
    head = meta("og:site_name", "The Herald") + f"<title>{HEADLINE}{tail}</title>"
    if "Politics" in tail:
        head += meta("og:title", HEADLINE)
    assert fields(head).title == HEADLINE


def test_a_name_of_two_letters_with_its_section_is_no_part_of_the_title() -> None:
    head = meta("og:site_name", "VP") + meta("og:title", f"{HEADLINE} | VP Politics")
    assert fields(head).title == HEADLINE


def test_a_title_that_begins_with_the_site() -> None:
    head = meta("og:site_name", "The Herald") + f"<title>The Herald | {HEADLINE}</title>"
    assert fields(head).title == HEADLINE


@pytest.mark.parametrize(
    "headline",
    [
        "Budget 3.0 | Treasury hires an army",
        "Trams - and who pays for them",
        "Spain – France: the final",
        "A_B testing",
    ],
)
def test_separators_of_a_headline_stay(headline: str) -> None:
    assert fields(meta("og:title", headline) + f"<title>{headline}</title>", f"<h1>{headline}</h1>").title == headline


def test_an_outlet_in_brackets_goes_where_the_heading_goes_without() -> None:
    shown = "霧島川の渡し船、二十年ぶりに復活"
    head = meta("og:title", f"{shown}（みずさわ新聞） - ニュースの窓")
    assert fields(head, f"<h1>{shown}</h1>").title == shown


@pytest.mark.parametrize(
    ("shown", "addition"),
    [
        ("霧島川の渡し船、二十年ぶりに復活", "（みずさわ新聞）"),
        ("Jembatan gantung Wonosari dibuka lagi", " Halaman all"),
        ("Jembatan gantung Wonosari dibuka lagi", " Halaman 2"),
    ],
)
def test_a_pages_number_and_an_outlet_in_brackets_go_where_data_and_card_have_them(shown: str, addition: str) -> None:
    declared = json_ld(headline=shown + addition) + meta("og:title", shown + addition)
    assert fields(declared, f"<h1>{shown}</h1>").title == shown
    assert fields(declared, "<h1>Berita</h1>").title == shown + addition


def test_a_site_that_is_named_only_behind_its_headlines() -> None:
    title = f"{HEADLINE} - Star Radio News"
    declared = f"<title>{title}</title>" + json_ld(headline=title) + meta("og:title", title)
    assert fields(declared, f"<h1>{HEADLINE}</h1>").title == HEADLINE


def test_a_site_named_as_chinese_governments_do() -> None:
    declared = "<title>山口镇修复三座旧桥_青溪县人民政府</title>" + meta("SiteName", "青溪县人民政府")
    assert fields(declared).title == "山口镇修复三座旧桥"
    assert fields(meta("ArticleTitle", "山口镇修复三座旧桥")).title == "山口镇修复三座旧桥"


def test_the_headline_is_in_the_script_of_what_readers_see() -> None:
    english = "Old ferry is back on the river after twenty years"
    shown = "বিশ বছর পরে নদীতে ফিরল পুরোনো খেয়া নৌকা"
    declared = json_ld(headline=english) + f"<title>{english} - Herald</title>" + meta("og:title", shown)
    assert fields(declared, f"<h1>{shown}</h1>").title == shown
    assert fields(json_ld(headline=english) + meta("og:title", english), "<h1>আজকের খবর</h1>").title == english


def test_a_card_that_has_only_the_quotation_of_a_headline() -> None:
    headline = "Strid om veien: – Nå må det være slutt"
    declared = json_ld(headline=headline) + f"<title>{headline}</title>" + meta("og:title", "– Nå må det være slutt")
    assert fields(declared, f"<h1>{headline}</h1>").title == headline


def test_a_rubric_in_the_heading_above_the_headline_of_the_title_element() -> None:
    declared = f"<title>{HEADLINE} - Herald Online</title>"
    assert fields(declared, f"<h1>Politics</h1><h2>{HEADLINE}</h2>").title == HEADLINE
    assert fields(declared, "<h1>Politics</h1>").title == "Politics"


def test_a_second_headline_below_the_declared_one() -> None:
    declared = f"<title>{HEADLINE}</title>" + meta("og:title", HEADLINE)
    second = "Mayor: new tram line after votes of the council is a gift"
    assert fields(declared, f"<div>{HEADLINE}</div><h1>{second}</h1>").title == HEADLINE
    assert fields(declared, f"<h1>{second}</h1>").title == second


def test_a_kicker_that_the_data_have_apart_is_no_part_of_the_headline() -> None:
    whole = f"Trial in Riverton: {HEADLINE}"
    declared = meta("og:title", whole) + f"<title>{whole} - Herald</title>"
    heading = f"<h1><span>Trial in Riverton</span><span>{HEADLINE}</span></h1>"
    assert (
        fields(json_ld(headline=HEADLINE, alternativeHeadline="Trial in Riverton") + declared, heading).title
        == HEADLINE
    )
    assert fields(json_ld(headline=whole, alternativeHeadline="Trial in Riverton") + declared, heading).title == whole


def test_boxes_of_a_heading_are_words_of_their_own_where_a_capital_begins_one() -> None:
    assert fields(body=f"<h1><span>Old ferry</span><span>{HEADLINE}</span></h1>").title == f"Old ferry {HEADLINE}"
    assert fields(body="<h1><span>C</span><span>Ouncil</span> <span>vo</span><span>tes</span></h1>").title == (
        "COuncil votes"
    )


def test_what_heading_and_card_say_goes_before_the_same_in_other_words_for_search_engines() -> None:
    shown = "What to know about the ferry of Wonosari"
    declared = "Ferry of Wonosari: what residents should know"
    head = json_ld(headline=declared) + f"<title>{declared}</title>" + meta("og:title", shown)
    assert fields(head, f"<h1>{shown}</h1>").title == shown
    other = json_ld(headline=HEADLINE) + f"<title>{HEADLINE}</title>" + meta("og:title", shown)
    assert fields(other, f"<h1>{shown}</h1>").title == HEADLINE


def test_entities_soft_hyphens_and_white_space() -> None:
    found = fields(json_ld(headline="R&amp;uuml;ck&shy;bau \n der &quot;Bahn&quot;"))
    assert found.title == 'Rückbau der "Bahn"'
    assert origin(found, "title") == "json-ld"


def test_the_title_that_most_places_agree_on_is_taken() -> None:
    head = json_ld(headline=HEADLINE) + meta("og:title", "You will never guess how the council voted")
    assert fields(head, f"<h1>{HEADLINE}</h1>").title == HEADLINE


def test_a_logo_in_an_h1_is_no_title() -> None:
    body = f"<h1>The Herald</h1><h1>{HEADLINE}</h1>"
    assert fields(meta("og:site_name", "The Herald"), body).title == HEADLINE


def test_the_h1_serves_where_nothing_is_declared() -> None:
    found = fields(body=f"<h1><span>{HEADLINE}</span></h1>")
    assert found.title == HEADLINE
    assert origin(found, "title") == "h1"


def test_a_heading_is_read_to_its_end_behind_words_in_italics() -> None:
    assert fields(body="<h1>Crew of the <em>Merrow</em> comes home</h1>").title == "Crew of the Merrow comes home"


def test_lines_of_a_heading_are_not_joined() -> None:
    assert fields(body="<h1>Crew of the Merrow<br>comes home</h1>").title == "Crew of the Merrow comes home"


def test_no_title() -> None:
    assert fields().title is None


def test_the_heading_that_readers_see_comes_before_the_title_for_search_engines() -> None:
    declared = meta("og:title", "New Tram Line 2026: What the Council Decided") + (
        "<title>New Tram Line 2026: What the Council Decided</title>"
    )
    shown = "What the council decided on the tram line"
    assert fields(declared, f"<h1>{shown}</h1>").title == shown


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Letters from our readers</h1>",
        "<h1>Our morning letter</h1><h1>What the council decided on the tram line</h1>",
    ],
)
def test_a_rubric_and_one_heading_of_several_do_not(body: str) -> None:
    declared = meta("og:title", "New Tram Line 2026: What the Council Decided")
    assert fields(declared, body).title == "New Tram Line 2026: What the Council Decided"


def test_a_heading_twice_and_a_rubric_are_one_headline() -> None:
    card = "Council votes for the new tram line as it runs out of money"
    shown = "Council votes for the new tram line as it runs into the hills"
    head = meta("og:title", card) + meta("twitter:title", card) + "<title>Tram line runs into the hills</title>"
    assert fields(head, f"<h1>{shown}</h1><h1>{shown}</h1><h1>More politics</h1>").title == shown


def test_a_card_that_leaves_words_out_from_within_is_no_headline() -> None:
    shown = "Council votes for the long awaited tram line: 'We asked six times and nobody came'"
    card = "Council votes for the tram line"
    assert fields(meta("og:title", card) + f"<title>{card}</title>", f"<h1>{shown}</h1>").title == shown
    assert fields(meta("og:title", card) + json_ld(headline=card), f"<h1>{shown}</h1>").title == card


def test_a_date_behind_a_colon_is_no_part_of_the_title() -> None:
    declared = meta("og:title", f"{HEADLINE} : 31.10.2023, 10.19 Uhr")
    assert fields(declared, f"<h1>{HEADLINE}</h1>").title == HEADLINE


def test_the_heading_goes_before_the_subject_that_declarations_name_in_a_word() -> None:
    declared = meta("og:title", "Trams") + meta("twitter:title", "Trams") + "<title>Trams</title>"
    assert fields(declared, "<h1>Council votes for more trams</h1>").title == "Council votes for more trams"
    assert fields(declared, "<h1>Our letter to all readers</h1>").title == "Trams"


def test_a_heading_above_the_text_where_the_page_declares_but_its_name() -> None:
    head = meta("og:site_name", "The Herald") + "<title>The Herald</title>"
    paragraph = "<p>The council has voted for the new tram line after three hours of debate on Monday.</p>"
    assert (
        fields(head, f"<h3>News</h3><h2>{HEADLINE}</h2>{paragraph}<h2>Who is to pay for it all</h2>").title == HEADLINE
    )


def test_a_declaration_that_nothing_on_the_page_agrees_with_is_no_title() -> None:
    head = json_ld(headline="a way to move over rails") + f"<title>{HEADLINE} - Herald</title>"
    assert fields(head, f"<h1>{HEADLINE}</h1>").title == HEADLINE


def test_a_part_of_an_address_is_no_title() -> None:
    head = meta("og:title", "tram-line-council-2024") + meta("twitter:title", "tram-line-council-2024")
    assert fields(head, f"<h1>{HEADLINE}</h1>").title == HEADLINE


def test_of_a_blog_and_its_post_the_post_is_the_title() -> None:
    head = f"<title>City blog » {HEADLINE}</title>"
    body = f"<h1>City blog</h1><h3>{HEADLINE}</h3>"
    assert fields(head, body, url="https://city-blog.example/2024/05/tram").title == HEADLINE


@pytest.mark.parametrize("tail", ["-山谷网", "_山谷日报官网", "_山谷新闻"])
def test_an_outlet_behind_a_chinese_headline_without_a_space(tail: str) -> None:
    assert fields(f"<title>大坝经过一夜检查后守住了{tail}</title>").title == "大坝经过一夜检查后守住了"


def test_a_title_that_a_quotation_mark_cut_short() -> None:
    shown = 'Council votes for the "new" tram line'
    assert fields(f'<meta property="og:title" content="{shown}">', f"<h1>{shown}</h1>").title == shown


def test_the_form_that_the_page_and_its_data_write_goes_before_a_longer_one() -> None:
    head = json_ld(headline=HEADLINE) + meta("og:title", f"Trams in the valley: {HEADLINE} in a night session")
    assert fields(head, f"<h1>{HEADLINE}</h1>").title == HEADLINE


def test_a_form_that_one_place_alone_cut_short_goes_behind_the_whole_headline() -> None:
    whole = f"{HEADLINE} and for two more in the north"
    head = json_ld(headline=whole) + meta("og:title", HEADLINE)
    assert fields(head, f"<h1>{whole}</h1>").title == whole


def test_kickers_that_differ_from_place_to_place_are_no_part_of_the_title() -> None:
    head = meta("og:title", f"A night in the town hall: {HEADLINE}")
    assert fields(head, f"<h1>Transport <span>-</span> {HEADLINE}</h1>").title == HEADLINE


def test_a_kicker_in_two_wordings_of_the_same_speaker_stays() -> None:
    said = "«We have waited for this line long enough»"
    head = meta("og:title", f"Mayor Reed: {said}")
    assert fields(head, f"<h1>Riverton's mayor Reed: {said}</h1>").title == f"Mayor Reed: {said}"


@pytest.mark.parametrize(
    ("data", "card"),
    [
        (f"Trams in the valley - {HEADLINE}", f"Trams in the valley: {HEADLINE}"),
        (f"{HEADLINE} - what comes next", f"{HEADLINE} - what comes next | The Herald"),
        ("Eleven hours for a line", "Eleven hours for a line"),
    ],
)
def test_what_a_newsrooms_data_and_its_card_write_is_the_title(data: str, card: str) -> None:
    head = meta("og:site_name", "The Herald") + json_ld(headline=data) + meta("og:title", card)
    assert fields(head, f"<h1>{HEADLINE}</h1>").title == card.removesuffix(" | The Herald")


@pytest.mark.parametrize("declared", ["tram-line-council-2024", "The Riverton Herald"])
def test_a_part_of_an_address_and_the_sites_name_are_no_headline_of_a_newsroom(declared: str) -> None:
    head = meta("og:site_name", "The Riverton Herald") + json_ld(headline=declared) + meta("og:title", declared)
    assert fields(head, f"<h1>{HEADLINE}</h1>").title == HEADLINE


def test_what_a_blogs_data_and_its_card_write_is_the_title_for_search_engines() -> None:
    declared, shown = "New Tram Line 2026: What the Council Decided", "What the council decided on the tram line"
    head = json_ld(**{"@type": "BlogPosting", "headline": declared}) + meta("og:title", declared)
    assert fields(head, f"<h1>{shown}</h1>").title == shown


@pytest.mark.parametrize(("h1", "is_taken"), [("How the tram line was decided", True), ("Letters from readers", False)])
def test_the_first_heading_decides_where_declarations_contradict_each_other(h1: str, is_taken: bool) -> None:
    declared = "A night of votes and a new tram line"
    head = json_ld(headline=declared) + meta("og:title", "Eleven hours that changed how this town travels")
    found = fields(head, f"<h1>{h1}</h1><h1>More from the region</h1>").title
    assert found == (h1 if is_taken else declared)


def test_many_values_of_one_declaration_are_not_all_compared() -> None:
    head = "".join(meta("og:title", f"Council {number} votes: line - and {number}") for number in range(1_500))
    started = time.process_time()
    assert fields(head).title == "Council 0 votes: line - and 0"
    assert time.process_time() - started < 2


def test_a_heading_of_the_second_level_tells_the_names_behind_the_headline_of_the_card() -> None:
    whole = f"{HEADLINE} - Board of Works - Portal"
    head = meta("og:title", whole) + f"<title>{whole}</title>"
    assert fields(head, f"<article><h2>{HEADLINE}</h2></article>").title == HEADLINE


BLOG = "Harbour Notes"
POST = "Ferry pilot retires after forty winters"


@pytest.mark.parametrize("whole", [f"{BLOG}: {POST}", f"{POST} : {BLOG}", f"{BLOG} | {POST}", f"{POST} - {BLOG}"])
@pytest.mark.parametrize("front", ["/", "https://notes.example/"])
@pytest.mark.parametrize("level", ["h2", "h3"])
def test_the_heading_that_leads_to_the_front_page_is_the_blogs_name(whole: str, front: str, level: str) -> None:
    body = f"<h1><a href='{front}'>{BLOG}</a></h1><{level} class='post-title entry-title'>{POST}</{level}>"
    assert fields(f"<title>{whole}</title>", body).title == POST


def test_a_headline_that_leads_to_the_front_page_stays_where_the_page_has_that_title() -> None:
    assert fields(f"<title>{POST}</title>", f"<h1><a href='/'>{POST}</a></h1>").title == POST


@pytest.mark.parametrize("title", ["", f"<title>{POST} | {BLOG}</title>"])
def test_a_headline_that_leads_to_the_front_page_stays_where_the_page_has_no_other(title: str) -> None:
    assert fields(title, f"<h1><a href='/'>{POST}</a></h1>").title == POST


def test_a_headline_that_begins_with_the_sites_name_stays() -> None:
    headline = f"{BLOG}: how a chronicle of the port began"
    head = meta("og:site_name", BLOG) + f"<title>{headline}</title>"
    assert fields(head, f"<h1>{headline}</h1>").title == headline


def test_what_the_data_and_the_heading_both_write_goes_before_its_beginning() -> None:
    whole = f"{HEADLINE} after nine hours of debate"
    head = json_ld(headline=whole) + meta("og:title", HEADLINE) + f"<title>{HEADLINE}</title>"
    assert fields(head, f"<h1>{whole}</h1>").title == whole
    assert fields(head, f"<h1>{HEADLINE}</h1>").title == HEADLINE


def test_the_day_of_the_issue_and_its_section_are_no_part_of_the_title() -> None:
    whole = f"{HEADLINE} - 20240503 - Local"
    head = json_ld(headline=f"{whole} - News") + meta("og:title", whole) + f"<title>{whole} - News</title>"
    assert fields(head + meta("og:site_name", "News"), f"<h1>{HEADLINE}</h1>").title == HEADLINE


def test_of_forms_with_the_same_words_the_cards_stands() -> None:
    shown = "The \u2018longest\u2019 tram line of the valley"
    written = shown.replace("\u2018", "'").replace("\u2019", "'")
    head = json_ld(headline=shown) + meta("og:title", written) + f"<title>{written}</title>"
    assert fields(head, f"<h1>{shown}</h1>").title == written


@pytest.mark.parametrize("end", [". And who pays for it", "... and the mayor stays for cake"])
def test_a_headline_is_whole_where_the_card_ends_with_its_first_sentence(end: str) -> None:
    head = json_ld(headline=HEADLINE + end) + meta("og:title", HEADLINE) + f"<title>{HEADLINE}</title>"
    assert fields(head, f"<h1>{HEADLINE}{end}</h1>").title == HEADLINE + end
