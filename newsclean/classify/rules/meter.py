"""Reading time, views and reactions."""

from collections.abc import Iterator

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "meter"
BOX_NAMES = frozenset(["readtime", "readingtime", "views", "reactions", "estimated"])
BOX_SCORE = 0.75


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.METER, NAME)
    yield from by_box(reading, Label.METER, NAME, BOX_NAMES, BOX_SCORE)


RULE = Rule(
    name=NAME,
    label=Label.METER,
    summary="reading time, views and reactions",
    reason="A number and a unit that measure the page, not the news.",
    cuts=(Example("4 min read\nThe dam holds, engineers said on Friday after a night of checks.", (0,)),),
    keeps=(Example("It takes four minutes to read the sentence that the judge wrote, and a day to understand it."),),
    misses="A count without a unit.",
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
