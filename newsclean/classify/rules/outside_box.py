"""Lines that stand outside the box that holds the article."""

from collections import Counter
from collections.abc import Iterator

from newsclean import box_names
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "outside_box"
# On labelled pages of news sites 113 of 122 short lines outside the article's box were junk, and 36 of
# 39 paragraphs behind its first line; before it stand decks, 13 of 36.
SHORT_SCORE = 0.6
PROSE_SCORE = 0.6
PROSE_BEFORE_SCORE = 0.2
# Short lines beside the one box that holds the paragraphs, and not between others of them: 35 of 35 were junk.
BESIDE_SCORE = 0.6
ONE_BOX_MIN_SHARE = 0.8
# More of the text without links are facts in boxes of their own: sizes, prices, what a release is about.
BESIDE_MAX_SHARE = 0.2
DECK_MIN_WORDS = 6
# A field of Drupal's is three of them around a paragraph.
DECK_MAX_BOXES = 4
_BESIDE_TAGS = frozenset({"p", "div", "section", "article", "header", "footer"})
# Such a box is a part of the text around it: the steps of a recipe say nothing on its ingredients.
_PART_TAGS = frozenset({"ol", "ul", "dl", "blockquote", "table", "tbody"})


def find(reading: Reading) -> Iterator[Verdict]:
    inside = [line.place for line in reading.lines if _is_inside(line)]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    beside = set(_places_beside(reading, first, last))
    for line in reading.lines:
        if line.line.is_outside:
            if _heads_paragraph(reading, line) or _is_verdict(line):
                continue
            score = _score_outside(line, first)
            yield Verdict(line.index, Label.OFF_TOPIC, NAME, score, "outside the box that holds the article")
        elif line.place in beside:
            yield Verdict(line.index, Label.OFF_TOPIC, NAME, BESIDE_SCORE, "beside the box that holds the paragraphs")


def _places_beside(reading: Reading, first: int, last: int) -> list[int]:
    """Of short lines beside the one box that holds the paragraphs; none where they are a part of the story."""
    container = _container_of_prose(reading)
    if not container:
        return []
    outer = [line for line in reading.lines if not (first < line.place < last or line.line.is_outside)]
    beside = [line for line in outer if not _is_in(line, container) and _may_be_beside(line, first)]
    total = sum(len(line.text) for line in reading.lines)
    facts = sum(len(line.text) for line in beside if not line.line.link_share)
    return [line.place for line in beside] if facts <= BESIDE_MAX_SHARE * total else []


def _heads_paragraph(reading: Reading, line: ReadLine) -> bool:
    """Whether it is the heading of a part that begins in the box: 2 of 3 such on labelled pages were the story's."""
    return line.is_heading and any(map(_is_inside, reading.lines[line.place + 1 : line.place + 2]))


def _is_verdict(line: ReadLine) -> bool:
    """What a review comes to stands in a box of its own behind the text."""
    return any(box.names & box_names.VERDICT for box in line.line.boxes)


def _score_outside(line: ReadLine, first_inside: int) -> float:
    if line.place < first_inside and (line.is_prose or _may_be_deck(line)):
        return PROSE_BEFORE_SCORE
    return PROSE_SCORE if line.is_prose else SHORT_SCORE


def _is_inside(line: ReadLine) -> bool:
    """A paragraph in the box; a deck counts to the article wherever it stands."""
    return line.is_prose and not line.line.is_outside and not line.line.is_deck


def _container_of_prose(reading: Reading) -> int | None:
    """The one box that directly holds most paragraphs, where there is one below the article's own."""
    chars: Counter[int] = Counter()
    for line in reading.lines:
        if line.is_prose and len(line.line.boxes) > 1 and not line.line.boxes[1].names & _PART_TAGS:
            chars[line.line.boxes[1].place] += len(line.text)
    if not chars:
        return None
    place, most = chars.most_common(1)[0]
    total = sum(len(line.text) for line in reading.lines if line.is_prose)
    return place if most >= ONE_BOX_MIN_SHARE * total else None


def _may_be_beside(line: ReadLine, first_inside: int) -> bool:
    """Headings of parts stand beside the boxes of their parts, tables in boxes of their own, and decks before them."""
    if line.is_prose or (line.place < first_inside and _may_be_deck(line)):
        return False
    return bool(line.line.boxes) and line.line.tag in _BESIDE_TAGS


def _may_be_deck(line: ReadLine) -> bool:
    if line.line.link_share:
        return False
    # Many papers close no deck, and one of several paragraphs has short ones: what holds them is called after it.
    is_called_deck = any(box.names & box_names.DECK for box in line.line.boxes[:DECK_MAX_BOXES])
    return is_called_deck if line.words < DECK_MIN_WORDS or not line.ends_sentence else True


def _is_in(line: ReadLine, container: int) -> bool:
    return any(box.place == container for box in line.line.boxes)


RULE = Rule(
    name=NAME,
    label=Label.OFF_TOPIC,
    summary="lines of a page that stand outside the box that holds most of the article",
    reason="An article is built as one box; what an extractor picks up elsewhere is the page's, not the story's.",
    cuts=(
        Example(
            "<html><body><article><header><p>Valley news of the week</p></header><div>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "<p>He will open it again when the water has fallen by a metre, he said, which may well "
            "take until the end of the month.</p>\n"
            "</div>\n"
            "</article></body></html>",
            (0,),
            is_html=True,
        ),
    ),
    keeps=(
        Example(
            "<html><body><article><h1>Almond bread of the valley</h1>\n"
            "<p>For forty pieces: 300 g flour</p><p>200 g sugar</p><p>1 egg</p>\n"
            "<ol><li>Work the flour, the sugar and the egg into a smooth dough and let it rest for an hour.</li>\n"
            "<li>Roll the dough out, cut it into pieces of any form that you like and lay them out well apart.</li>\n"
            "<li>Put them into the oven at half heat for a quarter of an hour, until their rim is gold.</li></ol>\n"
            "</article></body></html>",
            is_html=True,
        ),
        Example(
            "<html><body><article><div class='release'>\n"
            "<p>The joiners of the valley bring out a bench that folds to the width of a hand and weighs less than a "
            "bucket of water.</p>\n"
            "<p>It comes in oak and in ash, with or without a rail, and will be in the shops by the middle of May, "
            "they said on Friday.</p></div>\n"
            "<div class='facts'><p>Low bench, oak</p><p>Weight: 1.9 kg</p><p>Width, folded: 9 cm</p>"
            "<p>Price: 84 francs</p><p>With it: four screws and a key</p></div></article></body></html>",
            is_html=True,
        ),
        Example(
            "<html><body><article><h1>Almond bread of the valley</h1><div class='review-body'>\n"
            "<p>The baker of the old town has made his bread of almonds for forty years, and hardly ever in larger "
            "numbers than he can carry.</p>\n"
            "<p>It is dry on its first day, and then becomes softer from one day to the next, as everybody in the "
            "valley will tell you.</p>\n"
            "<p>We have eaten it with the cheese of the upper valley and without it, on the market and at home, for "
            "two weeks in May.</p>\n"
            "</div><div class='review-verdict'><h4>Our verdict</h4>\n"
            "<p>Take it home, and wait for the third day before you open it.</p></div></article></body></html>",
            is_html=True,
        ),
        Example(
            "<html><body><article><h1>The dam above the old town holds</h1>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "<h2>When the path will open</h2>\n"
            "<p>He will open it again when the water has fallen by a metre, he said, which may well "
            "take until the end of the month.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
        Example(
            '<html><body><article><h1>The dam above the old town holds</h1>\n<div class="x1 lead">'
            "<p>Forty men checked it.</p><p>The lake is full.</p><p>The path is closed for two weeks</p></div>\n<div>"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "<p>He will open it again when the water has fallen by a metre, he said, which may well "
            "take until the end of the month.</p></div>\n"
            "</article></body></html>",
            is_html=True,
        ),
    ),
    misses="Junk inside the article's own box.",
    find=find,
    needs="html",
    thresholds=(
        ("SHORT_SCORE", SHORT_SCORE, "measured on labelled pages"),
        ("PROSE_SCORE", PROSE_SCORE, "measured on labelled pages"),
    ),
)
