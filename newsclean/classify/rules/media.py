"""Strings of video and audio players."""

import re

from newsclean.classify.evidence import DEFAULT_WEIGHTS, Boxes
from newsclean.classify.read_line import ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "media"
BOX_NAMES = frozenset("player video videoplayer jwplayer podcast audioplayer audio vjs brightcove".split())
BOX_SCORE = 0.6
# "Engineers at the dam | 2:03 min": the title or summary of a recording with its length.
LENGTH_SCORE = 0.85
TITLE_MAX_WORDS = 60
LENGTH_MAX_CHARS = 30
_LENGTH = re.compile(r"(?:[|•·]|\d{4})\s{0,2}[|•·]?\s{0,2}\d{1,2}:\d\d(?::\d\d)?\s?(?:min|Min|mins|MIN|Std|m)\.?\Z")


def find_in_line(line: ReadLine) -> Verdict | None:
    ending = line.text[-LENGTH_MAX_CHARS:]
    if ":" in ending and _LENGTH.search(ending):
        return Verdict(line.index, Label.MEDIA, NAME, LENGTH_SCORE, "ends in the length of a recording")
    return None


RULE = Rule(
    name=NAME,
    label=Label.MEDIA,
    summary="strings of video and audio players",
    reason="Labels of a player that the text has no player for.",
    cuts=(
        Example("Listen to this article\nThe dam holds, engineers said on Friday after a night of checks.", (0,)),
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\n"
            "The dam seen from the air, with the closed path below it. 3.5.2024 | 2:03 min",
            (1,),
        ),
    ),
    keeps=(Example("The video shows two men carrying the painting to a van that waited outside, police said."),),
    misses="Titles of the next videos, unless a box holds them.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    find_in_line=find_in_line,
    line_max_words=TITLE_MAX_WORDS,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
