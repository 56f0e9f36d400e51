"""Finding each extracted line among the page's blocks again, to know where it stood."""

import sys
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from operator import itemgetter, le

from newsclean.extract.blocks import Block

# Two different paragraphs of one page hardly share their first characters this far;
# an extraction that drops a footnote mark or a link list inside a paragraph leaves them equal.
_PREFIX_CHARS = 32
# Shorter ones, such as a name, may stand in any paragraph.
PIECE_MIN_CHARS = 8
PIECES_MIN_SHARE = 0.5
# Blocks that begin alike and follow each other are looked at, as far as these.
_RUN_TRIES = 3
_LIST_MARKS = ("- ", "• ")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d"))


def comparison_key(text: str) -> str:
    """The text without white space and the mark of a list item; of a table's row, the first cell."""
    key = _visible(text)
    if key.startswith("|"):
        return key.strip("|").partition("|")[0]
    return key.lstrip("-•")


def whole_key(text: str) -> str:
    """The same with all cells of a table's row."""
    key = _visible(text)
    return key.replace("|", "") if key.startswith("|") else key.lstrip("-•")


def _visible(text: str) -> str:
    """Without white space, soft hyphens, joiners and places where a word may break, which extractors drop or keep."""
    bare = text.replace(" ", "")
    if bare.isprintable():  # as neither is, nor any other white space
        return bare
    return "".join(bare.split()).translate(_UNSEEN)


class BlockIndex:
    """Blocks of one page by their text."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._key_of: dict[str, str] = {}
        self.keys = [self.key_of(block.text) for block in blocks]
        """By place, in the form in which texts are compared."""
        self._places_by_chars: dict[int, dict[str, list[int]]] = {}
        self._places_of_kind: dict[tuple[int, str, bool], Sequence[int]] = {}

    def key_of(self, text: str) -> str:
        """The `comparison_key` of a text. Lines are mostly blocks word for word, and are asked for again and again."""
        key = self._key_of.get(text)
        if key is None:
            key = self._key_of[text] = comparison_key(text)
        return key

    def place(self, line: str, after: int) -> int | None:
        """Place of the block that the line came from, preferably behind the place `after`."""
        key = self.key_of(line)
        is_item = line.startswith(_LIST_MARKS)
        places = self._of_kind(key, sys.maxsize, is_item) or self._of_kind(key, _PREFIX_CHARS, is_item)
        if not places:
            return self._first_of_run(key, after)
        following = bisect_right(places, after)
        return places[following] if following < len(places) else places[0]

    def _beginning(self, key: str, chars: int) -> Sequence[int]:
        """Places of the blocks that have the first so many characters of the key for theirs."""
        known = self._places_by_chars.get(chars)
        if known is None:
            known = self._places_by_chars[chars] = {}
            for place, own in enumerate(self.keys):
                if own:
                    known.setdefault(own[:chars], []).append(place)
        return known.get(key[:chars], ())

    def _of_kind(self, key: str, chars: int, is_item: bool) -> Sequence[int]:
        """The same, of lists' items alone or of all but these, where there are any of that kind.

        A table of contents has the headings' own words.
        """
        asked = (chars, key[:chars], is_item)
        known = self._places_of_kind.get(asked)
        if known is None:
            places = self._beginning(key, chars)
            of_kind = [place for place in places if (self.blocks[place].box.tag == "li") == is_item]
            known = self._places_of_kind[asked] = of_kind or places
        return known

    def is_whole(self, line: str, place: int) -> bool:
        """Whether the line is of that block alone, and runs no others together with it."""
        return self.key_of(line)[:_PREFIX_CHARS] == self.keys[place][:_PREFIX_CHARS]

    def only_place(self, line: str) -> int | None:
        """Place of the one block that has the line for all its text; None where none or several have."""
        places = self._beginning(self.key_of(line), sys.maxsize)
        return places[0] if len(places) == 1 else None

    def _first_of_run(self, key: str, after: int) -> int | None:
        """Place of the first of the blocks that a line runs together: a title, its date, a name."""
        places = self._beginning(key, PIECE_MIN_CHARS)
        following = bisect_right(places, after)
        for first in places[following : following + _RUN_TRIES]:
            place, at = first, 0
            while place < len(self.keys) and self.keys[place] and key.startswith(self.keys[place], at):
                at += len(self.keys[place])
                place += 1
            if at == len(key):
                return first
        return None


def align(lines: Sequence[str], index: BlockIndex) -> tuple[int | None, ...]:
    """For each line the place of its block, None where the page has no such block."""
    found: list[int | None] = []
    after = -1
    for line in lines:
        place = index.place(line, after)
        found.append(place)
        if place is not None and place > after:
            after = place
    return tuple(found)


def in_page_order(lines: Sequence[str], places: Sequence[int | None], index: BlockIndex) -> tuple[str, ...]:
    """The lines, which were found at these places, in the order in which they stand on the page.

    Extractors add what they find late, such as the paragraphs outside of the box that they tried first, at the end.
    A line that may have come from several places of the page stays with the one before it.
    """
    known = [place for place in places if place is not None]
    if all(map(le, known, islice(known, 1, None))):
        return tuple(lines)
    order: list[tuple[int, str]] = []
    last = -1
    for line in lines:
        place = index.only_place(line)
        last = last if place is None else place
        order.append((last, line))
    return tuple(line for _, line in sorted(order, key=itemgetter(0)))


def is_in_pieces(key: str, present: Sequence[str]) -> bool:
    """Whether a block, given as a key, is among the lines already, taken apart at its links, notes or readings."""
    if key in "".join(present):
        return True
    pieces = sum(len(line) for line in present if len(line) >= PIECE_MIN_CHARS and line in key)
    return pieces >= PIECES_MIN_SHARE * len(key)
