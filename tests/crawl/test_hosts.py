"""What hosts asked for, and how much they were sent today, outlasts a crawl and is shared by crawls."""

from datetime import UTC, date, datetime, timedelta

from newsclean.crawl.seen.hosts import Pause
from newsclean.crawl.seen.store import SeenStore, open_seen_store

TODAY = datetime.now(UTC).date()
HOST = "news.example"


def test_requests_of_a_day_are_granted_up_to_the_cap(seen: SeenStore, target: str) -> None:
    other = open_seen_store(target)
    assert seen.hosts.reserve(HOST, TODAY, most=10, wanted=6) == 6
    assert other.hosts.reserve(HOST, TODAY, most=10, wanted=6) == 4
    assert seen.hosts.reserve(HOST, TODAY, most=10, wanted=6) == 0
    assert seen.hosts.reserve("other.example", TODAY, most=10, wanted=6) == 6
    other.hosts.give_back(HOST, TODAY, 3)
    assert seen.hosts.reserve(HOST, TODAY, most=10, wanted=6) == 3
    other.close()


def test_the_next_day_begins_anew(seen: SeenStore) -> None:
    seen.hosts.reserve(HOST, date(2024, 5, 6), most=3, wanted=3)
    assert seen.hosts.reserve(HOST, date(2024, 5, 7), most=3, wanted=3) == 3
    seen.hosts.give_back(HOST, date(2024, 5, 6), 3)
    assert seen.hosts.reserve(HOST, date(2024, 5, 7), most=3, wanted=3) == 0


def test_pauses_last_until_their_end(seen: SeenStore) -> None:
    soon = Pause((datetime.now(UTC) + timedelta(hours=2)).replace(microsecond=0), "HTTP 429")
    seen.hosts.pause(HOST, soon)
    seen.hosts.pause("over.example", Pause(datetime.now(UTC) - timedelta(hours=2), "HTTP 503"))
    assert seen.hosts.pauses() == {HOST: soon}


def test_a_pause_leaves_the_count_and_outlasts_forgetting(seen: SeenStore) -> None:
    yesterday = TODAY - timedelta(days=1)
    seen.hosts.reserve(HOST, yesterday, most=3, wanted=3)
    seen.hosts.pause(HOST, Pause(datetime.now(UTC) + timedelta(hours=2), "HTTP 429"))
    seen.hosts.reserve("gone.example", yesterday, most=3, wanted=3)
    seen.forget_all()
    seen.forget_old()
    assert set(seen.hosts.pauses()) == {HOST}
    assert seen.hosts.reserve(HOST, yesterday, most=3, wanted=3) == 0
    assert seen.hosts.reserve("gone.example", yesterday, most=3, wanted=3) == 3
