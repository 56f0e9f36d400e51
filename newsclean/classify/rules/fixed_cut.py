"""Teasers that a template cut at one constant length."""

from collections import Counter
from collections.abc import Callable, Iterator

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "fixed_cut"
# Of 21 news sites with two or more cut teasers 17 cut at one word count (within one), two at one
# character count: 15 to 60 words, 252 and 497 characters.
MIN_CUT_LINES = 2
WORDS_TOLERANCE = 1
CHARS_TOLERANCE = 3
MIN_WORDS = 6
CUT_SCORE = 0.95
# An uncut neighbour is a teaser that was shorter than the cut.
NEIGHBOUR_SCORE = 0.8


def find(reading: Reading) -> Iterator[Verdict]:
    """The block of cut lines of one length that ends the text, with its shorter uncut neighbours."""
    cut = [line for line in reading.lines[1:] if line.is_cut and line.words >= MIN_WORDS]
    if len(cut) < MIN_CUT_LINES:
        return
    block = max(
        _largest_group(cut, lambda line: line.words, WORDS_TOLERANCE),
        _largest_group(cut, lambda line: len(line.text), CHARS_TOLERANCE),
        key=len,
    )
    if len(block) < MIN_CUT_LINES or not _ends_text(reading, block):
        return
    longest = max(line.words for line in block)
    same = f"{len(block)} lines cut at {longest} words"
    for line in block:
        yield Verdict(line.index, Label.TEASER, NAME, CUT_SCORE, same)
    for line in _neighbours(reading, block, longest):
        yield Verdict(line.index, Label.TEASER, NAME, NEIGHBOUR_SCORE, f"beside {same}, no longer than they")


def _largest_group(cut: list[ReadLine], size: Callable[[ReadLine], int], tolerance: int) -> list[ReadLine]:
    """The most lines whose sizes differ from one of them by no more than the tolerance."""
    counts = Counter(map(size, cut))
    centre = max(counts, key=lambda middle: sum(counts[middle + step] for step in range(-tolerance, tolerance + 1)))
    return [line for line in cut if abs(size(line) - centre) <= tolerance]


def _ends_text(reading: Reading, block: list[ReadLine]) -> bool:
    """Whether nothing longer than the teasers follows the first of them: then no article goes on."""
    longest = max(line.words for line in block)
    first = min(line.place for line in block)
    return all(line.words <= longest + WORDS_TOLERANCE for line in reading.lines[first:])


def _neighbours(reading: Reading, block: list[ReadLine], longest: int) -> Iterator[ReadLine]:
    """Uncut lines between and behind the cut ones."""
    places = {line.place for line in block}
    for line in reading.lines[min(places) :]:
        if line.place not in places and line.words <= longest:
            yield line


RULE = Rule(
    name=NAME,
    label=Label.TEASER,
    summary="two or more lines of the tail that are cut at the same length, and the shorter lines among them",
    reason="A template cuts all teasers at one count of words or characters; an author's ellipses differ in place.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "The old cinema in the harbour is to become a school of dance, the town has ...\n"
            "Two bakers from the upper valley have won the prize for the best rye bread of ...\n"
            "The ferry sails again from Monday.",
            (1, 2, 3),
        ),
    ),
    keeps=(
        Example("And then there was the silence of the lake in the morning …"),
        Example(
            "He had seen it all before …\n"
            "She waited, she counted, she looked at the clock above the door of the station once more …\n"
            "In the end the council voted for the plan with nine votes against four, and the mayor thanked everybody."
        ),
    ),
    misses="A single cut teaser, and teasers that were all shorter than the cut.",
    find=find,
    thresholds=(
        ("MIN_CUT_LINES", MIN_CUT_LINES, "one cut line may be a matter of style"),
        ("WORDS_TOLERANCE", WORDS_TOLERANCE, "17 of 21 sites cut at one word count, within one"),
        ("CHARS_TOLERANCE", CHARS_TOLERANCE, "2 of 21 sites cut at one character count"),
    ),
)
