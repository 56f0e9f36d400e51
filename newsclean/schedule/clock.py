"""What time it is here; cron lines are read by the zone's own rules for summer and winter."""

from datetime import datetime

from tzlocal import get_localzone


def local_now() -> datetime:
    """The moment, in the machine's time zone, not merely at its present distance from UTC."""
    return datetime.now(get_localzone())
