"""Tells agencies, outlets and desks from people by their names."""

from functools import cache

from newsclean.extract.fields.words import words
from newsclean.folding import fold

_FULL_NAME_WORDS = 2


def is_organisation(name: str, site_names: frozenset[str]) -> bool:
    """Whether the name is an agency's, the site's own, or holds a word that people are not called."""
    folded = fold(name)
    if folded in words().agencies or folded in site_names or any(map(_is_domain, name.split())):
        return True
    if ends_as_outlet(folded):
        return True
    parts = folded.replace("-", " ").replace("/", " ").split()
    if any(part in words().organisation_words for part in parts):
        return True
    return any(part in words().agencies for part in parts) and not _has_given_name(name)


def is_agency(folded: str) -> bool:
    """Whether a folded name is that of an agency, or has one in it."""
    agencies = words().agencies
    return folded in agencies or not agencies.isdisjoint(folded.replace("/", " ").split())


def is_desk(name: str, site_names: frozenset[str]) -> bool:
    """Whether a name has nothing but words for jobs, newsrooms and the site: Online Editor, Herald Web."""
    tokens = {token.strip(".,") for token in fold(name).replace("/", " ").split()}
    others = tokens - _newsroom_words()
    return len(others) < len(tokens) and (
        not others or others.issubset(token for each in site_names for token in each.split())
    )


@cache
def _newsroom_words() -> frozenset[str]:
    known = words()
    return known.desk_words | known.job_titles | known.organisation_words


def without_house(name: str, site_names: frozenset[str]) -> str:
    """A full name without the house's before or behind it: "Jane Doe Valley County Herald".

    One word alone may be a part of the name, but for such as only houses have.
    """
    tokens = name.split()
    for count in range(len(tokens) - _FULL_NAME_WORDS, 0, -1):
        house = fold(" ".join(tokens[:count]))
        if not house.isalpha() and house in site_names:
            return " ".join(tokens[count:])
    for count in range(_FULL_NAME_WORDS, len(tokens)):
        house = fold(" ".join(tokens[count:]))
        is_telling = " " in house or house in words().organisation_words
        if is_telling and not site_names.isdisjoint((house, house.replace(" ", ""))):
            return " ".join(tokens[:count]).rstrip(",.;")
    return name


def ends_as_outlet(folded: str) -> bool:
    """Whether a folded name ends as those of outlets do in scripts without spaces: 每日新闻."""
    return folded.endswith(_outlet_endings())


def without_outlet_ending(folded: str) -> str:
    """An outlet's name without the word for what it is: 每日 of 每日新闻."""
    ending = next((each for each in _outlet_endings() if folded.endswith(each)), "")
    return folded.removesuffix(ending).strip()


@cache
def _outlet_endings() -> tuple[str, ...]:
    return tuple(sorted(words().outlet_endings, key=lambda ending: (-len(ending), ending)))


def _is_domain(name: str) -> bool:
    host, _, ending = name.rpartition(".")
    return len(host) > 2 and host.isascii() and len(ending) >= 2 and ending.isalpha() and ending.islower()


def _has_given_name(name: str) -> bool:
    return sum(word[:1].isupper() and not word.isupper() for word in name.split()) >= 2
