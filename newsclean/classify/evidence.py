"""The two kinds of evidence that most rules share: wording, and the boxes around a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from newsclean.classify.lexicon import Hit
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.models import Label, Verdict

_ANCHOR_WORDING = {
    "line": "the line is “{}”",
    "start": "begins with “{}”",
    "inside": "has “{}”",
    "pair": "begins with “{}” and goes on as such lines do",
    "question": "asks something, and goes on with “{}”",
}


@dataclass(frozen=True, slots=True)
class PhraseWeights:
    """How much a phrase weighs by where it stands, and in how long a line it still counts."""

    line: float = 0.95
    """A whole line of fixed wording is hardly ever prose: 3 in 1,000 on labelled news lines."""
    start: float = 0.9
    start_max_words: int = 30
    """A label is followed by a headline; what is longer is a paragraph."""
    inside: float = 0.7
    inside_max_words: int = 20
    """One hit in a long paragraph weighs nothing: laws and reports quote such words."""
    pair: float = 0.9
    pair_max_words: int = 150
    """Two phrases of one formula, with names or terms between: the desk of a big story has two dozen."""
    question: float = 0.85
    """The wording behind a question, which the line begins with."""


DEFAULT_WEIGHTS = PhraseWeights()
# Who asks the reader for something is brief; the disclosures of commissions and the desks of big stories are not.
PITCH_WEIGHTS = PhraseWeights(pair_max_words=60)


def phrase_score(line: ReadLine, hit: Hit, weights: PhraseWeights) -> float:
    """What the hit weighs; 0 where the line is too long for its anchor."""
    if hit.anchor == "line":
        return weights.line
    if hit.anchor == "end":
        return 0.0  # what stands behind a text tells only together with the text
    if hit.anchor == "start":
        return weights.start if line.words <= weights.start_max_words else 0.0
    if hit.anchor == "pair":
        return weights.pair if line.words <= weights.pair_max_words else 0.0
    if hit.anchor == "question":
        return weights.question
    return weights.inside if line.words <= weights.inside_max_words else 0.0


def by_phrase(line: ReadLine, label: Label, rule: str, weights: PhraseWeights = DEFAULT_WEIGHTS) -> Verdict | None:
    """A line with the wording of a label."""
    weighed = [(phrase_score(line, hit, weights), hit) for hit in line.hits if hit.label is label]
    # The longest of those that weigh most: a phrase may count in shorter lines only.
    score, hit = max(weighed, key=itemgetter(0), default=(0.0, None))
    if not score or hit is None:
        return None
    return Verdict(line.index, label, rule, score, _ANCHOR_WORDING[hit.anchor].format(hit.phrase))


# Boxes of one name that together hold more of the text than this frame the article, whatever the name.
NAME_MAX_TEXT_SHARE = 0.25
# A single box with more prose than this is a part of the article.
BOX_MAX_PROSE_SHARE = 0.12
# Where a wall begins, the paragraph before it fades out in the middle of a sentence.
UNCLOSED_TEXT_MIN_WORDS = 20
# Names mislead: a paragraph goes by the name of its box only where other evidence agrees.
PROSE_WEIGHT = 0.6
# Boxes that pitch something hold paragraphs too: of 47 lines that other evidence had left in them on labelled
# pages, 43 were no part of the article, every paragraph among them.
PITCH_PROSE_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes that are called after the junk they hold."""

    names: frozenset[str]
    score: float
    prose_weight: float = PROSE_WEIGHT
    """What is left of the score for a paragraph."""
    name_max_text_share: float = NAME_MAX_TEXT_SHARE
    box_max_prose_share: float = BOX_MAX_PROSE_SHARE
    spares_headings: bool = False
    """Whether headings are called so too that belong to the text."""


def by_box(reading: Reading, label: Label, rule: str, boxes: Boxes) -> Iterator[Verdict]:
    """Lines in boxes of these names that do not hold the article."""
    seen = set[int]()
    for name in sorted(boxes.names.intersection(reading.boxed_lines)):
        if reading.name_share(name) > boxes.name_max_text_share:
            continue
        for line, box in reading.boxed_lines[name]:
            if boxes.spares_headings and line.is_heading:
                continue
            if line.index not in seen and reading.prose_share(box) <= boxes.box_max_prose_share:
                seen.add(line.index)
                is_text = line.is_prose or line.is_quotation or line.words >= UNCLOSED_TEXT_MIN_WORDS
                weight = boxes.score * boxes.prose_weight if is_text else boxes.score
                yield Verdict(line.index, label, rule, weight, f"in a box called “{name}”")
