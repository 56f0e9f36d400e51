"""Lines that an extractor broke within a block of the page, put together again.

Extractors take the line breaks of a page's source for ends of lines, which to a reader are blanks: old editors wrap
paragraphs with them. Some break at a reading aid above a word, too.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, islice

from newsclean.extract.align import BlockIndex
from newsclean.extract.blocks import Block, as_line
from newsclean.text import ends_sentence

# Of the blocks that begin as a line does; a page's lists may have hundreds that begin alike.
MAX_TRIES = 8
# Of a paragraph, without white space: each line is the first of one for all that is known.
MAX_BLOCK_CHARS = 10_000
PREFORMATTED = frozenset({"pre", "code", "textarea"})


def rejoined(lines: Sequence[str], index: BlockIndex) -> tuple[str, ...]:
    """The lines, with each run that together is a block of the page, character for character, as one line."""
    keys = [index.key_of(line) for line in lines]
    text = "".join(keys)
    starts = [0, *accumulate(map(len, keys))]
    end_at = {start: place for place, start in reversed(list(enumerate(starts)))}
    in_order = sorted(range(len(index.keys)), key=index.keys.__getitem__)
    joined: list[str] = []
    at = 0
    while at < len(lines):
        run: Sequence[str] = lines[at : at + 1]
        begins = bisect_left(in_order, keys[at], key=index.keys.__getitem__) if keys[at] else len(in_order)
        for place in islice(in_order, begins, begins + MAX_TRIES):
            key = index.keys[place]
            end = end_at.get(starts[at] + len(key), 0) if len(key) <= MAX_BLOCK_CHARS else 0
            if end <= at + 1 or not text.startswith(key, starts[at]):
                continue
            if _is_broken(lines[at:end]) and not _is_preformatted(index.blocks[place]):
                run, at = [as_line(index.blocks[place])], end - 1
                break
            run = max(run, lines[at:end], key=len)
        joined.extend(run)
        at += len(run)
    return tuple(joined)


def _is_broken(lines: Sequence[str]) -> bool:
    """Whether they are a text that breaks off in the middle of its sentences, and no row of a table."""
    if lines[0].startswith("|") or any(map(ends_sentence, lines[:-1])):
        return False
    return any(not line[0].isupper() and line[0].isalpha() for line in lines[1:])


def _is_preformatted(block: Block) -> bool:
    return any(box.tag in PREFORMATTED for box in block.box.path())
