"""What a store without a query language does by reading all its records."""

from collections import Counter

from newsclean.page_urls import url_key
from newsclean.store.contract import Order, RecordFilter, SearchHit, StoreCounts, StoredRecord, StoreReader
from newsclean.store.identity import article_key, url_keys
from newsclean.store.words import parse_query, phrase_count, snippet

# A word of the title says more than one of the text.
_TITLE_WEIGHT = 5


class ScanReader(StoreReader):
    """Finds, searches and counts with `records` alone."""

    def get(self, reference: int | str, version: int | None = None) -> StoredRecord | None:
        """See StoreReader.get."""
        versions = self.versions(reference)
        if version is None:
            return versions[-1] if versions else None
        return next((stored for stored in versions if stored.version == version), None)

    def versions(self, reference: int | str) -> list[StoredRecord]:
        """See StoreReader.versions."""
        article_id = reference if isinstance(reference, int) else self._find(url_key(reference))
        every = self.records(RecordFilter(all_versions=True, order=Order.OLDEST_FIRST))
        return sorted((stored for stored in every if stored.id == article_id), key=lambda stored: stored.version)

    def _find(self, key: str) -> int | None:
        found = None
        for stored in self.records(RecordFilter(all_versions=True)):
            if article_key(stored.record) == key:
                return stored.id
            if found is None and key in url_keys(stored.record):
                found = stored.id
        return found

    def search(self, query: str, limit: int = 20) -> list[SearchHit]:
        """See StoreReader.search. Best is what has the words most often, in the title above all."""
        parsed = parse_query(query)
        if not parsed.wanted or limit < 1:
            return []
        best: list[tuple[int, StoredRecord]] = []
        for stored in self.records():
            title, text = stored.record.title or "", stored.record.text
            if count := phrase_count(parsed, title, text):
                best.append((count + _TITLE_WEIGHT * phrase_count(parsed, title), stored))
                best = sorted(best, key=lambda hit: -hit[0])[:limit]
        return [SearchHit(stored, snippet(parsed, stored.record.text)) for _, stored in best]

    def counts(self) -> StoreCounts:
        """See StoreReader.counts."""
        articles = 0
        sites: Counter[str] = Counter()
        languages: Counter[str] = Counter()
        page_kinds: Counter[str] = Counter()
        cuts: Counter[str] = Counter()
        for stored in self.records():
            articles += 1
            sites[stored.record.site or ""] += 1
            languages[stored.record.language or ""] += 1
            page_kinds[stored.record.page_kind.value] += 1
            cuts.update(cut.label.value for cut in stored.record.removed)
        return StoreCounts(
            articles=articles,
            versions=sum(1 for _ in self.records(RecordFilter(all_versions=True))),
            sites=_by_frequency(sites),
            languages=_by_frequency(languages),
            page_kinds=_by_frequency(page_kinds),
            cuts=_by_frequency(cuts),
        )


def _by_frequency(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
