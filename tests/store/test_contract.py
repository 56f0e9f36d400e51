"""What every store does, whatever it writes to."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from newsclean.models import CleanRecord, Label, PageKind
from newsclean.store import Order, RecordFilter, SaveOutcome, StoredRecord, open_store, read_store

MakeRecord = Callable[..., CleanRecord]


def cut(label: str) -> dict[str, object]:
    return {"index": 0, "text": "junk", "label": label, "rule": "rule", "score": 1, "evidence": "words"}


def names(records: object) -> list[str]:
    assert hasattr(records, "__iter__")
    found: list[str] = [stored.record.url.rsplit("/", 1)[1] for stored in records]
    return found


def test_the_same_article_again_changes_nothing(target: str, make_record: MakeRecord) -> None:
    with open_store(target) as store:
        assert store.save(make_record()) is SaveOutcome.NEW
        assert store.save(make_record(extracted_at=datetime(2024, 5, 1, tzinfo=UTC))) is SaveOutcome.UNCHANGED
        assert store.save(make_record(url="http://www.gazette.example/news/one/?utm_source=x#top")) == "unchanged"
        assert len(list(store.records(RecordFilter(all_versions=True)))) == 1


@pytest.mark.parametrize("change", [{"text": "The council met on Tuesday."}, {"title": "Another headline"}])
def test_a_changed_article_becomes_a_further_version(
    target: str, make_record: MakeRecord, change: dict[str, str]
) -> None:
    with open_store(target) as store:
        store.save(make_record())
        assert store.save(make_record(**change)) is SaveOutcome.VERSION
    with read_store(target) as reader:
        assert [stored.version for stored in reader.versions(1)] == [1, 2]
        newest, first = reader.get(1), reader.get(1, version=1)
        assert newest is not None and newest.record == make_record(**change)
        assert first is not None and first.record == make_record()
        assert [stored.version for stored in reader.records()] == [2]
        assert reader.get(1, version=3) is None
        assert reader.get(1, version=2**80) is None


def test_a_text_that_comes_back_is_not_stored_again(target: str, make_record: MakeRecord) -> None:
    with open_store(target) as store:
        store.save(make_record())
        store.save(make_record(text="Changed."))
        assert store.save(make_record()) is SaveOutcome.UNCHANGED


def test_a_group_is_saved_as_its_records_would_be_one_by_one(target: str, make_record: MakeRecord) -> None:
    with open_store(target) as store:
        store.save(make_record("one"))
        group = [
            make_record("one"),
            make_record("two"),
            make_record("one", text="Changed."),
            make_record("three"),
            make_record("two"),
            make_record("two", text="Changed too."),
        ]
        assert store.save_all(group) == ["unchanged", "new", "version", "new", "unchanged", "version"]
        assert store.save_all(group) == ["unchanged"] * len(group)
        assert store.save_all([]) == []
    with read_store(target) as reader:
        kept = {(stored.id, stored.version) for stored in reader.records(RecordFilter(all_versions=True))}
    assert len(kept) == 5
    assert {version for _, version in kept} == {1, 2}


def test_an_opened_again_store_knows_what_it_has(target: str, make_record: MakeRecord) -> None:
    with open_store(target) as store:
        store.save(make_record("one"))
        store.save(make_record("two"))
    with open_store(target) as store:
        assert store.save(make_record("one")) is SaveOutcome.UNCHANGED
        assert store.save(make_record("two", text="Changed.")) is SaveOutcome.VERSION
        assert store.save(make_record("three")) is SaveOutcome.NEW
        assert [(stored.id, stored.version) for stored in store.records()] == [(3, 1), (2, 2), (1, 1)]


@pytest.mark.parametrize(
    "reference",
    [
        1,
        "https://short.example/1",
        "https://www.gazette.example/news/one?page=1",
        "https://www.gazette.example/story/one",
        "http://www.gazette.example/story/one/?fbclid=9#comments",
    ],
)
def test_an_article_is_found_by_each_of_its_urls(target: str, make_record: MakeRecord, reference: int | str) -> None:
    with open_store(target) as store:
        store.save(
            make_record(
                url="https://short.example/1",
                final_url="https://www.gazette.example/news/one?page=1",
                canonical_url="https://www.gazette.example/story/one",
            )
        )
        store.save(make_record("two"))
        found = store.get(reference)
        assert found is not None
        assert (found.id, found.record.title) == (1, "Headline one")


@pytest.mark.parametrize("reference", [0, -1, 7, 2**80, "https://nowhere.example/", "", "no url", "http://[::1"])
def test_what_is_not_there_is_none(target: str, make_record: MakeRecord, reference: int | str) -> None:
    with open_store(target) as store:
        store.save(make_record())
        assert store.get(reference) is None
        assert store.versions(reference) == []


def test_texts_without_url_are_told_apart_by_their_fingerprint(target: str, make_record: MakeRecord) -> None:
    with open_store(target) as store:
        assert store.save(make_record(url=None, fingerprint="a")) is SaveOutcome.NEW
        assert store.save(make_record(url=None, fingerprint="b", text="Other.")) is SaveOutcome.NEW
        assert store.save(make_record(url=None, fingerprint="a")) is SaveOutcome.UNCHANGED
        assert store.save(make_record(url=None, fingerprint="", text="No fingerprint.")) is SaveOutcome.NEW


def test_records_come_newest_first_and_in_both_orders(target: str, make_record: MakeRecord) -> None:
    many = [str(number) for number in range(450)]
    with open_store(target) as store:
        for name in many:
            store.save(make_record(name))
        assert names(store.records()) == many[::-1]
        assert names(store.records(RecordFilter(order=Order.OLDEST_FIRST))) == many
        assert names(store.records(RecordFilter(limit=3))) == ["449", "448", "447"]
        assert names(store.records(RecordFilter(limit=201))) == many[:-202:-1]
        assert names(store.records(RecordFilter(limit=0))) == []


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (RecordFilter(site="journal.example"), ["b"]),
        (RecordFilter(language="fr"), ["b"]),
        (RecordFilter(page_kind=PageKind.STUB), ["c"]),
        (RecordFilter(label=Label.TEASER), ["a"]),
        (RecordFilter(published_since=date(2024, 5, 2)), ["c", "b"]),
        (RecordFilter(published_until=date(2024, 5, 2)), ["b", "a"]),
        (RecordFilter(published_until=datetime(2024, 5, 2, 21, 30, tzinfo=UTC)), ["b", "a"]),
        (RecordFilter(published_until=datetime(2024, 5, 2, 21, 29, 59)), ["a"]),
        (RecordFilter(published_since=date(2024, 5, 1), published_until=date(2024, 5, 1)), ["a"]),
        (RecordFilter(stored_since=date(2001, 1, 1)), ["d", "c", "b", "a"]),
        (RecordFilter(stored_until=date(2001, 1, 1)), []),
        (RecordFilter(site="journal.example", language="en"), []),
        (RecordFilter(site="x' OR 1=1 --"), []),
        (RecordFilter(site="\udcff\0", language="\ud800"), []),
    ],
)
def test_filters(target: str, make_record: MakeRecord, chosen: RecordFilter, expected: list[str]) -> None:
    late = datetime.fromisoformat("2024-05-02T23:30:00+02:00")
    with open_store(target) as store:
        store.save(make_record("a", published=date(2024, 5, 1), removed=[cut("teaser"), cut("ad")]))
        store.save(make_record("b", published=late, site="journal.example", language="fr"))
        store.save(make_record("c", published=datetime(2024, 5, 3), page_kind="stub", removed=[cut("ad")]))
        store.save(make_record("d"))
        assert names(store.records(chosen)) == expected


def test_filters_look_at_the_newest_version_unless_all_are_asked_for(target: str, make_record: MakeRecord) -> None:
    with open_store(target) as store:
        store.save(make_record("a", page_kind="stub", text="Short."))
        store.save(make_record("a"))
        assert names(store.records(RecordFilter(page_kind=PageKind.STUB))) == []
        assert names(store.records(RecordFilter(page_kind=PageKind.STUB, all_versions=True))) == ["a"]


def test_counts(target: str, make_record: MakeRecord) -> None:
    with open_store(target) as store:
        store.save(make_record("a", removed=[cut("ad"), cut("ad"), cut("teaser")]))
        store.save(make_record("b", language=None, site="journal.example", page_kind="stub", text="Short."))
        store.save(make_record("b", language="fr", site="journal.example"))
        counts = store.counts()
    assert (counts.articles, counts.versions) == (2, 3)
    assert counts.sites == (("gazette.example", 1), ("journal.example", 1))
    assert counts.languages == (("en", 1), ("fr", 1))
    assert counts.page_kinds == (("article", 2),)
    assert counts.cuts == (("ad", 2), ("teaser", 1))


def test_stored_at_is_now_in_utc(target: str, make_record: MakeRecord) -> None:
    before = datetime.now(UTC)
    with open_store(target) as store:
        store.save(make_record())
        stored = store.get(1)
    assert isinstance(stored, StoredRecord)
    assert before - timedelta(seconds=1) <= stored.stored_at <= datetime.now(UTC)
    assert stored.stored_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_dates_at_the_ends_of_time_are_stored(target: str, make_record: MakeRecord, moment: str) -> None:
    record = make_record(published=datetime.fromisoformat(moment))
    with open_store(target) as store:
        store.save(record)
        stored = store.get(1)
        assert stored is not None and stored.record == record
        assert list(store.records(RecordFilter(published_since=date.min)))


def test_half_characters_are_replaced_rather_than_the_record_lost(target: str, make_record: MakeRecord) -> None:
    with open_store(target) as store:
        assert store.save(make_record(text="a\ud83d b", title="\udc00", url="https://gazette.example/\ud800")) == "new"
        stored = store.get(1)
    assert stored is not None and stored.record.text == "a\ufffd b"
    assert stored.record.title == "\ufffd"


def test_a_closed_store_may_be_closed_again(target: str) -> None:
    store = open_store(target)
    store.close()
    store.close()
