"""Lists of tags and topics."""

from collections.abc import Iterator

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "tags"
BOX_NAMES = frozenset("tag tags tagcloud taglist topic topics keywords hashtags labels".split())
BOX_SCORE = 0.75
HASHTAGS_SCORE = 0.85


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.TAGS, NAME)
    yield from by_box(reading, Label.TAGS, NAME, BOX_NAMES, BOX_SCORE)
    for line in reading.short_lines:
        if line.text[0] in "#＃" and all(word[0] in "#＃" and len(word) > 1 for word in line.text.split()):
            yield Verdict(line.index, Label.TAGS, NAME, HASHTAGS_SCORE, "hashtags and nothing else")


RULE = Rule(
    name=NAME,
    label=Label.TAGS,
    summary="lists of tags and topics",
    reason="Labels that the archive files the story under.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\nTags: dam, floods, engineering", (1,)
        ),
    ),
    keeps=(
        Example("Tags on the ears of the sheep led the farmer to the thief, who had sold forty of them in the town."),
    ),
    misses="Tags without a label or a #, unless a box holds them.",
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
