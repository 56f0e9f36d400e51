"""Lines that an extractor broke within a block of the page, put together again.

Extractors take the line breaks of a page's source for ends of lines, which to a reader are blanks: old editors wrap
paragraphs with them. Some break at a reading aid above a word, too.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from newsclean.extract.align import BlockIndex
from newsclean.extract.blocks import Block, as_line
from newsclean.text import ends_sentence

# Of the blocks that begin as a line does; a page's lists may have hundreds that begin alike.
MAX_TRIES = 8
PREFORMATTED = frozenset({"pre", "code", "textarea"})


def rejoined(lines: Sequence[str], index: BlockIndex) -> tuple[str, ...]:
    """The lines, with each run that together is a block of the page, character for character, as one line."""
    keys = [index.key_of(line) for line in lines]
    places = sorted(range(len(index.keys)), key=index.keys.__getitem__)
    in_order = [index.keys[place] for place in places]
    joined: list[str] = []
    at = 0
    while at < len(lines):
        begins = bisect_left(in_order, keys[at])
        for place in islice(places, begins, begins + MAX_TRIES):
            block = index.blocks[place]
            end = _end_of(index.keys[place], keys, at)
            if end and _is_broken(lines[at:end]) and not _is_preformatted(block):
                joined.append(as_line(block))
                at = end
                break
        else:
            joined.append(lines[at])
            at += 1
    return tuple(joined)


def _is_broken(lines: Sequence[str]) -> bool:
    """Whether they are a text that breaks off in the middle of its sentences, and no row of a table."""
    if lines[0].startswith("|") or any(map(ends_sentence, lines[:-1])):
        return False
    return any(not line[0].isupper() and line[0].isalpha() for line in lines[1:])


def _is_preformatted(block: Block) -> bool:
    return any(box.tag in PREFORMATTED for box in block.box.path())


def _end_of(block: str, keys: Sequence[str], at: int) -> int:
    """Where the run of keys ends that from `at` on is the block; 0 where none of two and more is."""
    length, end = 0, at
    while end < len(keys) and length < len(block) and keys[end] and block.startswith(keys[end], length):
        length += len(keys[end])
        end += 1
    return end if length == len(block) and end > at + 1 else 0
