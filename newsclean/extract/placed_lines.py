"""Extracted lines with the blocks that they came from, in page order, and among them what was left behind."""

from collections.abc import Sequence

from newsclean.extract.align import BlockIndex, align, in_page_order, is_in_pieces, whole_key
from newsclean.extract.blocks import Block, as_line
from newsclean.extract.glued import taken_apart
from newsclean.extract.recall import recovered_places

PlacedLine = tuple[str, Block | None]
"""A line and its block, None where the page has no such block."""


def placed_lines(
    lines: tuple[str, ...], index: BlockIndex, description: str | None, article_body: str
) -> list[PlacedLine]:
    """Lines that an extractor took from the page: they are put in its order first."""
    places = align(lines, index)
    ordered = in_page_order(lines, places, index)
    if ordered != lines:
        lines, places = ordered, align(ordered, index)
    return _with_recovered(lines, places, index, description, article_body)


def placed_declared_lines(
    lines: tuple[str, ...], index: BlockIndex, description: str | None, article_body: str
) -> list[PlacedLine]:
    """Lines that the publisher declares: their order is his."""
    return _with_recovered(lines, align(lines, index), index, description, article_body)


def _with_recovered(
    lines: tuple[str, ...],
    places: Sequence[int | None],
    index: BlockIndex,
    description: str | None,
    article_body: str,
) -> list[PlacedLine]:
    apart = taken_apart(lines, places, index)
    if len(apart) > len(lines):
        lines, places = apart, align(apart, index)
    blocks = index.blocks
    placed = zip(lines, places, strict=True)
    # Lines that run blocks together are cards and rows, and do not say how far the story reaches.
    found = frozenset(place for line, place in placed if place is not None and index.is_whole(line, place))
    recovered = recovered_places(blocks, found, description, article_body)
    present = [whole_key(line) for line in lines] if recovered else []
    missing = sorted(place for place in recovered if not is_in_pieces(index.keys[place], present))
    merged: list[PlacedLine] = []
    for text, place in zip(lines, places, strict=True):
        while missing and place is not None and missing[0] < place:
            left_behind = blocks[missing.pop(0)]
            merged.append((as_line(left_behind), left_behind))
        merged.append((text, blocks[place] if place is not None else None))
    merged.extend((as_line(blocks[place]), blocks[place]) for place in missing)
    return merged
