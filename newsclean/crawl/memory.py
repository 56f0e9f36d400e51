"""What a crawl tells the memory of sites, and what it hears of copies."""

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from newsclean.config import CleanConfig
from newsclean.crawl.listings.entry import Entry
from newsclean.crawl.seen.file import seen_path
from newsclean.errors import StoreError
from newsclean.memory import SiteMemory, Sketch
from newsclean.models import CleanRecord, Lead

logger = logging.getLogger(__name__)

_Result = TypeVar("_Result")


class CrawlMemory:
    """The memory as a crawl writes to it. What it cannot take in is counted and logged, and the crawl goes on."""

    def __init__(self, place: str, config: CleanConfig) -> None:
        """Open the memory, and forget what is too old. Raises StoreError where it is damaged or somebody else's."""
        self._memory = SiteMemory.open(place, config)
        self.failures = 0
        self._attempt(self._memory.forget_old)

    def announced(self, entries: Iterable[Entry]) -> None:
        """Take in how a listing announces its pages."""
        leads = [Lead(entry.url, entry.title, entry.summary) for entry in entries if entry.title or entry.summary]
        if leads:
            self._attempt(self._memory.learn_leads, leads)

    def saved(self, records: Sequence[CleanRecord]) -> None:
        """Take in pages, in one transaction: a third cheaper than one by one."""
        self._attempt(self._memory.learn_all, records)

    def marked(self, records: Sequence[tuple[CleanRecord, Sketch | None]]) -> list[CleanRecord]:
        """The records, with what they are copies of; beside each the sketch of its text, where there is one."""
        marks = self._attempt(self._memory.copies.learn_sketched, records) or [None] * len(records)
        return [
            record.model_copy(update={"copy_of": mark.copy_of, "similarity": mark.similarity}) if mark else record
            for (record, _), mark in zip(records, marks, strict=True)
        ]

    def _attempt(self, function: Callable[..., _Result], *arguments: object) -> _Result | None:
        try:
            return function(*arguments)
        except StoreError as error:
            self.failures += 1
            logger.warning("%s; the crawl goes on without it", error)
            return None

    def close(self) -> None:
        """Close the file."""
        self._memory.close()


@lru_cache(maxsize=1)
def opened_memory(place: str, wait_seconds: float) -> SiteMemory:
    """The memory of this worker process, opened once. Raises StoreError."""
    return SiteMemory.open(place, CleanConfig(memory_wait_seconds=wait_seconds))


def memory_path(store: str) -> Path:
    """Where the memory of a record store lies: beside a file, else in the current folder.

    >>> str(memory_path("news/daily.jsonl"))
    'news/daily.jsonl.memory.db'
    """
    seen = seen_path(store)
    return seen.with_name(seen.name.removesuffix(".seen.db") + ".memory.db")
