"""Pull quotes: words of the story, set large beside it once more."""

from collections.abc import Iterator
from itertools import islice

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.folding import fold
from newsclean.models import Label, NamedBox, Verdict
from newsclean.text import words

NAME = "pull_quote"
SCORE = 0.85
# Fewer words are in a story by chance.
MIN_WORDS = 4
MAX_WORDS = 60
# The name of who said it, and what that person is.
ATTRIBUTION_MAX_WORDS = 8
# A story has a handful; each is looked for in all of the text.
MAX_QUOTES = 20
PULL_NAMES = frozenset({"pull", "pullquote", "pullquotes", "zitat", "destaque"})
# What is a block quotation and called no more than that may repeat a sentence on purpose.
QUOTE_NAMES = frozenset({"quote", "quotes", "quotation", "citation", "citazione", "cita"})
_ALL_NAMES = PULL_NAMES | QUOTE_NAMES


def find(reading: Reading) -> Iterator[Verdict]:
    if _ALL_NAMES.isdisjoint(reading.boxed_lines):
        return
    quotes = [(line, box) for line in reading.lines if (box := _quote_box(line)) is not None]
    if not quotes:
        return
    quoted = {line.place for line, _ in quotes}
    text = "\n".join(_run_together(line) for line in reading.lines if line.is_prose and line.place not in quoted)
    for line, box in islice(((line, box) for line, box in quotes if _may_be_pulled(line)), MAX_QUOTES):
        if _run_together(line) not in text:
            continue
        yield Verdict(
            line.index, Label.DUPLICATE, NAME, SCORE, "set as a quotation, and the story has these very words"
        )
        for other, beside in quotes:
            if beside.place == box.place and other is not line and other.words <= ATTRIBUTION_MAX_WORDS:
                yield Verdict(other.index, Label.DUPLICATE, NAME, SCORE, "names who is quoted in a pull quote")


def _quote_box(line: ReadLine) -> NamedBox | None:
    return next((box for box in line.line.boxes if _is_called_quote(box.names)), None)


def _is_called_quote(names: frozenset[str]) -> bool:
    return bool(names & PULL_NAMES or (names & QUOTE_NAMES and "blockquote" not in names))


def _may_be_pulled(line: ReadLine) -> bool:
    return MIN_WORDS <= line.words <= MAX_WORDS and not line.is_heading


def _run_together(line: ReadLine) -> str:
    """The letters alone: quotation marks and white space differ between both."""
    return "".join(words(fold(line.text)))


RULE = Rule(
    name=NAME,
    label=Label.DUPLICATE,
    summary="a quotation set apart, of which the story has the very words",
    reason="Pages repeat a sentence in large letters to catch the eye; the story itself has it once.",
    cuts=(
        Example(
            "<html><body><article>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<p>“I would sleep below it tonight, and so would my children,” said Ada Moor, who built it.</p>\n"
            '<div class="pull-quote"><p>“I would sleep below it tonight”</p>\n'
            "<p>Ada Moor, engineer</p></div>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "</article></body></html>",
            (2, 3),
            is_html=True,
        ),
    ),
    keeps=(
        Example(
            "<html><body><article>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley. One of them, Ada Moor, had this to say:</p>\n"
            "<blockquote><p>I would sleep below it tonight, and so would my children.</p></blockquote>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
    ),
    misses="Pull quotes that shorten or reword what the story has.",
    find=find,
    needs="html",
    thresholds=(
        (
            "SCORE",
            SCORE,
            "of 12 such lines on labelled pages 10 were no part of the article, and the story keeps the words of all",
        ),
        ("MIN_WORDS", MIN_WORDS, "fewer words are in a story by chance"),
        ("ATTRIBUTION_MAX_WORDS", ATTRIBUTION_MAX_WORDS, "a name and a job"),
    ),
)
