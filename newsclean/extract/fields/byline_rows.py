"""Names in the short lines around the headline, by what opens them, what they link to, and the date beside them."""

import re
from collections.abc import Iterator
from itertools import chain, zip_longest

from newsclean.extract.blocks import Block
from newsclean.extract.fields.byline import authors_from_byline, names_alone
from newsclean.extract.fields.date_text import read_date
from newsclean.extract.fields.east_asian import names_of_reporters
from newsclean.extract.fields.names import has_opener, is_opener
from newsclean.extract.fields.site import MAX_URL_CHARS, Site
from newsclean.extract.fields.words import words
from newsclean.folding import fold

# Sections of sites that have a page for each of their authors.
_AUTHOR_SECTIONS = frozenset(
    "author authors autor autoren autore autores autori auteur auteurs byline journalist journalists journaliste "
    "journalistes contributor contributors reporter reporters writer writers editors staff redakteur "
    "yazar penulis".split()
)

# Boxes may stand without a space between them: "3 May 2024By Jane Doe".
_COLUMN_END = re.compile(r"\s[|·•—]\s|(?<=\d\d)(?=[A-ZÀ-Þ][a-zà-ÿ])")
_MAX_COLUMNS = 6
_DATED_MAX_CHARS = 120
"""Of names with a date, its hour and that of an update."""
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


def opened_names(near: tuple[Block, ...], site: Site) -> Iterator[str]:
    """Names of the first line near the headline that begins as a byline does: `By`, `Von`.

    The opening may be a line of its own, with the name in the next one.
    """
    for block, following in zip_longest(near, near[1:]):
        if names := names_of_reporters(block.text):
            yield from names
            return
        if (opened := _from_opener(block.text)) is not None:
            text = opened
        elif following is not None and is_opener(block.text):
            text = following.text
        else:
            continue
        if names := authors_from_byline(text, site.names):
            yield from names
            return


def _from_opener(line: str) -> str | None:
    """The line, or that column of it which begins as a byline does: `3 May 2024 | 10:15 | By Jane Doe`.

    Before the date stand sections as well: there it takes a label, `News | Author: Jane Doe | 3 May 2024`.
    """
    if has_opener(line):
        return line
    columns = _COLUMN_END.split(line, maxsplit=_MAX_COLUMNS)
    dated = next((place for place, column in enumerate(columns) if any(map(str.isdigit, column))), len(columns))
    labelled = (column for column in columns[:dated] if ":" in column)
    return next(filter(has_opener, chain(columns[dated + 1 :], labelled)), None)


def names_by_language(near: tuple[Block, ...], site: Site, language: str | None) -> Iterator[str]:
    """Names of the first line near the headline that begins as bylines of the language do, and has nothing but them."""
    openers = words().byline_openers_of.get(language or "", ())
    for block in near if openers else ():
        opener, _, text = block.text.partition(" ")
        if fold(opener) in openers and (names := names_alone(text, site.names)):
            yield from names
            return


def linked_names(near: tuple[Block, ...], site: Site) -> Iterator[str]:
    """Names of the first line near the headline that links to the page of an author."""
    for block in near:
        if any(map(_leads_to_author, block.links)) and (names := authors_from_byline(block.text, site.names)):
            yield from names
            return


def dated_names(near: tuple[Block, ...], site: Site, language: str | None) -> Iterator[str]:
    """Names of the first line near the headline that has two or more of them and a date, and nothing else.

    One alone may be a place, a club or a section.
    """
    for block in near:
        if len(block.text) > _DATED_MAX_CHARS or not _YEAR.search(block.text):
            continue
        column, *dated = _COLUMN_END.split(block.text, maxsplit=_MAX_COLUMNS)
        has_column = bool(dated) and not any(map(str.isdigit, column)) and read_date(dated[0], language) is not None
        names = names_alone(column if has_column else block.text, site.names)
        if len(names) > 1:
            yield from names
            return


def _leads_to_author(target: str) -> bool:
    return not _AUTHOR_SECTIONS.isdisjoint(target[:MAX_URL_CHARS].lower().split("/"))
