"""Stories that a page serves in pieces, with advertisements between: each piece a box of the same kind.

Extractors take the largest piece for the whole.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import islice

from newsclean.extract.blocks import Block
from newsclean.extract.structure import JUNK_TAGS, PLAIN_JUNK_NAMES, is_heading
from newsclean.text import ends_sentence

PIECE_MIN_PARAGRAPHS = 3
# Within one article element.
PIECE_MIN_PARAGRAPHS_OF_ARTICLE = 2
# Farther out, names are those of the page's frame.
PIECE_MAX_BOXES = 4
# The paragraph, its piece, and up to two more, of which one has the heading.
CARD_MAX_BOXES = 4
CARD_HEADING_MIN_LINK_SHARE = 0.9


def places_in_pieces(blocks: Sequence[Block], found: frozenset[int]) -> list[int]:
    """Text in further boxes of the kind that holds the found paragraphs: a long story is served in pieces."""
    prose = [blocks[place] for place in found if blocks[place].is_prose]
    articles = {_article_of(block) for block in prose}
    is_marked = None not in articles
    kind_of = _name_of_piece if is_marked else _kind_of_piece
    enough = PIECE_MIN_PARAGRAPHS_OF_ARTICLE if is_marked else PIECE_MIN_PARAGRAPHS
    counts = Counter(kind for block in prose if (kind := kind_of(block)) is not None)
    kinds = {kind for kind, paragraphs in counts.items() if paragraphs >= enough}
    if not kinds:
        return []
    own = {block.box.parent.order for block in prose if block.box.parent}
    known = {blocks[place].text for place in found}
    cards = _cards(blocks) - {box.order for block in prose for box in islice(block.box.path(), CARD_MAX_BOXES)}

    def is_in_piece(block: Block) -> bool:
        parent = block.box.parent
        if parent is None or parent.order in own or kind_of(block) not in kinds:
            return False
        if any(box.order in cards for box in islice(block.box.path(), CARD_MAX_BOXES)):
            return False
        return block.text not in known and _article_of(block) in articles and not _is_hidden_or_junk(block)

    behind, before = range(max(found) + 1, len(blocks)), range(min(found) - 1, -1, -1)
    return [place for places in (behind, before) for place in _up_to_paragraph(blocks, places, is_in_piece)]


def _up_to_paragraph(blocks: Sequence[Block], places: Iterable[int], belongs: Callable[[Block], bool]) -> list[int]:
    """The places of text that belongs, as far as the last paragraph before another headline."""
    met: list[int] = []
    up_to_paragraph = 0
    for place in places:
        block = blocks[place]
        if block.box.tag == "h1":
            break
        if not belongs(block):
            continue
        if block.is_prose:
            met.append(place)
            up_to_paragraph = len(met)
        elif not block.link_share and (is_heading(block) or (block.box.tag == "p" and ends_sentence(block.text))):
            met.append(place)
    return met[:up_to_paragraph]


def _cards(blocks: Sequence[Block]) -> set[int]:
    """Orders of the boxes around headings that lead to other stories."""
    headings = (block for block in blocks if is_heading(block) and block.link_share >= CARD_HEADING_MIN_LINK_SHARE)
    return {block.box.parent.order for block in headings if block.box.parent}


def _name_of_piece(block: Block) -> Hashable:
    """The same within an `article` element, wherever in it they stand."""
    box = block.box.parent
    return (box.tag, box.names) if box is not None and box.names else None


def _kind_of_piece(block: Block) -> Hashable:
    """What boxes around the paragraphs of one story have in common; None where they are called nothing."""
    box = block.box.parent
    if box is None or box.parent is None or not box.names:
        return None
    return box.tag, box.names, box.parent.names, box.depth


def _article_of(block: Block) -> int | None:
    """The `article` element around it: below one story some pages go on with the next, in boxes of the same kind."""
    return next((box.order for box in block.box.path() if box.tag == "article"), None)


def _is_hidden_or_junk(block: Block) -> bool:
    return any(
        box.is_hidden or box.tag in JUNK_TAGS or not PLAIN_JUNK_NAMES.isdisjoint(box.names)
        for box in islice(block.box.path(), PIECE_MAX_BOXES)
    )
