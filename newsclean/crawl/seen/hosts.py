"""What is known of hosts: requests made today, and pauses they asked for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from newsclean.crawl.seen.place import SeenPlace
from newsclean.crawl.seen.values import stamp


@dataclass(frozen=True, slots=True)
class Pause:
    """Until when a host wants to be left alone, and how it said so."""

    until: datetime
    reason: str


class HostTable:
    """The hosts of a seen-store. Blocking, for use from the thread that opened it; may raise StoreError.

    Crawls that run at one time share it, each in a process of its own.
    """

    def __init__(self, place: SeenPlace) -> None:
        self._place = place

    def pauses(self) -> dict[str, Pause]:
        """The pauses that still last, by host."""
        query = "SELECT host, paused_until, reason FROM hosts WHERE paused_until > ?"
        with self._place.reading() as database:
            rows = database.execute(query, (stamp(datetime.now(UTC)),)).fetchall()
        return {host: Pause(datetime.fromisoformat(until), reason) for host, until, reason in rows}

    def pause(self, host: str, pause: Pause) -> None:
        """Remember that a host wants to be left alone."""
        with self._place.transaction() as database:
            database.execute(
                "INSERT INTO hosts (host, day, paused_until, reason) VALUES (?, ?, ?, ?) ON CONFLICT (host)"
                " DO UPDATE SET paused_until = excluded.paused_until, reason = excluded.reason",
                (host, _day(datetime.now(UTC).date()), stamp(pause.until), pause.reason),
            )

    def reserve(self, host: str, day: date, most: int, wanted: int) -> int:
        """Take up to `wanted` of the `most` requests that a host may be sent on `day`; so many are granted."""
        with self._place.transaction() as database:
            # Written first: whoever has written the row has it alone until the end.
            database.execute(
                "INSERT INTO hosts (host, day) VALUES (?, ?) ON CONFLICT (host) DO UPDATE SET day = excluded.day,"
                " requests = CASE WHEN hosts.day = excluded.day THEN hosts.requests ELSE 0 END",
                (host, _day(day)),
            )
            made: int = database.execute("SELECT requests FROM hosts WHERE host = ?", (host,)).fetchone()[0]
            granted = max(0, min(wanted, most - made))
            database.execute("UPDATE hosts SET requests = ? WHERE host = ?", (made + granted, host))
        return granted

    def give_back(self, host: str, day: date, unused: int) -> None:
        """Return what was reserved and not sent."""
        with self._place.transaction() as database:
            database.execute(
                "UPDATE hosts SET requests = requests - ? WHERE host = ? AND day = ?", (unused, host, _day(day))
            )

    def forget_old(self) -> None:
        """Forget the hosts of earlier days, but for pauses that still last."""
        now = datetime.now(UTC)
        with self._place.transaction() as database:
            database.execute(
                "DELETE FROM hosts WHERE day < ? AND (paused_until IS NULL OR paused_until <= ?)",
                (_day(now.date()), stamp(now)),
            )


def _day(day: date) -> str:
    return day.isoformat()
