"""Boxes with the heading of other stories: the titles below it, in whatever tags."""

from collections.abc import Iterator, Sequence

from newsclean.classify.example_pages import STORY_BEGINNING, STORY_END
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.rules.related_link import LINK_MIN_SHARE
from newsclean.classify.small_boxes import is_like_others, names_around_prose, small_boxes
from newsclean.models import Label, Verdict

NAME = "related_box"
SCORE = 0.7
# Each is looked at with all lines of its boxes; pages have a handful.
MAX_LABELS = 50
# A teaser; more are a part of the story, under a heading that is worded as such.
MAX_PARAGRAPHS = 1


def find(reading: Reading) -> Iterator[Verdict]:
    labels = [line for line in reading.hit_lines if line.line.boxes and line.is_worded_as(Label.RELATED_LINK)][
        :MAX_LABELS
    ]
    boxes = [(label, found) for label in labels if (found := small_boxes(reading, label))]
    if not boxes:
        return
    of_paragraphs = names_around_prose(reading)
    seen = {label.place for label in labels}
    for label, found in boxes:
        leading = (
            lines for box, lines in found if _leads_away(lines, label) and not is_like_others(box, of_paragraphs)
        )
        for line in next(leading, ()):
            if line.place not in seen:
                seen.add(line.place)
                yield Verdict(
                    line.index, Label.RELATED_LINK, NAME, SCORE, f"in one box with the line “{label.text[:40]}”"
                )


def _leads_away(lines: Sequence[ReadLine], label: ReadLine) -> bool:
    """Whether the label heads the box, and a line below it is one link."""
    below = lines[1:]
    return (
        lines[0] is label
        and any(line.line.link_share >= LINK_MIN_SHARE for line in below)
        and sum(line.is_prose for line in below) <= MAX_PARAGRAPHS
    )


RULE = Rule(
    name=NAME,
    label=Label.RELATED_LINK,
    summary="what stands in one small box below the heading of other stories, where one line of it is a link",
    reason="A title in a heading and its teaser look like a part of the text; the label that heads their box tells.",
    cuts=(
        Example(
            STORY_BEGINNING + '<section class="more"><header><h3>Related articles</h3></header>\n'
            '<article><h2><a href="/bakers">Two bakers win a prize</a></h2>\n<p>Rye won.</p></article></section>\n'
            + STORY_END,
            (3, 4),
            is_html=True,
        ),
    ),
    keeps=(
        Example(
            STORY_BEGINNING
            + '<section class="more"><h3>Related articles</h3>\n<p>Four laws have such.</p></section>\n'
            + STORY_END,
            is_html=True,
        ),
    ),
    misses="Boxes whose label is worded in its own way, or stands outside of them.",
    find=find,
    needs="html",
    thresholds=(("MAX_PARAGRAPHS", MAX_PARAGRAPHS, "a teaser; more are a part of the story"),),
)
