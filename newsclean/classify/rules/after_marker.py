"""What stands under the heading of a list of other stories."""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.rules.source_credit import heads_references
from newsclean.models import Label, Verdict
from newsclean.text import COLONS

NAME = "after_marker"
MARKERS = frozenset({Label.RELATED_LINK, Label.COMMENT, Label.SOURCE_CREDIT, Label.TAGS, Label.SHARE})
# "Breaking News", with the latest headlines below.
HEAD_MARKERS = frozenset({Label.RELATED_LINK, Label.LIVE_POINTER})
LISTED_MIN = 2
# Under “related posts” stand other posts; behind a source or a share label they only often do.
HEADING_SCORE = 0.75
SUSPECT_SCORE = 0.3
# All of 35 such lines were titles, on labelled and on written news text.
TITLE_SCORE = 0.6
TITLE_MIN_WORDS = 3
TITLE_MAX_WORDS = 25
# The article goes on where two paragraphs of prose follow.
PROSE_MAX_FOLLOWING = 1
FOLLOWING_MAX_LINES = 40
_NO_STATEMENT = ("?", "!", "？", "！")


def find(reading: Reading) -> Iterator[Verdict]:
    yield from _above_story(reading)
    if not reading.is_html:  # on a page links tell more
        yield from _titles_behind(reading)
    marker = _last_marker(reading)
    if marker is None:
        return
    line, label = marker
    following = reading.lines[line.place + 1 :]
    if not following or len(following) > FOLLOWING_MAX_LINES or not 2 * line.place >= len(following):
        return
    whole_prose = sum(other.is_prose and not other.is_cut and not other.line.is_outside for other in following)
    if whole_prose > PROSE_MAX_FOLLOWING:
        return
    score = HEADING_SCORE if label is Label.RELATED_LINK else SUSPECT_SCORE
    of_story = {other.index for other in (*takewhile(_may_be_story, following), *_end_of_story(line, following))}
    for other in following:
        if other.hits or other.index in of_story:
            continue  # it has a wording of its own, and so a label of its own
        yield Verdict(other.index, Label.TEASER, NAME, score, f"behind the line “{line.text[:40]}”")


def _may_be_story(line: ReadLine) -> bool:
    """Whether it is a statement: what a marker announces is a title, so a box ends before the first of them."""
    is_statement = line.ends_sentence and not line.is_cut and not line.text.endswith(_NO_STATEMENT)
    return bool(line.hits) or is_statement


def _end_of_story(marker: ReadLine, following: Sequence[ReadLine]) -> Sequence[ReadLine]:
    """The sentences behind “Read also:” and one headline, where nothing but known junk stands behind them."""
    if marker.text[-1] not in ":：" or following[0].ends_sentence:
        return ()
    ending = list(takewhile(lambda each: each.ends_sentence and not each.hits, following[1:]))
    behind = following[1 + len(ending) :]
    return ending if behind and all(each.hits for each in behind) else ()


def _titles_behind(reading: Reading) -> Iterator[Verdict]:
    """Titles right behind the heading of other stories, wherever it stands."""
    for marker in reading.hit_lines:
        if marker.is_worded_as(Label.RELATED_LINK):
            evidence = f"a title right behind the line “{marker.text[:40]}”"
            for line in _titles_from(reading.lines[marker.place + 1 :]):
                yield Verdict(line.index, Label.TEASER, NAME, TITLE_SCORE, evidence)


def _titles_from(following: Sequence[ReadLine]) -> Sequence[ReadLine]:
    """The titles that the lines begin with; the last of several above a paragraph may be a subheading of the story."""
    titles = list(takewhile(_is_title, following))
    is_above_paragraph = len(titles) < len(following) and following[len(titles)].is_prose
    return titles[:-1] if len(titles) > 1 and is_above_paragraph else titles


def _is_title(line: ReadLine) -> bool:
    is_open = not line.ends_sentence and line.text[-1] not in COLONS
    return is_open and not line.hits and TITLE_MIN_WORDS <= line.words <= TITLE_MAX_WORDS


def _above_story(reading: Reading) -> Iterator[Verdict]:
    """A list of headlines above the story, under a line that says so."""
    if not any(line.place < reading.first_prose and _says_that_news_follow(line) for line in reading.hit_lines):
        return
    before: ReadLine | None = None
    for is_list, lines in groupby(reading.lines[: reading.first_prose], key=_is_listed_headline):
        run = list(lines)
        if is_list and before is not None and len(run) >= LISTED_MIN and _says_that_news_follow(before):
            evidence = f"in a list above the text, behind the line “{before.text[:40]}”"
            yield from (Verdict(line.index, Label.TEASER, NAME, HEADING_SCORE, evidence) for line in run)
        before = run[-1]


def _is_listed_headline(line: ReadLine) -> bool:
    return line.is_list_item and not line.ends_sentence


def _says_that_news_follow(line: ReadLine) -> bool:
    return any(map(line.is_worded_as, HEAD_MARKERS))


def _last_marker(reading: Reading) -> tuple[ReadLine, Label] | None:
    """The first line of the last third or so that is a marker, with only short text behind it.

    As a whole, but for what is said of readers' comments: behind it stand these, and no story.
    """
    for line in reading.hit_lines:
        if 2 * line.place >= len(reading.lines) and line.place > 0:
            for hit in line.hits:
                is_marker = hit.label in MARKERS and (hit.anchor == "line" or hit.label is Label.COMMENT)
                if is_marker and not heads_references(reading, line):
                    return line, hit.label
    return None


RULE = Rule(
    name=NAME,
    label=Label.TEASER,
    summary="lines behind the heading of a list of other stories, where the article does not go on",
    reason="The heading says what follows.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "The lake is full to the brim, as it was in spring, and the mayor has closed the path.\nRelated articles\n"
            "Old cinema in the harbour to become a school of dance",
            (3,),
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "The lake is full to the brim, as it was in spring, and the mayor has closed the path.\n"
            "He will open it again when the water has fallen by a metre, he said, which may take weeks.\n"
            "Comments posted here are the views of readers and not of the Valley Post.\n- Sport\n- Culture",
            (4, 5),
            language="en",
        ),
        Example(
            "Breaking News\n- Old cinema in the harbour to become a school of dance\n- Two bakers win a prize\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "The lake is full to the brim, as it was in spring, and the mayor has closed the path along it.",
            (1, 2),
            language="en",
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "The lake is full to the brim, as it was in spring, and the mayor has closed the path.\nRead also\n"
            "Old cinema in the harbour to become a school\n"
            "He will open it again when the water has fallen by a metre, he said, which may take weeks.\n"
            "Forty men will stay at the dam through the week, in two shifts, and measure it each hour.",
            (3,),
            language="en",
        ),
    ),
    keeps=(
        Example(
            "Key points\n- The dam above the town holds\n- The path along the lake stays closed\n"
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "The lake is full to the brim, as it was in spring, and the mayor has closed the path along it.",
            language="en",
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\nRelated articles\n"
            "The lake is full to the brim, as it was in spring, and the mayor has closed the path along it.\n"
            "He will open it again when the water has fallen by a metre, he said, which may take weeks."
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "The lake is full to the brim, as it was in spring, and the mayor has closed the path.\nRelated articles\n"
            "Two of the forty engineers stay for the night."
        ),
    ),
    misses="Lists without a heading.",
    find=find,
    thresholds=(
        ("HEADING_SCORE", HEADING_SCORE, "what such a heading announces is nearly always there"),
        ("SUSPECT_SCORE", SUSPECT_SCORE, "a source or share label only often ends the story"),
        ("PROSE_MAX_FOLLOWING", PROSE_MAX_FOLLOWING, "where two paragraphs follow, the article goes on"),
    ),
)
