"""How long a server asks to be left alone."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

MAX_PAUSE_DAYS = 1
"""A longer wait is taken for a mistake: the page could be gone by then, and asking once a day harms nobody."""
_MAX_DIGITS = 9


def retry_after(written: str | None, now: datetime) -> timedelta | None:
    """The wait that a Retry-After header asks for, up to MAX_PAUSE_DAYS; None where it asks for nothing.

    >>> retry_after("120", datetime(2024, 5, 6, tzinfo=UTC))
    datetime.timedelta(seconds=120)
    >>> retry_after("Mon, 06 May 2024 00:01:00 GMT", datetime(2024, 5, 6, tzinfo=UTC))
    datetime.timedelta(seconds=60)
    """
    value = (written or "").strip()
    if value.isascii() and value.isdigit():
        wait = timedelta(seconds=int(value[:_MAX_DIGITS]))
    else:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, IndexError, OverflowError):
            return None
        wait = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta(0)), timedelta(days=MAX_PAUSE_DAYS))
