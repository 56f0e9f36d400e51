"""Labels of share buttons."""

import re

from newsclean.classify.evidence import DEFAULT_WEIGHTS, Boxes
from newsclean.classify.names import NETWORKS
from newsclean.classify.reading import ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict
from newsclean.text import words

NAME = "share"
BOX_NAMES = frozenset({"share", "sharing", "sharebar", "sharethis", "addtoany", "sociable", "addthis"})
BOX_SCORE = 0.75
# Two networks and nothing else are buttons; one alone may be a word of the text.
NETWORKS_MIN = 2
NETWORKS_SCORE = 0.9
LINE_MAX_WORDS = 12
# "6. X (formerly Twitter)" heads a part of a text on networks.
_NUMBERED = re.compile(r"\d{1,3}[.)] ")


def find_in_line(line: ReadLine) -> Verdict | None:
    """The networks that a line names which names little else."""
    named = [word for word in words(line.folded) if word in NETWORKS]
    if len(named) < NETWORKS_MIN or 2 * len(named) < line.words or _NUMBERED.match(line.text):
        return None
    return Verdict(line.index, Label.SHARE, NAME, NETWORKS_SCORE, f"networks only: {', '.join(named)}")


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
