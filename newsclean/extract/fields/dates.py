"""When the article was published and when it was last changed."""

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from lxml.html import HtmlElement

from newsclean.extract.blocks import Block, name_words
from newsclean.extract.fields.date_text import read_date
from newsclean.extract.fields.declared import Declared, TimeElement
from newsclean.extract.fields.description import DESCRIPTION_METAS
from newsclean.extract.fields.either_day import has_either_day, settled
from newsclean.extract.fields.found import Found
from newsclean.extract.fields.headline import is_beside
from newsclean.extract.fields.marked_moments import marked_moments
from newsclean.extract.fields.words import words
from newsclean.extract.json_ld import JsonLd
from newsclean.folding import fold

Moment = datetime | date

FIRST_WEB_PAGE = date(1991, 8, 6)
"""Nothing was published on the web before."""
_CLOCK_SKEW = timedelta(minutes=10)
"""By which a publisher's clock may be ahead of ours."""
_FARTHEST_ZONE = timedelta(hours=14)
"""A time without a zone may be that of the zone farthest ahead of UTC."""

MAX_DATE_LINE_CHARS = 120
MAX_TIMES = 40

_PUBLISHED_METAS = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date"),
    *("sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "ptime"),
    *("publication_date", "published_at", "publishdate", "publish_date", "published-date", "publish-date", "pubdate"),
    *("publicationdate", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dc.date.created"),
    *("dcterms.created", "article:created", "datecreated", "created", "date", "citation_publication_date"),
    *("rnews:datepublished", "displaydate", "article_date_original"),
)
_MODIFIED_METAS = (
    *("article:modified_time", "og:article:modified_time", "og:modified_time", "datemodified", "og:updated_time"),
    *("article:updated_time", "lastmod", "last-modified", "revised", "dcterms.modified", "dc.date.modified"),
)

_OTHER_PUBLISHED_META = re.compile(r"publi[a-z]{2,10}[^a-z]?(?:date|time)|(?:date|time)[^a-z]?publi[a-z]{2,10}")
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_MODIFIED_NAMES = frozenset({"modified", "updated", "update", "lastmod", "dateupdated", "aktualisiert"})
_PUBLISHED_NAMES = frozenset({"published", "publish", "pubdate", "publication", "publicationdate", "posted"})


def find_published(
    tree: HtmlElement,
    declared: Declared,
    json_ld: JsonLd,
    near: tuple[Block, ...],
    url: str | None,
    language: str | None,
    latest: datetime,
) -> Found[Moment] | None:
    """The first date that the page gives as that of publication; none later than `latest`."""
    for text, origin in _published_texts(tree, declared, json_ld, near, url):
        moment = read_date(text, language)
        if moment is None and language in (None, "en") and has_either_day(text):
            told = (*(value for _, value in declared.values(*DESCRIPTION_METAS)), *(block.text for block in near))
            moment = read_date(settled(text, told, (latest + _FARTHEST_ZONE).date(), language) or "", language)
        if moment is not None and is_possible(moment, latest):
            return Found(moment, origin)
    return None


def find_modified(
    declared: Declared, json_ld: JsonLd, near: tuple[Block, ...], language: str | None, latest: datetime
) -> Found[Moment] | None:
    """The first date that the page gives as that of its last change; none later than `latest`."""
    for text, origin in _modified_texts(declared, json_ld, near):
        moment = read_date(text, language)
        if moment is not None and is_possible(moment, latest):
            return Found(moment, origin)
    return None


def is_possible(moment: Moment, latest: datetime) -> bool:
    """Whether the web was there already, and `latest`, the time of the fetch, not yet past."""
    if not isinstance(moment, datetime):
        return FIRST_WEB_PAGE <= moment <= (latest + _FARTHEST_ZONE).date()
    if moment.date() < FIRST_WEB_PAGE or moment.year >= 9999:
        return False
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC) <= latest + _FARTHEST_ZONE
    return moment <= latest + _CLOCK_SKEW


def latest_moment(fetched_at: datetime | None) -> datetime:
    """The time of the fetch as an aware datetime; now where it is unknown."""
    if fetched_at is None:
        return datetime.now(UTC)
    return fetched_at if fetched_at.tzinfo else fetched_at.replace(tzinfo=UTC)


def _published_texts(
    tree: HtmlElement, declared: Declared, json_ld: JsonLd, near: tuple[Block, ...], url: str | None
) -> Iterator[tuple[str, str]]:
    yield from _json_ld_texts(json_ld, "datePublished")
    for name, value in declared.values(*_PUBLISHED_METAS):
        yield value, f"meta {name}"
    for name, values in declared.metas.items():
        if _OTHER_PUBLISHED_META.search(name):
            yield values[0], f"meta {name}"
    yield from _json_ld_texts(json_ld, "dateCreated")
    for each in _own_times(declared):
        if not _tells_change(each):
            yield each.datetime or each.text, "time element"
    for each in marked_moments(tree):
        if not _tells_change(each) and not _is_beside(each):
            yield each.datetime, "attribute"
    lines = [block.text for block in near if len(block.text) <= MAX_DATE_LINE_CHARS]
    for line in lines:
        if not is_change_line(line):
            yield line, "date line"
    if url and (day := _URL_DAY.search(url)):
        yield "-".join(day.group(1, 3, 4)), "url"


def _modified_texts(declared: Declared, json_ld: JsonLd, near: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    yield from _json_ld_texts(json_ld, "dateModified")
    for name, value in declared.values(*_MODIFIED_METAS):
        yield value, f"meta {name}"
    for each in _own_times(declared):
        if _tells_change(each):
            yield each.datetime or each.text, "time element"
    for block in near:
        if len(block.text) <= MAX_DATE_LINE_CHARS and is_change_line(block.text):
            yield block.text, "date line"


def _json_ld_texts(json_ld: JsonLd, key: str) -> Iterator[tuple[str, str]]:
    for node in (*json_ld.articles, *json_ld.pages):
        value = node.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield str(value)[:100], "json-ld"


def _own_times(declared: Declared) -> list[TimeElement]:
    """The times of the article itself, those marked as publication first, then in order of the page."""
    own = [each for each in declared.times[:MAX_TIMES] if not _is_beside(each)]
    return sorted(own, key=lambda each: not _names(each) & _PUBLISHED_NAMES)


def _names(each: TimeElement) -> frozenset[str]:
    get = each.element.get
    marks = " ".join(get(key) or "" for key in ("itemprop", "class", "id", "data-testid"))
    return name_words(marks) | ({"pubdate"} if get("pubdate") is not None else frozenset())


def _tells_change(each: TimeElement) -> bool:
    return bool(_names(each) & _MODIFIED_NAMES)


def _is_beside(each: TimeElement) -> bool:
    """Whether the time is that of a teaser, a comment, a list's entry, a link or a post that the story quotes."""
    around = itertools.islice(each.element.iterancestors("a", "blockquote", "li", "main"), 1)
    is_entry = any(element.tag != "main" and not _is_entry_below_headline(element) for element in around)
    return is_entry or is_beside(each.element)


def _is_entry_below_headline(entry: HtmlElement) -> bool:
    """Whether it stands in a list right below the headline, where some set their byline so."""
    around = entry.getparent() if entry.tag == "li" else None
    before = around.getprevious() if around is not None else None
    return before is not None and before.tag == "h1"


def is_change_line(line: str) -> bool:
    folded = fold(line)
    return any(folded.startswith(word) for word in words().modified_words)
