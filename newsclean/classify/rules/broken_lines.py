"""What must not be cut: pieces of paragraphs that a width or the page's elements have broken into lines."""

import re
from collections.abc import Iterator
from itertools import pairwise

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Guard
from newsclean.models import Protection

STRENGTH = 0.97
# Texts are set to 60 to 80 characters; a word that does not fit leaves a dozen free. Longer lines are paragraphs.
WRAPPED_MIN_CHARS = 48
WRAPPED_MAX_CHARS = 90
# Of all lines, headings and ends of paragraphs among them; of 447 texts in which a line is a paragraph none has more
# than an eighth of such.
WRAPPED_MIN_SHARE = 0.3
# One line that begins in the middle of a sentence may be a label in small letters or a slip; where one begins with a
# comma or a full stop, a second will do.
PIECES_MIN_BREAKS = 3
PIECES_MIN_BREAKS_WITH_CERTAIN = 2
# Of all lines. Programs that write elements as lines break a paragraph in three, and of whole pages, menus and all,
# still one line in ten; two or three such lines among hundreds are a list or a slip.
PIECES_MIN_SHARE = 0.05
# Labels are shorter: of a broken sentence one side of the break is longer, nearly always.
PIECE_MIN_WORDS = 5
_GOING_ON = re.compile(r"[,;.)\]'’”»](?= ?[^\W_]| ?$)|[、。，）」』]")
_GOING_ON_FIRST = re.compile(r"[,;.)\]'’”»、。，）」』\u3041-\u3096]")
_HIRAGANA_FIRST, _HIRAGANA_LAST = "\u3041", "\u3096"
_OPEN_ENDS = frozenset(",-–—(«“„\"'’「『（")


def _wrapped_lines(reading: Reading) -> Iterator[Protection]:
    fewest = WRAPPED_MIN_SHARE * len(reading.lines)
    if sum(map(str.islower, reading.first_chars)) < fewest:
        return
    going_on = [
        (before, line)
        for before, line in pairwise(reading.lines)
        if line.index == before.index + 1 and line.text[0].islower() and _is_full_and_open(before)
    ]
    if len(going_on) < fewest:
        return
    for before, line in going_on:
        yield Protection(before.index, WRAPPED_LINE.name, STRENGTH, "goes on in the next line")
        yield Protection(line.index, WRAPPED_LINE.name, STRENGTH, "goes on from the line before")


def _is_full_and_open(line: ReadLine) -> bool:
    """Whether it is as long as the lines of a text set to a width, and breaks off in the middle of a sentence."""
    return (
        WRAPPED_MIN_CHARS <= len(line.text) <= WRAPPED_MAX_CHARS
        and not line.ends_sentence
        and (line.text[-1].isalnum() or line.text[-1] in ",-")
    )


WRAPPED_LINE = Guard(
    name="wrapped_line",
    summary="lines of a paragraph that is broken at a width of so many characters",
    reason="What stands alone on its last line is the end of a sentence, whatever it may mean by itself.",
    keeps=(
        Example(
            "The council of the old town wrote to all who live below the dam, and asked for a\n"
            "reply.\n"
            "Forty have written so far, and on Monday the letters will be read in the hall, as\n"
            "replies.",
            (0, 1, 2, 3),
        ),
    ),
    find=_wrapped_lines,
)


def _pieces(reading: Reading) -> Iterator[Protection]:
    for place in sorted(_places_of_pieces(reading)):
        yield Protection(reading.lines[place].index, PIECE.name, STRENGTH, "a piece of a broken sentence")


def _places_of_pieces(reading: Reading) -> frozenset[int]:
    """Places of lines that are pieces of sentences which the page's links and emphasis broke."""
    if reading.is_html or _count_going_on(reading.first_chars) < PIECES_MIN_BREAKS_WITH_CERTAIN:
        return frozenset()
    breaks = {
        line.place: is_certain
        for before, line in pairwise(reading.lines)
        if _is_open(before) and (is_certain := _goes_on_from(before, line)) is not None
    }
    fewest = PIECES_MIN_BREAKS_WITH_CERTAIN if any(breaks.values()) else PIECES_MIN_BREAKS
    if len(breaks) < max(fewest, PIECES_MIN_SHARE * len(reading.lines)):
        return frozenset()
    pieces = {*breaks, *(place - 1 for place in breaks)}
    # "The bridge in" | "Castlemoor" | ", which is closed, …": what the name goes on from is a piece too.
    for place in sorted(pieces, reverse=True):
        before = reading.lines[place - 1] if place else None
        if before is not None and _is_open(before) and before.words >= PIECE_MIN_WORDS:
            pieces.add(before.place)
    return frozenset(pieces)


def _count_going_on(first_chars: str) -> int:
    """How many lines may go on from the one before, by what they begin with: few lines of other texts do."""
    return sum(map(str.islower, first_chars)) + len(_GOING_ON_FIRST.findall(first_chars))


def _is_open(line: ReadLine) -> bool:
    return not line.ends_sentence and not line.is_cut and (line.text[-1].isalnum() or line.text[-1] in _OPEN_ENDS)


def _goes_on_from(before: ReadLine, line: ReadLine) -> bool | None:
    """Whether the line surely goes on from an open one before it; None where nothing shows that it does."""
    if _GOING_ON.match(line.text):
        return True
    is_kana = _HIRAGANA_FIRST <= line.text[0] <= _HIRAGANA_LAST
    is_inside = line.text[0].islower() or (is_kana and before.text[-1].isalpha())
    return False if is_inside and max(before.words, line.words) >= PIECE_MIN_WORDS else None


PIECE = Guard(
    name="piece",
    summary="pieces of sentences that were broken at the links and names in them",
    reason="Many a program writes each element of a page as a line: a name that is a link stands alone then.",
    keeps=(
        Example(
            "CASTLEMOOR - The dam above the town holds, said the engineers of\n"
            "Hydro Valley\n"
            ", who had checked it for a night with forty men of the\n"
            "Facebook\n"
            "group that watches the lake.\n"
            "The lake behind it is full to the brim, as it was in spring.",
            (0, 1, 2, 3, 4),
        ),
    ),
    find=_pieces,
)
