"""All people, failing them the organisation, that the page names as its authors."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from newsclean.extract.blocks import Block
from newsclean.extract.fields.byline import begins_as_place, organisation_from_byline
from newsclean.extract.fields.byline_rows import dated_names, linked_names, names_by_language, opened_names
from newsclean.extract.fields.declared import Declared
from newsclean.extract.fields.description import DESCRIPTION_METAS
from newsclean.extract.fields.found import Found
from newsclean.extract.fields.markup import (
    declared_as_author,
    given_name_alone,
    listed_names,
    marked_as_author,
    named_as_author,
    signed_at_end,
)
from newsclean.extract.fields.names import (
    MAX_NAMES,
    declared_names,
    is_full_name,
    is_opener,
)
from newsclean.extract.fields.organisations import is_agency, is_desk, is_organisation, without_house
from newsclean.extract.fields.site import Site
from newsclean.extract.fields.words import words
from newsclean.extract.json_ld import JsonLd, Node, as_list, node_types, plain_text
from newsclean.folding import fold

_AUTHOR_METAS = (
    *("author", "article:author", "og:article:author", "byl", "parsely-author", "sailthru.author"),
    *("cxenseparse:author", "dc.creator", "dcterms.creator", "authors", "article.author", "articleauthor"),
    "citation_author",
)
_CITED = "citation_author"
# Of WordPress, for cards: what the data is, in the site's language, and the data.
_LABELLED_METAS = (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2"))

# Origins that show a name near the headline, but do not declare it the author's: enough where the page
# declares nobody, or only itself; not against an agency or a desk that it does declare.
_GUESSED = frozenset({"byline"})

_Names = Found[tuple[str, ...]]


def find_authors(
    tree: HtmlElement,
    declared: Declared,
    json_ld: JsonLd,
    near: tuple[Block, ...],
    site: Site,
    language: str | None = None,
) -> _Names | None:
    """The people of the first source that has a full name, else what the first source says.

    Where people are named, agencies and the site beside them are not authors; alone they are what the
    page gives as its author.
    """
    outlets = _outlets(json_ld)
    nobody = outlets | _reviewers(json_ld)
    first: _Names | None = None
    unseen: _Names | None = None
    shown = fold(" ".join(block.text for block in near))
    for found in _declared(declared, json_ld):
        if (people := _people(found, nobody, site)) is not None:
            # Metas of one page may name its publisher, who is called as people are, and its author.
            if people.origin == "json-ld" or any(fold(name) in shown for name in people.value):
                return people
            unseen = unseen or people
        first = first or (found if found.value else None)
    if unseen is not None:
        return unseen
    if first and _are_outlets(first.value, site, outlets):
        site = replace(site, names=site.names.union(map(fold, first.value)))
    for found in _shown(tree, near, site, language):
        if found.origin in _GUESSED and first and not _name_nobody(first.value, site, outlets):
            break
        if (people := _people(_without_places(found, declared), nobody, site)) is not None:
            return people
        first = first or (found if found.value else None)
    return first


def _name_nobody(names: tuple[str, ...], site: Site, outlets: frozenset[str]) -> bool:
    """Whether what a page declares is an outlet, or a login or an editor's signature: one word."""
    are_signatures = all(" " not in name and not is_agency(fold(name)) for name in names)
    return are_signatures or _are_outlets(names, site, outlets)


def _people(found: _Names, nobody: frozenset[str], site: Site) -> _Names | None:
    """The people among the names, without the house behind theirs; None where there is nobody with a full name."""
    names = (without_house(name, site.names) for name in found.value)
    people = tuple(name for name in names if fold(name) not in nobody and not _is_house(name, site))
    return Found(people, found.origin) if any(map(is_full_name, people)) else None


def _is_house(name: str, site: Site) -> bool:
    is_account = fold(name).replace(" ", "") in site.names
    return is_account or is_organisation(name, site.names) or is_desk(name, site.names)


def _without_places(found: _Names, declared: Declared) -> _Names:
    """Without what begins as places do, and those behind the first that the page's title or description has."""
    about = fold(f"{declared.title} {declared.first(*DESCRIPTION_METAS)}")
    beside = (name for name in found.value[1:] if fold(name) not in about)
    names = (name for name in (*found.value[:1], *beside) if not begins_as_place(name))
    return Found(tuple(names), found.origin)


def sign_for_outlet(names: tuple[str, ...], json_ld: JsonLd, site: Site) -> bool:
    """Whether the authors that `find_authors` gave are the site or another outlet: whoever wrote is not among them."""
    return _are_outlets(names, site, _outlets(json_ld))


def _are_outlets(names: tuple[str, ...], site: Site, outlets: frozenset[str]) -> bool:
    """Whether they are the site, accounts of its own ("valleypost.example editor"), desks or other outlets."""
    return all(
        name in outlets
        or is_desk(name, site.names)
        or (is_organisation(name, site.names) and not is_agency(name))
        or not site.names.isdisjoint((name, name.replace(" ", ""), *name.split()))
        for name in map(fold, names)
    )


def _outlets(json_ld: JsonLd) -> frozenset[str]:
    """Organisations that are declared the author of what their people write; agencies sign for themselves."""
    named = (
        name
        for node in json_ld.articles
        for key in ("author", "creator")
        for each in map(json_ld.resolve, as_list(node.get(key))[:MAX_NAMES])
        if isinstance(each, dict) and _is_organisation_node(each)
        for name in _names_of(each, json_ld)
    )
    return frozenset(map(fold, named)) - words().agencies


def _is_organisation_node(node: Node) -> bool:
    return any(kind.endswith("Organization") for kind in node_types(node))


def _declared(declared: Declared, json_ld: JsonLd) -> Iterator[_Names]:
    yield Found(_distinct(name for node in json_ld.articles for name in _json_ld_names(node, json_ld)), "json-ld")
    for name in _AUTHOR_METAS:
        values = declared.metas.get(name, ())[:MAX_NAMES]
        if name == _CITED:
            values = tuple(map(_given_name_first, values))
        yield Found(_distinct(each for value in values for each in declared_names(plain_text(value))), f"meta {name}")
    for label, name in _LABELLED_METAS:
        if is_opener(declared.first(label) or ""):
            yield Found(_distinct(iter(declared_names(plain_text(declared.first(name) or "")))), f"meta {name}")
    of_pages = (name for node in json_ld.pages for name in _json_ld_names(node, json_ld))
    yield Found(_distinct(name for name in of_pages if is_full_name(name)), "json-ld")


def _shown(tree: HtmlElement, near: tuple[Block, ...], site: Site, language: str | None) -> Iterator[_Names]:
    marked = marked_as_author(tree)
    yield Found(_distinct(declared_as_author(marked, site)), "author markup")
    yield Found(_distinct(listed_names(tree, site)), "byline")
    yield Found(_distinct(named_as_author(tree, site)), "byline")
    yield Found(_distinct(opened_names(near, site)), "byline")
    yield Found(_distinct(names_by_language(near, site, language)), "byline")
    yield Found(_distinct(linked_names(near, site)), "byline")
    yield Found(_distinct(dated_names(near, site, language)), "byline")
    yield Found(_distinct(signed_at_end(tree, site)), "byline")
    yield Found(_distinct(given_name_alone(marked, site)), "author markup")
    yield Found(next((names for block in near if (names := organisation_from_byline(block.text))), ()), "byline")


def _given_name_first(name: str) -> str:
    """Jane Doe, of "Doe, Jane", as libraries write it."""
    surname, comma, given = name.partition(",")
    return f"{given.strip()} {surname}" if comma and "," not in given and given.strip() else name


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    """The names in order, each once whatever its case and accents, as it was first written."""
    first: dict[str, str] = {}
    for name in islice(names, MAX_NAMES):
        first.setdefault(fold(name), name)
    return tuple(first.values())


def _json_ld_names(node: Node, json_ld: JsonLd) -> Iterator[str]:
    for key in ("author", "creator"):
        names = list(_names_of(node.get(key), json_ld))
        if names:
            yield from names
            return


def _reviewers(json_ld: JsonLd) -> frozenset[str]:
    """Who checked the article: their names stand beside the authors', as theirs do."""
    nodes = (*json_ld.articles, *json_ld.pages)
    return frozenset(fold(name) for node in nodes for name in _names_of(node.get("reviewedBy"), json_ld))


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
            name = each.get("name") or _full_name(each)
            if isinstance(name, str) and (_is_organisation_node(each) or _is_name_of_one(name, each)):
                yield " ".join(plain_text(name).split())
            else:
                waiting[:0] = as_list(name)[:MAX_NAMES]
        elif isinstance(each, str):
            yield from declared_names(plain_text(each))


def _is_name_of_one(name: str, node: Node) -> bool:
    """Whether the name of what is declared a person is one, though a small word parts it: Maria i Puig."""
    tokens = name.split()
    is_parted = len(tokens) == len(("Maria", "i", "Puig")) and tokens[1] in words().conjunctions & words().particles
    return is_parted and node_types(node) == ("Person",)


def _full_name(person: Node) -> str | None:
    parts = (person.get(key) for key in ("givenName", "familyName"))
    return " ".join(part for part in parts if isinstance(part, str)) or None
