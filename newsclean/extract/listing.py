"""Front, section and aggregator pages: headlines that lead elsewhere, and no text of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from newsclean.extract.blocks import PROSE_MIN_WORDS, Block
from newsclean.extract.json_ld import JsonLd
from newsclean.models import Link
from newsclean.page_urls import is_front_page
from newsclean.text import ends_sentence, word_count

HEADLINE_MIN_WORDS = 4
"""Menu entries have one to three words."""
HEADLINE_MAX_WORDS = 40
"""Longer, and the link is around a text."""
HEADLINE_MIN_LINK_SHARE = 0.8
TEASER_MIN_WORDS = 5
RUN_MAX_CHARS = 400
"""Of prose without a headline between: 7 of 595 articles have no more, and summaries hardly ever as much."""
NAMED_MIN_HEADLINES = 2
"""Where the address or the page says that it is a listing; one will do where all prose stands with it."""
UNNAMED_MIN_HEADLINES = 10
"""Of pages that are no listings and declare no article, few with so short a text have that many …"""
HEADLINES_MIN_RATIO = 2.5
"""… but these have no more than 1.5 times the characters of the text."""

_LISTING_TYPES = frozenset({"collectionpage", "searchresultspage", "profilepage", "itemlist"})
# Sections have names of a word or two: /sport/, /world-news/, /de/index.html. Articles have slugs and numbers.
_SECTION_PATH = re.compile(r"(?:/[^\W\d_]+(?:-[^\W\d_]+)?){1,3}(?:/(?:index\.[a-z]{2,5})?)?")
_FRAME_TAGS = frozenset({"nav", "footer", "menu"})


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing has: its links, each address once, and its teasers as lines, both in page order."""

    links: tuple[Link, ...]
    lines: tuple[str, ...]
    reason: str


def find_listing(
    blocks: Sequence[Block], json_ld: JsonLd, og_type: str, headline: str | None, url: str | None
) -> Listing | None:
    """The listing that the page is; None where it may be anything else.

    `headline` is the text of the page's only first-level heading. Links are made absolute by `url`,
    and stay as written without it.
    """
    visible = [block for block in blocks if not _is_frame(block)]
    headlines = [block for block in visible if _is_headline(block)]
    links = _links(headlines, url)
    if not links or _longest_run(visible) > RUN_MAX_CHARS:
        return None
    if _is_named_listing(json_ld, og_type, url):
        if len(links) < NAMED_MIN_HEADLINES and not _is_all_teaser(visible, headlines[0]):
            return None
    elif len(links) < UNNAMED_MIN_HEADLINES or not _outweigh(headlines, visible, headline):
        return None
    reason = f"headlines that lead elsewhere ({len(links)}), and no text"
    return Listing(links, tuple(_teasers(visible, headlines)), reason)


def _outweigh(headlines: Sequence[Block], blocks: Sequence[Block], title: str | None) -> bool:
    """Whether headlines are what the page has: its title is no headline itself, and its text is short beside them."""
    if title is not None and word_count(title) > HEADLINE_MIN_WORDS:
        return False
    return sum(len(block.text) for block in headlines) >= HEADLINES_MIN_RATIO * _longest_run(blocks)


def _is_all_teaser(blocks: Sequence[Block], headline: Block) -> bool:
    """Whether all prose stands in the box of the one headline."""
    return all(_common_depth(block, headline) >= headline.box.depth - 1 for block in blocks if block.is_prose)


def _is_named_listing(json_ld: JsonLd, og_type: str, url: str | None) -> bool:
    if is_front_page(url) or any(name.casefold() in _LISTING_TYPES for name in json_ld.types):
        return True
    return og_type == "website" and url is not None and _SECTION_PATH.fullmatch(unquote(urlsplit(url).path)) is not None


def _is_frame(block: Block) -> bool:
    return any(box.is_hidden or box.tag in _FRAME_TAGS for box in block.box.path())


def _is_headline(block: Block) -> bool:
    return (
        block.link_share >= HEADLINE_MIN_LINK_SHARE
        and len(set(block.links)) == 1
        and HEADLINE_MIN_WORDS <= word_count(block.text) <= HEADLINE_MAX_WORDS
    )


def _links(headlines: Sequence[Block], url: str | None) -> tuple[Link, ...]:
    """The first words of each address are its headline; summaries link there too. Front pages have none."""
    found: dict[str, Link] = {}
    for block in headlines:
        address = _absolute(block.links[0], url)
        if address and address not in found and address != url and not is_front_page(address):
            found[address] = Link(address, block.text)
    return tuple(found.values())


def _absolute(target: str, url: str | None) -> str | None:
    """The address without its fragment; None where it leads to no page."""
    try:
        address = urljoin(url, target.strip()) if url else target.strip()
        scheme = urlsplit(address).scheme
    except ValueError:  # a broken IPv6 address
        return None
    if scheme not in ("http", "https") and (scheme or url):
        return None
    return address.partition("#")[0] or None


def _longest_run(blocks: Sequence[Block]) -> int:
    """Characters of the longest prose with no headline between."""
    longest = current = 0
    for block in blocks:
        if _is_headline(block):
            current = 0
        elif block.is_prose:
            current += len(block.text)
            longest = max(longest, current)
    return longest


def _teasers(blocks: Sequence[Block], headlines: Sequence[Block]) -> Iterator[str]:
    """Headlines and the sentences that stand with each, a line each, no line twice."""
    places = {block.order for block in headlines}
    around = _common_depth(headlines[0], headlines[-1])
    headline: Block | None = None
    seen = set[str]()
    for block in blocks:
        if block.order in places:
            headline = block
        elif headline is None or not _is_summary(block) or not _stands_with(block, headline, around):
            continue
        if block.text not in seen:
            seen.add(block.text)
            yield block.text


def _is_summary(block: Block) -> bool:
    count = word_count(block.text)
    return count >= PROSE_MIN_WORDS or (count >= TEASER_MIN_WORDS and ends_sentence(block.text))


def _stands_with(block: Block, headline: Block, around: int) -> bool:
    """Whether the block is in the headline's own box, or right behind it where headlines have no boxes."""
    common = _common_depth(block, headline)
    return common > around or (common == around and block.order == headline.order + 1)


def _common_depth(one: Block, other: Block) -> int:
    """Depth of the innermost box around both."""
    boxes = {box.order for box in one.box.path()}
    return next((box.depth for box in other.box.path() if box.order in boxes), 0)
