"""Boxes that ask for something: what stands beside the prompt in them."""

from collections.abc import Iterator, Sequence

from newsclean.classify.evidence import PITCH_WEIGHTS, phrase_score
from newsclean.classify.example_pages import STORY_BEGINNING, STORY_END
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.small_boxes import BOX_MAX_WORDS, SmallBox, is_like_others, names_around_prose, small_boxes
from newsclean.models import Label, Verdict

NAME = "pitch_box"
SCORE = 0.75
# A wall lists behind a colon what subscribers get: a list that a colon introduces is the story's elsewhere.
WALL_SCORE = 0.92
PITCHES = frozenset({Label.PROMPT, Label.PAYWALL})
# More are an answer to a question of the text, in which one sentence is worded as a pitch.
MAX_PARAGRAPHS = 1
# A wall says more, and the story is over there.
WALL_MAX_PARAGRAPHS = 2
# Of the text's characters; only walls are set below less.
MAX_SHARE = 0.35
# Each is looked at with all lines of its boxes; pages have a handful.
MAX_PITCHES = 50


def find(reading: Reading) -> Iterator[Verdict]:
    pitches = [line for line in reading.hit_lines if line.line.boxes and _pitched(line)][:MAX_PITCHES]
    boxes = [(pitch, found) for pitch in pitches if (found := _boxes_of(reading, pitch))]
    if not boxes:
        return
    of_paragraphs = names_around_prose(reading)
    seen = {pitch.place for pitch in pitches}
    for pitch, found in boxes:
        unlike = (lines for box, lines in found if not is_like_others(box, of_paragraphs))
        is_wall = Label.PAYWALL in _pitched(pitch)
        score = WALL_SCORE if is_wall else SCORE
        for line in (lines := next(unlike, ())):
            # A box that begins with a paragraph may hold the story up to the wall; pitches begin with a heading.
            is_of_story = is_wall and line.is_prose and line.place < pitch.place and lines[0].is_prose
            if line.place not in seen and not is_of_story:
                seen.add(line.place)
                yield Verdict(line.index, Label.PROMPT, NAME, score, f"in one box with the line “{pitch.text[:40]}”")


def _boxes_of(reading: Reading, pitch: ReadLine) -> Sequence[SmallBox]:
    return [(box, lines) for box, lines in small_boxes(reading, pitch) if _is_brief(reading, lines, pitch)]


def _pitched(line: ReadLine) -> frozenset[Label]:
    """What the line's wording makes it, of what asks for something."""
    return frozenset(
        hit.label
        for hit in line.hits
        if hit.label in PITCHES and hit.anchor != "inside" and phrase_score(line, hit, PITCH_WEIGHTS)
    )


def _is_brief(reading: Reading, lines: Sequence[ReadLine], pitch: ReadLine) -> bool:
    paragraphs = sum(line.is_prose for line in lines if line is not pitch)
    if Label.PAYWALL in _pitched(pitch) and reading.last_prose <= lines[-1].place:
        return paragraphs <= WALL_MAX_PARAGRAPHS
    return paragraphs <= MAX_PARAGRAPHS and sum(len(line.text) for line in lines) <= MAX_SHARE * reading.chars


RULE = Rule(
    name=NAME,
    label=Label.PROMPT,
    summary="what stands in one small box with a prompt to subscribe, to follow or to give, or with a wall",
    reason="Heading, pitch and list belong to the button below them, in whatever words.",
    cuts=(
        Example(
            STORY_BEGINNING + '<div class="letter"><p>Sign up for our newsletter</p>\n'
            "<p>All of the valley, each Monday at six</p></div>\n" + STORY_END,
            (3,),
            is_html=True,
        ),
        Example(
            STORY_BEGINNING
            + STORY_END.replace(
                "</article>",
                '<div class="gate"><h2>Already a subscriber? Log in</h2>\n<p>What you get, from the first day on:</p>\n'
                "<ul><li>All of the valley</li>\n<li>The paper, at six</li></ul></div>\n</article>",
            ),
            (4, 5, 6),
            is_html=True,
        ),
    ),
    keeps=(
        Example(
            "<html><body><article>\n<div>"
            + "<p>The dam above the old town holds, engineers said on Friday, after a night of checks by men of the "
            "valley who had brought their lamps, their bread and their dogs along with them.</p>"
            * 2
            + "</div>\n<div><p>The lake behind it is full to the brim, as it was in spring, and the path is closed.</p>"
            "<p>He will open it again when the water has fallen by a metre, he said.</p>"
            "<p>To continue reading, log in or subscribe</p></div>\n</article></body></html>",
            is_html=True,
        ),
        Example(
            STORY_BEGINNING
            + '<div class="part"><p>The dam has stood above the town for a century, and nobody counted on '
            "more.</p></div>\n"
            '<div class="part"><p>Sign up for our newsletter</p>\n<h2>When the path will open</h2></div>\n' + STORY_END,
            is_html=True,
        ),
        Example(
            STORY_BEGINNING
            + '<div class="answer"><p>The paper of the valley has told its readers for years what to do.</p>\n'
            "<p>Sign up for our newsletter</p>\n"
            "<p>So it said on Friday too, and forty of those who live below the dam did so that very night.</p></div>\n"
            + STORY_END,
            is_html=True,
        ),
    ),
    misses="Boxes in which no line has the wording of a prompt, and those built as the parts of the story are.",
    find=find,
    needs="html",
    thresholds=(
        ("SCORE", SCORE, "all of 6 such lines on labelled pages, rounded down for their small number"),
        ("BOX_MAX_WORDS", BOX_MAX_WORDS, "a heading, a pitch of two sentences, a list, a button"),
        ("MAX_PARAGRAPHS", MAX_PARAGRAPHS, "more are an answer to a question of the text"),
    ),
)
