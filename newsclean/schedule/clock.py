"""What time it is here; cron lines are read by the zone's own rules for summer and winter."""

import warnings
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfoNotFoundError

from tzlocal import get_localzone

from newsclean.errors import ConfigError


def local_now() -> datetime:
    """The moment, in the machine's time zone, not merely at its present distance from UTC.

    A machine without a time zone is in UTC. Raises ConfigError where its time zone is unknown.
    """
    return datetime.now(_local_zone())


def _local_zone() -> tzinfo:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # which say that no zone is set
            return get_localzone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError("this machine's time zone is unknown; set TZ to a name such as Europe/Paris") from None
