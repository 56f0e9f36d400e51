"""“Read also” lines, and the headings of lists of other stories."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.reading import Reading, ReadLine
from newsclean.classify.rule import Example, Rule
from newsclean.models import Fields, Label, Verdict

NAME = "related_link"
BOX_NAMES = frozenset(
    "related recommended recommendation recommendations recirculation recirc trending popular mostread "
    "mostpopular readmore alsoread readalso morenews outbrain taboola sidebar crosslink "
    "crosslinks seealso similar suggested linkbox topstories latest".split()
)
BOX_SCORE = 0.7
ARROWS = ("»", ">>", "→", "►", "▶", "➡", "👉", "▪️ ", "➤", "☞")
ARROW_SCORE = 0.7
# A line that is one link and no sentence, between paragraphs, is a pointer to another page.
LINK_MIN_SHARE = 0.95
LINK_SCORE = 0.6
# Items of a list and headings are links in guides and tables of contents too.
LIST_LINK_SCORE = 0.3
PARAGRAPH_TAGS = frozenset({"p", "div", "strong"})
LINK_MIN_WORDS = 4
TITLE_MAX_WORDS = 25
# Pointers stand among paragraphs here and there; as many as this, each above a paragraph, are headings.
ROUND_UP_MIN_ITEMS = 4


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.RELATED_LINK, NAME)
    yield from by_box(reading, Label.RELATED_LINK, NAME, BOX_NAMES, BOX_SCORE)
    pointers = [(line, found) for line, found in reading.marked(_pointer, TITLE_MAX_WORDS) if line.place]
    heads = _heads_of_parts(reading, {line.index for line, _ in pointers}) if pointers else frozenset[int]()
    for line, (evidence, score) in pointers:
        if line.index not in heads:
            yield Verdict(line.index, Label.RELATED_LINK, NAME, score, evidence)


def _heads_of_parts(reading: Reading, pointers: Collection[int]) -> frozenset[int]:
    """Linked titles that each stand above prose of their own: the items of a round-up."""
    above_prose = [
        line.index
        for line, following in pairwise(reading.lines)
        if line.index in pointers and following.is_prose and following.index not in pointers
    ]
    return frozenset(above_prose) if len(above_prose) >= ROUND_UP_MIN_ITEMS else frozenset()


def _pointer(line: ReadLine, _: Fields) -> tuple[str, float] | None:
    if line.text.startswith("|"):
        return None
    if line.text.startswith(ARROWS) and not line.text.endswith(("»", ".")) and "«" not in line.text:
        return "an arrow and a title", ARROW_SCORE
    if line.line.own_link_share >= LINK_MIN_SHARE and line.words >= LINK_MIN_WORDS:
        score = LINK_SCORE if line.line.tag in PARAGRAPH_TAGS or line.is_prose else LIST_LINK_SCORE
        return "the whole line is a link to another page of the site", score
    return None


RULE = Rule(
    name=NAME,
    label=Label.RELATED_LINK,
    summary="pointers to other stories: a label and a title, an arrow, a line that is one link, a box of such lines",
    reason="It leads away from the story.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\nRead also: The lake is full to the brim",
            (1,),
        ),
    ),
    keeps=(Example("Related companies in the valley sold their shares before the dam was closed, the paper found."),),
    misses="Titles of other stories without label, link or mark.",
    find=find,
    thresholds=(("LINK_MIN_SHARE", LINK_MIN_SHARE, "a full stop may stand outside the link"),),
)
