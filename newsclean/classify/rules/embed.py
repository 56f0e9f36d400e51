"""Residue of embedded posts."""

import re
from collections.abc import Iterator

from newsclean.classify.evidence import DEFAULT_WEIGHTS, Boxes
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "embed"
BOX_NAMES = frozenset({"tweet", "instagram", "embed", "fbpost"})
BOX_SCORE = 0.2
ATTRIBUTION_SCORE = 0.85
WITH_POST_SCORE = 0.25
PICTURE_SCORE = 0.6
ATTRIBUTION_MAX_WORDS = 14
# "— Name (@handle) date"
_HANDLE = re.compile(r"\(@\w{2,30}\)")
_OPENING_DASH = ("—", "–", "-", "―")
_PICTURE = "pic.twitter.com/"
_POST_SIGNS = ("https://t.co/", _PICTURE, "#", "@")


def find(reading: Reading) -> Iterator[Verdict]:
    for line in reading.short_lines:
        if line.words <= ATTRIBUTION_MAX_WORDS and line.text.startswith(_OPENING_DASH) and _HANDLE.search(line.text):
            score = WITH_POST_SCORE if _follows_post(reading, line) else ATTRIBUTION_SCORE
            yield Verdict(line.index, Label.EMBED, NAME, score, "the name line of an embedded post")
        elif line.words == 1 and _PICTURE in line.text:
            yield Verdict(line.index, Label.EMBED, NAME, PICTURE_SCORE, "the picture link of an embedded post")


def _follows_post(reading: Reading, line: ReadLine) -> bool:
    """Whether the text of the post stands before it: then the line says who is quoted."""
    before = reading.lines[line.place - 1] if line.place else None
    return before is not None and (
        before.line.tag == "blockquote" or any(sign in before.text for sign in _POST_SIGNS) or not before.ends_sentence
    )


RULE = Rule(
    name=NAME,
    label=Label.EMBED,
    summary="name and date lines of embedded posts",
    reason="The post is quoted by the page; its furniture is no text.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\n— Ada Moor (@adamoor) May 3, 2024", (1,)
        ),
    ),
    keeps=(
        Example("— We do not know (and nobody does) what the dam will bear, said the engineer @adamoor in a post."),
    ),
    misses="The text of a post, which stays: the story often turns on it.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    find=find,
    find_max_words=ATTRIBUTION_MAX_WORDS,
    thresholds=(
        ("ATTRIBUTION_MAX_WORDS", ATTRIBUTION_MAX_WORDS, "a name, a handle and a date"),
        ("WITH_POST_SCORE", WITH_POST_SCORE, "behind the post's own text the line says who is quoted"),
    ),
)
