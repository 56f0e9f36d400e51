"""Prompts to follow, subscribe, register or install an app."""

from collections.abc import Iterator

from newsclean import box_names
from newsclean.classify.evidence import PITCH_PROSE_WEIGHT, PITCH_WEIGHTS, Boxes
from newsclean.classify.names import NETWORKS
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict
from newsclean.text import words

NAME = "prompt"
BOX_NAMES = frozenset(
    "newsletter newsletters subscribe subscription signup optin mailchimp mailinglist inscription abonnieren "
    "follow appstore".split()
).union(box_names.NEWSLETTER)
BOX_SCORE = 0.7

# "Follow us on Facebook, Twitter (@valleynews) and Instagram."
LAST_LINES = 3
NETWORKS_MIN = 2
NETWORKS_MAX_WORDS = 30
NETWORKS_SCORE = 0.8
# Names that are no words of their own.
NETWORKS_LONG = frozenset(name for name in NETWORKS if len(name) >= 6)


def find(reading: Reading) -> Iterator[Verdict]:
    for line in reading.lines[-LAST_LINES:]:
        if line.words <= NETWORKS_MAX_WORDS and line.place > 0 and "@" in line.text:
            named = NETWORKS_LONG & set(words(line.folded))
            if len(named) >= NETWORKS_MIN:
                yield Verdict(line.index, Label.PROMPT, NAME, NETWORKS_SCORE, f"a handle on {', '.join(sorted(named))}")


RULE = Rule(
    name=NAME,
    label=Label.PROMPT,
    summary="prompts to follow, subscribe, register or install an app",
    reason="The site speaks to its reader, not of the news: second person, imperative.",
    cuts=(
        Example("The dam holds, engineers said on Friday after a night of checks.\nCLICK HERE TO GET THE APP", (1,)),
        Example("The dam holds, engineers said on Friday after a night of checks.\nSign up for our newsletter", (1,)),
    ),
    keeps=(Example("The newsletter that the bank sent to its customers in May promised a rate of four per cent."),),
    misses="Prompts in a wording of their own.",
    phrases=PITCH_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE, PITCH_PROSE_WEIGHT),),
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
