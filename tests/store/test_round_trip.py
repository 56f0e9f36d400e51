"""Any record comes out of every store as it went in."""

from datetime import UTC, timedelta, timezone

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsclean.models import CleanRecord, Label, MemoryNote, PageKind, RemovedLine
from newsclean.store import RecordFilter, SaveOutcome, open_store

TEXT = st.text(max_size=40)
MAYBE_TEXT = st.none() | TEXT
ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-11))])
MOMENTS = st.none() | st.dates() | st.datetimes(timezones=ZONES)
URLS = st.none() | TEXT | TEXT.map(lambda path: f"https://www.gazette.example/{path}")

REMOVED = st.builds(
    RemovedLine,
    index=st.integers(0, 10_000),
    text=TEXT,
    label=st.sampled_from(Label),
    rule=TEXT,
    score=st.floats(0, 1),
    evidence=TEXT,
    is_suffix=st.booleans(),
)
RECORDS = st.builds(
    CleanRecord,
    url=URLS,
    final_url=URLS,
    site=MAYBE_TEXT,
    canonical_url=URLS,
    via=URLS,
    title=MAYBE_TEXT,
    authors=st.lists(TEXT, max_size=3),
    published=MOMENTS,
    modified=MOMENTS,
    language=MAYBE_TEXT,
    text=st.text(max_size=300),
    removed=st.lists(REMOVED, max_size=4),
    source=MAYBE_TEXT,
    page_kind=st.sampled_from(PageKind),
    page_reason=TEXT,
    links=st.lists(TEXT, max_size=3),
    field_sources=st.dictionaries(TEXT, TEXT, max_size=3),
    fingerprint=TEXT,
    extracted_at=st.none() | st.datetimes(timezones=ZONES),
    cleaner_version=TEXT,
    memory=st.none() | st.builds(MemoryNote, state=TEXT, site_pages=st.integers(0, 10_000), problem=TEXT),
    copy_of=URLS,
    similarity=st.none() | st.floats(0, 1),
)


@given(record=RECORDS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_record_comes_back_as_it_was(target: str, record: CleanRecord) -> None:
    with open_store(target) as store:
        outcome = store.save(record)
        assert store.save(record) is SaveOutcome.UNCHANGED
        if outcome is SaveOutcome.UNCHANGED:
            return
        (stored,) = store.records(RecordFilter(limit=1))
        assert stored.record == record
    with open_store(target) as store:
        again = store.get(stored.id, stored.version)
        assert again is not None and again.record == record
        assert store.save(record) is SaveOutcome.UNCHANGED
