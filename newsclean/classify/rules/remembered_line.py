"""Lines that stand on many pages of the site."""

from collections.abc import Iterator

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, RememberedLine, Verdict

NAME = "remembered_line"
# A share of fewer pages says little: on the first 25 pages five with a line are as many as it takes.
SAMPLE_MIN_PAGES = 25
# Quotations and passages of law stand in the stories of one affair, a handful among hundreds; a blurb or a box
# on a fifth of all pages, whatever they are about.
MIDDLE_MIN_PAGES = 5
MIDDLE_MIN_SHARE = 0.2
# Behind the last paragraph of the page's own there is less to lose.
TAIL_MIN_PAGES = 3
TAIL_MIN_SHARE = 0.1
TAIL_PROSE_MIN_SHARE = 0.15
# On most pages: a part of the template.
TEMPLATE_MIN_SHARE = 0.5
TEMPLATE_SCORE = 0.95
SCORE = 0.85
SUSPECT_MIN_PAGES = 3
SUSPECT_SCORE = 0.3
# How a story begins stands elsewhere as its teaser; a slogan stands at the head of the other pages too.
HEAD_PARAGRAPHS = 2


def find(reading: Reading) -> Iterator[Verdict]:
    head, tail = reading.head_end(HEAD_PARAGRAPHS), reading.own_end
    for line, known in reading.remembered_lines:
        if not known.pages:
            continue
        pages = known.heads if line.place <= head else known.pages
        score = _score(line, known, pages, is_tail=line.place > max(head, tail))
        if score:
            yield Verdict(line.index, Label.PROMO, NAME, score, _evidence(known))


def _score(line: ReadLine, known: RememberedLine, pages: int, *, is_tail: bool) -> float:
    share = pages / max(known.of_pages, SAMPLE_MIN_PAGES)
    tail_share = TAIL_PROSE_MIN_SHARE if line.is_prose else TAIL_MIN_SHARE
    if is_tail and pages >= TAIL_MIN_PAGES and share >= tail_share:
        return TEMPLATE_SCORE if share >= TEMPLATE_MIN_SHARE else SCORE
    if pages >= MIDDLE_MIN_PAGES and share >= MIDDLE_MIN_SHARE:
        return TEMPLATE_SCORE if share >= TEMPLATE_MIN_SHARE else SCORE
    if is_tail and pages >= SUSPECT_MIN_PAGES and not line.is_prose:
        return SUSPECT_SCORE
    return 0.0


def _evidence(known: RememberedLine) -> str:
    return f"stood on {known.pages} of the last {known.of_pages} pages of the site"


_STORY = (
    "The dam above the old town holds, engineers said on Friday after a night of checks by forty of them.\n"
    "The lake is full to the brim, as it was in spring, and the mayor has closed the path along the water.\n"
    "He will open it again when the water has fallen by a metre, he said, which may well take some weeks.\n"
)

RULE = Rule(
    name=NAME,
    label=Label.PROMO,
    summary="lines that stand on many pages of the site, whatever these are about; needs a memory",
    reason="A blurb, a slogan, a newsletter box is on page after page; what a story tells is on its own.",
    cuts=(
        Example(
            f"{_STORY}The Valley Courier has reported from the seven valleys every day since 1923.",
            (3,),
            remembered={3: RememberedLine(pages=14, of_pages=60)},
        ),
    ),
    keeps=(
        Example(
            "The court heard the case on Monday, and the bench was full to the last place all day long.\n"
            "Whoever wilfully damages a dam is punished with imprisonment of up to five years, the law says.\n"
            "The ruling is expected in spring; both sides said that they would go on to the next court.",
            remembered={1: RememberedLine(pages=4, of_pages=60)},
        ),
        Example(_STORY, remembered={0: RememberedLine(pages=9, of_pages=40)}),
    ),
    misses="Furniture of a small section, and what the memory has not seen often enough yet.",
    find=find,
    needs="memory",
    thresholds=(
        ("MIDDLE_MIN_PAGES", MIDDLE_MIN_PAGES, "quotations stand in the few stories of one affair"),
        ("MIDDLE_MIN_SHARE", MIDDLE_MIN_SHARE, "an affair fills no fifth of a site's pages"),
        ("TAIL_MIN_PAGES", TAIL_MIN_PAGES, "behind the story there is less to lose"),
        ("TAIL_MIN_SHARE", TAIL_MIN_SHARE, "for lines that are no paragraphs"),
        ("TAIL_PROSE_MIN_SHARE", TAIL_PROSE_MIN_SHARE, "a last paragraph may be an old background"),
    ),
)
