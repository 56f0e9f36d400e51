"""Which extraction to believe: trafilatura's cheap one, its thorough one, or the page's structure."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from newsclean.extract.align import align, comparison_key
from newsclean.extract.blocks import Block
from newsclean.extract.main_text import main_lines
from newsclean.extract.structure import prose_of_structure

# The cheap extraction is believed where it has nearly all of the prose that the page plainly shows …
PLAIN_MIN_COVERAGE = 0.75
# … and below this even the best extraction missed the article: the structure itself is taken.
STRUCTURE_MAX_COVERAGE = 0.4


def choose_lines(tree: HtmlElement, url: str | None, blocks: Sequence[Block], article_body: str) -> tuple[str, ...]:
    """Lines of the main text by the extraction that fits the page best.

    Measured against the paragraphs that the publisher's own articleBody names, else against the
    prose in the box that holds most of it.
    """
    reference = _named(blocks, article_body) or prose_of_structure(blocks)
    fast = main_lines(tree, url, "fast")
    if _coverage(fast, blocks, reference) >= PLAIN_MIN_COVERAGE:
        return fast
    full = main_lines(tree, url, "full")
    best = max(fast, full, key=lambda lines: _coverage(lines, blocks, reference))
    if _coverage(best, blocks, reference) < STRUCTURE_MAX_COVERAGE and reference:
        return tuple(block.text for block in reference)
    return best


def _named(blocks: Sequence[Block], article_body: str) -> tuple[Block, ...]:
    if not article_body:
        return ()
    named = tuple(block for block in blocks if len(block.text) >= 60 and comparison_key(block.text) in article_body)
    chars = sum(len(block.text) for block in named)
    return named if 2 * chars >= len(article_body) else ()


def _coverage(lines: Sequence[str], blocks: Sequence[Block], reference: Sequence[Block]) -> float:
    """Share of the reference's characters that the lines have, 0..1; 1 where there is no reference."""
    total = sum(len(block.text) for block in reference)
    if not total:
        return 1.0 if lines else 0.0
    found = {place for place in align(lines, blocks) if place is not None}
    return sum(len(block.text) for block in reference if block.order in found) / total
