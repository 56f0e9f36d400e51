"""Getting back what the extraction left behind although the page plainly has it.

Three kinds of lost text: the deck above the body, paragraphs and headings between paragraphs that
were found, and paragraphs that the publisher's own articleBody names.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from newsclean.extract.align import comparison_key
from newsclean.extract.blocks import Block, Box
from newsclean.extract.hidden_rest import places_of_hidden_rest
from newsclean.extract.pieces import places_in_pieces
from newsclean.extract.structure import body_box, in_junk_box, is_heading, is_inside
from newsclean.text import ends_sentence, word_count

BODY_TAGS = frozenset(
    {"p", "h2", "h3", "h4", "h5", "li", "blockquote", "div", "section", "article", "dd", "dt", "pre", "td"}
)

# A deck is one or two sentences; what is longer is body, what is shorter a label, but where the page calls it a deck.
DECK_MIN_WORDS = 7
CALLED_DECK_MIN_WORDS = 4
DECK_MAX_WORDS = 80
DECK_NAMES = frozenset(
    "deck dek lead lede leadtext intro introduction standfirst subtitle subheadline subhead subheading summary "
    "abstract excerpt teaser chapo chapeau perex ingress vorspann sapo entradilla bajada sommario sottotitolo "
    "occhiello zajawka description headline kicker anleser manchet nut preamble synopsis subheader strapline copete "
    "subtitulo underrubrik podtytul epigraph subdeck overview blurb leadin chapo spot".split()
)
# Of these the ones that no box of a headline, a byline or a list is called by.
OWN_DECK_NAMES = frozenset(
    "deck dek standfirst subtitle subheadline subhead subheading strapline chapo chapeau perex ingress vorspann sapo "
    "entradilla bajada sottotitolo zajawka underrubrik subtitulo podtytul subheader subdeck".split()
)
OPENING_MAX_BLOCKS = 2
POST_MAX_BOXES = 2
LOOSE_MIN_BESIDE = 2
# Lists are set into a box or two of their own; farther out everything stands in a box of the story.
LIST_MAX_BOXES = 2
# White space aside; a shorter text begins like another by chance.
DESCRIPTION_MIN_CHARS = 30
# Between headline and body stand a byline, a date, share buttons, a picture; more is another page part.
DECK_MAX_BLOCKS_BEFORE_BODY = 25


def recovered_places(
    blocks: Sequence[Block], found: frozenset[int], description: str | None, article_body: str
) -> frozenset[int]:
    """Places of blocks that belong to the article and were not found."""
    if not found:
        return frozenset()
    body = body_box([blocks[place] for place in found])
    if body is None:
        return frozenset()
    if len(found) == 1 and body.parent is not None:
        body = body.parent  # of one paragraph alone the body is what stands around it
    missing = _loose(blocks, found, body)
    found |= missing
    missing.update(_between(blocks, found, body))
    missing.update(places_in_pieces(blocks, found))
    missing.update(places_of_hidden_rest(blocks, found))
    missing.update(_deck(blocks, found, description))
    missing.update(_named_by_publisher(blocks, found, article_body))
    return frozenset(missing)


def _between(blocks: Sequence[Block], found: frozenset[int], body: Box) -> list[int]:
    """Blocks of the body box between the first and the last found one, of the shape of found ones."""
    inside = sorted(place for place in found if is_inside(blocks[place], body))
    shapes = {_shape(blocks[place], body) for place in inside if blocks[place].is_prose}
    known = {blocks[place].text for place in found}
    between = [
        place
        for place in range(inside[0], inside[-1])
        if place not in found and blocks[place].text not in known and is_inside(blocks[place], body)
    ]
    above = _right_above(blocks, inside[0], body, shapes)
    if not between:
        return above
    proven = frozenset(box.order for place in inside if blocks[place].is_prose for box in blocks[place].box.path())
    return [*above, *(place for place in between if _belongs(blocks[place], body, shapes, proven))]


def _right_above(blocks: Sequence[Block], first: int, body: Box, shapes: set[tuple[str, int]]) -> list[int]:
    """Paragraphs without a break above the first found one: extractors take the first of a story for a label.

    Old pages open a story with bare text and begin a paragraph with the second.
    """
    above = []
    for place in range(first - 1, max(-1, first - 1 - OPENING_MAX_BLOCKS), -1):
        block = blocks[place]
        is_shaped = _shape(block, body) in shapes or block.box is blocks[first].box.parent
        if not is_shaped or not is_inside(block, body) or not block.is_prose:
            break
        if in_junk_box(block, body):
            break
        above.append(place)
    return above


def _loose(blocks: Sequence[Block], found: frozenset[int], body: Box) -> set[int]:
    """Paragraphs of bare text right in an element that holds found ones so, with breaks for paragraphs.

    Extractors lose bare text that stands behind a figure, an advertisement or a heading.
    """
    holding = Counter(blocks[place].box.order for place in found if blocks[place].is_prose)
    holders = {order for order, count in holding.items() if count >= LOOSE_MIN_BESIDE}
    if not holders:
        return set()
    known = {blocks[place].text for place in found}
    return {
        block.order
        for block in blocks
        if block.box.order in holders
        and block.order not in found
        and block.text not in known
        and block.is_prose
        and not in_junk_box(block, body)
    }


def _shape(block: Block, body: Box) -> tuple[str, int]:
    return block.box.tag, block.box.depth - body.depth


def _belongs(block: Block, body: Box, shapes: set[tuple[str, int]], proven: frozenset[int]) -> bool:
    if _is_quoted_post(block):
        return True
    if block.box.tag not in BODY_TAGS or in_junk_box(block, body, proven=proven):
        return False
    if (item := _list_item(block)) is not None:
        return block.own_link_share < 0.5 and _is_in_list_of_body(item, proven)
    if block.is_prose:
        return True
    if is_heading(block):
        return block.link_share == 0.0
    return _shape(block, body) in shapes and _is_short_paragraph(block, proven)


def _is_short_paragraph(block: Block, proven: frozenset[int]) -> bool:
    """Whether it is a sentence, or stands right among the found paragraphs without a link."""
    if block.box.tag != "p" or block.link_share >= 0.5:
        return False
    return ends_sentence(block.text) or (block.link_share == 0.0 and _is_in(block.box.parent, proven))


def _is_quoted_post(block: Block) -> bool:
    """Whether it is the text of a post on a network that the story quotes, whatever box that is set into."""
    near = islice(block.box.path(), POST_MAX_BOXES)
    return any(box.tag == "blockquote" and "tweet" in box.names for box in near)


def _list_item(block: Block) -> Box | None:
    """The item of a list that the block is all of."""
    if block.box.tag == "p" and block.box.parent is not None:
        return block.box.parent if block.box.parent.tag == "li" else None
    return block.box if block.box.tag == "li" else None


def _is_in_list_of_body(item: Box, proven: frozenset[int]) -> bool:
    """Whether its list stands in a box of found paragraphs, with hardly a box between."""
    around = islice(item.path(), 2, 2 + LIST_MAX_BOXES)
    return any(box.order in proven for box in around)


def _is_in(box: Box | None, proven: frozenset[int]) -> bool:
    return box is not None and box.order in proven


def _deck(blocks: Sequence[Block], found: frozenset[int], description: str | None) -> list[int]:
    """The paragraph between headline and body that the page calls a deck, or describes itself by."""
    first = min((place for place in found if blocks[place].box.tag != "h1"), default=min(found))
    first_prose = min((place for place in found if blocks[place].is_prose), default=first)
    headline = next(
        (
            place
            for place in range(first, max(-1, first - DECK_MAX_BLOCKS_BEFORE_BODY), -1)
            if blocks[place].box.tag == "h1"
        ),
        None,
    )
    start = headline + 1 if headline is not None else max(0, first - DECK_MAX_BLOCKS_BEFORE_BODY)
    own = description_key(description)
    frame = _common_box(blocks[start if headline is None else headline], blocks[first])
    candidates = [place for place in range(start, first_prose) if place not in found and _may_be_deck(blocks[place])]
    found_text = {comparison_key(blocks[place].text) for place in found} if candidates else set[str]()
    decks = []
    for place in candidates:
        block = blocks[place]
        key = comparison_key(block.text)
        if key in found_text:
            continue
        may_be_called_so = headline is not None and place < first and not in_junk_box(block, frame, DECK_NAMES)
        if is_description(key, own) or (may_be_called_so and _is_deck(block, is_next=place == start)):
            decks.append(place)
    return decks[:2]


def _may_be_deck(block: Block) -> bool:
    if block.link_share >= 0.5:
        return False
    fewest = DECK_MIN_WORDS if block.box.tag == "li" else CALLED_DECK_MIN_WORDS
    return fewest <= word_count(block.text) <= DECK_MAX_WORDS


def _is_deck(block: Block, *, is_next: bool) -> bool:
    """Whether it is called so, or a heading right behind the headline."""
    is_subheading = is_next and block.box.tag == "h2" and word_count(block.text) >= DECK_MIN_WORDS
    return is_subheading or is_called_deck(block)


def description_key(description: str | None) -> str:
    """The page's description of itself in the form in which it is compared with the keys of lines."""
    return comparison_key(description or "").rstrip(".…")


def is_description(key: str, own: str) -> bool:
    """Whether the line with this key is the description with that one, or either is the beginning of the other."""
    return min(len(own), len(key)) >= DESCRIPTION_MIN_CHARS and (key.startswith(own) or own.startswith(key))


def _common_box(one: Block, other: Block) -> Box:
    """The innermost box around both; names of boxes around it say nothing on what stands between them."""
    around = {box.order for box in one.box.path()}
    return next(box for box in other.box.path() if box.order in around)


def is_called_deck(block: Block) -> bool:
    """Whether one of the innermost boxes is called after a deck, or the block is a heading that is a sentence."""
    near = [box for box, _ in zip(block.box.path(), range(3), strict=False)]
    return any(box.names & DECK_NAMES for box in near) or (block.box.tag == "h2" and ends_sentence(block.text))


def is_headed_deck(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether the block right behind the headline is called a deck, and nothing else that may stand there."""
    if block.order == 0 or blocks[block.order - 1].box.tag != "h1" or word_count(block.text) < CALLED_DECK_MIN_WORDS:
        return False
    return any(box.names & OWN_DECK_NAMES for box in islice(block.box.path(), 2))


def _named_by_publisher(blocks: Sequence[Block], found: frozenset[int], article_body: str) -> list[int]:
    """Prose that stands word for word in the publisher's own articleBody."""
    if not article_body:
        return []
    known = {blocks[place].text for place in found}
    return [
        place
        for place, block in enumerate(blocks)
        if place not in found
        and block.text not in known
        and word_count(block.text) >= 12
        and comparison_key(block.text) in article_body
    ]
