"""Cleaning one record, the same way for every step."""

from datetime import UTC, datetime, time
from functools import lru_cache

from newsclean.config import CleanConfig
from newsclean.corpus.records import SourceRecord
from newsclean.corpus.values import moment
from newsclean.memory import SiteMemory
from newsclean.models import CleanRecord, Fields, Page
from newsclean.pipeline import clean_bare_text, clean_page


def page_of(source: SourceRecord) -> Page:
    """The page of a record, fetched when the archive says."""
    return Page(
        source.page or "",
        url=source.url,
        fetched_at=_aware(source.date),
        content_type=source.content_type,
    )


def clean_source_text(source: SourceRecord, config: CleanConfig, memory: str | None = None) -> CleanRecord:
    """Clean the text of a record with all that the archive, and the memory at a path, say of it.

    Raises:
        InputError: it is larger than `config.max_page_bytes`.
        StoreError: the memory cannot be opened.
    """
    fields = Fields(title=source.title, language=source.language, published=moment(source.date))
    return clean_bare_text(source.text, fields, source.url, config, _memory(memory, config))


def clean_fetched_page(page: Page, config: CleanConfig, memory: str | None = None) -> CleanRecord:
    """Clean a page; what worker processes run.

    Raises:
        InputError: it is no page, or larger than `config.max_page_bytes`.
        StoreError: the memory cannot be opened.
    """
    return clean_page(page, config, _memory(memory, config))


def _memory(path: str | None, config: CleanConfig) -> SiteMemory | None:
    return _opened(path, config.model_dump_json()) if path else None


@lru_cache(maxsize=1)
def _opened(path: str, config: str) -> SiteMemory:
    """The memory, opened once in each process."""
    return SiteMemory.open(path, CleanConfig.model_validate_json(config))


def _aware(date: str | None) -> datetime | None:
    found = moment(date)
    if found is None:
        return None
    when = found if isinstance(found, datetime) else datetime.combine(found, time(23, 59, 59))
    return when if when.tzinfo else when.replace(tzinfo=UTC)
