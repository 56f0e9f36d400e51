"""Lines that are the beginning of another page of the site."""

from collections.abc import Iterator

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, LeadMatch, RememberedLine, Verdict

NAME = "known_lead"
# Cut at the beginning of another story: no author writes so.
CUT_SCORE = 0.92
TITLE_TAIL_SCORE = 0.92
TITLE_SCORE = 0.85
# Newspapers repeat the first paragraph of an older story as the background of a newer one; not two of them at its end.
PARAGRAPH_TAIL_SCORE = 0.9
LONE_PARAGRAPH_TAIL_SCORE = 0.7
PARAGRAPH_SCORE = 0.45
PART_TAIL_SCORE = 0.8
PART_SCORE = 0.5
GLUED_WEIGHT = 0.97
# A digest is made of the beginnings of other pages, and they are all its text.
OWN_MIN_PARAGRAPHS = 2
DIGEST_SCORE = 0.45


def find(reading: Reading) -> Iterator[Verdict]:
    found = [(line, known.lead) for line, known in reading.remembered_lines if known.lead and not known.is_own]
    in_tail = sum(line.place > reading.own_end for line, _ in found)
    for line, lead in found:
        if (line.place < reading.first_prose and not lead.is_title) or line.place == reading.first_prose:
            continue
        score = _score(reading, line, lead, in_tail)
        yield Verdict(line.index, Label.TEASER, NAME, score, _evidence(line, lead))


def _score(reading: Reading, line: ReadLine, lead: LeadMatch, in_tail: int) -> float:
    if line.is_cut:
        return CUT_SCORE
    if reading.own_paragraphs < OWN_MIN_PARAGRAPHS:
        return DIGEST_SCORE
    weight = GLUED_WEIGHT if lead.glued else 1.0
    is_tail = line.place > reading.own_end
    if lead.is_title:
        return weight * (TITLE_TAIL_SCORE if is_tail else TITLE_SCORE)
    if line.is_prose:
        tail_score = PARAGRAPH_TAIL_SCORE if in_tail > 1 else LONE_PARAGRAPH_TAIL_SCORE
        return weight * (tail_score if is_tail else PARAGRAPH_SCORE)
    return weight * (PART_TAIL_SCORE if is_tail else PART_SCORE)


def _evidence(line: ReadLine, lead: LeadMatch) -> str:
    what = "the title" if lead.is_title else "the beginning"
    beside = f", with “{lead.glued}” beside it" if lead.glued else ", cut off" if line.is_cut else ""
    return f"{what} of {lead.url}{beside}"


_STORY = (
    "The dam above the old town holds, engineers said on Friday after a night of checks by forty of them.\n"
    "The lake is full to the brim, as it was in spring, and the mayor has closed the path along the water.\n"
)
_CINEMA = LeadMatch("https://courier.example/cinema", 14)

RULE = Rule(
    name=NAME,
    label=Label.TEASER,
    summary="lines that are the title or the first words of another page of the site; needs a memory",
    reason="A teaser is made of how its story begins, whole, cut, or with a date or a category beside it.",
    cuts=(
        Example(
            f"{_STORY}The old cinema in the harbour is to become a school of dance, the town has ...",
            (2,),
            remembered={2: RememberedLine(lead=_CINEMA)},
        ),
        Example(
            f"{_STORY}Culture | Old cinema to become a school of dance",
            (2,),
            remembered={2: RememberedLine(lead=LeadMatch(_CINEMA.url, 8, is_title=True, glued="culture"))},
        ),
    ),
    keeps=(
        Example(_STORY, remembered={0: RememberedLine(lead=LeadMatch("https://courier.example/dam-2", 19))}),
        Example(_STORY, remembered={1: RememberedLine(lead=_CINEMA, is_own=True)}),
    ),
    misses="Teasers in words of their own, and of pages that the memory does not know.",
    find=find,
    needs="memory",
    thresholds=(("OWN_MIN_PARAGRAPHS", OWN_MIN_PARAGRAPHS, "a page with fewer paragraphs of its own may be a digest"),),
)
