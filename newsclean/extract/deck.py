"""The deck: the sentence or two between headline and story, which extractors leave with the headline."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from newsclean import box_names
from newsclean.extract.align import comparison_key
from newsclean.extract.blocks import Block, Box
from newsclean.extract.structure import in_junk_box
from newsclean.text import ends_sentence, word_count

# A deck is one or two sentences; what is longer is body, what is shorter a label, but where the page calls it a deck.
DECK_MIN_WORDS = 7
CALLED_DECK_MIN_WORDS = 4
DECK_MAX_BLOCKS = 4
DECK_MAX_WORDS = 80
DECK_NAMES = box_names.DECK.union(
    "leadtext introduction abstract teaser sommario occhiello description headline kicker nut synopsis epigraph "
    "overview blurb leadin spot".split()
)
MOSTLY_LINKS_MIN_SHARE = 0.5
# What a story is about, in short.
POINTS_MIN = 2
# Pages have one or two.
_MAX_HEADLINES = 20
_HEADLINE_TAGS = ("h1", "h2", "h3")
# White space aside; a shorter text begins like another by chance.
DESCRIPTION_MIN_CHARS = 30
_BEGINNING_CHARS = 60
# "CASTLEMOOR, May 3 (VALLEY PRESS) - "
MARK_MAX_CHARS = 40
# Between headline and body stand a byline, a date, share buttons, a picture; more is another page part.
DECK_MAX_BLOCKS_BEFORE_BODY = 25
# Paragraphs of a story that are called the same; a deck is called so too now and then.
BUILT_AS_BODY_MIN = 2


def places_of_deck(blocks: Sequence[Block], found: frozenset[int], description: str | None) -> list[int]:
    """The paragraph between headline and body that the page calls a deck, or describes itself by."""
    first = min((place for place in found if blocks[place].box.tag != "h1"), default=min(found))
    first_prose = min((place for place in found if blocks[place].is_prose), default=first)
    headline = _headline_above(blocks, first_prose)
    start = headline + 1 if headline is not None else max(0, first - DECK_MAX_BLOCKS_BEFORE_BODY)
    own = description_key(description)
    frame = _common_box(blocks[start if headline is None else headline], blocks[first])
    candidates = [place for place in range(start, first_prose) if place not in found and _may_be_deck(blocks[place])]
    if not candidates:
        return _with_whole_lists(blocks, range(start, first_prose), [], found)
    found_text = {comparison_key(blocks[place].text) for place in found}
    named_as = Counter(blocks[place].box.names for place in found if blocks[place].is_prose)
    points = Counter(_list_order(blocks[place]) for place in candidates if _is_point(blocks[place]))
    decks = []
    for place in candidates:
        block = blocks[place]
        key = comparison_key(block.text)
        if key in found_text:
            continue
        may_be_called_so = headline is not None and not in_junk_box(block, frame, DECK_NAMES)
        is_built_as_body = bool(block.box.names) and named_as[block.box.names] >= BUILT_AS_BODY_MIN
        is_told_in_points = _is_point(block) and points[_list_order(block)] >= POINTS_MIN
        is_deck = place < first and (is_built_as_body or _is_deck(block, is_next=place == start))
        if is_description(key, own) or (may_be_called_so and (is_deck or is_told_in_points)):
            decks.append(place)
    return _with_whole_lists(blocks, range(start, first_prose), decks[:DECK_MAX_BLOCKS], found)


def _headline_above(blocks: Sequence[Block], first: int) -> int | None:
    """Place of the nearest first-level heading above, or of another heading where there is none."""
    above = range(first, max(-1, first - DECK_MAX_BLOCKS_BEFORE_BODY), -1)
    by_tag = {tag: next((place for place in above if blocks[place].box.tag == tag), None) for tag in _HEADLINE_TAGS}
    return next((place for place in by_tag.values() if place is not None and place < first), by_tag["h1"])


def _with_whole_lists(blocks: Sequence[Block], above: range, decks: list[int], found: frozenset[int]) -> list[int]:
    """The places, and for a point of a list, found or not, those of all its points that do not lead to another page.

    Nor is a last one with a link that is called by a name of its own.
    """
    known = (*decks, *(place for place in above if place in found))
    lists = {order for place in known if (order := _list_order(blocks[place])) is not None}
    if not lists:
        return decks
    points = [
        place
        for place in above
        if place not in found
        and blocks[place].link_share < MOSTLY_LINKS_MIN_SHARE
        and _list_order(blocks[place]) in lists
    ]
    if len(points) > 1 and blocks[points[-1]].links and len({blocks[place].box.names for place in points[-2:]}) > 1:
        points.pop()
    return sorted({place for place in decks if _list_order(blocks[place]) is None}.union(points))


def _list_order(block: Block) -> int | None:
    """The order of the list of which the block is a point."""
    item = next((box for box in islice(block.box.path(), 2) if box.tag == "li"), None)
    return item.parent.order if item is not None and item.parent is not None else None


def _is_point(block: Block) -> bool:
    """Whether it is a sentence in a list, without a link: lists of links and of facts stand there too."""
    return _list_order(block) is not None and not block.links and ends_sentence(block.text)


def _may_be_deck(block: Block) -> bool:
    if block.link_share >= MOSTLY_LINKS_MIN_SHARE:
        return False
    fewest = CALLED_DECK_MIN_WORDS if _is_called_nothing_else(block) else DECK_MIN_WORDS
    return fewest <= word_count(block.text) <= DECK_MAX_WORDS


def _is_deck(block: Block, *, is_next: bool) -> bool:
    """Whether it is called so, or a heading or a sentence right behind the headline."""
    is_subheading = is_next and block.box.tag == "h2" and word_count(block.text) >= DECK_MIN_WORDS
    is_sentence = is_next and ends_sentence(block.text) and not block.links
    return is_subheading or is_sentence or is_called_deck(block)


def description_key(description: str | None) -> str:
    """The page's description of itself in the form in which it is compared with the keys of lines."""
    return comparison_key(description or "").rstrip(".…")


def is_description(key: str, own: str) -> bool:
    """Whether the line with this key is the description with that one, or either is the beginning of the other.

    Before the line may stand what an agency or a paper marks its texts with.
    """
    if min(len(own), len(key)) < DESCRIPTION_MIN_CHARS:
        return False
    return key.startswith(own) or own.startswith(key) or 0 < key.find(own[:_BEGINNING_CHARS]) <= MARK_MAX_CHARS


def _common_box(one: Block, other: Block) -> Box:
    """The innermost box around both; names of boxes around it say nothing on what stands between them."""
    around = {box.order for box in one.box.path()}
    return next(box for box in other.box.path() if box.order in around)


def is_called_deck(block: Block) -> bool:
    """Whether one of the innermost boxes is called after a deck, or the block is a heading that is a sentence."""
    near = [box for box, _ in zip(block.box.path(), range(3), strict=False)]
    return any(box.names & DECK_NAMES for box in near) or (block.box.tag == "h2" and ends_sentence(block.text))


def headed_decks(blocks: Sequence[Block]) -> frozenset[int]:
    """Orders of the blocks right behind a headline, to the end of their box, that are called decks and nothing else."""
    headlines = [block.order for block in blocks if block.box.tag == "h1"][:_MAX_HEADLINES]
    return frozenset(order for headline in headlines for order in _decks_behind(blocks, headline))


def _decks_behind(blocks: Sequence[Block], headline: int) -> Iterator[int]:
    behind = blocks[headline + 1 : headline + 1 + DECK_MAX_BLOCKS]
    for block in behind:
        if block.box.parent is not behind[0].box.parent:
            return
        is_deck = block.box.tag != "figcaption" and block.link_share < MOSTLY_LINKS_MIN_SHARE
        if is_deck and word_count(block.text) >= CALLED_DECK_MIN_WORDS and _is_called_nothing_else(block):
            yield block.order


def _is_called_nothing_else(block: Block) -> bool:
    return any(box.names & box_names.DECK for box in islice(block.box.path(), 2))
