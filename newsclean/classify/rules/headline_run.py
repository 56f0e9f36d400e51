"""Runs of headlines behind the end of the story."""

from collections.abc import Iterator

from newsclean.classify.reading import Reading, ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "headline_run"
# Two lines may be a list that a heading introduces; three headlines without one are a block of teasers.
MIN_RUN = 3
HEADLINE_MIN_WORDS = 4
HEADLINE_MAX_WORDS = 25
SCORE = 0.6
# Verse stands in short lines too: those are kept apart by their number of words.
VERSE_MAX_WORDS = 8


def find(reading: Reading) -> Iterator[Verdict]:
    run = [line for line in reading.lines if reading.is_tail(line)]
    titles = [line for line in run if _is_headline(line)]
    if len(titles) < MIN_RUN or 2 * len(titles) < len(run):
        return
    before = reading.lines[run[0].place - 1] if run[0].place else None
    if before is None or before.text.endswith(":") or all(line.words <= VERSE_MAX_WORDS for line in titles):
        return
    if any(line.is_list_item for line in titles) and not reading.is_html:
        return
    for line in titles:
        yield Verdict(
            line.index, Label.TEASER, NAME, SCORE, f"one of {len(titles)} headlines behind the last paragraph"
        )


def _is_headline(line: ReadLine) -> bool:
    return HEADLINE_MIN_WORDS <= line.words <= HEADLINE_MAX_WORDS and not line.ends_sentence and line.text[-1] != ":"


RULE = Rule(
    name=NAME,
    label=Label.TEASER,
    summary="three or more unpunctuated headlines behind the last paragraph",
    reason="Other stories of the site, under the story.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "Old cinema in the harbour to become a school of dance\nTwo bakers win the valley's prize for rye bread\n"
            "Ferry sails again from Monday after repairs to its engine",
            (1, 2, 3),
        ),
    ),
    keeps=(
        Example(
            "The coach named the players that will travel to the island for the match on Sunday afternoon:\n"
            "Goal: Anna Berg, Lea Stein and Ida Holm\nDefence: Kim Dahl, Eva Lund, Mia Strand\n"
            "Attack: Nora Vik, Tove Eng, Siri Aas"
        ),
    ),
    misses="One or two headlines.",
    find=find,
    thresholds=(("MIN_RUN", MIN_RUN, "two may be a list"),),
)
