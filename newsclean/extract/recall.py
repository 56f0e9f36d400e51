"""Getting back what the extraction left behind although the page plainly has it.

Three kinds of lost text: the deck above the body, paragraphs and headings between paragraphs that
were found, and paragraphs that the publisher's own articleBody names.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from newsclean.extract.align import comparison_key
from newsclean.extract.blocks import Block, Box
from newsclean.extract.deck import places_of_deck
from newsclean.extract.hidden_rest import places_of_hidden_rest
from newsclean.extract.pieces import places_in_pieces
from newsclean.extract.spilled import places_spilled
from newsclean.extract.structure import HEADING_MAX_WORDS, body_box, in_junk_box, is_heading, is_inside
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
_Kind = tuple[str, frozenset[str], int]
"""Of a box: its tag, its names and the order of the box around it."""
_MARKS_AROUND = "\"'“”„‟‘’‚«»‹›「」『』.,…!?-–—"
# Lists are set into a box or two of their own; farther out everything stands in a box of the story.
LIST_MAX_BOXES = 2
# What boxes between two paragraphs are called that hold a subheading; "subtitle" and "subhead" are decks, above them.
SUBHEADING_NAMES = frozenset(
    "subheading subheadings subhead subheader subtitle crosshead crossheading crossheader intertitle intertitre "
    "intertitulo ladillo entretitulo zwischentitel zwischenueberschrift tussenkop mellomtittel mellantitel "
    "mellanrubrik mellemrubrik mellemtitel valiotsikko srodtytul mezititulek medzititulok heading".split()
)


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
    missing.update(places_spilled(blocks, found))
    missing.update(places_of_deck(blocks, found, description))
    missing.update(_named_by_publisher(blocks, found, article_body))
    return frozenset(missing)


class _Story(NamedTuple):
    """What the found paragraphs say of the text between them."""

    body: Box
    shapes: frozenset[tuple[str, int]]
    proven: frozenset[int]
    """Orders of the boxes around them."""
    parts: frozenset[_Kind]
    """Kinds of these: further ones of a kind, beside them, are parts of the story."""
    headed: frozenset[int]
    """Orders of lists right below a heading."""


def _story_of(blocks: Sequence[Block], inside: Sequence[int], body: Box) -> _Story:
    prose = [blocks[place] for place in inside if blocks[place].is_prose]
    around = {box.order: box for block in prose for box in block.box.path()}
    return _Story(
        body=body,
        shapes=frozenset(_shape(block, body) for block in prose),
        proven=frozenset(around),
        parts=frozenset(map(_kind, around.values())),
        headed=frozenset(_headed_lists(blocks[inside[0] : inside[-1]])),
    )


def _headed_lists(blocks: Sequence[Block]) -> Iterator[int]:
    for heading, block in pairwise(blocks):
        item = _list_item(block) if is_heading(heading) else None
        if item is not None and item.parent is not None and item.parent.parent is heading.box.parent:
            yield item.parent.order


def _between(blocks: Sequence[Block], found: frozenset[int], body: Box) -> list[int]:
    """Blocks of the body box between the first and the last found one, of the shape of found ones."""
    inside = sorted(place for place in found if is_inside(blocks[place], body))
    story = _story_of(blocks, inside, body)
    known = {blocks[place].text for place in found}
    between = [
        place
        for place in range(inside[0], inside[-1])
        if place not in found and blocks[place].text not in known and is_inside(blocks[place], body)
    ]
    above = _right_above(blocks, inside[0], story) or _subheading_above(blocks, inside[0], body)
    quoted = [place for place in between if _is_short_quotation(blocks[place])]
    repeated = _repeated(blocks, quoted, found)
    return [*above, *(place for place in between if place not in repeated and _belongs(blocks[place], story))]


def _repeated(blocks: Sequence[Block], quoted: Sequence[int], found: frozenset[int]) -> set[int]:
    """Places of quotations that say once more in large letters what the story has."""
    if not quoted:
        return set()
    story = "".join(comparison_key(blocks[place].text) for place in sorted(found))
    sought = quoted[:QUOTATIONS_MAX]
    new = {place for place in sought if comparison_key(blocks[place].text).strip(_MARKS_AROUND) not in story}
    return set(quoted) - new


def _right_above(blocks: Sequence[Block], first: int, story: _Story) -> list[int]:
    """Paragraphs without a break above the first found one: extractors take the first of a story for a label.

    Old pages open a story with bare text and begin a paragraph with the second.
    """
    above = []
    for place in range(first - 1, max(-1, first - 1 - OPENING_MAX_BLOCKS), -1):
        block = blocks[place]
        is_shaped = _shape(block, story.body) in story.shapes or block.box is blocks[first].box.parent
        if not is_shaped or not is_inside(block, story.body) or not block.is_prose:
            break
        if in_junk_box(block, story.body):
            break
        above.append(place)
    return above


def _subheading_above(blocks: Sequence[Block], first: int, body: Box) -> list[int]:
    """The subheading that opens the box of the first found paragraph, where the headline stands outside of it."""
    heading, paragraph = blocks[first - 1], blocks[first]
    if first == 0 or not paragraph.is_prose or heading.box.parent is not paragraph.box.parent:
        return []
    if not is_heading(heading) or heading.links or in_junk_box(heading, body):
        return []
    headline = next((block for block in reversed(blocks[: first - 1]) if block.box.tag == "h1"), None)
    is_other = headline is not None and headline.box.parent is not heading.box.parent and headline.text != heading.text
    return [first - 1] if is_other else []


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
        if _holder_of(block) in holders
        and block.order not in found
        and block.text not in known
        and block.is_prose
        and not in_junk_box(block, body)
    }


def _holder_of(block: Block) -> int:
    """The order of the element that the block stands right in; of a nameless div among bare text, what is around it."""
    box, parent = block.box, block.box.parent
    return box.order if parent is None or box.tag != "div" or box.names else parent.order


def _kind(box: Box) -> _Kind:
    return box.tag, box.names, box.parent.order if box.parent is not None else 0


def _shape(block: Block, body: Box) -> tuple[str, int]:
    return block.box.tag, block.box.depth - body.depth


def _belongs(block: Block, story: _Story) -> bool:
    if _is_quoted_post(block):
        return True
    if block.box.tag not in BODY_TAGS or in_junk_box(block, story.body, proven=story.proven):
        return False
    if (item := _list_item(block)) is not None:
        return block.own_link_share < 0.5 and _is_in_list_of_story(item, block, story)
    if block.is_prose or _is_short_quotation(block):
        return True
    if is_heading(block) or _is_called_subheading(block, story.proven):
        return block.link_share == 0.0
    return _shape(block, story.body) in story.shapes and _is_short_paragraph(block, story.proven)


def _is_called_subheading(block: Block, proven: frozenset[int]) -> bool:
    """Whether it is a short text right among the found paragraphs, in a box that is called so."""
    if block.box.names.isdisjoint(SUBHEADING_NAMES) or not _is_in(block.box.parent, proven):
        return False
    return word_count(block.text) <= HEADING_MAX_WORDS


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


def _is_in_list_of_story(item: Box, block: Block, story: _Story) -> bool:
    """Whether its list has a heading or stands among found paragraphs, or it is a sentence in a part of the story."""
    around = list(islice(item.path(), 2, 2 + LIST_MAX_BOXES))
    is_headed = item.parent is not None and item.parent.order in story.headed
    if is_headed or any(box.order in story.proven for box in around):
        return True
    return not block.links and ends_sentence(block.text) and any(_kind(box) in story.parts for box in around)


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
