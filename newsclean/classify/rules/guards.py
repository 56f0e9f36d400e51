"""What must not be cut: reasons to keep a line that other rules may take for junk."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsclean.classify.evidence import DEFAULT_WEIGHTS
from newsclean.classify.lexicon import Hit
from newsclean.classify.openings import Openings
from newsclean.classify.read_line import PROSE_MIN_WORDS, ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Guard
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Label, Protection
from newsclean.text import COLONS, word_count

DECK_STRENGTH = 0.98
LIST_STRENGTH = 0.8
INTRODUCTION_STRENGTH = 0.9
RECAP_STRENGTH = 0.6
BODY_STRENGTH = 0.72
LABEL_STRENGTH = 0.99
REPEATED_LABEL_MIN = 3
CODE_STRENGTH = 0.97
# More than one label weighs, less than two of them.
GLUED_STRENGTH = 0.93
_SENTENCE_END = re.compile(r"[.!?]\s+|[。！？]")
# Korean papers set it before a name: "그래픽=…". Behind a colon and a name an author is told of, for sentences.
_LABEL_MARK = "="
# Whole stories stand in `pre` too, their junk among them.
CODE_MAX_SHARE = 0.5


def _lists_after_a_colon(reading: Reading) -> Iterator[Protection]:
    if not _has_colons(reading, 1):
        return
    for line in reading.lines[:-1]:
        if line.text[-1] not in COLONS or line.words < 3:
            continue
        if any(hit.anchor in ("line", "start") for hit in line.hits):
            continue  # “Related stories:” introduces nothing of the text
        yield Protection(line.index, LIST_AFTER_COLON.name, INTRODUCTION_STRENGTH, "introduces what follows")
        for item in reading.lines[line.place + 1 :]:
            if (item.is_prose and not item.is_list_item) or item.is_worded_as(Label.RELATED_LINK):
                break
            if not _ends_in_credit(item):
                yield Protection(item.index, LIST_AFTER_COLON.name, LIST_STRENGTH, "in a list that a colon introduces")


def _has_colons(reading: Reading, fewest: int) -> bool:
    """Whether so many lines end in a colon."""
    return sum(map(reading.last_chars.count, COLONS)) >= fewest


def _ends_in_credit(line: ReadLine) -> bool:
    """Whether it is the caption of a picture behind the list; an item that begins so may be of the cast of a film."""
    return any(hit.anchor == "inside" and hit.label is Label.PHOTO_CREDIT for hit in line.hits)


LIST_AFTER_COLON = Guard(
    name="list_after_colon",
    summary="a list that a colon introduces",
    reason="Squads, line-ups, results and lists of ministers are short unpunctuated lines, as junk is.",
    keeps=(
        Example("The coach named her team:\nAnna Berg\nLea Stein\nIda Holm", (0, 1, 2, 3)),
        Example("The coach named her team:\nAnna Berg\nLea Stein\nRelated articles\nBakers meet", (0, 1, 2)),
    ),
    find=_lists_after_a_colon,
)


def _publishers_own_body(line: ReadLine) -> Protection | None:
    if line.line.in_article_body and line.words > DEFAULT_WEIGHTS.inside_max_words:
        return Protection(line.index, ARTICLE_BODY.name, BODY_STRENGTH, "in the publisher's own articleBody")
    return None


ARTICLE_BODY = Guard(
    name="article_body",
    summary="a paragraph that the publisher's own JSON-LD counts to the article",
    reason="The publisher knows best, short furniture apart, which generators copy along.",
    keeps=(
        Example(
            '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "'
            "The dam above the old town holds, engineers said on Friday after a night of checks by "
            "forty men of the valley.\\n"
            "The lake behind it is full to the brim, as it was in spring, and the mayor has closed "
            "the path that runs along it."
            '"}</script></head><body><article>\n'
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "<p>He will open it again when the water has fallen by a metre, he said, which may well "
            "take until the end of the month.</p>\n"
            "</article></body></html>",
            (0, 1),
            is_html=True,
        ),
    ),
    find_in_line=_publishers_own_body,
)


@lru_cache(maxsize=1)
def _recap_openings() -> Openings:
    return Openings(fold(opening) for words in all_languages().values() for opening in words.words.recap)


def _recap(line: ReadLine) -> Protection | None:
    if _recap_openings().longest(line.folded):
        return Protection(line.index, RECAP.name, RECAP_STRENGTH, "opens as a recap does")
    return None


RECAP = Guard(
    name="recap",
    summary="a paragraph that opens as a recap does",
    reason="A recap tells an older story, so its words are others; the opening ties it to this one.",
    keeps=(Example("The dam holds, engineers said on Friday.\nAs a reminder, the lake had risen for days.", (1,)),),
    find_in_line=_recap,
)


def _repeated_labels(reading: Reading) -> Iterator[Protection]:
    if not _has_colons(reading, REPEATED_LABEL_MIN):
        return
    counts = Counter([line.text for line in reading.lines if line.text[-1] in COLONS])
    for line in reading.lines:
        if counts[line.text] >= REPEATED_LABEL_MIN:
            yield Protection(line.index, REPEATED_LABEL.name, LABEL_STRENGTH, f"stands there {counts[line.text]} times")


REPEATED_LABEL = Guard(
    name="repeated_label",
    summary="a label with a colon that stands in the text three times and more",
    reason="Where a marker repeats it is a part of each item: a round-up, a list of entries, an interview.",
    keeps=(Example("Photo:\nAda Moor, 12 votes\nPhoto:\nTom Vale, 9 votes\nPhoto:\nIda Holm, 6 votes", (0, 2, 4)),),
    find=_repeated_labels,
)


def _decks(reading: Reading) -> Iterator[Protection]:
    if not reading.is_html:
        return
    for line in reading.lines[: reading.first_prose + 1]:
        if line.line.is_deck and line.line.tag != "h1" and not _stands_there_twice(reading, line):
            yield Protection(line.index, DECK.name, DECK_STRENGTH, "the page's description of itself")


def _stands_there_twice(reading: Reading, line: ReadLine) -> bool:
    return any(other.text == line.text for other in reading.lines if other is not line)


DECK = Guard(
    name="deck",
    summary="a line above the text that the page describes itself by",
    reason="It is the deck, in whatever box and words; only where it stands there twice may one go.",
    keeps=(
        Example(
            '<html><head><title>Dam holds</title><meta name="description" content="Engineers checked the dam of the '
            'old town all night, and the lake is full"></head><body><article>\n'
            '<div class="comments-count"><p>Engineers checked the dam of the old town all night, and the lake is full'
            "</p></div>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks by "
            "forty men of the valley.</p>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "<p>He will open it again when the water has fallen by a metre, he said, which may well "
            "take until the end of the month.</p>\n"
            "</article></body></html>",
            (0,),
            is_html=True,
        ),
    ),
    find=_decks,
)


def _code(reading: Reading) -> Iterator[Protection]:
    if not reading.is_html:
        return
    code = [line for line in reading.lines if line.line.tag == "pre"]
    if not code or _chars(code) > CODE_MAX_SHARE * _chars(reading.lines):
        return
    for line in code:
        yield Protection(line.index, CODE.name, CODE_STRENGTH, "a line of a program that the page shows")


def _chars(lines: Sequence[ReadLine]) -> int:
    return sum([len(line.text) for line in lines])


CODE = Guard(
    name="code",
    summary="lines of programs, on pages whose text is not set so itself",
    reason="Brackets, dots and words such as “print” and “reply” are no buttons there.",
    keeps=(
        Example(
            "<html><body><article>\n"
            "<p>The gauge at the dam above the town sends its numbers each hour, and anybody may ask for them.</p>\n"
            "<p>Four lines of a program are enough for that, say the engineers, who have put it on their page.</p>\n"
            "<pre>for level in levels:\n    ...\n    print(level)\nreply\n</pre>\n"
            "<p>Whoever keeps the numbers of a year sees how the lake rises in spring and falls until the autumn.</p>\n"
            "</article></body></html>",
            (2, 3, 4, 5),
            is_html=True,
        ),
    ),
    find=_code,
)


def _paragraph_behind_credit(line: ReadLine) -> Protection | None:
    if not line.is_prose or not any(_is_byline_label(hit) for hit in line.hits):
        return None
    end = _SENTENCE_END.search(line.text)
    behind = line.text[end.end() :] if end else ""
    if word_count(behind) < PROSE_MIN_WORDS or _LABEL_MARK in behind:
        return None
    return Protection(line.index, GLUED_PARAGRAPH.name, GLUED_STRENGTH, "a paragraph that a credit was run into")


def _is_byline_label(hit: Hit) -> bool:
    return hit.label is Label.BYLINE and hit.anchor == "start" and hit.phrase.endswith(_LABEL_MARK)


GLUED_PARAGRAPH = Guard(
    name="glued_paragraph",
    summary="a paragraph of several sentences that a label with the name of an author was run into",
    reason="Who drew the picture stands in a line of its own; what goes on for sentences is the story.",
    keeps=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\n"
            "그래픽=문다온 기자댐은 버틴다고 기술자들은 말한다. "
            "호수는 봄처럼 가득 찼고 시장은 호숫가 길을 물이 줄어들 때까지 아무도 지나가지 못하게 닫았다고 말했다.",
            (1,),
        ),
    ),
    find_in_line=_paragraph_behind_credit,
)
