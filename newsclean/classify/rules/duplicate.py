"""The title or the deck once more."""

from collections import Counter
from collections.abc import Iterator, Sequence

from newsclean.classify.evidence import PhraseWeights
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.topic import stems, stems_of
from newsclean.folding import fold
from newsclean.models import Label, Verdict
from newsclean.text import words

NAME = "duplicate"
SAME_SCORE = 0.9
TITLE_SCORE = 0.85
# 88 of 100 first-level headings that an extraction kept were the title; the rest head a part.
HEADLINE_SCORE = 0.8
# Shorter lines recur in honest text: "Yes.", a speaker's name, a refrain.
MIN_WORDS = 5
# What stands there more often is a form, a refrain or a table: its order is the text.
MAX_COPIES = 2
# Long paragraphs are none of these.
LONG_MIN_WORDS = 25
# Title, deck, byline and caption stand within the first lines.
EDGE_LINES = 4
# Titles differ from their copy by a word or a mark.
TITLE_MIN_SHARED = 0.9
# "Pensions: Government gives in" stands for the title "Government gives in".
KICKER_MAX_WORDS = 6
VARIANT_SCORE = 0.75
VARIANT_MIN_SHARED = 0.5
VARIANT_MIN_STEMS = 2
VARIANT_MAX_WORDS = 20
# "Original title: …" is followed by a headline, which in Chinese has up to forty characters.
_WEIGHTS = PhraseWeights(start_max_words=40)
# A title of a word or two may be a name that heads a part.
TITLE_MIN_WORDS = 3


def find(reading: Reading) -> Iterator[Verdict]:
    titles = {verdict.line: verdict for verdict in _titles(reading)} if reading.is_html else {}
    yield from titles.values()
    if reading.copies:
        yield from (verdict for verdict in _copies(reading) if verdict.line not in titles)


def _titles(reading: Reading) -> Iterator[Verdict]:
    """The page's headline and title; a bare text has no headings, and is not asked for its title."""
    first, last = reading.first_prose, reading.last_prose
    title = words(fold(reading.article.fields.title or "")) if len(reading.lines) > 1 else []
    heads_parts = any(line.line.tag == "h1" for line in reading.lines[first + 1 : last + 1])
    headlines_end = first + 1 if heads_parts else len(reading.lines)
    for line in reading.lines:
        if line.line.tag == "h1" and line.place < headlines_end and not first < line.place <= last:
            yield Verdict(line.index, Label.DUPLICATE, NAME, HEADLINE_SCORE, "the page's headline, which is its title")
        elif title and _is_title(line, title):
            yield Verdict(line.index, Label.DUPLICATE, NAME, TITLE_SCORE, "the title once more")
        elif (
            title
            and line.place == 0
            and not _is_listed(reading)
            and _is_variant(line, reading.article.fields.title or "")
        ):
            yield Verdict(line.index, Label.DUPLICATE, NAME, VARIANT_SCORE, "the title in other words")


def _is_listed(reading: Reading) -> bool:
    """Whether the first lines are items of one list: the points of the story, of which one may be its title's."""
    return all(line.is_list_item for line in reading.lines[:2])


def _copies(reading: Reading) -> Iterator[Verdict]:
    seen: dict[str, ReadLine] = {}
    counts = Counter(line.text for line in reading.lines)
    for line in reading.lines:
        first = seen.setdefault(line.text, line)
        if first is not line and _may_be_copy(line, counts[line.text]) and _counts(reading, line, first):
            yield Verdict(line.index, Label.DUPLICATE, NAME, SAME_SCORE, f"the same as line {first.index}")


def _may_be_copy(line: ReadLine, copies: int) -> bool:
    return copies <= MAX_COPIES or (line.is_prose and line.words >= LONG_MIN_WORDS)


def _counts(reading: Reading, line: ReadLine, first: ReadLine) -> bool:
    """A paragraph counts anywhere; a short line only as a deck at the head or a title at the tail.

    A question is put to each of several people, and an item of one list may stand in the next.
    """
    if line.text.endswith("?") or line.is_list_item or line.words < MIN_WORDS:
        return False
    if line.is_prose:
        return True
    return line.place <= EDGE_LINES or (line.place >= len(reading.lines) - EDGE_LINES and first.place <= EDGE_LINES)


def _is_title(line: ReadLine, title: Sequence[str]) -> bool:
    """Whether the line is the title, give or take a word; at the head also with a kicker before it."""
    if len(title) < TITLE_MIN_WORDS or line.words > 2 * len(title) + KICKER_MAX_WORDS:
        return False
    said = words(line.folded)
    # The letters alone: extractions glue a kicker to the title.
    if line.place <= EDGE_LINES and not line.is_prose and "".join(title) in "".join(said):
        return line.words <= len(title) + KICKER_MAX_WORDS
    own, wanted = set(said), set(title)
    return len(own & wanted) >= TITLE_MIN_SHARED * max(len(own), len(wanted))


def _is_variant(line: ReadLine, title: str) -> bool:
    """An unpunctuated first line that has half of the title's words: pages show one headline and declare another."""
    if line.ends_sentence or line.words < MIN_WORDS or line.words > VARIANT_MAX_WORDS:
        return False
    own, wanted = stems(line), stems_of(title)
    shared = len(own & wanted)
    return shared >= VARIANT_MIN_STEMS and shared >= VARIANT_MIN_SHARED * min(len(own), len(wanted))


RULE = Rule(
    name=NAME,
    label=Label.DUPLICATE,
    summary="a line that stands in the text before, on a page the title once more, and the original headline",
    reason="The record has the title; a deck or a paragraph counts once.",
    cuts=(
        Example(
            "<html><head><title>Dam above Castlemoor holds, say engineers</title></head><body><article>\n"
            "<div>The valley: Engineers at Castlemoor say that the dam holds</div>\n"
            "<p>The dam above the town holds, engineers said on Friday after a night of checks at the dam.</p>\n"
            "<p>They had checked every metre of it after the lake above the town had risen for two days.</p>\n"
            "<p>The town had closed the path; engineers want to open it when the lake has fallen a little.</p>\n"
            "</article></body></html>",
            (0,),
            is_html=True,
        ),
        Example(
            "The dam above the old town holds.\nEngineers said so on Friday after a night of checks.\n"
            "The dam above the old town holds.",
            (2,),
        ),
        Example(
            "\n".join(
                [
                    "Ada Moor speaks to the bakers of the valley in the hall above the old town, where forty "
                    "of them have met since Friday morning to name the bread of the year.",
                    "Bakers meet",
                ]
                * 3
            ),
            (2, 4),
        ),
    ),
    keeps=(
        Example(
            "<html><head><title>Dam above Castlemoor holds, say engineers</title></head><body><article>\n"
            "<ul><li>Engineers at Castlemoor say that the dam holds</li>\n<li>The path stays closed</li></ul>\n"
            "<p>The dam above the town holds, engineers said on Friday after a night of checks at the dam.</p>\n"
            "<p>They had checked every metre of it after the lake above the town had risen for two days.</p>\n"
            "<p>The town had closed the path; engineers want to open it when the lake has fallen a little.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
        Example("Will she run?\nShe will.\nWill she win?\nShe will."),
        Example(
            "What was the hardest night of your life as an engineer, and what did you learn from it?\n"
            "The one at the dam, said Ada Moor, and that one should bring bread.\n"
            "What was the hardest night of your life as an engineer, and what did you learn from it?\n"
            "The first one, said Tom Vale, and that one should sleep before."
        ),
        Example(
            '<html><head><meta property="og:title" content="Three walks by the dam"></head><body><article>\n'
            "<p>The dam above the town holds, engineers said on Friday after a night of checks at the dam.</p>\n"
            "<h1>Along the lake</h1>\n"
            "<p>They had checked every metre of it after the lake above the town had risen for two days.</p>\n"
            "<h1>To the old mill</h1>\n<p>One hour, boots</p>\n<p>A bus at six</p></article></body></html>",
            is_html=True,
        ),
        Example(
            '<html><head><meta property="og:title" content="Dam above Castlemoor holds, say engineers"></head><body>'
            "<article>\n"
            "<p>The dam above the town holds, engineers said on Friday after a night of checks at the dam.</p>\n"
            "<h1>What comes next</h1>\n"
            "<p>They had checked every metre of it after the lake above the town had risen for two days.</p>\n"
            "<p>The town had closed the path; engineers want to open it when the lake has fallen a little.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
    ),
    misses="Copies that were reworded, and headlines behind a story that heads its parts as it heads itself.",
    phrases=_WEIGHTS,
    find=find,
    thresholds=(("MIN_WORDS", MIN_WORDS, "shorter lines recur in interviews and songs"),),
)
