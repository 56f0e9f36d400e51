"""Blurbs on the author."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from newsclean import box_names
from newsclean.classify.evidence import PITCH_PROSE_WEIGHT, Boxes
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Label, Verdict
from newsclean.text import words

NAME = "author_bio"
# The family of generated blurbs: "Certified beer nerd. Coffee maven. Troublemaker."
MIN_FRAGMENTS = 3
FRAGMENT_MAX_WORDS = 5
MIN_ROLE_SHARE = 0.6
# Three times the longest seen.
BLURB_MAX_CHARS = 1_000
LAST_LINES = 2
SCORE = 0.95
BOX_NAMES = frozenset({"bio", "biography", "authorbio", "aboutauthor", "authorbox", "contributor"}).union(
    box_names.AUTHOR_NOTE
)
BOX_SCORE = 0.8
# Plugins that put a box about the author behind each text of a WordPress site, paragraphs and all.
PLUGIN_NAMES = frozenset({"saboxplugin", "abh", "molongui"})
# Of the text: blurbs can be as long as a brief, and no story stands in such a box.
PLUGIN_MAX_SHARE = 0.5

_FRAGMENT_END = re.compile(r"[.!;|•·,]")
_DIGIT = re.compile(r"\d")
_OUTER = " \t\u00a0«»“”„\"'‹›()[]*_"


@lru_cache(maxsize=1)
def _role_words() -> frozenset[str]:
    """Role words of all languages: blurbs are machine-translated and mixed."""
    found = set[str]()
    for language in all_languages().values():
        found.update(fold(role) for role in language.words.bio_roles)
    return frozenset(found)


def find(reading: Reading) -> Iterator[Verdict]:
    for line in reading.lines[-LAST_LINES:]:
        roles = _roles_in_fragments(line) if line.place > 0 else 0
        if roles >= MIN_FRAGMENTS:
            yield Verdict(line.index, Label.AUTHOR_BIO, NAME, SCORE, f"{roles} fragments without a verb name a role")


def _roles_in_fragments(line: ReadLine) -> int:
    """How many fragments have a role word; 0 where the line is not made of such fragments, or has a number."""
    if len(line.text) > BLURB_MAX_CHARS or _DIGIT.search(line.text):
        return 0
    fragments = [part for raw in _FRAGMENT_END.split(line.text) if (part := raw.strip(_OUTER))]
    if len(fragments) < MIN_FRAGMENTS:
        return 0
    named = 0
    for fragment in fragments:
        said = words(fold(fragment))
        if len(said) > FRAGMENT_MAX_WORDS:
            return 0
        named += _has_role(said)
    return named if named >= MIN_ROLE_SHARE * len(fragments) else 0


def _has_role(said: list[str]) -> bool:
    roles = _role_words()
    return any(word in roles for word in said) or any(" ".join(pair) in roles for pair in pairwise(said))


RULE = Rule(
    name=NAME,
    label=Label.AUTHOR_BIO,
    summary="verbless fragments that name roles, in the last two lines, and boxes about the author",
    reason="A blurb on the author is about the site's staff, not the news.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\n"
            "« Certified tea fanatic. Web nerd. Lifelong music lover. Troublemaker. »",
            (1,),
        ),
        Example(
            "<html><body><article>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "<p>He will open it again when the water has fallen by a metre, he said, which may well "
            "take until the end of the month, or the next if the rain goes on as it has since Easter.</p>\n"
            "<p>Forty men will stay at the dam through the week, in two shifts, and measure it each hour; "
            "the valley brings them soup from the school, where forty beds have been put up for them.</p>\n"
            '<div class="saboxplugin-wrap"><p>Ada Moor has looked after the lakes of the valley for twenty years.</p>'
            "</div>\n"
            '<div class="bio"><p>Ida walks around each in spring, and writes down who has lost a boat.</p></div>\n'
            "</article></body></html>",
            (4, 5),
            is_html=True,
        ),
    ),
    keeps=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\n"
            "He was a writer, a thinker and an explorer of the north, and he died at 88 in the house he was born in."
        ),
        Example(
            "She is a professional bacon critic and a fan of old radios.\nTea. Coffee. Bacon. That "
            "is what she lives on."
        ),
    ),
    misses="Blurbs in whole sentences, unless a box is called after the author.",
    boxes=(
        Boxes(BOX_NAMES, BOX_SCORE, PITCH_PROSE_WEIGHT),
        Boxes(PLUGIN_NAMES, BOX_SCORE, 1.0, PLUGIN_MAX_SHARE, PLUGIN_MAX_SHARE),
    ),
    find=find,
    thresholds=(
        ("MIN_FRAGMENTS", MIN_FRAGMENTS, "a portrait may have two"),
        ("MIN_ROLE_SHARE", MIN_ROLE_SHARE, "machine translation garbles some of the roles"),
        ("FRAGMENT_MAX_WORDS", FRAGMENT_MAX_WORDS, "the longest seen"),
    ),
)
