"""Fields from the lines that trimming cut, and from its edges, for a page or text that does not state them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsclean.extract.fields.byline import authors_from_byline, begins_as_place
from newsclean.extract.fields.date_text import read_date
from newsclean.extract.fields.dates import is_change_line, is_possible, latest_moment
from newsclean.extract.fields.signature import reporter_in_dateline, reporters_at_head, signed_in_text, signed_names
from newsclean.extract.fields.words import words
from newsclean.folding import fold
from newsclean.models import Fields
from newsclean.page_urls import site_of
from newsclean.text import as_seen


@dataclass(frozen=True, slots=True)
class Edges:
    """Where texts are signed."""

    opening: Sequence[str] = ()
    """The first two lines."""
    closing: Sequence[str] = ()
    """What stands behind the last sentence, in the same box."""
    last: str = ""
    """The last line of the clean text."""


_NO_EDGES = Edges()


def with_cut_lines(
    fields: Fields,
    bylines: Iterable[str],
    datelines: Iterable[str],
    fetched_at: datetime | None = None,
    edges: Edges = _NO_EDGES,
    url: str | None = None,
) -> Fields:
    """The fields, with authors and date of publication from cut lines where the page states none but itself.

    The first line that names a person, or a day, decides; failing that, who signs at the edges of the text. Lines on an
    update tell no date of publication; dates later than `fetched_at` (now where it is None) are none. `url` tells the
    site's name where the page does not.
    """
    if lacks_person(fields):
        site = _site_names(fields, url)
        named = (_people(authors_from_byline(as_seen(line), site)) for line in bylines)
        authors = next(filter(None, named), ()) or _signatures(edges, site, fields.language)
        if authors:
            sources = (*(source for source in fields.sources if source[0] != "authors"), ("authors", "byline"))
            fields = replace(fields, authors=authors, is_outlet_author=False, sources=sources)
    if fields.published is None:
        latest = latest_moment(fetched_at)
        read = (read_date(as_seen(line), fields.language) for line in datelines if not is_change_line(line))
        published = next((moment for moment in read if moment is not None and is_possible(moment, latest)), None)
        if published is not None:
            fields = replace(fields, published=published, sources=(*fields.sources, ("published", "dateline")))
    return fields


def _people(names: Iterable[str]) -> tuple[str, ...]:
    """The names without those of places and houses, which stand above a text too, and what begins with a label."""
    labels = words().byline_labels
    return tuple(name for name in names if not begins_as_place(name) and fold(name.split()[0]) not in labels)


def _signatures(edges: Edges, site: frozenset[str], language: str | None) -> tuple[str, ...]:
    if signed := signed_names(edges.opening, edges.closing, site, language):
        return signed
    if language == "ja":
        in_dateline = (reporter_in_dateline(line, site) for line in edges.opening)
        return signed_in_text(edges.last, site) or next(filter(None, in_dateline), ())
    at_head = map(reporters_at_head, edges.opening if language == "zh" else ())
    return next(filter(None, at_head), ())


def lacks_person(fields: Fields) -> bool:
    """Whether the page states nobody as its author, or the site."""
    if fields.is_outlet_author or not fields.authors:
        return True
    return _site_names(fields).issuperset(map(fold, fields.authors))


def _site_names(fields: Fields, url: str | None = None) -> frozenset[str]:
    """The site's name, and what its address calls it, folded."""
    domain = site_of(fields.canonical_url or url) or ""
    return frozenset(filter(None, (fold(fields.site_name or ""), domain.removeprefix("www.").partition(".")[0])))
