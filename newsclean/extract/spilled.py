"""The rest of a story that has spilled out of its box: one end tag too many closes the box in the middle of it."""

from collections.abc import Sequence

from newsclean.extract.blocks import Block
from newsclean.extract.structure import HEADING_TAGS, JUNK_TAGS, PLAIN_JUNK_NAMES
from newsclean.text import ends_sentence

# A paragraph or two in an outer box are a notice of the page's.
SPILLED_MIN_PARAGRAPHS = 3
MAX_LINK_SHARE = 0.3


def places_spilled(blocks: Sequence[Block], found: frozenset[int]) -> list[int]:
    """Paragraphs behind the last found one that stand right in the boxes around it, up to the next heading.

    One end tag too many closes one box: the first of them stands beside the box of the story, notices farther out.
    """
    last = max((place for place in found if blocks[place].is_prose), default=None)
    home = blocks[last].box.parent if last is not None else None
    if last is None or home is None or home.parent is None or home.tag == "article" or blocks[last].box.tag != "p":
        return []
    around = {box.order for box in home.path()} - {home.order}
    known = {blocks[place].text for place in found}
    spilled: list[int] = []
    for place in range(last + 1, len(blocks)):
        block = blocks[place]
        if block.box.tag in HEADING_TAGS or block.box.tag == "h1":
            break
        if block.text not in known and _is_paragraph_in(block, around):
            if not spilled and block.box.parent is not home.parent:
                break
            spilled.append(place)
    return spilled if sum(blocks[place].is_prose for place in spilled) >= SPILLED_MIN_PARAGRAPHS else []


def _is_paragraph_in(block: Block, around: set[int]) -> bool:
    parent = block.box.parent
    if block.box.tag != "p" or parent is None or parent.order not in around or block.link_share > MAX_LINK_SHARE:
        return False
    if not (block.is_prose or ends_sentence(block.text)):
        return False
    return not any(
        box.is_hidden or box.tag in JUNK_TAGS or not PLAIN_JUNK_NAMES.isdisjoint(box.names)
        for box in (block.box, parent)
    )
