"""A story that is served in pieces is put together again, and nothing else is."""

from newsclean.extract.pieces import places_in_pieces
from tests.extract.trees import P, blocks_of, paragraphs

FIRST, SECOND = P[:3], P[3:5]


def added(body: str, found: tuple[str, ...] = tuple(FIRST)) -> list[str]:
    blocks = blocks_of(body)
    places = frozenset(block.order for block in blocks if block.text in found)
    return [blocks[place].text for place in sorted(places_in_pieces(blocks, places))]


def piece(*texts: str, kind: str = "body-text") -> str:
    return f'<div class="row"><div class="{kind}">{paragraphs(*texts)}</div></div>'


def test_a_later_box_of_the_same_kind_belongs_to_the_story() -> None:
    assert added(f"<main>{piece(*FIRST)}<div class=ad>Advertisement</div>{piece(*SECOND)}</main>") == [*SECOND]


def test_an_earlier_one_does_too() -> None:
    assert added(f"<main>{piece(*SECOND)}{piece(*FIRST)}</main>") == [*SECOND]


def test_short_sentences_and_headings_come_with_the_paragraphs_behind_them() -> None:
    second = piece("It held.", SECOND[0]).replace("<p>It held.", "<h2>The wall</h2><p>It held.")
    body = f"<main>{piece(*FIRST)}{second}{piece('Read it all.')}</main>"
    assert added(body) == ["The wall", "It held.", SECOND[0]]


def test_a_box_of_another_kind_does_not() -> None:
    assert added(f"<main>{piece(*FIRST)}{piece(*SECOND, kind='comment-text')}</main>") == []


def test_boxes_without_a_name_say_nothing() -> None:
    assert (
        added(f"<main><div><div>{paragraphs(*FIRST)}</div></div><div><div>{paragraphs(*SECOND)}</div></div></main>")
        == []
    )


def test_the_next_story_below_is_another_one() -> None:
    assert added(f"<main>{piece(*FIRST)}<h1>Ice rink waits</h1>{piece(*SECOND)}</main>") == []
    assert added(f"<main><article>{piece(*FIRST)}</article><article>{piece(*SECOND)}</article></main>") == []


def test_two_paragraphs_are_too_few_to_know_a_piece_by() -> None:
    assert added(f"<main>{piece(*FIRST)}{piece(*SECOND)}</main>", tuple(FIRST[:2])) == []


def test_within_one_article_they_are_not() -> None:
    body = f"<article>{piece(*FIRST[:2])}<div class=ad>Advertisement</div>{piece(*SECOND)}</article>"
    assert added(body, tuple(FIRST[:2])) == [*SECOND]


def test_cards_of_other_stories_in_the_article_are_no_pieces() -> None:
    card = f'<div class="card"><h3><a href="/ducks">Ducks are back</a></h3>{piece(*SECOND)}</div>'
    assert added(f"<article>{piece(*FIRST)}{card}</article>") == []


def test_what_is_hidden_or_named_after_junk_stays_away() -> None:
    hidden = piece(*SECOND).replace('<div class="row">', '<div class="row" hidden>')
    assert added(f"<main>{piece(*FIRST)}{hidden}</main>") == []
    assert added(f"<main>{piece(*FIRST)}<aside>{piece(*SECOND)}</aside></main>") == []
