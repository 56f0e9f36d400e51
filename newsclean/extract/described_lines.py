"""What the HTML says of each line of the text."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from newsclean.extract.align import BlockIndex, comparison_key
from newsclean.extract.blocks import Block, Box
from newsclean.extract.code_lines import CODE_TAG
from newsclean.extract.deck import description_key, headed_decks, is_called_deck, is_description
from newsclean.extract.placed_lines import PlacedLine
from newsclean.extract.structure import body_box, is_in_part_of, is_inside
from newsclean.models import Fields, Line, NamedBox

# Boxes farther out than this are the page's frame, which says nothing on one line of it.
_MAX_BOXES = 12
# Four words or so, white space left out: publishers' bodies differ from their pages by a word or a mark,
# and hardly so at the beginning, in the middle and at the end of one line.
_PIECE_CHARS = 20
_NO_FRAME: frozenset[int] = frozenset()


def described_lines(
    placed: Sequence[PlacedLine], index: BlockIndex, fields: Fields, article_body: str, code: Container[str]
) -> tuple[Line, ...]:
    """The lines with their tags, boxes and shares of links.

    `article_body` is the publisher's own text as a key to compare with, `code` has the keys of lines of programs.
    """
    body = body_box([block for text, block in placed if block is not None and index.is_whole(text, block.order)])
    own = description_key(fields.description)
    parts = _PageParts(
        body=body,
        frame=frozenset(box.order for box in body.path()) if body else _NO_FRAME,
        article_body=article_body,
        deck="" if is_description(comparison_key(fields.title or ""), own) else own,
        decks=headed_decks(index.blocks),
    )
    return tuple(
        _line(number, text, block, index.key_of(text), parts)
        if block
        else Line(number, text, tag=CODE_TAG if comparison_key(text) in code else "")
        for number, (text, block) in enumerate(placed)
    )


@dataclass(frozen=True, slots=True)
class _PageParts:
    """What each line is held against."""

    body: Box | None
    frame: frozenset[int]
    """Orders of the body's box and of those around it."""
    article_body: str
    deck: str
    """The page's description of itself, as a key to compare with."""
    decks: frozenset[int]
    """Orders of the blocks below the headline that are called decks."""


def _line(number: int, text: str, block: Block, key: str, parts: _PageParts) -> Line:
    in_body = _is_in_body(key, parts.article_body)
    is_deck = is_description(key, parts.deck) or block.order in parts.decks
    return Line(
        index=number,
        text=text,
        tag=block.box.tag,
        link_share=block.link_share,
        own_link_share=block.own_link_share,
        boxes=_boxes_inside(block, parts.frame),
        is_outside=parts.body is not None
        and not is_inside(block, parts.body)
        and not is_in_part_of(block, parts.body)
        and not in_body
        and not is_called_deck(block)
        and not is_deck,
        is_deck=is_deck,
        in_article_body=in_body,
    )


def _is_in_body(key: str, article_body: str) -> bool | None:
    """Whether the publisher's articleBody has the line; None where it has none, or has a part of the line."""
    if not article_body:
        return None
    if key in article_body:
        return True
    last = len(key) - _PIECE_CHARS
    if last < 0:
        return None  # too short to have pieces
    has_piece = any(key[at : at + _PIECE_CHARS] in article_body for at in (0, last // 2, last))
    return None if has_piece else False


def _boxes_inside(block: Block, frame: frozenset[int]) -> tuple[NamedBox, ...]:
    """The boxes between the line and those that hold the article: these name the page, and no part of it."""
    levels: list[NamedBox] = []
    box: Box | None = block.box
    while box is not None and box.order not in frame and box.tag != "body" and len(levels) < _MAX_BOXES:
        levels.append(NamedBox(box.order, box.names | {box.tag}))
        box = box.parent
    return tuple(levels)
