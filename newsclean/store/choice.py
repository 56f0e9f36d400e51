"""`RecordFilter` applied to a record at hand, for the stores that have no query language."""

from datetime import date, datetime

from newsclean.store.contract import RecordFilter, StoredRecord
from newsclean.store.moments import end_of, in_utc


def chooses(chosen: RecordFilter, stored: StoredRecord) -> bool:
    """Whether the filter lets the record through; versions, limit and order are the store's matter."""
    record = stored.record
    return (
        chosen.site in (None, record.site)
        and chosen.language in (None, record.language)
        and chosen.page_kind in (None, record.page_kind)
        and _within(record.published, chosen.published_since, chosen.published_until)
        and _within(stored.stored_at, chosen.stored_since, chosen.stored_until)
        and not (chosen.originals and record.copy_of)
        and (chosen.label is None or any(cut.label == chosen.label for cut in record.removed))
    )


def _within(moment: datetime | date | None, since: datetime | date | None, until: datetime | date | None) -> bool:
    if since is None and until is None:
        return True
    if moment is None:
        return False
    at = in_utc(moment)
    return (since is None or at >= in_utc(since)) and (until is None or at < end_of(until))
