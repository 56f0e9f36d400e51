"""The queue on a real Redis server: what was given out and not settled comes back, and nothing is given out twice."""

import secrets
import time
from collections.abc import Callable, Iterator

import pytest
from scrapy import Spider

pytest.importorskip("scrapy_redis", reason="needs the extra `redis`")

from newsclean.crawl.items import Listing
from newsclean.crawl.listings.entry import Entry, ListingKind
from newsclean.crawl.seen.values import PageLink
from newsclean.crawl.shared.queue import Given, Lease, LeasedQueue
from newsclean.crawl.shared.server import connect
from newsclean.crawl.shared.tasks import task_name
from newsclean.errors import StoreError
from tests.servers import RedisServer

SOURCE = "https://news.example/feed"
SHORT_SECONDS = 0.3
Join = Callable[..., LeasedQueue]


@pytest.fixture
def join(redis_server: RedisServer) -> Iterator[Join]:
    """Joins workers to one crawl of this test's own."""
    server = connect(redis_server.url)
    crawl = secrets.token_hex(4)

    def make(seconds: float = 60, most: int = 100, owned: bool = False) -> LeasedQueue:
        queue = LeasedQueue(server, Spider("any"), f"newsclean:{{{crawl}}}", Lease(seconds, 1000, most, owned))
        queue.join()
        return queue

    yield make
    server.close()


def page(number: int, host: str = "news.example") -> PageLink:
    url = f"https://{host}/{number}"
    return PageLink(url, Entry(url), SOURCE)


def urls(given: list[Given]) -> list[str]:
    return [one.task.entry.url for one in given if isinstance(one.task, PageLink)]


def settle(queue: LeasedQueue, given: list[Given], rest: float = 0) -> None:
    queue.settle([(one.name, rest) for one in given])


def test_tasks_are_taken_in_once_and_given_out_once(join: Join) -> None:
    first, second = join(), join()
    assert len(first.push([page(1), page(2), page(3)])) == 3
    assert second.push([page(2), page(4)]) == {task_name(page(4))}
    given = urls(first.lease(2)) + urls(second.lease(10))
    assert given == [f"https://news.example/{number}" for number in (1, 2, 3, 4)]
    assert first.lease(10) == second.lease(10) == []


def test_listings_go_first(join: Join) -> None:
    queue = join()
    listing = Listing(ListingKind.FEED, SOURCE, SOURCE)
    queue.push([page(1), listing, page(2)])
    assert [one.task for one in queue.lease(3)] == [listing, page(1), page(2)]


def test_what_is_settled_stays_settled_for_this_pass(join: Join) -> None:
    queue = join()
    queue.push([page(1)])
    settle(queue, queue.lease(1))
    assert len(queue) == 0
    assert queue.push([page(1)]) == set()


def test_a_silent_worker_loses_what_it_holds_to_the_others(join: Join) -> None:
    silent, other = join(seconds=SHORT_SECONDS), join()
    silent.push([page(number) for number in range(5)])
    settle(silent, silent.lease(2))
    assert len(silent.lease(2)) == 2
    assert len(other.lease(10)) == 1
    time.sleep(SHORT_SECONDS + 0.1)
    assert other.beat() == (True, 1)
    taken_over = other.lease(10)
    assert len(taken_over) == 2
    assert {one.deliveries for one in taken_over} == {2}


def test_a_sign_of_life_keeps_what_a_worker_holds(join: Join) -> None:
    slow, other = join(seconds=1.0), join()
    slow.push([page(1)])
    slow.lease(1)
    for _ in range(6):
        time.sleep(0.2)
        assert slow.beat() == (True, 0)
    assert other.lease(1) == []


def test_a_worker_that_comes_back_settles_nothing_of_the_others(join: Join) -> None:
    slow, other = join(seconds=SHORT_SECONDS), join()
    slow.push([page(1)])
    held = slow.lease(1)
    time.sleep(SHORT_SECONDS + 0.1)
    assert other.beat() == (True, 1)
    assert slow.beat() == (False, 0)
    taken_over = other.lease(1)
    settle(slow, held)
    assert len(other) == 1
    settle(other, taken_over)
    assert len(other) == 0


def test_a_worker_that_leaves_gives_all_back_without_a_try(join: Join) -> None:
    leaving, other = join(), join()
    leaving.push([page(1)])
    leaving.lease(1)
    leaving.leave()
    assert [one.deliveries for one in other.lease(1)] == [1]


def test_what_came_to_nothing_counts_as_a_try(join: Join) -> None:
    queue = join()
    queue.push([page(1), page(2)])
    queue.lease(1)
    queue.give_back()
    assert [(one.task, one.deliveries) for one in queue.lease(2)] == [(page(1), 2), (page(2), 1)]


def test_the_pass_is_over_when_nobody_has_anything_to_do(join: Join) -> None:
    first, second = join(), join()
    first.push([page(1)])
    first.started()
    given = first.lease(1)
    assert not second.finish()
    settle(first, given)
    assert not first.finish(), "the second may still take something in"
    second.started()
    assert second.finish()
    assert first.finish()
    assert first.push([page(1)]) == {task_name(page(1))}, "a new pass"


def test_a_worker_that_died_while_it_started_holds_nobody_up(join: Join) -> None:
    join(seconds=SHORT_SECONDS)
    other = join()
    other.started()
    assert not other.finish()
    time.sleep(SHORT_SECONDS + 0.1)
    other.beat()
    assert other.finish()


def test_a_host_has_one_owner_at_a_time(join: Join) -> None:
    first, second = join(owned=True, most=2), join(owned=True, most=2)
    first.push([page(number, host) for host in ("a.example", "b.example") for number in range(5)])
    mine, other = first.lease(2), second.lease(10)
    assert urls(mine) == ["https://a.example/0", "https://a.example/1"]
    assert urls(other) == ["https://b.example/0", "https://b.example/1"]
    assert first.lease(10) == second.lease(10) == []
    settle(second, other[:1])
    assert first.lease(10) == []
    assert urls(second.lease(10)) == ["https://b.example/2"]


def test_a_host_changes_hands_only_after_its_rest(join: Join) -> None:
    first, second = join(owned=True, most=1), join(owned=True, most=1)
    first.push([page(1), page(2)])
    settle(first, first.lease(1), rest=SHORT_SECONDS)
    assert second.lease(1) == []
    time.sleep(SHORT_SECONDS + 0.1)
    assert urls(second.lease(1)) == ["https://news.example/2"]
    assert first.lease(1) == []


def test_a_host_that_comes_up_again_is_still_at_rest(join: Join) -> None:
    first, second = join(owned=True), join(owned=True)
    first.push([page(1)])
    settle(first, first.lease(1), rest=SHORT_SECONDS)
    second.push([page(2)])
    assert second.lease(1) == []
    time.sleep(SHORT_SECONDS + 0.1)
    assert urls(second.lease(1)) == ["https://news.example/2"]


def test_the_hosts_of_a_dead_owner_go_to_others(join: Join) -> None:
    dead, other = join(seconds=SHORT_SECONDS, owned=True, most=2), join(owned=True, most=10)
    dead.push([page(number) for number in range(4)])
    dead.lease(2)
    assert other.lease(10) == []
    time.sleep(SHORT_SECONDS + 0.1)
    other.beat()
    assert len(other.lease(10)) == 4


def test_a_worker_that_comes_later_gets_its_part_of_the_hosts(join: Join) -> None:
    first = join(owned=True, most=2)
    hosts = [f"host{number}.example" for number in range(6)]
    first.push([page(number, host) for host in hosts for number in range(20)])
    mine = first.lease(100)
    assert len(mine) == 12
    later = join(owned=True, most=2)
    assert later.lease(100) == []
    for _ in range(3):  # as pages get done
        settle(first, mine)
        mine = first.lease(100)
        later.lease(100)
    owners = [owner.decode() for owner in first.server.hvals(f"{first.key}:owner")]
    assert owners.count(first.worker) == owners.count(later.worker) == 3


def test_a_worker_alone_has_all_hosts(join: Join) -> None:
    queue = join(owned=True, most=1)
    queue.push([page(0, f"host{number}.example") for number in range(50)])
    assert len(queue.lease(100)) == 50


def test_many_tasks_go_in_at_once(join: Join) -> None:
    queue = join()
    assert len(queue.push([page(number) for number in range(2500)])) == 2500
    assert len(queue.lease(3000)) == 2500


def test_an_entry_that_is_no_task_is_named(join: Join) -> None:
    queue = join()
    queue.push([page(1)])
    queue.server.hset(f"{queue.key}:units", task_name(page(1)), b"\x80\x04K\x01.")
    assert [one.task for one in queue.lease(1)] == [None]


def test_lost_data_are_not_taken_for_the_end(join: Join) -> None:
    queue = join()
    queue.push([page(1)])
    queue.server.delete(*queue.server.keys(f"{queue.key}:*"))
    queue.started()
    for ask in (queue.finish, queue.beat):
        with pytest.raises(StoreError, match="Redis has lost"):
            ask()


def test_nothing_but_a_mark_stays_behind(join: Join) -> None:
    queue = join(owned=True)
    queue.push([page(number, host) for number in range(9) for host in ("a.example", "b.example")])
    queue.started()
    settle(queue, queue.lease(100), rest=0.001)
    assert queue.finish()
    queue.leave()
    time.sleep(0.01)
    queue.beat()
    queue.leave()
    assert queue.server.keys(f"{queue.key}:*") == [f"{queue.key}:mark".encode()]
