"""Close buttons, template codes, tool labels."""

import re

from newsclean.classify.evidence import DEFAULT_WEIGHTS, PITCH_PROSE_WEIGHT, Boxes
from newsclean.classify.example_pages import story_below
from newsclean.classify.read_line import ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "widget"
BOX_NAMES = frozenset("widget tooltip lightbox weather horoscope quiz survey".split())
BOX_SCORE = 0.45
# The reader is asked; "enquete" and "survey" stand for inquiries of the newsroom too.
POLL_NAMES = frozenset(
    "poll polls anketa anket ankieta sondage szavazas glasanje glasovanje umfrage abstimmung encuesta sondaggio opros "
    "golosovanie omrostning avstemning afstemning".split()
)
POLL_SCORE = 0.65
# What a program lays over the page is not the page.
OVERLAY_NAMES = frozenset({"modal", "popup"})
OVERLAY_SCORE = 0.65
# Of the text: terms of republication are long, and no story stands in an overlay beside the article's own box.
OVERLAY_MAX_SHARE = 0.6
# What is there for paper or stays in sight while the page moves: 24 of 25 lines on labelled pages were junk.
FRAME_NAMES = frozenset({"print", "sticky"})
BUTTON_SIGNS = frozenset("× ✕ ✖ ✗ X x > < » « › ‹ >> << ▶ ► ◀ ◄ ▲ ▼ ▾ ▸ + | || ☰ ⋮ → ← ↑ ↓ ❮ ❯ © ® /".split())
SIGN_SCORE = 0.9
# "%d bloggers like this:", "{{ headline }}", "*/?>": what a program should have filled in or taken out.
_UNFILLED = re.compile(r"%[ds]\b|\{\{|\}\}|\?>|<\?|\[object Object\]")
_MERGE_TAG = re.compile(r"\{[*|%] ?\w|\w ?[*|%]\}")
UNFILLED_MAX_WORDS = 12
SHORTCODE_MAX_WORDS = 30
# "[button link="https://…" size="big"]Send us your review[/button]", as WordPress writes them.
_SHORTCODE = re.compile(r"\[[a-z][\w-]{1,30} [a-z]\w{0,30}=[\"”“″']")


def find_in_line(line: ReadLine) -> Verdict | None:
    evidence = _residue(line)
    return Verdict(line.index, Label.WIDGET, NAME, SIGN_SCORE, evidence) if evidence else None


def _residue(line: ReadLine) -> str | None:
    if line.text in BUTTON_SIGNS:
        return "the sign of a button"
    if line.text[0] == "[" and _SHORTCODE.match(line.text):
        return "a shortcode that was not carried out"
    if line.words <= UNFILLED_MAX_WORDS and not line.ends_sentence and _is_unfilled(line.text):
        return "a template's place that was not filled in"
    return None


def _is_unfilled(text: str) -> bool:
    if _UNFILLED.search(text):
        return True
    # A search that begins at every letter is dear, and hardly any line has a brace.
    return ("{" in text or "}" in text) and _MERGE_TAG.search(text) is not None


RULE = Rule(
    name=NAME,
    label=Label.WIDGET,
    summary="close buttons, template codes, tool labels",
    reason="Residue of the page's machinery.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\n"
            "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.",
            (1,),
        ),
        Example("The dam holds, engineers said on Friday after a night of checks.\n%d readers like this:", (1,)),
        Example("The dam holds, engineers said on Friday after a night of checks.\nLoad more articles", (1,)),
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\n"
            '[button link="https://valley.example/reviews" size="big"]Send us your review[/button]',
            (1,),
        ),
        Example("×\nThe dam holds, engineers said on Friday after a night of checks.", (0,)),
        Example(
            "<html><body><article>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            '<div class="republish-modal"><p>You may print our stories as they stand, where you name the writer and '
            "the Valley Post, and link to the page that you have them from.</p></div>\n"
            "</article></body></html>",
            (2,),
            is_html=True,
        ),
        Example(
            story_below('<div class="print-header"><p>This copy is for you alone, and not to be sold.</p></div>'),
            (0,),
            is_html=True,
        ),
    ),
    keeps=(
        Example("The dam holds, engineers said on Friday.\n[The mayor laughs.] It holds, and that is all."),
        Example(
            story_below(
                '<div class="grid-row print-columns-none"><p>Forty men of the valley have checked the dam for a whole '
                "night, and found nothing.</p></div>"
            ),
            is_html=True,
        ),
        Example("Click is the name of the prize that the town gives to its best young photographer each May."),
    ),
    misses="Residue that looks like words of the text.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(
        Boxes(BOX_NAMES, BOX_SCORE),
        Boxes(POLL_NAMES, POLL_SCORE),
        Boxes(OVERLAY_NAMES, OVERLAY_SCORE, PITCH_PROSE_WEIGHT, OVERLAY_MAX_SHARE, OVERLAY_MAX_SHARE),
        Boxes(FRAME_NAMES, OVERLAY_SCORE, PITCH_PROSE_WEIGHT),
    ),
    find_in_line=find_in_line,
    line_max_words=SHORTCODE_MAX_WORDS,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
