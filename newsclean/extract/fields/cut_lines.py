"""Fields from the lines that trimming cut, for a page or text that does not state them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from newsclean.extract.fields.byline import authors_from_byline
from newsclean.extract.fields.date_text import read_date
from newsclean.extract.fields.dates import is_change_line, is_possible, latest_moment
from newsclean.folding import fold
from newsclean.models import Fields
from newsclean.text import as_seen


def with_cut_lines(
    fields: Fields, bylines: Iterable[str], datelines: Iterable[str], fetched_at: datetime | None = None
) -> Fields:
    """The fields, with authors and date of publication from cut lines where the page states none but itself.

    The first line that names a person, or a day, decides. Lines on an update tell no date of
    publication; dates later than `fetched_at` (now where it is None) are none.
    """
    site = frozenset({fold(fields.site_name)} if fields.site_name else ())
    if fields.is_outlet_author or site.issuperset(map(fold, fields.authors)):  # nobody, or the site
        authors = next(filter(None, (authors_from_byline(as_seen(line), site) for line in bylines)), ())
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
