"""Tells agencies, outlets and desks from people by their names."""

from functools import cache

from newsclean.extract.fields.words import words
from newsclean.folding import fold


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
