"""All people, failing them the organisation, that the page names as its authors."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from newsclean.extract.blocks import Block
from newsclean.extract.fields.byline import authors_from_byline, organisation_from_byline
from newsclean.extract.fields.declared import Declared, element_text
from newsclean.extract.fields.found import Found
from newsclean.extract.fields.names import MAX_NAMES, declared_names, has_opener, is_organisation
from newsclean.extract.fields.site import Site
from newsclean.extract.json_ld import JsonLd, Node, as_list, node_types, plain_text
from newsclean.text import fold

MAX_BYLINES = 12
_AUTHOR_METAS = (
    *("author", "article:author", "og:article:author", "byl", "parsely-author", "sailthru.author"),
    *("cxenseparse:author", "dc.creator", "dcterms.creator", "authors", "article.author", "articleauthor"),
    "citation_author",
)
_AUTHOR_BOXES = frozenset(
    {
        *(
            "author",
            "authors",
            "byline",
            "bylines",
            "autor",
            "autoren",
            "autores",
            "auteur",
            "auteurs",
            "autore",
            "autori",
        ),
        *("verfasser", "writer", "firma", "signature", "forfatter", "skribent", "redacteur", "yazar"),
    }
)
_BIO_BOXES = frozenset({"bio", "biography", "about", "description", "social", "follow", "desc"})
_AUTHOR_TAGS = ("a", "span", "div", "address", "p", "strong")

_Names = Found[tuple[str, ...]]


def find_authors(
    tree: HtmlElement, declared: Declared, json_ld: JsonLd, near: tuple[Block, ...], site: Site
) -> _Names | None:
    """The people of the first source that names any, else the organisation of the first that names one.

    Where people are named, agencies and the site beside them are not authors; alone they are what the
    page gives as its author.
    """
    organisations: _Names | None = None
    for found in _sources(tree, declared, json_ld, near, site):
        people = tuple(name for name in found.value if not is_organisation(name, site.names))
        if people:
            return Found(people, found.origin)
        if organisations is None and found.value:
            organisations = found
    return organisations


def _sources(
    tree: HtmlElement, declared: Declared, json_ld: JsonLd, near: tuple[Block, ...], site: Site
) -> Iterator[_Names]:
    yield Found(_distinct(name for node in json_ld.articles for name in _json_ld_names(node, json_ld)), "json-ld")
    for name in _AUTHOR_METAS:
        values = declared.metas.get(name, ())[:MAX_NAMES]
        yield Found(_distinct(each for value in values for each in declared_names(plain_text(value))), f"meta {name}")
    yield Found(_distinct(_marked_names(tree, site)), "author markup")
    yield Found(_distinct(_boxed_names(near, site)), "byline")
    yield Found(_distinct(_opened_names(near, site)), "byline")
    yield Found(next((names for block in near if (names := organisation_from_byline(block.text))), ()), "byline")


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    """The names in order, each once whatever its case and accents."""
    return tuple({fold(name): name for name in reversed(list(names))}.values())[::-1][:MAX_NAMES]


def _json_ld_names(node: Node, json_ld: JsonLd) -> Iterator[str]:
    for key in ("author", "creator"):
        names = list(_names_of(node.get(key), json_ld))
        if names:
            yield from names
            return


def _names_of(value: object, json_ld: JsonLd) -> Iterator[str]:
    """Names in what may be a string, a person, an organisation or lists of these within lists."""
    waiting = [value]
    for _ in range(MAX_NAMES * 2):
        if not waiting:
            return
        each = json_ld.resolve(waiting.pop(0))
        if isinstance(each, list):
            waiting[:0] = each[:MAX_NAMES]
        elif isinstance(each, dict):
            name = each.get("name")
            types = node_types(each)
            if isinstance(name, str) and any(kind.endswith("Organization") for kind in types):
                yield " ".join(plain_text(name).split())
            else:
                waiting[:0] = as_list(name)[:MAX_NAMES]
        elif isinstance(each, str):
            yield from declared_names(plain_text(each))


def _marked_names(tree: HtmlElement, site: Site) -> Iterator[str]:
    """Names in elements that HTML or microdata marks as the author."""
    found = 0
    for element in tree.iter(*_AUTHOR_TAGS):
        itemprop = element.get("itemprop")
        is_author = (itemprop and "author" in itemprop.lower().split()) or (
            element.tag == "a" and "author" in (element.get("rel") or "").lower().split()
        )
        if is_author:
            found += 1
            if found > MAX_BYLINES:
                return
            yield from authors_from_byline(_author_text(element), site.names)


def _author_text(element: HtmlElement) -> str:
    for inner in element.iter():
        if inner is not element and inner.get("itemprop") == "name":
            return str(inner.get("content") or "") or element_text(inner, 100)
    return element_text(element, 200)


def _boxed_names(near: tuple[Block, ...], site: Site) -> Iterator[str]:
    """Names in boxes near the headline that are called author, byline or the like."""
    for block in near[:MAX_BYLINES]:
        names = frozenset().union(*(box.names for _, box in zip(range(3), block.box.path(), strict=False)))
        if names & _AUTHOR_BOXES and not names & _BIO_BOXES:
            yield from authors_from_byline(block.text, site.names)


def _opened_names(near: tuple[Block, ...], site: Site) -> Iterator[str]:
    """Names of the first line near the headline that begins as a byline does: `By`, `Von`."""
    for block in near:
        if has_opener(block.text) and (names := authors_from_byline(block.text, site.names)):
            yield from names
            return
