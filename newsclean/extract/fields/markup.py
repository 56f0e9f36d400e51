"""Authors in elements that the page marks as such: by `rel`, by microdata, by the names of their classes."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from newsclean.extract.blocks import REMEMBERED_MAX_CHARS, name_words
from newsclean.extract.fields.byline import authors_from_byline
from newsclean.extract.fields.declared import element_text
from newsclean.extract.fields.east_asian import is_chinese_name, is_signature
from newsclean.extract.fields.headline import is_beside
from newsclean.extract.fields.names import declared_names, has_title_word
from newsclean.extract.fields.organisations import is_desk, is_organisation
from newsclean.extract.fields.site import Site
from newsclean.extract.fields.words import words
from newsclean.folding import fold

MAX_MARKED = 40
"""Elements looked at; a live blog names its dozen of authors."""
MAX_ASKED = 500
"""Of which is asked where they stand, which may take a walk over the page for each; teasers and comments have some."""
MAX_MARKED_CHARS = 300
_MAX_LEVELS_TOGETHER = 3
"""Authors of one article stand in one box: their elements meet this many levels up."""
_TO_THE_RIGHT = re.compile(r"text-align\s?:\s?(?:right|end)", re.IGNORECASE)
_MAX_EMPTY_PARAGRAPHS = 5
_TAGS = (
    "h1",
    "a",
    "span",
    "div",
    "address",
    "p",
    "li",
    "strong",
    "em",
    "b",
    "h2",
    "h3",
    "h4",
    "h5",
    "header",
    "section",
)
_CLASS_PARTS = ("author", "byline", "autor", "auteur", "journalist", "reporter")
# Hungarian, Turkish, Indonesian, Vietnamese, Russian and South Slavic, Danish and Norwegian, Swedish, Finnish, German,
# Dutch, English.
_CLASS_WORDS = frozenset(
    "szerzo szerzok szerzoi yazar yazarlar yazaradi muhabir penulis wartawan tacgia avtor avtori avtorji forfatter "
    "forfattare skribent kirjoittaja toimittaja verfasser schrijver writer writers columnist contributor "
    "contributors".split()
)
# A quick look at how they begin, before a name is taken apart.
_MAY_BE_CLASS_WORD = re.compile("|".join(sorted({word[:3] for word in _CLASS_WORDS})))
_NAMING_ATTRIBUTES = ("data-testid", "data-component")
# Drupal's, of the account that wrote.
_CLASS_NAMES = frozenset({"username", "field--name-uid"})
_LISTED = "byline"
_LABEL_ENDS = (",", "،", "、", ":", "，")
_BIO_NAMES = frozenset(
    {"bio", "biography", "about", "description", "social", "follow", "desc", "image", "avatar", "photo"}
)


def marked_as_author(tree: HtmlElement) -> tuple[HtmlElement, ...]:
    """The elements with `rel=author` or `itemprop=author`, with the headlines among them."""
    candidates = islice(filter(_may_be_marked, tree.iter(*_TAGS)), MAX_ASKED)
    own = (element for element in candidates if element.tag == "h1" or not is_beside(element))
    return tuple(islice(own, MAX_MARKED + 1))


def _may_be_marked(element: HtmlElement) -> bool:
    marks = f"{element.get('itemprop') or ''} {element.get('rel') or ''}"
    return element.tag == "h1" or (len(marks) > 1 and "author" in marks.lower().split())


def declared_as_author(marked: Iterable[HtmlElement], site: Site) -> Iterator[str]:
    """Names in the elements that are marked as the author's, as far as the headline of a further story."""
    has_names = False
    for element in marked:
        if element.tag == "h1" and has_names:
            return
        if element.tag != "h1":
            names = list(_names_in(element, site)) or _signature_in(element, site)
            has_names = has_names or bool(names)
            yield from names


def _signature_in(element: HtmlElement, site: Site) -> list[str]:
    text = element_text(element, MAX_MARKED_CHARS)
    return [text] if is_signature(text) and not is_organisation(text, site.names) else []


def given_name_alone(marked: Iterable[HtmlElement], site: Site) -> Iterator[str]:
    """The one word in the first element that is marked as the author's: blogs are signed with a given name."""
    for element in marked:
        name = element_text(element, MAX_MARKED_CHARS)
        if element.tag != "h1" and name.istitle() and name.isalpha():
            is_house = is_desk(name, site.names) or is_organisation(name, site.names)
            yield from () if is_house else declared_names(name)
            return


def named_as_author(tree: HtmlElement, site: Site) -> Iterator[str]:
    """Names in the first box after the headline whose class tells of an author."""
    before: list[HtmlElement] = []
    after: list[HtmlElement] = []
    elements = before
    for element in tree.iter(*_TAGS):
        if element.tag == "h1":
            elements = after
        elif len(elements) < MAX_MARKED and _has_author_class(element):
            elements.append(element)
    return _first_box((*after, *reversed(before)), site)


def listed_names(tree: HtmlElement, site: Site) -> Iterator[str]:
    """Names in a list that its box calls a byline, in whatever language: "Author, Jane Doe", then "Role, Reporter"."""
    for section in tree.iter("section"):
        if _LISTED not in (section.get("aria-labelledby") or "") or is_beside(section):
            continue
        entries = (_labelled(entry) for entry in islice(section.iter("li"), MAX_MARKED))
        labelled = [entry for entry in entries if entry is not None]
        for label, text in labelled:
            if label == labelled[0][0]:
                yield from authors_from_byline(text, site.names)
        return


def _labelled(entry: HtmlElement) -> tuple[str, str] | None:
    """The label and the words of a list's entry; None where it has no label."""
    runs = [text for run in entry.itertext() if (text := str(run).strip())]
    return (runs[0], " ".join(runs[1:])) if len(runs) > 1 and runs[0].endswith(_LABEL_ENDS) else None


def signed_at_end(tree: HtmlElement, site: Site) -> Iterator[str]:
    """Names in the last paragraph of a text, where it is set to the right as under a letter.

    Only in scripts where a capital tells a name: those that run from the right have all set so.
    """
    for paragraph in tree.iter("p"):
        if not _is_to_the_right(paragraph) or _goes_on(paragraph) or is_beside(paragraph):
            continue
        text = element_text(paragraph, MAX_MARKED_CHARS)
        names = () if _names_source(text) else authors_from_byline(text, site.names)
        if names:
            yield from (name for name in names if name[0].isupper())
            return


def _is_to_the_right(paragraph: HtmlElement) -> bool:
    style = paragraph.get("style")
    if style is not None and _TO_THE_RIGHT.search(style[:MAX_MARKED_CHARS]):
        return True
    return bool(paragraph.get("align") == "right")


def _names_source(text: str) -> bool:
    return fold(text.split(" ", 1)[0]).strip("( :") in words().source_openers


def _goes_on(paragraph: HtmlElement) -> bool:
    following = islice(paragraph.itersiblings("p"), _MAX_EMPTY_PARAGRAPHS)
    return any(element_text(each, MAX_MARKED_CHARS) for each in following)


def _has_author_class(element: HtmlElement) -> bool:
    get = element.get
    names = get("class") or ""
    for attribute in _NAMING_ATTRIBUTES:
        if told := get(attribute):
            names = f"{names} {told}"
    if not names:
        return False
    names_author = _names_author if len(names) <= REMEMBERED_MAX_CHARS else _names_author.__wrapped__
    return bool(names_author(names))


@lru_cache(maxsize=8192)
def _names_author(names: str) -> bool:
    folded = names.lower()
    if not _CLASS_NAMES.isdisjoint(folded.split()):
        return True
    if any(part in folded for part in _CLASS_PARTS):
        return not name_words(names) & _BIO_NAMES
    if _MAY_BE_CLASS_WORD.search(folded) is None:
        return False
    said = name_words(names)
    return bool(said & _CLASS_WORDS) and not said & _BIO_NAMES


def _first_box(elements: Iterable[HtmlElement], site: Site) -> Iterator[str]:
    box: HtmlElement | None = None
    done: set[HtmlElement] = set()
    for element in elements:
        around = [element, *element.iterancestors()][: _MAX_LEVELS_TOGETHER + 1]
        if (box is not None and box not in around) or not done.isdisjoint(around) or is_beside(element):
            continue
        names = list(_names_in(element, site)) or (_signature_in(element, site) if _is_for_name(element) else [])
        if names:
            box = box if box is not None else around[-1]
            done.add(element)
            yield from names


def _is_for_name(element: HtmlElement) -> bool:
    """Whether its class says that it holds the author's name and nothing else: `article-author__name`."""
    return "name" in name_words((element.get("class") or "")[:MAX_MARKED_CHARS])


def _names_in(element: HtmlElement, site: Site) -> Iterator[str]:
    """The names in an element, each run of its text by itself; failing that, in its text as a whole."""
    text = element_text(element, MAX_MARKED_CHARS + 1)
    if len(text) > MAX_MARKED_CHARS:
        return
    names: list[str] = []
    is_titled = False
    for run in filter(None, (str(run).strip() for run in element.itertext())):
        if names and not is_titled and has_title_word(run):
            continue  # the job of the one before
        if named := authors_from_byline(run, site.names):
            is_titled = is_titled or has_title_word(run)
            names.extend(named)
    if not names and all(is_chinese_name(part) and not is_organisation(part, site.names) for part in text.split()):
        names = text.split()
    yield from names or authors_from_byline(text, site.names)
