"""Lines into which an extraction ran several blocks of the page together."""

from collections.abc import Iterator, Sequence
from itertools import islice

from newsclean.extract.align import PIECE_MIN_CHARS, BlockIndex
from newsclean.extract.blocks import HEADING_TAGS, Block, as_line

# White space aside; a shorter line is a kicker with its title or a label with its value, which belong together.
GLUED_MIN_CHARS = 60
# A kicker and the title below it stand in one heading.
HEADING_MAX_BOXES = 3
# Each is looked for among the blocks that follow; pages have a dozen.
MAX_LOOKUPS = 100


def taken_apart(lines: Sequence[str], places: Sequence[int | None], index: BlockIndex) -> tuple[str, ...]:
    """The lines, those that are blocks run together in blocks again; rows of tables stay as they are.

    `places` are those of the lines' blocks, as far as they are known.
    """
    apart: list[str] = []
    start = lookups = 0
    for line, place in zip(lines, places, strict=True):
        key = index.key_of(line)
        if place is not None:
            start = max(start, place)
        is_whole = place is not None and len(key) <= len(index.keys[place])
        if is_whole or len(key) < GLUED_MIN_CHARS or line.startswith("|") or lookups == MAX_LOOKUPS:
            apart.append(line)
            continue
        lookups += 1
        apart.extend(_pieces(line, key, index, start if place is None else place) or [line])
    return tuple(apart)


def _pieces(line: str, key: str, index: BlockIndex, start: int) -> list[str]:
    """Texts of the blocks that the line is made of, without a character left over; none where it is not."""
    places = list(_places(key, index, start))
    if len(places) < 2 or sum(len(index.keys[place]) for place in places) < len(key):
        return []
    blocks = [index.blocks[place] for place in places]
    is_item = line.startswith("- ")
    if not is_item and all(map(_is_in_heading, blocks)):
        return []
    first, *others = (as_line(block) for block in blocks)
    return [f"- {first}" if is_item and not first.startswith("- ") else first, *others]


def _places(key: str, index: BlockIndex, start: int) -> Iterator[int]:
    """Places of blocks, in their order, each of which the line goes on with where the one before ended."""
    done = 0
    for place in range(start, len(index.keys)):
        text = index.keys[place]
        if text and key.startswith(text, done) and (done or _may_be_first(text, key, index, place)):
            yield place
            done += len(text)
            if done == len(key):
                return


def _may_be_first(text: str, key: str, index: BlockIndex, place: int) -> bool:
    """Whether it is too long to begin the line by chance, or the line goes on as the page does."""
    if len(text) >= PIECE_MIN_CHARS:
        return True
    if text.isdigit():
        return False  # the number of a list's item
    following = index.keys[place + 1] if place + 1 < len(index.keys) else ""
    return len(following) >= PIECE_MIN_CHARS and key.startswith(following, len(text))


def _is_in_heading(block: Block) -> bool:
    return any(box.tag in HEADING_TAGS for box in islice(block.box.path(), HEADING_MAX_BOXES))
