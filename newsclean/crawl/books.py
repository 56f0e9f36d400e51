"""The stores of a crawl: of records, of what was seen, and the memory of sites. Blocking, for one thread alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from newsclean.config import CleanConfig
from newsclean.crawl.items import CleanedPage
from newsclean.crawl.memory import CrawlMemory
from newsclean.crawl.seen.file import store_file
from newsclean.crawl.seen.store import SeenStore, open_seen_store
from newsclean.models import CleanRecord
from newsclean.page_urls import fetch_key
from newsclean.store import SaveOutcome, Store, open_store


@dataclass(frozen=True, slots=True)
class Books:
    """Open stores. Every method may raise StoreError."""

    store: Store
    seen: SeenStore
    memory: CrawlMemory | None

    @classmethod
    def open(cls, target: str, memory: str | None, config: CleanConfig) -> Self:
        """Open both stores, then the memory, which is made for a store alone. Raises StoreError or ConfigError."""
        store, seen = _open_stores(target)
        try:
            return cls(store, seen, CrawlMemory(memory, config) if memory is not None else None)
        except BaseException:
            _close_stores(store, seen)
            raise

    def save(self, pages: Sequence[CleanedPage]) -> list[tuple[CleanRecord, SaveOutcome]]:
        """Save the records, and mark the pages as seen once all are saved."""
        records = [page.record for page in pages]
        if self.memory is not None:
            records = self.memory.marked([(page.record, page.sketch) for page in pages])
        outcomes = self.store.save_all(records)
        self.seen.mark_all_saved(
            (page.found.link.key, fetch_key(page.found.page.final_url or page.found.url), page.found.validators)
            for page in pages
        )
        # Last: a page that a killed crawl left between the two above is fetched again, and must be judged alike.
        if self.memory is not None:
            self.memory.saved(records)
        return list(zip(records, outcomes, strict=True))

    def close(self) -> None:
        """Close all; what was entered is written."""
        try:
            _close_stores(self.store, self.seen)
        finally:
            if self.memory is not None:
                self.memory.close()


def _open_stores(target: str) -> tuple[Store, SeenStore]:
    file = store_file(target)
    is_new = file is not None and not file.exists()
    store = open_store(target)
    try:
        seen = open_seen_store(target)
    except BaseException:
        store.close()
        raise
    if is_new:
        seen.forget_all()
    seen.forget_old()
    return store, seen


def _close_stores(store: Store, seen: SeenStore) -> None:
    try:
        store.close()
    finally:
        seen.close()
