"""Cards that lead to other stories: boxes alike, each with a linked title and hardly more."""

from collections.abc import Iterator, Mapping, Sequence

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, NamedBox, Verdict

NAME = "cards"
SCORE = 0.7
# Two boxes alike may be two parts of the story.
MIN_CARDS = 3
# A title, a deck, a date, a name.
CARD_MAX_LINES = 4
CARD_MAX_WORDS = 70
TITLE_MIN_WORDS = 3
TITLE_TAGS = frozenset({"h2", "h3", "h4", "h5"})
# Some pages print a title twice, once without its link.
LINK_MIN_SHARE = 0.4
# Cards that hold more of the text are the items of a round-up.
MAX_TEXT_SHARE = 0.35


def find(reading: Reading) -> Iterator[Verdict]:
    for cards in _alike(_cards(reading)):
        lines = [line for card in cards for line in card]
        if len(cards) >= MIN_CARDS and _is_behind_story(reading, lines):
            for line in lines:
                yield Verdict(
                    line.index, Label.TEASER, NAME, SCORE, f"in one of {len(cards)} cards with a linked title"
                )


def _is_behind_story(reading: Reading, lines: Sequence[ReadLine]) -> bool:
    """Cards with more of the text, or with paragraphs of their own between, are parts of the story."""
    if sum(len(line.text) for line in lines) > MAX_TEXT_SHARE * reading.chars:
        return False
    inside = {line.place for line in lines}
    return not any(line.is_prose and line.place not in inside for line in reading.lines[min(inside) :])


def _cards(reading: Reading) -> Mapping[NamedBox, list[ReadLine]]:
    """The widest boxes that hold little beside one linked title, with their lines."""
    titles = list(filter(_is_linked_title, reading.lines))
    if len(titles) < MIN_CARDS:
        return {}
    lines_in: dict[int, list[ReadLine]] = {}
    for line in reading.lines:
        for box in line.line.boxes:
            lines_in.setdefault(box.place, []).append(line)
    found: dict[NamedBox, list[ReadLine]] = {}
    for line in titles:
        small = [box for box in line.line.boxes if _is_card(lines_in[box.place])]
        if small:
            found[small[-1]] = lines_in[small[-1].place]
    return found


def _is_linked_title(line: ReadLine) -> bool:
    return line.line.tag in TITLE_TAGS and line.line.own_link_share >= LINK_MIN_SHARE and line.words >= TITLE_MIN_WORDS


def _is_card(lines: Sequence[ReadLine]) -> bool:
    return (
        sum(map(_is_linked_title, lines)) == 1
        and len(lines) <= CARD_MAX_LINES
        and sum(line.words for line in lines) <= CARD_MAX_WORDS
    )


def _alike(cards: Mapping[NamedBox, list[ReadLine]]) -> list[list[list[ReadLine]]]:
    groups: dict[frozenset[str], list[list[ReadLine]]] = {}
    for box, lines in cards.items():
        groups.setdefault(box.names, []).append(lines)
    return list(groups.values())


RULE = Rule(
    name=NAME,
    label=Label.TEASER,
    summary="boxes alike behind the story, each with a linked title and hardly more",
    reason="Pages show other stories as a row of cards; titles and decks in whole sentences look like paragraphs.",
    cuts=(
        Example(
            "<html><body><article>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "<p>He will open it again when the water has fallen by a metre, he said, which may well "
            "take until the end of the month, or the next if the rain goes on as it has since Easter.</p>\n"
            "<p>Forty men will stay at the dam through the week, in two shifts, and measure it each hour; "
            "the valley brings them soup from the school, where forty beds have been put up for them.</p>\n"
            '<div class="row"><div class="story"><h3><a href="/bakers">Bakers win a prize</a></h3>'
            "<p>The bread of the valley is the best.</p></div>\n"
            '<div class="story"><h3><a href="/bridge">A bridge for walkers</a></h3>'
            "<p>From May on one may cross on foot.</p></div>\n"
            '<div class="story"><h3><a href="/school">The school gets a roof</a></h3>'
            "<p>The rain will stay out of four rooms.</p></div></div>\n"
            "</article></body></html>",
            (4, 5, 6, 7, 8, 9),
            is_html=True,
        ),
    ),
    keeps=(
        Example(
            "<html><body><article>\n"
            '<div class="item"><h3><a href="/bakers">Bakers win a prize</a></h3>'
            "<p>The bread of the valley is the best of all, a jury of forty bakers found last night.</p></div>\n"
            '<div class="item"><h3><a href="/bridge">A bridge for walkers</a></h3>'
            "<p>From May on one may cross the river on foot again, which took a boat for nine years.</p></div>\n"
            '<div class="item"><h3><a href="/school">The school gets a roof</a></h3>'
            "<p>The rain will stay out of the four rooms, for which parents have given the money.</p></div>\n"
            "</article></body></html>",
            is_html=True,
        ),
    ),
    misses="Cards among the paragraphs, and fewer than three.",
    find=find,
    needs="html",
    thresholds=(
        ("MIN_CARDS", MIN_CARDS, "two boxes alike may be two parts of the story"),
        ("MAX_TEXT_SHARE", MAX_TEXT_SHARE, "cards that hold more of the text are a round-up"),
    ),
)
