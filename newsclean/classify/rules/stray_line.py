"""Lone short lines at the very head and the very end of a text."""

import re
from collections.abc import Iterator

from newsclean.classify.read_line import HEADING_TAGS, ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.rules.headline import MAX_WORDS as OPEN_LINE_MAX_WORDS
from newsclean.classify.rules.headline import is_of_story, open_lines
from newsclean.models import Label, Verdict

NAME = "stray_line"
# On labelled news text 90 of 100 unpunctuated first lines of up to three words were a category, a
# label or a name, and 83 of 100 unpunctuated last lines behind a closed paragraph.
FIRST_SCORE = 0.5
LAST_SCORE = 0.5
FIRST_MAX_WORDS = 3
LAST_MAX_WORDS = 11
# More short lines than this at the head are a table, a list or verse.
HEAD_MAX_LINES = 5
HEAD_SCORE = 0.3
# Of 13 longer first lines of which the story has less than two fifths 11 were no part of it.
UNRELATED_SCORE = 0.6
TEXT_MIN_PROSE = 3
# "【東京＝山川】": the first sentence stands behind it.
_EAST_ASIAN_DATELINE = re.compile(r"【[^】]{1,30}[＝=][^】]{1,30}】\w")
_CLOSERS = ".,:;)]|!?…"
# "Castlemoor 3-1 Nordby"
_RESULT = re.compile(r"(?<!\d)\d{1,3} ?[-–] ?\d{1,3}(?!\d)")
# "The path stays closed. ANI": the last sentence, and the code of who wrote it.
_CODE_BEHIND_SENTENCE = re.compile(r"[.!?]\s[A-Z/]{2,8}\Z")
# "*The museum keeps its donors secret": a note of the story's own.
_NOTE_MARK = "*"


def find(reading: Reading) -> Iterator[Verdict]:
    if len(reading.prose) < TEXT_MIN_PROSE:
        return
    yield from _at_head(reading)
    above = open_lines(reading)
    if len(above) == 1 and not is_of_story(reading, above[0]):
        evidence = "an unpunctuated first line, of which the story says nothing"
        yield Verdict(above[0].index, Label.NAV, NAME, UNRELATED_SCORE, evidence)
    last, before = reading.lines[-1], reading.lines[-2]
    if _is_open(last) and last.words <= LAST_MAX_WORDS and not last.hits:
        if before.is_prose:
            yield Verdict(last.index, Label.NAV, NAME, LAST_SCORE, "an unpunctuated last line behind a paragraph")
        elif last.line.tag in HEADING_TAGS:
            yield Verdict(last.index, Label.NAV, NAME, LAST_SCORE, "a heading of nothing")


def _at_head(reading: Reading) -> Iterator[Verdict]:
    head = reading.lines[: reading.first_prose]
    if reading.is_html or not head or len(head) > HEAD_MAX_LINES or any(line.is_list_item for line in head[1:]):
        return
    if _is_open(head[0]) and head[0].words <= FIRST_MAX_WORDS:
        yield Verdict(head[0].index, Label.NAV, NAME, FIRST_SCORE, "a word or two as the first line")
    for line in head[1:]:
        if _is_open(line) and line.words <= FIRST_MAX_WORDS and line.text[0].isupper():
            yield Verdict(line.index, Label.NAV, NAME, HEAD_SCORE, "a word or two above the text")


def _is_open(line: ReadLine) -> bool:
    return (
        line.text[-1] not in _CLOSERS
        and any(char.isalpha() for char in line.text)
        and not line.ends_sentence
        and "," not in line.text
        and line.line.tag != "li"
        and not line.text.startswith(_NOTE_MARK)
        and not _EAST_ASIAN_DATELINE.match(line.text)
        and not _RESULT.search(line.text)
        and not _CODE_BEHIND_SENTENCE.search(line.text)
    )


RULE = Rule(
    name=NAME,
    label=Label.NAV,
    summary="a word or two alone as the first line; a heading, or an open line behind a paragraph, as the last",
    reason="Names of categories, authors and buttons stand at the edges of what an extractor takes for the text.",
    cuts=(
        Example(
            "Region\n"
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "Back to the valley page",
            (0, 4),
        ),
    ),
    keeps=(
        Example(
            "【東京＝山川花子】谷の町の\n古いダムは持ちこたえていると技師らは金曜日に述べ、一晩中かけて堤防の隅々まで点検したと話した。\n"
            "湖の水位は数日間にわたって上がり続け、町は堤防の下の道を閉鎖し、住民に近づかないよう呼びかけている。\n"
            "水位が一メートル下がれば道は再び開かれる見通しだと町長は話し、月末までかかるかもしれないと付け加えた。"
        ),
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "Below the dam the children sang:\nWater, water, stay above\nWater, water, stay"
        ),
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "*The valley paid for the journey of our reporter"
        ),
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "The council meets on Monday at the dam. VPN"
        ),
        Example(
            "Castlemoor 3-1 Nordby\n"
            "The women of the valley have won the cup for the first time since the dam was built above the town.\n"
            "The lake was frozen, and so the match was played on the ice of it before four thousand people.\n"
            "The mayor had asked them to stay away from the dam, which engineers had checked the night before."
        ),
    ),
    misses="Two and more such lines at the end, which may be a list or verse.",
    find=find,
    find_max_words=max(LAST_MAX_WORDS, OPEN_LINE_MAX_WORDS),
    thresholds=(
        ("FIRST_SCORE", FIRST_SCORE, "90 of 100 such lines on labelled news text"),
        ("LAST_SCORE", LAST_SCORE, "83 of 100 such lines on labelled news text"),
    ),
)
