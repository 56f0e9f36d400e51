"""Stores of records: SQLite, PostgreSQL, JSON Lines and Parquet behind one contract."""

from newsclean.store.contract import (
    Order,
    RecordFilter,
    SaveOutcome,
    SearchHit,
    Snippet,
    Store,
    StoreCounts,
    StoredRecord,
    StoreReader,
)
from newsclean.store.targets import open_store, read_store

__all__ = [
    "Order",
    "RecordFilter",
    "SaveOutcome",
    "SearchHit",
    "Snippet",
    "Store",
    "StoreCounts",
    "StoreReader",
    "StoredRecord",
    "open_store",
    "read_store",
]
