"""Sections named in a word or two above the story."""

from collections.abc import Iterator

from newsclean.classify.example_pages import story_below
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.rules import byline, dateline
from newsclean.models import Label, Verdict

NAME = "kicker"
# On labelled text and pages 16 of 16 such lines were no part of the article.
SCORE = 0.6
MAX_WORDS = 3
# Headline, section, author: farther down a short line heads a part.
MAX_PLACE = 2
# More lines above the first paragraph are a list, or a text in short lines.
HEAD_MAX_LINES = 6
LINK_MIN_SHARE = 0.95
# Names of sections have no more than an ampersand.
_MARKS = frozenset(".,:;!?…\"'«»“”‘’„()[]|/–—-*•·→>►▲0123456789")
_BESIDE = frozenset({Label.BYLINE, Label.DATELINE, Label.SHARE, Label.METER})
# A name in the middle of a line that is not sure to be the author's.
_SURE_SCORE = 0.5


def find(reading: Reading) -> Iterator[Verdict]:
    if not 0 < reading.first_prose <= HEAD_MAX_LINES:
        return
    for line in reading.lines[: min(MAX_PLACE + 1, reading.first_prose)]:
        behind = reading.lines[line.place + 1]
        if not _may_name_section(line) or (line.place == 0 and not reading.is_html and line.words > 1):
            continue  # of a text that begins with two or three words these are its headline as well
        if behind.line.tag == "h1":
            yield Verdict(line.index, Label.NAV, NAME, SCORE, "a word or two right above the headline")
        elif behind.index in _about_article(reading):
            yield Verdict(line.index, Label.NAV, NAME, SCORE, f"a word or two above the line “{behind.text[:40]}”")


def _may_name_section(line: ReadLine) -> bool:
    """A heading does where it leads to the section."""
    is_name = not line.is_heading or line.line.own_link_share >= LINK_MIN_SHARE
    return is_name and line.words <= MAX_WORDS and _MARKS.isdisjoint(line.text) and not line.hits


def _about_article(reading: Reading) -> frozenset[int]:
    """Indexes of lines that tell who wrote the article, when and from what."""
    found = (*byline.find(reading), *dateline.find(reading))
    worded = [line.index for line in reading.hit_lines if any(_tells(hit.label, hit.anchor) for hit in line.hits)]
    return frozenset([*worded, *(verdict.line for verdict in found if verdict.score > _SURE_SCORE)])


def _tells(label: Label, anchor: str) -> bool:
    return label in _BESIDE and anchor in ("line", "start")


RULE = Rule(
    name=NAME,
    label=Label.NAV,
    summary="a word or two above the headline, or above the line with the author, the date or the source",
    reason="Pages name the section there that the story stands in.",
    cuts=(
        Example(
            "Forty men check the dam above the old town\nThe valley\nBy Ada Moor\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            (1,),
            language="en",
        ),
        Example(
            story_below('<div class="c-tag">Valley</div>\n<h1>Forty men check the dam</h1>'),
            (0,),
            is_html=True,
        ),
        Example(
            story_below('<h2><a href="/valley">Valley</a></h2>\n<h1>Forty men check the dam</h1>'),
            (0,),
            is_html=True,
        ),
    ),
    keeps=(
        Example(
            "Dam holds\nBy Ada Moor\n"
            "The dam above the old town holds, engineers said on Friday after a night of checks by forty of them.",
            language="en",
        ),
        Example(
            "<html><body><article><h1>Forty men check the dam</h1>\n<h2>The night</h2>\n<p>By Ada Moor</p>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
        Example(
            "Forty men check the dam above the old town\nBy Ada Moor\nThe wall\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            language="en",
        ),
        Example("The wall\nBy Ada Moor\nStone upon stone\nAbove the town\nIt holds and holds", language="en"),
        Example(
            "Forty men check the dam above the old town\nThe dam holds, say forty men.\nBy Ada Moor\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.",
            language="en",
        ),
    ),
    misses="Sections of more words, and those that stand below the author.",
    find=find,
    find_max_words=MAX_WORDS,
    thresholds=(
        ("SCORE", SCORE, "all of 16 such lines on labelled text and pages, rounded down for their small number"),
        ("MAX_PLACE", MAX_PLACE, "headline, section, author"),
    ),
)
