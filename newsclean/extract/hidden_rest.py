"""The rest of a story that a page shows at the press of a button, and hides until then."""

from collections.abc import Sequence

from newsclean.extract.blocks import Block, Box
from newsclean.extract.structure import PLAIN_JUNK_NAMES, is_heading
from newsclean.text import ends_sentence

# Hidden boxes with fewer paragraphs are notes, messages and forms.
REST_MIN_PARAGRAPHS = 2
# Paragraphs of a story have a link here and there, notes on subscriptions are full of them.
REST_MAX_LINK_SHARE = 0.2
# What is hidden by a script, or until one scrolls to it.
HIDING_NAMES = frozenset("hide hidden toggle toggled collapse collapsed collapsible expand expandable readmore".split())


def places_of_hidden_rest(blocks: Sequence[Block], found: frozenset[int]) -> list[int]:
    """Paragraphs and headings of hidden boxes that stand right among or behind the found paragraphs."""
    prose = [blocks[place] for place in found if blocks[place].is_prose]
    homes = {block.box.parent.order for block in prose if block.box.parent}
    known = {blocks[place].text for place in found}
    in_box: dict[int, list[int]] = {}
    for place in range(min(found, default=0), len(blocks)):
        hidden = _hidden_box(blocks[place]) if place not in found else None
        if hidden is not None and hidden.parent is not None and hidden.parent.order in homes:
            in_box.setdefault(hidden.order, []).append(place)
    return [place for places in in_box.values() if _is_text(blocks, places, known) for place in places]


def _hidden_box(block: Block) -> Box | None:
    """The one hidden box around it, unless a box from there on is called after junk."""
    for box in block.box.path():
        if not PLAIN_JUNK_NAMES.isdisjoint(box.names):
            return None
        if box.is_hidden or not HIDING_NAMES.isdisjoint(box.names):
            return box
    return None


def _is_text(blocks: Sequence[Block], places: Sequence[int], known: set[str]) -> bool:
    """Whether a box has paragraphs and headings and nothing else, and none that is there already."""
    inside = [blocks[place] for place in places]
    if any(block.text in known or not _may_be_of_story(block) for block in inside):
        return False
    return sum(block.is_prose for block in inside) >= REST_MIN_PARAGRAPHS


def _may_be_of_story(block: Block) -> bool:
    if block.link_share > REST_MAX_LINK_SHARE:
        return False
    return block.is_prose or is_heading(block) or (block.box.tag == "p" and ends_sentence(block.text))
