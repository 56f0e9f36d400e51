"""Lists of tags and topics."""

from newsclean import box_names
from newsclean.classify.evidence import DEFAULT_WEIGHTS, Boxes
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import SHORT_MAX_WORDS
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "tags"
BOX_NAMES = frozenset("tag tags tagcloud taglist topic topics keywords hashtags labels".split()).union(box_names.TAGS)
BOX_SCORE = 0.75
HASHTAGS_SCORE = 0.85


def find_in_line(line: ReadLine) -> Verdict | None:
    if line.text[0] in "#＃" and all(_is_hashtag(word) for word in line.text.split()):
        return Verdict(line.index, Label.TAGS, NAME, HASHTAGS_SCORE, "hashtags and nothing else")
    return None


def _is_hashtag(word: str) -> bool:
    """`#5` is no tag, but a place in a ranking."""
    return word[0] in "#＃" and len(word) > 1 and not word[1:].strip(":.").isdigit()


RULE = Rule(
    name=NAME,
    label=Label.TAGS,
    summary="lists of tags and topics",
    reason="Labels that the archive files the story under.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\nTags: dam, floods, engineering", (1,)
        ),
        Example("The dam holds, engineers said on Friday after a night of checks.\n#dam #floods", (1,)),
    ),
    keeps=(
        Example("Tags on the ears of the sheep led the farmer to the thief, who had sold forty of them in the town."),
        Example(
            "These are the dams of the valley, by the year in which they were built.\n#2\nThe dam above the old town."
        ),
    ),
    misses="Tags without a label or a #, unless a box holds them.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE, spares_headings=True),),
    find_in_line=find_in_line,
    line_max_words=SHORT_MAX_WORDS,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
