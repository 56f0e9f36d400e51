"""Getting back what the extraction left behind although the page plainly has it.

Three kinds of lost text: the deck above the body, paragraphs and headings between paragraphs that
were found, and paragraphs that the publisher's own articleBody names.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from newsclean.extract.align import comparison_key
from newsclean.extract.blocks import Block, Box
from newsclean.extract.deck import places_of_deck
from newsclean.extract.hidden_rest import places_of_hidden_rest
from newsclean.extract.pieces import places_in_pieces
from newsclean.extract.structure import body_box, in_junk_box, is_heading, is_inside
from newsclean.text import ends_sentence, word_count

BODY_TAGS = frozenset(
    {"p", "h2", "h3", "h4", "h5", "li", "blockquote", "div", "section", "article", "dd", "dt", "pre", "td"}
)

OPENING_MAX_BLOCKS = 2
POST_MAX_BOXES = 2
LOOSE_MIN_BESIDE = 2
# The quotation, and a paragraph in it.
QUOTATION_MAX_BOXES = 2
QUOTATION_MIN_WORDS = 3
# Each is looked for in all the story; stories of nothing but quotations have a dozen.
QUOTATIONS_MAX = 100
_MARKS_AROUND = "\"'“”„‟‘’‚«»‹›「」『』.,…!?-–—"
# Lists are set into a box or two of their own; farther out everything stands in a box of the story.
LIST_MAX_BOXES = 2


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
    missing.update(places_of_deck(blocks, found, description))
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
    quoted = [place for place in between if _is_short_quotation(blocks[place])]
    repeated = _repeated(blocks, quoted, found)
    return [
        *above,
        *(place for place in between if place not in repeated and _belongs(blocks[place], body, shapes, proven)),
    ]


def _repeated(blocks: Sequence[Block], quoted: Sequence[int], found: frozenset[int]) -> set[int]:
    """Places of quotations that say once more in large letters what the story has."""
    if not quoted:
        return set()
    story = "".join(comparison_key(blocks[place].text) for place in sorted(found))
    sought = quoted[:QUOTATIONS_MAX]
    new = {place for place in sought if comparison_key(blocks[place].text).strip(_MARKS_AROUND) not in story}
    return set(quoted) - new


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
    if block.is_prose or _is_short_quotation(block):
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


def _is_short_quotation(block: Block) -> bool:
    """Whether it is a quotation of few words, in a box of its own."""
    if not any(box.tag == "blockquote" for box in islice(block.box.path(), QUOTATION_MAX_BOXES)):
        return False
    is_short = not block.is_prose and word_count(block.text) >= QUOTATION_MIN_WORDS
    return is_short and not block.links and ends_sentence(block.text)


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
