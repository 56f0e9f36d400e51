"""Moments and days made comparable."""

from datetime import UTC, date, datetime, timedelta

_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)


def in_utc(value: datetime | date) -> datetime:
    """The moment in UTC: a day's begin; a moment without a zone is taken for UTC."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    try:
        return value.astimezone(UTC)
    except OverflowError:  # in the first or last hours that a datetime can name
        return _EARLIEST if value.year == 1 else _LATEST


def end_of(value: datetime | date) -> datetime:
    """The first moment after `value`: the next day's begin, or a microsecond later."""
    step = timedelta(microseconds=1) if isinstance(value, datetime) else timedelta(days=1)
    begin = in_utc(value)
    return begin + step if _LATEST - begin > step else _LATEST
