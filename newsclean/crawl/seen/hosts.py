"""What is known of hosts: requests made today, and pauses they asked for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from newsclean.crawl.seen.file import SeenFile
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

    def __init__(self, file: SeenFile) -> None:
        self._file = file

    def pauses(self) -> dict[str, Pause]:
        """The pauses that still last, by host."""
        query = "SELECT host, paused_until, reason FROM hosts WHERE paused_until > ?"
        with self._file.errors():
            rows = self._file.database.execute(query, (stamp(datetime.now(UTC)),)).fetchall()
        return {host: Pause(datetime.fromisoformat(until), reason) for host, until, reason in rows}

    def pause(self, host: str, pause: Pause) -> None:
        """Remember that a host wants to be left alone."""
        with self._file.transaction() as database:
            database.execute(
                "INSERT INTO hosts (host, day, paused_until, reason) VALUES (?, ?, ?, ?) ON CONFLICT (host)"
                " DO UPDATE SET paused_until = excluded.paused_until, reason = excluded.reason",
                (host, _day(datetime.now(UTC).date()), stamp(pause.until), pause.reason),
            )

    def reserve(self, host: str, day: date, most: int, wanted: int) -> int:
        """Take up to `wanted` of the `most` requests that a host may be sent on `day`; so many are granted."""
        with self._file.transaction() as database:
            query = "SELECT requests FROM hosts WHERE host = ? AND day = ?"
            row = database.execute(query, (host, _day(day))).fetchone()
            made = row[0] if row else 0
            granted = max(0, min(wanted, most - made))
            if granted:
                database.execute(
                    "INSERT INTO hosts (host, day, requests) VALUES (?, ?, ?) ON CONFLICT (host)"
                    " DO UPDATE SET day = excluded.day, requests = excluded.requests",
                    (host, _day(day), made + granted),
                )
        return granted

    def give_back(self, host: str, day: date, unused: int) -> None:
        """Return what was reserved and not sent."""
        with self._file.transaction() as database:
            database.execute(
                "UPDATE hosts SET requests = requests - ? WHERE host = ? AND day = ?", (unused, host, _day(day))
            )

    def forget_old(self) -> None:
        """Forget the hosts of earlier days, but for pauses that still last."""
        now = datetime.now(UTC)
        with self._file.transaction() as database:
            database.execute(
                "DELETE FROM hosts WHERE day < ? AND (paused_until IS NULL OR paused_until <= ?)",
                (_day(now.date()), stamp(now)),
            )


def _day(day: date) -> str:
    return day.isoformat()
