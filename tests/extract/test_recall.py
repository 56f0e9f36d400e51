"""What the extraction left behind and the page plainly has."""

import pytest

from newsclean import clean_html
from newsclean.extract.align import comparison_key
from newsclean.extract.blocks import Block
from newsclean.extract.deck import description_key, is_description
from newsclean.extract.recall import recovered_places
from tests.extract.trees import P, blocks_of, paragraphs


def recovered(body: str, missing: tuple[str, ...], description: str | None = None, article_body: str = "") -> list[str]:
    """Texts that come back where everything but `missing` was found."""
    blocks: tuple[Block, ...] = blocks_of(body)
    found = frozenset(block.order for block in blocks if block.text not in missing)
    places = recovered_places(blocks, found, description, comparison_key(article_body))
    return [blocks[place].text for place in sorted(places)]


def test_a_paragraph_between_found_ones_comes_back() -> None:
    assert recovered(f"<article>{paragraphs(*P)}</article>", (P[2],)) == [P[2]]


@pytest.mark.parametrize("rest", [P[1:2], P[1:]])
def test_bare_text_above_the_first_paragraph_comes_back(rest: tuple[str, ...]) -> None:
    assert recovered(f"<div>{P[0]}{paragraphs(*rest)}</div>", (P[0],)) == [P[0]]
    assert recovered(f"<div><b>{P[0]}</b>{paragraphs(*rest)}</div>", (P[0],)) == [P[0]]
    assert recovered(f"<div class=related>{P[0]}</div><div>{paragraphs(*rest)}</div>", (P[0],)) == []


def test_bare_text_in_the_element_that_holds_found_text_comes_back() -> None:
    box = "<aside class=ad><p>Order the paper</p></aside>"
    rest = f"{P[2]}<br><br>{box}<h2>The wall</h2>{P[3]}<div>{P[4]}</div>"
    body = f"<article>{P[0]}<br><br>{box}{P[1]}<br><br>{rest}</article>"
    assert recovered(body, (*P[:1], *P[3:5], "The wall", "Order the paper")) == [P[0], "The wall", *P[3:5]]
    called = body.replace("<div>", "<div class=note>")
    assert recovered(called, (*P[:1], *P[3:5], "The wall", "Order the paper")) == [P[0], "The wall", P[3]]


def test_a_short_paragraph_of_their_shape_does_too() -> None:
    body = f"<article>{paragraphs(P[0], 'It held.', P[1], P[2])}</article>"
    assert recovered(body, ("It held.",)) == ["It held."]


def test_a_heading_between_them_does_and_a_linked_one_does_not() -> None:
    body = "<article><p>{}</p><h2>{}</h2><p>{}</p><p>{}</p></article>"
    assert recovered(body.format(P[0], "The wall", P[1], P[2]), ("The wall",)) == ["The wall"]
    linked = body.format(P[0], "<a href=/x>Ice rink waits</a>", P[1], P[2])
    assert recovered(linked, ("Ice rink waits",)) == []
    sentence = "<a href=/x>The wall</a> holds, said the mayor of the old town below it on Friday!"
    whole = "The wall holds, said the mayor of the old town below it on Friday!"
    assert recovered(body.format(P[0], sentence, P[1], P[2]), (whole,)) == [whole]


@pytest.mark.parametrize(("start", "end"), [("<article>", "</article>"), ("<div class=block>", "</div>")])
def test_a_list_that_is_all_of_one_part_of_a_story_comes_back(start: str, end: str) -> None:
    points = f"<h2>Noon</h2><div><ul><li>{P[2]}</li><li>{P[3]}</li></ul></div>"
    parts = (f"<div>{paragraphs(*P[:2])}</div>", points, f"<div>{paragraphs(P[4])}</div>")
    body = f"<div class=c>{''.join(f'{start}{part}{end}' for part in parts)}</div>"
    assert recovered(body, P[2:4]) == list(P[2:4])


def test_a_list_right_below_a_heading_comes_back_however_deep_it_stands() -> None:
    points = ("Built in 1954", "Height: 40 metres")
    listed = "".join(f"<li>{point}</li>" for point in points)
    facts = f"<div><div><div><h3>Facts</h3><ul>{listed}</ul></div></div></div>"
    body = f"<article><section>{paragraphs(*P[:3])}</section>{facts}<section>{paragraphs(*P[3:5])}</section></article>"
    assert recovered(body, points) == list(points)
    assert recovered(body.replace("<h3>Facts</h3>", "<img>"), points) == []


def test_a_list_of_titles_in_such_a_part_stays_behind() -> None:
    parts = (paragraphs(*P[:2]), "<div><ul><li>Ice rink waits</li><li>Bakery opens</li></ul></div>", paragraphs(*P[2:]))
    body = f"<div class=c>{''.join(f'<article><div>{part}</div></article>' for part in parts)}</div>"
    assert recovered(body, ("Ice rink waits", "Bakery opens")) == []


@pytest.mark.parametrize("box", ["<aside>{}</aside>", "<div class=related>{}</div>", "<div hidden>{}</div>"])
def test_a_box_of_junk_between_them_stays_behind(box: str) -> None:
    body = f"<article>{paragraphs(P[0], P[1])}{box.format(f'<p>{P[4]}</p>')}{paragraphs(P[2], P[3])}</article>"
    assert recovered(body, (P[4],)) == []


def test_what_was_found_once_does_not_come_back_as_its_copy() -> None:
    blocks = blocks_of(f"<article>{paragraphs(P[0], P[1], P[1], P[2], P[3])}</article>")
    assert recovered_places(blocks, frozenset({0, 1, 3, 4}), None, "") == frozenset()


@pytest.mark.parametrize("name", ["standfirst", "teaser", "chapo", "lead", "sub-title", "story__subdeck"])
def test_a_deck_by_its_name_comes_back(name: str) -> None:
    deck = "Forty engineers checked the wall all night, and found nothing."
    body = f"<article><h1>Dam holds</h1><div class={name}><p>{deck}</p></div><div>{paragraphs(*P)}</div></article>"
    assert recovered(body, (deck, "Dam holds")) == [deck]


def test_a_deck_comes_back_where_the_headline_was_found_too() -> None:
    deck = "Forty engineers checked the wall all night, and found nothing."
    body = f"<article><h1>Dam holds</h1><div class=deck><p>{deck}</p></div><div>{paragraphs(*P)}</div></article>"
    assert recovered(body, (deck,)) == [deck]


def test_a_deck_by_the_description_comes_back() -> None:
    deck = "Forty engineers checked the wall all night, and found nothing."
    body = f"<article><h1>Dam holds</h1><p>{deck}</p><div>{paragraphs(*P)}</div></article>"
    assert recovered(body, (deck, "Dam holds"), description=deck) == [deck]


def test_an_unnamed_line_above_the_text_stays_behind() -> None:
    line = "All the news of the valley every morning at six o'clock"
    body = f"<article><h1>Dam holds</h1><p>{line}</p><div>{paragraphs(*P)}</div></article>"
    assert recovered(body, (line, "Dam holds")) == []


def test_what_the_publisher_counts_to_the_article_comes_back() -> None:
    body = f"<article>{paragraphs(P[0], P[1], P[2])}</article><div><p>{P[3]}</p></div>"
    assert recovered(body, (P[3],)) == []
    assert recovered(body, (P[3],), article_body=" ".join(P[:4])) == [P[3]]


def test_where_nothing_was_found_nothing_comes_back() -> None:
    assert recovered_places(blocks_of(paragraphs(*P)), frozenset(), None, "") == frozenset()


@pytest.mark.parametrize(
    ("text", "description", "expected"),
    [
        (P[0], P[0], True),
        (P[0], f"{P[0][:60]}…", True),
        (P[0][:60], P[0], True),
        (P[0], P[1], False),
        (P[0], None, False),
        ("", P[0], False),
        ("The dam", "The dam holds, engineers said.", False),
    ],
)
def test_a_description_is_known_by_its_beginning(text: str, description: str | None, expected: bool) -> None:
    assert is_description(comparison_key(text), description_key(description)) is expected


def test_the_first_paragraph_above_the_found_ones_comes_back() -> None:
    assert recovered(f"<article>{paragraphs(*P)}</article>", (P[0],)) == [P[0]]


def test_a_paragraph_above_a_break_stays_behind() -> None:
    body = f"<article><p>{P[4]}</p><h2>Weather</h2>{paragraphs(*P[:4])}</article>"
    assert recovered(body, (P[4], "Weather")) == []


def test_the_described_deck_comes_back_from_below_a_label() -> None:
    head = f"<h1>Dam holds</h1><div>Region</div><div>{P[0]}</div>"
    body = f"<article>{head}<div class=text>{paragraphs(*P[1:])}</div></article>"
    assert recovered(body, (P[0],), description=P[0]) == [P[0]]


def test_a_box_that_holds_found_paragraphs_is_none_of_junk_whatever_it_is_called() -> None:
    rows = "<ul><li>The wall is forty metres high, and it holds back a lake of nine miles, said the mayor.</li></ul>"
    body = f"<article><div class=widget>{paragraphs(P[0], P[1])}{rows}{paragraphs(P[2])}</div></article>"
    missing = "The wall is forty metres high, and it holds back a lake of nine miles, said the mayor."
    assert recovered(body, (missing,)) == [missing]


def test_a_list_among_the_paragraphs_comes_back_and_one_of_links_does_not() -> None:
    listed = "<ul><li>The wall</li><li>The lake</li></ul>"
    body = f"<article>{paragraphs(P[0], P[1])}{listed}{paragraphs(P[2])}</article>"
    assert recovered(body, ("The wall", "The lake")) == ["The wall", "The lake"]
    linked = body.replace("<li>The wall</li>", "<li><a href=/wall>The wall</a></li>")
    assert recovered(linked, ("The wall", "The lake")) == ["The lake"]
    elsewhere = body.replace("<li>The wall</li>", "<li><a href=https://wall.example/>The wall</a></li>")
    assert recovered(elsewhere, ("The wall", "The lake")) == ["The wall", "The lake"]


def test_a_list_in_a_box_of_its_own_comes_back_and_one_far_from_the_paragraphs_does_not() -> None:
    listed = "<ul><li><p>The wall</p></li><li><p>The lake</p></li></ul>"
    body = f"<article>{paragraphs(P[0], P[1])}<div>{listed}</div>{paragraphs(P[2])}</article>"
    assert recovered(body, ("The wall", "The lake")) == ["The wall", "The lake"]
    assert recovered(body.replace(listed, f"<div><div>{listed}</div></div>"), ("The wall", "The lake")) == []


def test_a_line_among_the_paragraphs_that_ends_no_sentence_comes_back_where_it_has_no_link() -> None:
    body = f"<article>{paragraphs(P[0], 'Height: forty metres', P[1], P[2])}</article>"
    assert recovered(body, ("Height: forty metres",)) == ["Height: forty metres"]
    linked = body.replace("Height: forty metres", "<a href=/wall>All</a> about the wall")
    assert recovered(linked, ("All about the wall",)) == []


def test_a_post_that_the_story_quotes_comes_back_from_whatever_box() -> None:
    post = '<div class="social-media"><blockquote class="twitter-tweet"><p>It held.</p></blockquote></div>'
    body = f"<article>{paragraphs(P[0], P[1])}{post}{paragraphs(P[2])}</article>"
    assert recovered(body, ("It held.",)) == ["It held."]
    assert recovered(body.replace("twitter-tweet", "pullquote"), ("It held.",)) == []


STORY = (
    "<p>Engineers said on Friday that the dam above the town holds, after a night of checks by forty men.</p>"
    "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has closed the path.</p>"
    "<p>He will open it again when the water has fallen by a metre, which may take until the end of June.</p>"
)


@pytest.mark.parametrize(
    ("head", "deck"),
    [
        ("<h2>Forty engineers checked every metre of it in the night</h2>", "Forty engineers checked every metre"),
        ('<div class="subtitle">Forty engineers checked it</div>', "Forty engineers checked it"),
        ('<p class="x1">Forty engineers checked it in the night.</p>', "Forty engineers checked it in"),
    ],
)
def test_what_stands_right_behind_the_headline_is_its_deck(head: str, deck: str) -> None:
    page = (
        f"<html><body><header><h1>Dam holds, say engineers</h1>{head}</header><article>{STORY}</article></body></html>"
    )
    assert (clean_html(page).text or "").startswith(deck)


def test_a_short_line_there_that_is_not_called_so_is_none() -> None:
    head = '<div class="info">Ada Moor, Valley desk</div>'
    page = (
        f"<html><body><header><h1>Dam holds, say engineers</h1>{head}</header><article>{STORY}</article></body></html>"
    )
    assert (clean_html(page).text or "").startswith("Engineers said on Friday")


def test_the_points_above_a_story_come_back_whole() -> None:
    points = [
        "The dam above the old town holds",
        "Forty families slept in the school",
        "The path is closed",
        "No harm done",
    ]
    points += ["The lake is as full as in spring", "The mayor will decide on Monday next"]
    more = '<li class="more">Read more such news on <a href="/">our front page</a> today</li>'
    listed = "".join(f"<li>{point}</li>" for point in points)
    body = f"<article><h1>Dam holds</h1><ul class=summary>{listed}{more}</ul><div>{paragraphs(*P)}</div></article>"
    left = (*points, "Dam holds", "Read more such news on our front page today")
    assert recovered(body, left) == points


@pytest.mark.parametrize(
    "box",
    [
        "<figure class=quote><blockquote>{}</blockquote><cite>Anna Berg</cite></figure>",
        '<div class="wp-block-quote"><blockquote>{}</blockquote><cite>Anna Berg</cite></div>',
        "<blockquote><p>{}</p></blockquote><p>Anna Berg</p>",
    ],
)
def test_a_short_quotation_comes_back_unless_the_story_says_the_same(box: str) -> None:
    said, repeated = "“First the wall, then the road.”", "“The lake behind it is full to the brim”."
    page = f"<article>{paragraphs(P[0], P[1])}<div>{box}</div>{paragraphs(P[2], P[3])}</article>"
    assert recovered(page.format(said), (said, "Anna Berg")) == [said]
    assert recovered(page.format(repeated), (repeated, "Anna Berg")) == []


def test_the_name_below_a_quotation_is_none() -> None:
    quotation = "<blockquote><p>“First the wall.”</p><p>Anna Berg, mayor of the town</p></blockquote>"
    page = f"<article>{paragraphs(P[0], P[1])}{quotation}{paragraphs(P[2], P[3])}</article>"
    assert recovered(page, ("Anna Berg, mayor of the town",)) == []
