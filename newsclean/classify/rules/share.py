"""Labels of share buttons."""

import re
from collections.abc import Iterator

from newsclean import box_names
from newsclean.classify.evidence import DEFAULT_WEIGHTS, Boxes
from newsclean.classify.names import NETWORKS
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Guard, Rule
from newsclean.folding import fold
from newsclean.models import Label, Protection, Verdict
from newsclean.text import words

NAME = "share"
BOX_NAMES = frozenset({"share", "sharing", "sharebar", "sharethis", "addtoany", "sociable", "addthis"}).union(
    box_names.SHARE, box_names.SHARE_PLUGINS
)
BOX_SCORE = 0.75
# Two networks and nothing else are buttons; one alone may be a word of the text.
NETWORKS_MIN = 2
NETWORKS_SCORE = 0.9
LINE_MAX_WORDS = 12
HEADING_MAX_WORDS = 5
HEADING_STRENGTH = 0.97
# "6. X (formerly Twitter)" heads a part of a text on networks.
_NUMBERED = re.compile(r"\d{1,3}[.)] ")


def find_in_line(line: ReadLine) -> Verdict | None:
    """The networks that a line names which names little else."""
    named = [word for word in words(line.folded) if word in NETWORKS]
    if len(named) < NETWORKS_MIN or 2 * len(named) < line.words or _NUMBERED.match(line.text):
        return None
    return Verdict(line.index, Label.SHARE, NAME, NETWORKS_SCORE, f"networks only: {', '.join(named)}")


def _headings(reading: Reading) -> Iterator[Protection]:
    for line in reading.short_lines:
        if line.words > HEADING_MAX_WORDS or NETWORKS.isdisjoint(words(line.folded)) or line is reading.lines[-1]:
            continue
        following = reading.lines[line.place + 1]
        named = NETWORKS.intersection(words(line.folded))
        is_heading = 2 * len(named) > line.words and following.is_prose and not following.hits
        if is_heading and not named.isdisjoint(words(fold(following.text))):
            yield Protection(line.index, NETWORK_HEADING.name, HEADING_STRENGTH, "the paragraph below is about it")


NETWORK_HEADING = Guard(
    name="network_heading",
    summary="the name of a network above a paragraph about it",
    reason="In a text on networks their names are headings, and no buttons.",
    keeps=(
        Example(
            "The council asked what the young of the valley use, and printed the answers by network.\n"
            "Instagram and Facebook\n"
            "Facebook is for the parents, said most of them, and what they show of themselves stands on Instagram.",
            (1,),
        ),
    ),
    find=_headings,
)

RULE = Rule(
    name=NAME,
    label=Label.SHARE,
    summary="labels of share buttons, and names of networks run together",
    reason="Buttons to send the page around leave their labels in the text.",
    cuts=(
        Example("The dam holds, engineers said on Friday after a night of checks.\nShare this article", (1,)),
        Example("Facebook Twitter WhatsApp\nThe dam holds, engineers said on Friday after a night of checks.", (0,)),
    ),
    keeps=(
        Example("The dam holds, engineers said on Friday after a night of checks.\n6. X (formerly Twitter)"),
        Example("Facebook and its rival X are to share their data with the regulator, a court ruled on Monday."),
    ),
    misses="Labels in languages without a words file.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    find_in_line=find_in_line,
    line_max_words=LINE_MAX_WORDS,
    thresholds=(
        ("NETWORKS_MIN", NETWORKS_MIN, "one network alone may be a word of the text"),
        ("BOX_SCORE", BOX_SCORE, "pages call boxes so that hold other things, rarely"),
    ),
)
