"""The statements that read from the tables."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from newsclean.page_urls import url_key
from newsclean.store.contract import RecordFilter, StoreCounts
from newsclean.store.identity import digest
from newsclean.store.moments import end_of, in_utc
from newsclean.store.tables import article, article_alias, article_cut, article_version
from newsclean.text import without_surrogates

_LARGEST_ID = 2**63 - 1
LARGEST_INTEGER = 2**31 - 1
"""What an INTEGER column of PostgreSQL holds."""


def bare(text: str) -> str:
    """A text that every database takes as a value; the record itself keeps what is left out here."""
    return without_surrogates(text).replace("\0", "")


def select_versions() -> Select[Any]:
    """What a StoredRecord is made of, and the version's own id."""
    return select(
        article_version.c.id,
        article_version.c.article_id,
        article_version.c.version,
        article_version.c.stored_at,
        article_version.c.record,
    ).join(article, article.c.id == article_version.c.article_id)


def find_article(connection: Connection, reference: int | str) -> int | None:
    """The article's id, by itself or by a URL; None where there is no such article."""
    if isinstance(reference, int):
        return reference if 0 < reference <= _LARGEST_ID else None
    asked = digest(url_key(reference))
    own: int | None = connection.scalar(select(article.c.id).where(article.c.key_digest == asked))
    if own is not None:
        return own
    # Several articles may have stood behind one URL; the latest of them is meant.
    latest = select(func.max(article_alias.c.article_id))
    alias: int | None = connection.scalar(latest.where(article_alias.c.url_digest == asked))
    return alias


def narrowed(statement: Select[Any], chosen: RecordFilter) -> Select[Any]:
    """The statement with the conditions of the filter; not its limit and order."""
    version = article_version.c
    if not chosen.all_versions:
        statement = statement.where(version.version == article.c.latest_version)
    if chosen.position_after is not None:
        statement = statement.where(version.id > chosen.position_after)
    if chosen.position_until is not None:
        statement = statement.where(version.id <= chosen.position_until)
    if chosen.site is not None:
        statement = statement.where(article.c.site == bare(chosen.site))
    if chosen.language is not None:
        statement = statement.where(version.language == bare(chosen.language))
    if chosen.page_kind is not None:
        statement = statement.where(version.page_kind == chosen.page_kind.value)
    bounds = (
        (version.published, chosen.published_since, chosen.published_until),
        (version.stored_at, chosen.stored_since, chosen.stored_until),
    )
    for column, since, until in bounds:
        if since is not None:
            statement = statement.where(column >= in_utc(since))
        if until is not None:
            statement = statement.where(column < end_of(until))
    if chosen.originals:
        statement = statement.where(version.record["copy_of"].as_string().is_(None))
    if chosen.label is not None:
        cut = select(article_cut.c.version_id).where(article_cut.c.label == chosen.label.value)
        statement = statement.where(version.id.in_(cut))
    return statement


def read_counts(connection: Connection) -> StoreCounts:
    """How much the database holds."""
    latest = article_version.c.version == article.c.latest_version
    number = func.count().label("number")
    newest = select(number).select_from(article_version.join(article)).where(latest)
    lines = func.sum(article_cut.c.lines).label("lines")
    cut_lines = select(lines).select_from(article_cut.join(article_version).join(article)).where(latest)
    return StoreCounts(
        articles=connection.scalar(select(func.count()).select_from(article)) or 0,
        versions=connection.scalar(select(func.count()).select_from(article_version)) or 0,
        sites=_breakdown(connection, newest, article.c.site, number),
        languages=_breakdown(connection, newest, article_version.c.language, number),
        page_kinds=_breakdown(connection, newest, article_version.c.page_kind, number),
        cuts=_breakdown(connection, cut_lines, article_cut.c.label, lines),
    )


def _breakdown(
    connection: Connection, statement: Select[Any], column: ColumnElement[Any], number: ColumnElement[int]
) -> tuple[tuple[str, int], ...]:
    grouped = statement.add_columns(column).group_by(column).order_by(number.desc(), column)
    return tuple((value or "", int(count)) for count, value in connection.execute(grouped))
