"""What a page shows to be before its text is judged: a listing, a live blog, a consent wall, a part withheld.

The rest (stubs, walls that the cutting finds, nothing at all) shows after trimming, in the record stage.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsclean.extract.blocks import Block
from newsclean.extract.fields.declared import Declared
from newsclean.extract.fields.words import words
from newsclean.extract.json_ld import JsonLd, node_types
from newsclean.extract.listing import find_listing
from newsclean.folding import fold
from newsclean.models import Fields, Link, PageKind
from newsclean.page_urls import is_front_page
from newsclean.text import word_count

CONSENT_MAX_WORDS = 800
"""Of the whole page: a wall stands before the page and has nothing of it."""
CONSENT_MIN_SHARE = 0.5
"""Of the page's characters in boxes named after consent or lines that name cookies; banners have less."""
CONSENT_BOX_NAMES = frozenset({"consent", "consentement", "cmp", "cookie", "cookies", "gdpr", "onetrust", "didomi"})

PAID_PART_MIN_CHARS = 600
"""A part for subscribers with more text than a teaser's is on the page: they are many who print it and hide it."""
_PLAIN_SELECTOR = re.compile(r"[.#][\w-]{1,100}")


@dataclass(frozen=True, slots=True)
class PageFinding:
    """The kind that the page itself decides, None where it decides none."""

    kind: PageKind | None = None
    reason: str = ""
    links: tuple[Link, ...] = ()
    teasers: tuple[str, ...] = ()
    """Of a listing, its headlines and summaries, a line each."""


def find_page_kind(
    declared: Declared, blocks: Sequence[Block], json_ld: JsonLd, fields: Fields, url: str | None
) -> PageFinding:
    """Decide by what the page declares and by where its words stand; in doubt it is an article."""
    if any(name.casefold() == "liveblogposting" for node in json_ld.articles for name in node_types(node)):
        return PageFinding(PageKind.LIVE, "the page declares a live blog")
    og_type = (declared.first("og:type") or "").casefold()
    is_declared = og_type == "article" or json_ld.article is not None
    if is_declared and not is_front_page(url):
        return PageFinding()
    if not is_declared and fields.published is None and (share := _consent_share(blocks)):
        return PageFinding(PageKind.CONSENT, f"{share:.0%} of the page asks for consent to cookies")
    listing = find_listing(blocks, json_ld, og_type, _only_headline(blocks), url)
    if listing is None:
        return PageFinding()
    return PageFinding(PageKind.LISTING, listing.reason, listing.links, listing.lines)


def is_part_withheld(tree: HtmlElement, json_ld: JsonLd) -> bool:
    """Whether the publisher says that only subscribers see all of it, and their part is not on the page.

    Where the publisher does not say which part that is, it may be on the page.
    """
    if json_ld.is_accessible_for_free is not False:
        return False
    paid = (sum(len(text) for text in part.itertext()) for css in json_ld.has_part_selectors for part in _at(tree, css))
    return max(paid, default=0) < PAID_PART_MIN_CHARS


def _at(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    """Elements of a class or an identity; any other selector finds none."""
    if not _PLAIN_SELECTOR.fullmatch(selector.strip()):
        return []
    name = selector.strip()[1:]
    if selector.strip().startswith("."):
        return list(tree.find_class(name))
    return list(tree.xpath("//*[@id=$name]", name=name))


def _only_headline(blocks: Sequence[Block]) -> str | None:
    """The text of the first-level heading, where there is one and no link."""
    headings = [block for block in blocks if block.box.tag == "h1"]
    return headings[0].text if len(headings) == 1 and not headings[0].link_chars else None


def _consent_share(blocks: Sequence[Block]) -> float:
    """Share of the characters that belong to a consent wall, 0..1; 0 where it is none."""
    if sum(word_count(block.text) for block in blocks) > CONSENT_MAX_WORDS:
        return 0.0
    naming = [block for block in blocks if _names_cookies(block)]
    if not naming:
        return 0.0
    asking = [block for block in blocks if block in naming or _is_in_consent_box(block)]
    share = sum(len(block.text) for block in asking) / sum(len(block.text) for block in blocks)
    return share if share >= CONSENT_MIN_SHARE else 0.0


def _names_cookies(block: Block) -> bool:
    folded = fold(block.text)
    return any(word in folded for word in words().cookie_words)


def _is_in_consent_box(block: Block) -> bool:
    return any(box.names & CONSENT_BOX_NAMES and box.tag != "body" for box in block.box.path())
