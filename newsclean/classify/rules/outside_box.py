"""Lines that stand outside the box that holds the article."""

from collections.abc import Iterator

from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "outside_box"
# On labelled pages of news sites 92 of 100 short lines outside the article's box were junk,
# and 72 of 100 paragraphs: those need evidence beside.
SHORT_SCORE = 0.6
PROSE_SCORE = 0.45


def find(reading: Reading) -> Iterator[Verdict]:
    for line in reading.lines:
        if line.line.is_outside:
            score = PROSE_SCORE if line.is_prose else SHORT_SCORE
            yield Verdict(line.index, Label.OFF_TOPIC, NAME, score, "outside the box that holds the article")


RULE = Rule(
    name=NAME,
    label=Label.OFF_TOPIC,
    summary="lines of a page that stand outside the box that holds most of the article",
    reason="An article is built as one box; what an extractor picks up elsewhere is the page's, not the story's.",
    cuts=(
        Example(
            "<html><body><div><span>Valley news of the week</span></div><article>"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks by forty men.</p>"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has closed the path.</p>"
            "<p>He will open it again when the water has fallen by a metre, he said, which may well take weeks.</p>"
            "</article></body></html>",
            is_html=True,
        ),
    ),
    keeps=(),
    misses="Junk inside the article's own box.",
    find=find,
    thresholds=(
        ("SHORT_SCORE", SHORT_SCORE, "measured on labelled pages"),
        ("PROSE_SCORE", PROSE_SCORE, "measured on labelled pages"),
    ),
)
