"""Where the heading that readers see is the headline, and not what the page declares for cards and search engines."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

from newsclean.extract.blocks import Block
from newsclean.extract.fields.found import Found
from newsclean.extract.fields.title_candidates import first_places
from newsclean.extract.fields.title_likeness import AGREEMENT, MIN_AGREEING_WORDS, MIN_ALONE_WORDS, likeness_of
from newsclean.folding import fold
from newsclean.text import words

MAX_BLOCKS = 300
"""Of a page's beginning, where its headline stands."""
_HEADINGS = frozenset({"h1", "h2", "h3"})
_MAX_CHARS_APART = 5
"""Between two forms that fold to the same: quotation marks and dots."""
_SAME_STORY = 0.5
"""The same share, from which two candidates tell of one story in other words; with less the heading is a rubric."""
_SAME_HEADLINE = 0.6
"""The same share, from which the card's headline, which the heading shows, is that of the data and the title element in
other words. Data that tell more than readers see share fewer: .57 on the nearest page of a trial."""
_SAME_SUBJECT = 0.2
"""The same share, which tells a story's heading from a rubric where the declarations tell different headlines."""


def own_heading(candidates: Sequence[Found[str]], bags: Sequence[Counter[str]], best: int) -> int | None:
    """Place of the page's first heading, where it says in words of its own what the declarations say in others.

    Those are written for search engines and cards; readers see the heading. It has to be the only one, or JSON-LD and
    og:title contradict each other. Where og:title has the heading's words, it is its place: the heading may have more.
    """
    first = first_places(candidates)
    heading = first.get("h1")
    if heading is None or bags[heading].total() < MIN_AGREEING_WORDS:
        return None
    others = (bag for each, bag in zip(candidates, bags, strict=True) if each.origin != "h1")
    likenesses = [likeness_of(bags[heading], bag) for bag in others]
    card, is_only = first.get("meta og:title"), _count_headings(candidates, bags) == 1
    likeness = likeness_of(bags[heading], bags[best])
    if card is not None and is_only and likeness_of(bags[heading], bags[card]) >= AGREEMENT:
        return _heading_or_card(candidates, first, likeness)
    if any(likeness >= AGREEMENT for likeness in likenesses):
        return None
    if is_only and likeness >= _SAME_STORY:
        return heading
    data = first.get("json-ld")
    if data is None or card is None or likeness_of(bags[data], bags[card]) >= AGREEMENT:
        return None
    is_story = bags[heading].total() >= MIN_ALONE_WORDS and max(likenesses) >= _SAME_SUBJECT
    return heading if is_story else None


def whole_heading(candidates: Sequence[Found[str]], bags: Sequence[Counter[str]], best: int) -> int | None:
    """Place of the one heading that has the word or two of the declarations among its own: these name the subject."""
    heading = first_places(candidates).get("h1")
    if heading is None or _count_headings(candidates, bags) != 1 or bags[heading].total() < MIN_ALONE_WORDS:
        return None
    return heading if bags[best] <= bags[heading] else None


def story_of_rubric(
    candidates: Sequence[Found[str]], bags: Sequence[Counter[str]], blocks: Sequence[Block]
) -> int | None:
    """Place of the title element, where it has a headline that the page shows and the heading has but a rubric."""
    first = first_places(candidates)
    heading, title = first["h1"], first.get("title element")
    if title is None or bags[heading].total() >= MIN_AGREEING_WORDS or bags[title].total() < MIN_ALONE_WORDS:
        return None
    is_story = not bags[heading] & bags[title] and is_shown(candidates[title].value, blocks)
    return title if is_story and len(first) == len(("h1", "title element")) else None


def heading_of_text(blocks: Sequence[Block]) -> Found[str] | None:
    """The last heading above the first paragraph, where the page declares no more than the site's name."""
    above = itertools.takewhile(lambda block: not block.is_prose, blocks[:MAX_BLOCKS])
    headings = [block.text for block in above if block.box.tag in _HEADINGS and not block.link_share]
    headlines = [text for text in headings if len(words(text)) >= MIN_ALONE_WORDS]
    return Found(headlines[-1], "heading") if headlines else None


def is_shown(title: str, blocks: Sequence[Block]) -> bool:
    """Whether a block of the page is the title and nothing else, so that readers see it beside the heading."""
    alike = (block.text for block in blocks[:MAX_BLOCKS] if abs(len(block.text) - len(title)) <= _MAX_CHARS_APART)
    return fold(title) in map(fold, alike)


def _heading_or_card(candidates: Sequence[Found[str]], first: Mapping[str, int], likeness: float) -> int | None:
    """Place of the heading where the card has left words of it out, else of the card where the best is another form."""
    if "json-ld" not in first and _is_condensed(
        *(candidates[first[origin]].value for origin in ("meta og:title", "h1"))
    ):
        return first["h1"]
    return first["meta og:title"] if _SAME_HEADLINE <= likeness < AGREEMENT else None


def _count_headings(candidates: Sequence[Found[str]], bags: Sequence[Counter[str]]) -> int:
    """How many headlines the page's headings are: each once, without rubrics such as "More science"."""
    headings = (bag for each, bag in zip(candidates, bags, strict=True) if each.origin == "h1")
    return len({frozenset(bag.items()) for bag in headings if bag.total() >= MIN_AGREEING_WORDS})


def _is_condensed(shorter: str, longer: str) -> bool:
    """Whether words are left out from within, as on cards; a kicker and an addition stand at an end."""
    said = words(fold(shorter))
    return len(said) < len(words(fold(longer))) and f" {' '.join(said)} " not in f" {' '.join(words(fold(longer)))} "
