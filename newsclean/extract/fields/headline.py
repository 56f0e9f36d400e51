"""The part of a page around its headline, where bylines and dates stand."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice

from lxml.html import HtmlElement

from newsclean.extract.blocks import Block, name_words
from newsclean.extract.fields.declared import element_text
from newsclean.folding import fold

MAX_BLOCKS_BEFORE = 4
MAX_BLOCKS_AFTER = 14
MAX_BYLINE_BLOCK_CHARS = 200
_LONG_PARAGRAPH_CHARS = 400
_MAX_PARAGRAPHS = 2
"""The article has begun when two such have gone by."""

_MIN_PART_CHARS = 12
"""A heading of less that is part of the title is a kicker."""
_MIN_LIKENESS = 0.7
_MAX_ANCESTORS = 30
_CARD_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_MAX_CARD_ELEMENTS = 100
"""What holds more is a part of the page: to look through it for each name and each date would cost too much."""
_MAX_CARD_LEVELS = 4
"""A card has its text and its picture in boxes of their own, and the names under the heading in a third."""
_MAX_NAMED_LEVELS = 4
"""Farther out, names are those of the page's frame."""

SIDE_TAGS = frozenset({"aside", "nav", "footer", "form"})
SIDE_NAMES = frozenset(
    "related teaser teasers sidebar comment comments recommended recommendations trending popular newsletter footer "
    "nav menu carousel promo more latest breadcrumb".split()
)
# Some set their byline beside the story: an aside called so is the article's own.
_BYLINE_NAMES = frozenset({"author", "authors", "byline", "bylines"})

# Of a row that systems name so: what leads nowhere is there to be read, as the date.
_NAVIGATION_NAMES = frozenset({"nav"})
_FOOTER_NAMES = frozenset({"footer"})
_NO_NAMES: frozenset[str] = frozenset()
# What the address of an item's kind ends in: NewsArticle, BlogPosting.
_ENTRIES = frozenset({"hentry", "h-entry"})
_ARTICLE_KINDS = ("article", "blogposting")


def around_headline(blocks: tuple[Block, ...], title: str | None) -> tuple[Block, ...]:
    """The short blocks just after the headline and just before it, the nearest after it first.

    Empty where the page does not show its headline.
    """
    place = _headline_place(blocks, title)
    if place is None:
        return ()
    before = blocks[max(0, place - MAX_BLOCKS_BEFORE) : place]
    near = [*_until_article(blocks[place + 1 : place + 1 + MAX_BLOCKS_AFTER]), *reversed(before)]
    own = {box.order for box in blocks[place].box.path()}
    return tuple(block for block in near if len(block.text) <= MAX_BYLINE_BLOCK_CHARS and not _is_aside(block, own))


def is_beside(element: HtmlElement) -> bool:
    """Whether an element stands in a teaser, a comment or another part beside the article and its headline."""
    return _has_side_name(element) or _is_on_card(element)


def _is_on_card(element: HtmlElement) -> bool:
    """Whether it stands on the card of another story: the nearest heading around is a link, and not the page's own."""
    around = element.getparent()
    for _ in range(_MAX_CARD_LEVELS):
        if around is None or around.tag in ("body", "main"):
            return False
        inside = list(islice(around.iter(), _MAX_CARD_ELEMENTS + 1))
        if len(inside) > _MAX_CARD_ELEMENTS or any(each.tag == "h1" and not _is_other_story(each) for each in inside):
            return False
        heading = next((each for each in inside if each.tag in _CARD_HEADINGS and not _is_within(each, around)), None)
        if heading is not None:
            return _is_linked(heading) and not _is_own(heading)
        around = around.getparent()
    return False


def _is_other_story(heading: HtmlElement) -> bool:
    """Whether a heading of the first level is a link, and another than the page is called by."""
    headings = islice(heading.getroottree().iter("h1"), 2)
    return _is_linked(heading) and len(list(headings)) > 1 and not _is_own(heading)


def _is_within(heading: HtmlElement, box: HtmlElement) -> bool:
    """Whether it is the heading of an article that the box embeds among its own text."""
    article = next(heading.iterancestors("article", box.tag), None)
    return article is not None and article is not box and article.tag == "article"


def _is_linked(heading: HtmlElement) -> bool:
    parent = heading.getparent()
    return next(heading.iter("a"), None) is not None or (parent is not None and parent.tag == "a")


def _is_own(heading: HtmlElement) -> bool:
    """Whether the page has no other headline, or the name of this one."""
    tree = heading.getroottree()
    title = tree.getroot().findtext("head/title") or ""
    return fold(element_text(heading)) in fold(title) or next(tree.iter("h1"), None) is None


def _has_side_name(element: HtmlElement) -> bool:
    around: HtmlElement | None = element
    for _ in range(_MAX_ANCESTORS):
        if around is None or around.tag in ("body", "main"):
            return False
        names = f"{around.get('class') or ''} {around.get('id') or ''}"
        side_names = name_words(names) & SIDE_NAMES if len(names) > 1 else _NO_NAMES
        is_byline = around.tag == "aside" and name_words(names) & _BYLINE_NAMES
        is_beside = (around.tag in SIDE_TAGS and not is_byline and not _is_below_headline(around)) or side_names
        if is_beside and not _is_article_footer(around, side_names):
            return next(around.iter("h1"), None) is None
        around = around.getparent()
    return False


def _is_below_headline(box: HtmlElement) -> bool:
    """Whether the headline stands before it in the same box: some take `nav` for the row with author and date."""
    if box.tag != "nav":
        return False
    before = islice(box.itersiblings(preceding=True), MAX_BLOCKS_BEFORE)
    return any(
        each.tag == "h1" or any(child.tag == "h1" for child in islice(each, MAX_BLOCKS_AFTER)) for each in before
    )


def _is_article_footer(box: HtmlElement, side_names: frozenset[str]) -> bool:
    """Whether it is the footer of an article, where many put its date and its author: under the headline, too."""
    if side_names - _FOOTER_NAMES or box.tag in SIDE_TAGS - _FOOTER_NAMES:
        return False
    around = islice(box.iterancestors(), _MAX_ANCESTORS)
    return any(each.tag == "article" or _is_marked_article(each) for each in around)


def _is_marked_article(box: HtmlElement) -> bool:
    """Whether microdata or microformats call it an article."""
    kind, names = box.get("itemtype"), box.get("class")
    is_entry = names is not None and not _ENTRIES.isdisjoint(names.split())
    return is_entry or (kind is not None and kind.casefold().endswith(_ARTICLE_KINDS))


def _headline_place(blocks: tuple[Block, ...], title: str | None) -> int | None:
    wanted = fold(title or "")
    headings = [place for place, block in enumerate(blocks) if _in_heading(block)]
    # Of two that say the same one may lead to the page itself, in a list of the newest.
    for place in sorted(headings, key=lambda place: _is_second_level(blocks[place])):
        shown = fold(blocks[place].text)
        if wanted and (wanted in shown or (len(shown) > _MIN_PART_CHARS and shown in wanted)):
            return place
    if wanted and headings:
        nearest = max(headings[:20], key=lambda place: _likeness(wanted, fold(blocks[place].text)))
        if _likeness(wanted, fold(blocks[nearest].text)) > _MIN_LIKENESS:
            return nearest
    if len(headings) == 1 or not wanted:
        return headings[0] if len(headings) == 1 else None
    shown_at = (place for place, block in enumerate(blocks) if len(block.text) < 2 * len(wanted))
    return next((place for place in shown_at if wanted in fold(blocks[place].text)), None)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:200], other[:200], autojunk=False).quick_ratio()


def _in_heading(block: Block) -> bool:
    box = block.box
    return box.tag in ("h1", "h2") or (box.parent is not None and box.parent.tag == "h1")


def _is_second_level(block: Block) -> bool:
    return block.box.tag == "h2"


def _until_article(blocks: tuple[Block, ...]) -> Iterator[Block]:
    paragraphs = 0
    for block in blocks:
        paragraphs += len(block.text) > _LONG_PARAGRAPH_CHARS
        if paragraphs == _MAX_PARAGRAPHS:
            return
        yield block


def _is_aside(block: Block, own: set[int]) -> bool:
    """Whether a block stands in a box beside the article; `own` are the orders of the headline's boxes."""
    for level, box in enumerate(block.box.path()):
        if box.order in own:
            return False
        is_byline = box.tag == "aside" and box.names & _BYLINE_NAMES
        if box.is_hidden or (box.tag in SIDE_TAGS and not is_byline):
            return True
        side_names = box.names & SIDE_NAMES if level < _MAX_NAMED_LEVELS else _NO_NAMES
        if side_names and (block.links or side_names != _NAVIGATION_NAMES):
            return True
    return False
