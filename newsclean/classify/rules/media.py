"""Strings of video and audio players."""

from collections.abc import Iterator

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "media"
BOX_NAMES = frozenset("player video videoplayer jwplayer podcast audioplayer audio vjs brightcove".split())
BOX_SCORE = 0.6


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.MEDIA, NAME)
    yield from by_box(reading, Label.MEDIA, NAME, BOX_NAMES, BOX_SCORE)


RULE = Rule(
    name=NAME,
    label=Label.MEDIA,
    summary="strings of video and audio players",
    reason="Labels of a player that the text has no player for.",
    cuts=(Example("Listen to this article\nThe dam holds, engineers said on Friday after a night of checks.", (0,)),),
    keeps=(Example("The video shows two men carrying the painting to a van that waited outside, police said."),),
    misses="Titles of the next videos, unless a box holds them.",
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
