"""The boxes in which trafilatura looks for the main text, and what it prunes from them.

The names are those of trafilatura 2 (Apache License 2.0), which finds both by XPath: that asks Python for each element
and each pattern. A walk that remembers what it said of a class or an id takes a tenth of that time.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml.etree import strip_tags
from lxml.html import HtmlElement
from trafilatura.htmlprocessing import delete_by_link_density, link_density_test_tables
from trafilatura.xml import delete_element

from newsclean.extract.blocks import BUILDERS_WIDGET, REMEMBERED_MAX_CHARS
from newsclean.extract.deletion import delete_elements

_BODY_NAMES = frozenset({"post", "entry"})
_BODY_ID = re.compile(r"(?:entry|article|art)-content|article__content|article(?:-|__)?body|articleBody|body-text")
_BODY_CLASS = re.compile(
    r"post[-_]text|post-body|post-?entry|post[-_]?content|postContent|post_inner_wrapper|article-?text|articleText"
    r"|(?:entry|page|text|article|art)-content|article__content|article(?:-|__)?body|articleBody|ArticleContent"
    r"|body-text|article__container"
)
_STORY_IDS = frozenset({"article", "story"})
_STORY_NAMES = frozenset({"postarea", "art-postcontent", "text", "cell", "story"})
_STORY_ID = re.compile(r"^primary|story-body")
_STORY_CLASS = re.compile(
    r"(?i:fulltext)|^article |post-bodycopy|story-?content|(?:theme|blog|section|single)-content|single-post"
    r"|main-column|wpb_text_column|story-body|field-body"
)
_CONTENT_ID = re.compile(r"content-main|content-body|contentBody|[mM]ain-[cC]ontent")
_CONTENT_CLASS = re.compile(r"content[-_]main|content(?:-|__)body|[mM]ain-[cC]ontent|[pP]age-[cC]ontent")
_BOX_TAGS = ("article", "div", "main", "section")

_PART_TAGS = frozenset({"div", "item", "list", "p", "section", "span"})
_OTHER_PART = r"^shar|social|viral|newsletter|syndication|tags|sidebar|banner|bread-?crumb|button|author"
_OTHER_PART_ID = re.compile(
    rf"{_OTHER_PART}|^(?:jp-|dpsp-content)|bmdh|footer|Footer|share|Share|nav|Nav|menu|related|message-container"
    r"|premium|^ad-"
)
_OTHER_PART_CLASS = re.compile(
    rf"{_OTHER_PART}|^(?:nav|post-nav|ZendeskForm)|subnav|avigation|navbar|navbox|menu|bar| ad |-ad-|(?:^| )ad-"
    r"|dfp[Aa]d|outbrain|taboola|criteo|paid-?content|widget|footer|Footer|byline|Byline|share-|sociable|embedded"
    r"|embed|tag-list|consent|modal-content|permission|elated|next-|-stories|most-popular|more-on|meta|rating"
    r"|attachment|timestamp|user-info|user-profile|-icon|article-infos|message-container|slide|viewport|overlay"
    r"|options|expand|obfuscated|blurred|mol-factbox|yin|zlylin|nfoline"
)
_HIDDEN_ID = re.compile(r"reader-comments|akismet")
_HIDDEN_CLASS = re.compile(
    r"^hide-|comments-title|nocomments|-reply-|message|akismet|suggest-links|-hide-|hide-print| hidden| hide|noprint"
    r"|notloaded"
)
_HIDDEN_STYLE = re.compile(r"display: ?none")
_DROP_CAP_MAX_PARTS = 4
_MARKS_OF_A_QUOTATION = " \u00a0\u202f\"'“”„‘’«»‹›"
_TELLING = frozenset({"id", "class", "style", "role", "aria-hidden", "data-component", "data-lp-replacement-content"})
# Where less than a third of a box's text would be left, nothing is pruned: some names are parts of words ("meta" of
# "metal"), or say how a box looks. trafilatura goes as far as a seventh; of seven labelled pages between the two, six
# got better.
_MAX_TIMES_WHAT_IS_LEFT = 3


def candidate_boxes(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The boxes that may hold the article, those that are called so most plainly first.

    Each is looked for when the one before it has been tried, which may have changed the tree.
    """
    for is_candidate in (_is_body, _is_article, _is_story, _is_content, _is_main):
        found = next(filter(is_candidate, tree.iterdescendants(_BOX_TAGS)), None)
        if found is not None:
            yield found


def _is_body(element: HtmlElement) -> bool:
    get = element.get
    identity, names = get("id"), get("class")
    if names and (names in _BODY_NAMES or _found(_BODY_CLASS, names)):
        return True
    return (
        get("itemprop") == "articleBody" or identity == "articleContent" or bool(identity and _BODY_ID.search(identity))
    )


def _is_article(element: HtmlElement) -> bool:
    return bool(element.tag == "article")


def _is_story(element: HtmlElement) -> bool:
    get = element.get
    identity, names = get("id"), get("class")
    if names and (names in _STORY_NAMES or _found(_STORY_CLASS, names)):
        return True
    return get("role") == "article" or bool(identity and (identity in _STORY_IDS or _STORY_ID.search(identity)))


def _is_content(element: HtmlElement) -> bool:
    identity, names = element.get("id"), element.get("class")
    return bool(
        "content" in (identity, names)
        or (identity and _CONTENT_ID.search(identity))
        or (names and _found(_CONTENT_CLASS, names))
    )


def _is_main(element: HtmlElement) -> bool:
    return element.tag == "main" or any(
        (element.get(name) or "").startswith("main") for name in ("class", "id", "role")
    )


@lru_cache(maxsize=8192)
def _found_in_short(pattern: re.Pattern[str], names: str) -> bool:
    return pattern.search(names) is not None


def _found(pattern: re.Pattern[str], names: str) -> bool:
    find = _found_in_short if len(names) <= REMEMBERED_MAX_CHARS else _found_in_short.__wrapped__
    return find(pattern, names)


def prune(box: HtmlElement) -> None:
    """Take out of the box what is called after other parts of a page, lists of links, and the marks of links."""
    said = [(element, _signs(element)) for element in box.iterdescendants("*")]
    _delete_but_not_all(box, [element for element, signs in said if signs.is_other and not _is_drop_cap(element)])
    delete_elements([element for element, signs in said if signs.is_beside])
    if box.find(".//ref") is not None:
        _delete_lists_of_links(box)
    strip_tags(box, "span", "ref")


def _is_drop_cap(element: HtmlElement) -> bool:
    """Whether it is the first letter of a paragraph, set large and hidden from those who have the page read to them."""
    parent = element.getparent()
    if element.tag != "span" or element.getprevious() is not None or parent is None or (parent.text or "").strip():
        return False
    letter = "".join(islice(element.itertext(), _DROP_CAP_MAX_PARTS)).strip(_MARKS_OF_A_QUOTATION)
    behind = element.getnext()
    goes_on = element.tail or ("" if behind is None else next(behind.itertext(), ""))
    return len(letter) == 1 and letter.isupper() and goes_on[:1].islower()


class _Signs(NamedTuple):
    """What the attributes of an element say of it."""

    is_other: bool = False
    """Another part of the page, or hidden."""
    is_beside: bool = False
    """A caption or a teaser."""


_NO_SIGNS = _Signs()


def _signs(element: HtmlElement) -> _Signs:
    telling = tuple([item for item in element.items() if item[0] in _TELLING])
    if not telling:
        return _NO_SIGNS
    is_short = sum([len(value) for _, value in telling]) <= REMEMBERED_MAX_CHARS
    signs_of = _signs_of if is_short else _signs_of.__wrapped__
    return signs_of(telling, is_part=element.tag in _PART_TAGS)


@lru_cache(maxsize=8192)
def _signs_of(attributes: tuple[tuple[str, str], ...], *, is_part: bool) -> _Signs:
    values = dict(attributes)
    identity, names = values.get("id", ""), values.get("class", "").replace(BUILDERS_WIDGET, "")
    if not is_part:
        return _Signs(_is_hidden(values, identity, names))
    folded = f"{identity} {names}".replace("T", "t")
    return _Signs(
        _is_other_part(values, identity, names) or _is_hidden(values, identity, names),
        "caption" in identity or "caption" in names or "teaser" in folded,
    )


def _is_other_part(values: Mapping[str, str], identity: str, names: str) -> bool:
    return (
        _OTHER_PART_ID.search(identity) is not None
        or _OTHER_PART_CLASS.search(names) is not None
        or "cookie" in _first(values, "id", "class")
        or "nav" in values.get("role", "").replace("N", "n")
        or "MostPopularStories" in values.get("data-component", "")
        or "data-lp-replacement-content" in values
    )


def _is_hidden(values: Mapping[str, str], identity: str, names: str) -> bool:
    return (
        _HIDDEN_ID.search(identity) is not None
        or _HIDDEN_CLASS.search(names) is not None
        or _first(values, "id", "class").startswith("reply-")
        or "hidden" in _first(values, "id", "style")
        or _HIDDEN_STYLE.search(values.get("style", "")) is not None
        or values.get("aria-hidden") == "true"
    )


def _first(values: Mapping[str, str], one: str, other: str) -> str:
    """The value of whichever of two attributes the page gives first."""
    return next((value for name, value in values.items() if name in (one, other)), "")


def _delete_but_not_all(box: HtmlElement, others: Sequence[HtmlElement]) -> None:
    if not others:
        return
    known = set(others)
    outer = [element for element in others if known.isdisjoint(element.iterancestors())]
    chars = len(box.text_content())
    left = chars - sum(len(element.text_content()) for element in outer)
    if _MAX_TIMES_WHAT_IS_LEFT * left > chars:
        delete_elements(outer)


def _delete_lists_of_links(box: HtmlElement) -> None:
    """Twice over: a list may be one of links once what stood in it is gone."""
    for _ in range(2):
        elements = _count(box)
        delete_by_link_density(box, "div", backtracking=True)
        delete_by_link_density(box, "list")
        delete_by_link_density(box, "p")
        if elements == _count(box):
            break
    for table in [table for table in box.iter("table") if link_density_test_tables(table)]:
        delete_element(table, keep_tail=False)


def _count(box: HtmlElement) -> int:
    return sum(1 for _ in box.iter())
