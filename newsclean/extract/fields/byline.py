"""Reads the line that names the authors, as it is printed above or below an article."""

import re

from newsclean.extract.fields.names import (
    MAX_NAMES,
    declared_names,
    has_opener,
    is_organisation,
    split_names,
    visible_name,
    without_opener,
)

MAX_BYLINE_CHARS = 300
"""A byline of a dozen names with their titles has about 250."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_NO_SITE: frozenset[str] = frozenset()


def authors_from_byline(text: str, site_names: frozenset[str] = _NO_SITE) -> tuple[str, ...]:
    """The people that a byline names, without titles, places and agencies.

    Empty where the line is no byline or leaves a doubt: no author is better than a wrong one.
    `site_names` are the site's own names, folded.

    >>> authors_from_byline("By Jane Doe and John Roe, Political Editor")
    ('Jane Doe', 'John Roe')
    """
    if len(text) > MAX_BYLINE_CHARS:
        return ()
    parts = split_names(without_opener(_BRACKETS.sub(",", text)))
    if not parts:
        return ()
    names: list[str] = []
    for place, part in enumerate(parts[:MAX_NAMES]):
        name = visible_name(without_opener(part) if place else part)
        if name is None or is_organisation(name, site_names):
            if place == 0:
                return ()
            continue
        names.append(name)
    return tuple(dict.fromkeys(names))


def organisation_from_byline(text: str) -> tuple[str, ...]:
    """The agency or desk that a line beginning with `By` names instead of a person."""
    if len(text) > MAX_BYLINE_CHARS or not has_opener(text):
        return ()
    names = declared_names(text)
    return (names[0],) if names and (names[0].isupper() or is_organisation(names[0], _NO_SITE)) else ()
