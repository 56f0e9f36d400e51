"""What a crawl did: its counts, and what failed, by name."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from newsclean.runs.report import RunReport

STATS_PREFIX = "newsclean/"
TIME_IS_UP = STATS_PREFIX + "time_is_up"
"""The stat that says that a crawl was ended by its time limit."""
TOLD_AT_END: Mapping[str, Any] = {"is_told_at_end": True}
"""What a log message of something that the report names too is marked with."""
MAX_NAMED = 1000
"""So many failures are named, the others only counted: the report must not grow with the crawl."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Pages of one crawl so far."""

    found: int = 0
    """Links to pages that were to be fetched: new, or due again."""
    known: int = 0
    """Links to pages that an earlier crawl has dealt with."""
    left_out: int = 0
    """Links that listings name and the crawl's URL patterns leave out."""
    fetched: int = 0
    cleaned: int = 0
    saved: int = 0
    """New articles and new versions."""
    unchanged: int = 0
    """Pages that the store had already as they are."""
    skipped: int = 0
    """Pages that are none of ours: no HTML, closed by robots.txt, a teaser whose original was followed."""
    postponed: int = 0
    """Pages and listings whose host is to be left alone for now, at its own wish or by the daily cap."""
    failed: int = 0
    listings: int = 0
    """Listing pages read, or found not modified."""

    @classmethod
    def of(cls, stats: Mapping[str, Any]) -> "Counts":
        """The counts in a crawler's stats."""
        return cls(**{count.name: stats.get(STATS_PREFIX + count.name, 0) for count in fields(cls)})

    @property
    def began(self) -> bool:
        """Whether anything was read or fetched at all."""
        return self != Counts()

    @property
    def processed(self) -> int:
        """Pages that are dealt with, one way or another."""
        return self.saved + self.unchanged + self.skipped + self.postponed + self.failed


@dataclass(frozen=True, slots=True)
class Trouble:
    """A page or listing that failed or was skipped, and why."""

    url: str
    reason: str
    is_start: bool = False
    """Whether it was asked for by name, rather than found."""


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """The outcome of one crawl."""

    counts: Counts
    seconds: float
    failures: tuple[Trouble, ...] = ()
    """The first MAX_NAMED; `counts.failed` has the number of all."""
    skips: tuple[Trouble, ...] = ()
    postponed: tuple[Trouble, ...] = ()
    page_kinds: tuple[tuple[str, int], ...] = ()
    """How many records of each kind were cleaned, most frequent first."""
    was_interrupted: bool = False
    time_is_up: bool = False
    """Whether it was ended by its time limit; the next crawl goes on."""
    fatal: str = ""
    """Why the crawl was given up, where it was."""
    store_failed: bool = False
    """Whether it was given up because the store could not be read or written."""
    run: RunReport | None = None
    """The run as it was written down beside the store."""
    run_problem: str = ""
    """Why it could not be written down, where it could not."""

    @property
    def failed_starts(self) -> tuple[Trouble, ...]:
        """What was asked for by name and could not be had."""
        return tuple(trouble for trouble in (*self.failures, *self.skips) if trouble.is_start)
