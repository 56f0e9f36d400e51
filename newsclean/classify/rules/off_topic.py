"""Lines of a suspected tail that share no words with the story."""

import re
from collections.abc import Iterator
from functools import lru_cache

from newsclean.classify.reading import Reading, ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.classify.words import all_languages
from newsclean.models import Label, Verdict
from newsclean.text import fold

NAME = "off_topic"
# Behind a credit the article is usually over; topic then breaks the tie, and never decides alone.
SCORE = 0.4
SUSPECTING = frozenset(
    {Label.SOURCE_CREDIT, Label.RELATED_LINK, Label.COMMENT, Label.SHARE, Label.TAGS, Label.COPYRIGHT}
)
# Words are compared by their beginnings, which inflection leaves alone.
STEM_CHARS = 5
MIN_STEMS = 4
# A paragraph of a story shares about a third of its stems with the rest of the story; a teaser of
# another story shares less than an eighth, function words left out.
MAX_SHARED = 0.13
# Where the paragraphs before do not share words either the text is a press review or a set of briefs.
BODY_MIN_SHARED = 0.2
BODY_MIN_LINES = 2
_WORD = re.compile(r"[^\W\d_]{4,}")


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(fold(word)[:STEM_CHARS] for words in all_languages().values() for word in words.words.stopwords)


def find(reading: Reading) -> Iterator[Verdict]:
    start = _suspected_from(reading)
    if start is None:
        return
    body = [stems for line in reading.lines[:start] if len(stems := _stems(line)) >= MIN_STEMS]
    if len(body) < BODY_MIN_LINES or _mean_shared(body) < BODY_MIN_SHARED:
        return
    vocabulary = frozenset[str]().union(*body)
    for line in reading.lines[start + 1 :]:
        stems = _stems(line)
        if len(stems) >= MIN_STEMS:
            shared = len(stems & vocabulary) / len(stems)
            if shared <= MAX_SHARED:
                evidence = f"shares {shared:.0%} of its words with the story, behind “{reading.lines[start].text[:30]}”"
                yield Verdict(line.index, Label.TEASER, NAME, SCORE, evidence)


def _suspected_from(reading: Reading) -> int | None:
    """Place of the first whole-line or opening cue in the second half that may end the story."""
    for place in sorted(reading.hits):
        if 2 * place >= len(reading.lines) and any(
            hit.label in SUSPECTING and hit.anchor in ("line", "start") for hit in reading.hits[place]
        ):
            return place
    return None


def _stems(line: ReadLine) -> frozenset[str]:
    return frozenset(word[:STEM_CHARS] for word in _WORD.findall(fold(line.text))) - _stopwords()


def _mean_shared(body: list[frozenset[str]]) -> float:
    """Mean share of a paragraph's stems that stand in the other paragraphs too."""
    shares = []
    for place, stems in enumerate(body):
        others = frozenset[str]().union(*body[:place], *body[place + 1 :])
        shares.append(len(stems & others) / len(stems))
    return sum(shares) / len(shares)


RULE = Rule(
    name=NAME,
    label=Label.TEASER,
    summary="paragraphs behind a credit or a closing label that share no words with the story",
    reason="Unlabelled teasers look like paragraphs; only their subject tells them, where the story is over already.",
    cuts=(
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "Source: AFP\nTwo bakers from Castlemoor win the prize for rye bread with a recipe of their grandmother.",
            (4,),
        ),
    ),
    keeps=(
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "Source: AFP\nThe engineers will check the dam again in a week, when the lake above the town has fallen.",
        ),
    ),
    misses="Teasers on the story's own subject, and those behind no sign that the story is over.",
    find=find,
    thresholds=(
        ("MAX_SHARED", MAX_SHARED, "between teasers and body paragraphs of labelled pages"),
        ("BODY_MIN_SHARED", BODY_MIN_SHARED, "below it neighbouring paragraphs are unlike: topic is no evidence"),
    ),
)
