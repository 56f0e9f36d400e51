"""Runs of headlines behind the end of the story."""

import re
from collections.abc import Iterator

from newsclean.classify.dates import stamps
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.topic import stems
from newsclean.models import Label, Verdict

NAME = "headline_run"
# Two lines may be a list that a heading introduces; three headlines without one are a block of teasers.
MIN_RUN = 3
# With a date beside each, two are enough.
MIN_DATED_RUN = 2
STAMP_MAX_WORDS = 12
# Between a title and its date stands a deck.
STAMP_MAX_LINES = 2
HEADLINE_MIN_WORDS = 4
HEADLINE_MAX_WORDS = 25
SCORE = 0.6
# Teasers are links; lines that are none, or of which that is not known, may be a list of the text:
# on labelled news text three of four such lines were.
UNLINKED_SCORE = 0.2
LINK_MIN_SHARE = 0.5
AGE_MAX_WORDS = 5
STRANGE_MIN_STEMS = 3
STORY_MIN_STEMS = 30
_LIST_SIGN = re.compile(r"[\d:;()|/]| [-–—] ")
# Verse stands in short lines too: those are kept apart by their number of words.
VERSE_MAX_WORDS = 8


def find(reading: Reading) -> Iterator[Verdict]:
    run = reading.tail
    titles = [line for line in run if _is_headline(line)]
    dated = _dated(reading, titles) if len(titles) >= MIN_DATED_RUN else []
    if len(dated) >= MIN_DATED_RUN:
        yield from _teasers(dated, SCORE, "headlines with their dates")
    elif len(titles) >= MIN_RUN and 2 * len(titles) >= len(run):
        known = _are_timed(reading, titles) or _are_strange(reading, titles)
        if not known and _are_links(titles):
            linked = [line for line in titles if line.line.own_link_share >= LINK_MIN_SHARE]
            yield from _teasers(linked, SCORE, "linked headlines")
        elif known or not _is_list(reading, titles):
            yield from _teasers(titles, SCORE if known else UNLINKED_SCORE, "headlines")


def _teasers(titles: list[ReadLine], score: float, what: str) -> Iterator[Verdict]:
    for line in titles:
        yield Verdict(line.index, Label.TEASER, NAME, score, f"one of {len(titles)} {what} behind the last paragraph")


def _is_headline(line: ReadLine) -> bool:
    return (
        HEADLINE_MIN_WORDS <= line.words <= HEADLINE_MAX_WORDS
        and not line.ends_sentence
        and line.text[-1] not in ":,;)"
        and line.text[0] not in "([|"
    )


def _is_list(reading: Reading, titles: list[ReadLine]) -> bool:
    """Whether the lines are items of a list that belongs to the text: introduced, marked, labelled, or verse."""
    before = reading.lines[titles[0].place - 1] if titles[0].place else None
    if before is None or before.text.endswith((":", "：")):
        return True
    if all(line.words <= VERSE_MAX_WORDS for line in titles):
        return True
    labelled = sum(":" in line.text for line in titles)
    return 2 * labelled >= len(titles) or (not reading.is_html and any(line.is_list_item for line in titles))


def _dated(reading: Reading, titles: list[ReadLine]) -> list[ReadLine]:
    """Those with a date and its year, an age or a time of today near, where there are as many dates as half of them."""
    dates = {line.place for line in stamps(reading) if line.words <= STAMP_MAX_WORDS and reading.is_tail(line)}
    if len(dates) < MIN_DATED_RUN:
        return []
    near = {place + step for place in dates for step in range(-STAMP_MAX_LINES, STAMP_MAX_LINES + 1)}
    dated = [line for line in titles if line.place in near and line.place not in dates]
    return dated if 2 * len(dates) >= len(dated) else []


def _are_timed(reading: Reading, titles: list[ReadLine]) -> bool:
    """Whether a short line with a number, its age, stands behind or before each of them; a price is labelled."""
    run = reading.lines[titles[0].place - 1 : titles[-1].place + 2]
    short = [line.text for line in run if line.words <= AGE_MAX_WORDS and ": " not in line.text]
    ages = sum(any(map(str.isdigit, text)) for text in short)
    return ages >= len(titles)


def _are_strange(reading: Reading, titles: list[ReadLine]) -> bool:
    """Whether none of them has a word of the story: items of a list that belongs to it name what it is about."""
    own = [stems(line) for line in titles]
    if any(len(one) < STRANGE_MIN_STEMS for one in own) or any(_LIST_SIGN.search(line.text) for line in titles):
        return False
    story = frozenset[str]().union(*(stems(line) for line in reading.lines[: titles[0].place] if line.is_prose))
    return len(story) >= STORY_MIN_STEMS and not any(one & story for one in own)


def _are_links(titles: list[ReadLine]) -> bool:
    return 2 * sum(line.line.own_link_share >= LINK_MIN_SHARE for line in titles) >= len(titles)


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
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "Old cinema in the harbour to become a school of dance\nToday, 08:23\n"
            "Two bakers win the valley's prize for rye bread\n3 May 2024",
            (1, 3),
            language="en",
        ),
    ),
    keeps=(
        Example(
            "In June the hall by the dam opens its doors again, and these will play there, the mayor said.\n"
            "The brass band of the old town\n12 June\nA choir of forty from across the lake\n19 June",
            language="en",
        ),
        Example(
            "The coach named the players that will travel to the island for the match on Sunday afternoon:\n"
            "Goal: Anna Berg, Lea Stein and Ida Holm\nDefence: Kim Dahl, Eva Lund, Mia Strand\n"
            "Attack: Nora Vik, Tove Eng, Siri Aas"
        ),
    ),
    misses="One or two headlines.",
    find=find,
    find_max_words=HEADLINE_MAX_WORDS,
    thresholds=(("MIN_RUN", MIN_RUN, "two may be a list"),),
)
