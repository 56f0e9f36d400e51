"""Which extraction to believe: trafilatura's cheap one, its thorough one, or the page's structure."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from newsclean.extract.align import BlockIndex, align, comparison_key
from newsclean.extract.blocks import Block
from newsclean.extract.joiners import joiners_hidden, joiners_shown
from newsclean.extract.main_text import plain_lines, thorough_lines
from newsclean.extract.structure import prose_of_structure

# The longest pages of the news, live blogs, have some thousands of blocks; what is beyond ten times
# that would keep the extractors busy for minutes, and the structure alone has to do.
EXTRACTOR_MAX_BLOCKS = 20_000

# The cheap extraction is believed where it has most of the prose that the page plainly shows: the thorough one goes
# by another extractor only where that has twice as much (of 16 pages between this and 0.75 it did on none) …
PLAIN_MIN_COVERAGE = 0.5
# … and below this even the best extraction missed the article: the structure itself is taken.
STRUCTURE_MAX_COVERAGE = 0.25
STRUCTURE_MIN_BLOCKS = 4
STRUCTURE_MIN_GAIN = 2.0

# A text of three paragraphs on a page with twice as much prose besides deserves a second opinion.
SMALL_MAX_CHARS = 1500
SMALL_MAX_SHARE_LEFT = 3.0
# Publishers put a deck or a first paragraph into articleBody too: a body has at least this share of the prose.
BODY_MIN_SHARE_OF_PROSE = 0.5
# A shorter articleBody is a deck or a first paragraph …
DECLARED_MIN_CHARS = 600
# … and one of which the page has less than this is of a page that builds its text in the browser, or hides it.
# Of 595 labelled pages none that shows its text has so little of its body.
DECLARED_MAX_SHARE_SHOWN = 0.6
# Shorter blocks of a page stand in a long body by chance.
NAMED_MIN_CHARS = 60


def choose_lines(tree: HtmlElement, url: str | None, index: BlockIndex, article_body: str) -> tuple[str, ...]:
    """Lines of the main text by the extraction that fits the page best.

    Measured against the paragraphs that the publisher's own articleBody names, where it is given,
    else against the prose in the box that holds most of it.
    """
    blocks = index.blocks
    if len(blocks) > EXTRACTOR_MAX_BLOCKS:
        return tuple(block.text for block in _reference(index, article_body))
    readable = joiners_hidden(tree, blocks)
    shown = tuple if readable is tree else joiners_shown
    plain = shown(plain_lines(readable))
    is_plausible = bool(plain) and not _is_small(plain, blocks)
    if is_plausible and not article_body and _has_all_prose(plain, index):
        return plain  # and with it the reference, whatever box that stands in
    reference = _reference(index, article_body)
    if is_plausible and _coverage(plain, index, reference) >= PLAIN_MIN_COVERAGE:
        return plain
    full = shown(thorough_lines(readable, url))
    if _coverage(full, index, reference) < STRUCTURE_MAX_COVERAGE and _outweighs(reference, full):
        return tuple(block.text for block in reference)
    return full


def _reference(index: BlockIndex, article_body: str) -> tuple[Block, ...]:
    return _named(index, article_body) or prose_of_structure(index.blocks)


def _has_all_prose(lines: Sequence[str], index: BlockIndex) -> bool:
    found = set(align(lines, index))
    return all(block.order in found for block in index.blocks if block.is_prose)


def _is_small(lines: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Whether a short extraction leaves most prose of the page aside, whatever box it stands in."""
    chars = sum(len(line) for line in lines)
    if chars > SMALL_MAX_CHARS:
        return False
    return sum(len(block.text) for block in blocks if block.is_prose) > SMALL_MAX_SHARE_LEFT * chars


def _outweighs(reference: Sequence[Block], lines: Sequence[str]) -> bool:
    """Whether the page's own structure shows so much more text that the extraction must have missed it."""
    prose = sum(len(block.text) for block in reference)
    return len(reference) >= STRUCTURE_MIN_BLOCKS and prose > STRUCTURE_MIN_GAIN * sum(len(line) for line in lines)


def declared_lines(declared_body: str, lines: Sequence[str]) -> tuple[str, ...]:
    """The publisher's articleBody, a paragraph a line, where the page hardly shows half of it, or runs it together.

    None where the page has the text: it has also what bodies leave out, headings and lists.
    """
    if len(declared_body) < DECLARED_MIN_CHARS:
        return ()
    shown = sum(len(line) for line in lines)
    is_run_together = len(lines) == 1 and comparison_key(lines[0]) == comparison_key(declared_body)
    if shown >= DECLARED_MAX_SHARE_SHOWN * len(declared_body) and not is_run_together:
        return ()
    return tuple(declared_body.split("\n"))


def trusted_body(index: BlockIndex, article_body: str) -> str:
    """The articleBody as a key to compare with, empty where it is less than the page's prose."""
    named = sum(len(block.text) for block in _named(index, article_body))
    if not named:
        return ""
    prose = sum(len(block.text) for block in prose_of_structure(index.blocks))
    return article_body if named >= BODY_MIN_SHARE_OF_PROSE * prose else ""


def _named(index: BlockIndex, article_body: str) -> tuple[Block, ...]:
    if not article_body:
        return ()
    texts = zip(index.blocks, index.keys, strict=True)
    return tuple(block for block, key in texts if len(block.text) >= NAMED_MIN_CHARS and key in article_body)


def _coverage(lines: Sequence[str], index: BlockIndex, reference: Sequence[Block]) -> float:
    """Share of the reference's characters that the lines have, 0..1; 1 where there is no reference."""
    total = sum(len(block.text) for block in reference)
    if not total:
        return 1.0 if lines else 0.0
    found = {place for place in align(lines, index) if place is not None}
    return sum(len(block.text) for block in reference if block.order in found) / total
