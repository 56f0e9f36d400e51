"""Prompts to follow, subscribe, register or install an app."""

from collections.abc import Iterator
from functools import lru_cache

from newsclean import box_names
from newsclean.classify.evidence import PITCH_PROSE_WEIGHT, PITCH_WEIGHTS, Boxes
from newsclean.classify.lexicon import AT_THE_START
from newsclean.classify.names import NETWORKS
from newsclean.classify.openings import Openings
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Label, Verdict
from newsclean.text import words

NAME = "prompt"
BOX_NAMES = frozenset(
    "newsletter newsletters subscribe subscription signup optin mailchimp mailinglist inscription abonnieren "
    "follow appstore".split()
).union(box_names.NEWSLETTER, box_names.NEWSLETTER_PLUGINS)
BOX_SCORE = 0.7

# "Follow us on Facebook, Twitter (@valleynews) and Instagram."
LAST_LINES = 3
NETWORKS_MIN = 2
NETWORKS_MAX_WORDS = 30
NETWORKS_SCORE = 0.8
# Names that are no words of their own.
NETWORKS_LONG = frozenset(name for name in NETWORKS if len(name) >= 6)
# "Sign up to The Morning Tide", "THE TIDE NEWSLETTER", right beside what is a prompt by its words.
TITLE_MAX_WORDS = 7
TITLE_SCORE = 0.8
_LETTER = "newsletter"


@lru_cache(maxsize=1)
def _signing_up() -> Openings:
    return Openings(f"{fold(verb)} " for each in all_languages().values() for verb in each.words.sign_up)


def find(reading: Reading) -> Iterator[Verdict]:
    yield from _on_networks(reading)
    yield from _titles(reading)


def _titles(reading: Reading) -> Iterator[Verdict]:
    for line in reading.hit_lines:
        if any(hit.label is Label.PROMPT and hit.anchor in AT_THE_START for hit in line.hits):
            for title in filter(_is_title, reading.beside(line)):
                evidence = f"the name of a letter, beside “{line.text[:40]}”"
                yield Verdict(title.index, Label.PROMPT, NAME, TITLE_SCORE, evidence)


def _is_title(line: ReadLine) -> bool:
    if line.words > TITLE_MAX_WORDS or line.ends_sentence:
        return False
    return _LETTER in line.folded or _signing_up().longest(line.folded) is not None


def _on_networks(reading: Reading) -> Iterator[Verdict]:
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
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\n"
            "Sign up to The Morning Tide\nGet our best stories straight to your inbox",
            (1, 2),
        ),
    ),
    keeps=(
        Example("The newsletter that the bank sent to its customers in May promised a rate of four per cent."),
        Example("How to help\nSign up for the sandbags\nThe town fills them on Saturday at the dam, engineers said."),
    ),
    misses="Prompts in a wording of their own.",
    phrases=PITCH_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE, PITCH_PROSE_WEIGHT),),
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
