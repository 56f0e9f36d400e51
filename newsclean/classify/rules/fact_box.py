"""Boxes of facts, books and dates beside the story, of which nothing is told in sentences."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsclean.classify.evidence import BOX_MAX_PROSE_SHARE, NAME_MAX_TEXT_SHARE
from newsclean.classify.example_pages import STORY_BEGINNING
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.topic import is_spoken_of
from newsclean.models import Label, NamedBox, Verdict

NAME = "fact_box"
BOX_NAMES = frozenset({"infobox", "factbox", "infokasten"})
SCORE = 0.55
# The points of a story are set so too, in sentences of half a paragraph's length: such a box stays whole.
SENTENCE_MIN_WORDS = 5
# A life or a building in dates has as many; a lone one is a book's title.
MIN_POINTS = 2


def find(reading: Reading) -> Iterator[Verdict]:
    for name in sorted(BOX_NAMES.intersection(reading.boxed_lines)):
        if reading.name_share(name) > NAME_MAX_TEXT_SHARE:
            continue
        # The box's title is called after it too: the last, outermost one holds them all.
        outermost = {line.place: (line, box) for line, box in reading.boxed_lines[name]}
        lines_of: dict[NamedBox, list[ReadLine]] = defaultdict(list)
        for line, box in outermost.values():
            lines_of[box].append(line)
        for box, lines in lines_of.items():
            if reading.prose_share(box) <= BOX_MAX_PROSE_SHARE and not _is_of_story(reading, lines):
                evidence = f"in a box called “{name}”, which has no sentence"
                yield from (Verdict(line.index, Label.WIDGET, NAME, SCORE, evidence) for line in lines)


def _is_of_story(reading: Reading, lines: Sequence[ReadLine]) -> bool:
    """Whether it tells something in sentences, or in points on what the story names too."""
    return any(map(_is_told, lines)) or (_has_points(lines) and is_spoken_of(lines[0], reading.prose, 1.0))


def _has_points(lines: Sequence[ReadLine]) -> bool:
    """Whether a list tells something below a heading, full stop or not."""
    points = [line for line in lines[1:] if line.line.tag == "li" and line.words >= SENTENCE_MIN_WORDS]
    return lines[0].is_heading and len(points) >= MIN_POINTS


def _is_told(line: ReadLine) -> bool:
    return line.is_quotation or (line.ends_sentence and line.words >= SENTENCE_MIN_WORDS)


RULE = Rule(
    name=NAME,
    label=Label.WIDGET,
    summary="boxes of facts, books and dates beside the story, where nothing in them is a sentence",
    reason="It is set beside the story; where it tells something in sentences it is a part of it, and stays whole.",
    cuts=(
        Example(
            STORY_BEGINNING
            + '<div class="infobox"><h3>Books on dams</h3><p>Ada Moor: The wall, 144 pages, 20 crowns</p></div>\n'
            "</article></body></html>",
            (2, 3),
            is_html=True,
        ),
    ),
    keeps=(
        Example(
            STORY_BEGINNING + '<div class="infobox"><h3 class="infobox__title">The dam</h3>'
            "<ul><li>It was built in 1954.</li><li>Height: 40 m</li></ul></div>\n</article></body></html>",
            is_html=True,
        ),
        Example(
            STORY_BEGINNING + '<div class="factbox"><h2>The dam</h2><ul><li>Built by four hundred men in 1910</li>\n'
            "<li>Forty metres high since it was mended</li></ul></div>\n</article></body></html>",
            is_html=True,
        ),
    ),
    misses="Boxes of facts that the page calls otherwise.",
    find=find,
    needs="html",
    thresholds=(
        ("SCORE", SCORE, "how often pages call boxes so that hold junk, estimated"),
        ("MIN_POINTS", MIN_POINTS, "a life in dates has as many; a lone one is a book's title"),
        ("SENTENCE_MIN_WORDS", SENTENCE_MIN_WORDS, "shorter ones are labels with a full stop"),
    ),
)
