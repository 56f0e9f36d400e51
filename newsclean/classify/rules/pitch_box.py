"""Boxes that ask for something: what stands beside the prompt in them."""

from collections.abc import Iterator, Mapping, Sequence

from newsclean.classify.evidence import PITCH_WEIGHTS, phrase_score
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, NamedBox, Verdict

NAME = "pitch_box"
SCORE = 0.75
# A wall lists behind a colon what subscribers get: a list that a colon introduces is the story's elsewhere.
WALL_SCORE = 0.92
PITCHES = frozenset({Label.PROMPT, Label.PAYWALL})
# A heading, a pitch of two sentences, a list of what one gets, a button.
BOX_MAX_LINES = 8
BOX_MAX_WORDS = 90
# Of the text's characters: a page behind a wall shows little else.
BOX_MAX_SHARE = 0.35
# More are an answer to a question of the text, in which one sentence is worded as a pitch.
MAX_PARAGRAPHS = 1
# A wall says more, and the story is over there.
WALL_MAX_PARAGRAPHS = 2
# Each is looked at with all lines of its boxes; pages have a handful.
MAX_PITCHES = 50
_TAGS = frozenset({"div", "section", "aside", "form", "article", "header", "footer"})


def find(reading: Reading) -> Iterator[Verdict]:
    pitches = [line for line in reading.hit_lines if line.line.boxes and _pitched(line)][:MAX_PITCHES]
    boxes = [(pitch, found) for pitch in pitches if (found := _small_boxes(reading, pitch))]
    if not boxes:
        return
    of_paragraphs = _names_around_prose(reading)
    seen = {pitch.place for pitch in pitches}
    for pitch, found in boxes:
        unlike = (lines for box, lines in found if not _is_like_others(box, of_paragraphs))
        score = WALL_SCORE if Label.PAYWALL in _pitched(pitch) else SCORE
        for line in next(unlike, ()):
            if line.place not in seen:
                seen.add(line.place)
                yield Verdict(line.index, Label.PROMPT, NAME, score, f"in one box with the line “{pitch.text[:40]}”")


def _pitched(line: ReadLine) -> frozenset[Label]:
    """What the line's wording makes it, of what asks for something."""
    return frozenset(
        hit.label
        for hit in line.hits
        if hit.label in PITCHES and hit.anchor != "inside" and phrase_score(line, hit, PITCH_WEIGHTS)
    )


def _small_boxes(reading: Reading, pitch: ReadLine) -> Sequence[tuple[NamedBox, Sequence[ReadLine]]]:
    """The boxes around the line that hold little beside it, with their lines, the widest first."""
    found: list[tuple[NamedBox, Sequence[ReadLine]]] = []
    for box in pitch.line.boxes:
        lines = _lines_in(reading, box, pitch.place)
        if not _may_be_pitch(reading, lines, pitch):
            break
        if len(lines) > 1 and _may_hold_pitch(box):
            found.append((box, lines))
    return found[::-1]


def _names_around_prose(reading: Reading) -> Mapping[str, set[int]]:
    """Under each name the places of boxes called so that hold paragraphs, two of them at most."""
    boxes = {box.place: box.names for line in reading.prose for box in line.line.boxes}
    places: dict[str, set[int]] = {}
    for place, names in boxes.items():
        for name in names:
            known = places.setdefault(name, set())
            if len(known) < 2:
                known.add(place)
    return places


def _lines_in(reading: Reading, box: NamedBox, place: int) -> Sequence[ReadLine]:
    """The lines around that place that the box holds, one more than a pitch has at most."""
    first = last = place
    while first > 0 and place - first < BOX_MAX_LINES and box in reading.lines[first - 1].line.boxes:
        first -= 1
    while last + 1 < len(reading.lines) and last - place < BOX_MAX_LINES and box in reading.lines[last + 1].line.boxes:
        last += 1
    return reading.lines[first : last + 1]


def _may_be_pitch(reading: Reading, lines: Sequence[ReadLine], pitch: ReadLine) -> bool:
    if len(lines) > BOX_MAX_LINES or sum(line.words for line in lines) > BOX_MAX_WORDS:
        return False
    if sum(len(line.text) for line in lines) > BOX_MAX_SHARE * reading.chars:
        return False
    paragraphs = [line for line in lines if line.is_prose and line is not pitch]
    is_last = Label.PAYWALL in _pitched(pitch) and reading.last_prose <= lines[-1].place
    return len(paragraphs) <= (WALL_MAX_PARAGRAPHS if is_last else MAX_PARAGRAPHS)


def _may_hold_pitch(box: NamedBox) -> bool:
    return not _TAGS.isdisjoint(box.names) or any("-" in name for name in box.names)


def _is_like_others(box: NamedBox, of_paragraphs: Mapping[str, set[int]]) -> bool:
    """Whether most of its names are those of other boxes with paragraphs: stories are set in parts."""
    shared = sum(bool(of_paragraphs.get(name, set()) - {box.place}) for name in box.names)
    return 2 * shared > len(box.names)


_EXAMPLE_TEXT = (
    "<html><body><article>\n"
    "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
    "by forty men of the valley.</p>\n"
    "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
    "closed the path that runs along it.</p>\n"
)
_EXAMPLE_END = (
    "<p>He will open it again when the water has fallen by a metre, he said, which may well "
    "take until the end of the month, or the next if the rain goes on as it has since Easter.</p>\n"
    "</article></body></html>"
)


RULE = Rule(
    name=NAME,
    label=Label.PROMPT,
    summary="what stands in one small box with a prompt to subscribe, to follow or to give, or with a wall",
    reason="Heading, pitch and list belong to the button below them, in whatever words.",
    cuts=(
        Example(
            _EXAMPLE_TEXT + '<div class="letter"><p>Sign up for our newsletter</p>\n'
            "<p>All of the valley, each Monday at six</p></div>\n" + _EXAMPLE_END,
            (3,),
            is_html=True,
        ),
        Example(
            _EXAMPLE_TEXT
            + _EXAMPLE_END.replace(
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
            _EXAMPLE_TEXT
            + '<div class="part"><p>The dam has stood above the town for a century, and nobody counted on '
            "more.</p></div>\n"
            '<div class="part"><p>Sign up for our newsletter</p>\n<h2>When the path will open</h2></div>\n'
            + _EXAMPLE_END,
            is_html=True,
        ),
        Example(
            _EXAMPLE_TEXT
            + '<div class="answer"><p>The paper of the valley has told its readers for years what to do.</p>\n'
            "<p>Sign up for our newsletter</p>\n"
            "<p>So it said on Friday too, and forty of those who live below the dam did so that very night.</p></div>\n"
            + _EXAMPLE_END,
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
