"""Boxes that hold a line and little else, and are not built as those of the paragraphs are."""

from collections.abc import Mapping, Sequence

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.models import NamedBox

# A heading, a pitch of two sentences, a list of what one gets, a button.
BOX_MAX_LINES = 8
BOX_MAX_WORDS = 90
# Of the text's characters: a page behind a wall shows little else.
BOX_MAX_SHARE = 0.5
_TAGS = frozenset({"div", "section", "aside", "form", "article", "header", "footer"})

SmallBox = tuple[NamedBox, Sequence[ReadLine]]
"""A box with its lines."""


def small_boxes(reading: Reading, line: ReadLine) -> Sequence[SmallBox]:
    """The boxes around the line that hold little beside it, with their lines, the widest first."""
    found: list[SmallBox] = []
    for box in line.line.boxes:
        lines = _lines_in(reading, box, line.place)
        if not _are_few(reading, lines):
            break
        if len(lines) > 1 and _is_part_of_page(box):
            found.append((box, lines))
    return found[::-1]


def names_around_prose(reading: Reading) -> Mapping[str, set[int]]:
    """Under each name the places of boxes called so that hold paragraphs, two of them at most."""
    boxes = {box.place: box.names for line in reading.prose for box in line.line.boxes}
    places: dict[str, set[int]] = {}
    for place, names in boxes.items():
        for name in names:
            known = places.setdefault(name, set())
            if len(known) < 2:
                known.add(place)
    return places


def is_like_others(box: NamedBox, of_paragraphs: Mapping[str, set[int]]) -> bool:
    """Whether most of its names are those of other boxes with paragraphs: stories are set in parts."""
    shared = sum(bool(of_paragraphs.get(name, set()) - {box.place}) for name in box.names)
    return 2 * shared > len(box.names)


def _lines_in(reading: Reading, box: NamedBox, place: int) -> Sequence[ReadLine]:
    """The lines around that place that the box holds, one more than is little at most."""
    first = last = place
    while first > 0 and place - first < BOX_MAX_LINES and box in reading.lines[first - 1].line.boxes:
        first -= 1
    while last + 1 < len(reading.lines) and last - place < BOX_MAX_LINES and box in reading.lines[last + 1].line.boxes:
        last += 1
    return reading.lines[first : last + 1]


def _are_few(reading: Reading, lines: Sequence[ReadLine]) -> bool:
    if len(lines) > BOX_MAX_LINES or sum(line.words for line in lines) > BOX_MAX_WORDS:
        return False
    return sum(len(line.text) for line in lines) <= BOX_MAX_SHARE * reading.chars


def _is_part_of_page(box: NamedBox) -> bool:
    """Lists, tables and quotations are parts of texts; elements of the site's own have a hyphen in their tag."""
    return not _TAGS.isdisjoint(box.names) or any("-" in name for name in box.names)
