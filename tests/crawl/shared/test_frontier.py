"""One worker's view of the frontier, on a real Redis server."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

import pytest
from scrapy import Spider

pytest.importorskip("scrapy_redis", reason="needs the extra `redis`")

from newsclean.crawl.listings.entry import Entry
from newsclean.crawl.seen.values import PageLink
from newsclean.crawl.shared.frontier import MAX_DELIVERIES, Frontier
from newsclean.crawl.shared.queue import Lease
from newsclean.crawl.shared.tasks import task_name
from newsclean.errors import ConfigError, StoreError
from tests.servers import RedisServer, free_port

Act = Callable[[Frontier], Awaitable[None]]


def page(number: int) -> PageLink:
    url = f"https://news.example/{number}"
    return PageLink(url, Entry(url), "https://news.example/feed")


def at_once(host: str) -> float:
    assert host == "news.example"
    return 0.0


def run(server: RedisServer, act: Act) -> None:
    async def go() -> None:
        frontier = Frontier(server.url, Lease(60, 100, 100, False))
        await frontier.join(secrets.token_hex(4), Spider("any"))
        await act(frontier)
        await frontier.leave(at_once)
        frontier.close()

    asyncio.run(go())


def test_a_task_that_came_to_nothing_too_often_is_given_up(redis_server: RedisServer) -> None:
    async def act(frontier: Frontier) -> None:
        await frontier.push([page(1)])
        for _ in range(MAX_DELIVERIES):
            assert await frontier.lease(5) == ([page(1)], [])
            await frontier.give_back()
        assert await frontier.lease(5) == ([], [page(1)])
        assert frontier.in_hand == 1

    run(redis_server, act)


def test_the_pass_is_over_once_redis_has_heard_that_all_is_settled(redis_server: RedisServer) -> None:
    async def act(frontier: Frontier) -> None:
        await frontier.push([page(1), page(2)])
        await frontier.started()
        fetch, _ = await frontier.lease(5)
        for task in fetch:
            frontier.settle(task)
        assert frontier.in_hand == 0
        assert not await frontier.is_over()
        await frontier.flush(at_once)
        assert await frontier.is_over()

    run(redis_server, act)


def test_what_is_not_this_workers_is_not_settled(redis_server: RedisServer) -> None:
    async def act(frontier: Frontier) -> None:
        await frontier.push([page(1)])
        frontier.settle(page(1))
        await frontier.flush(at_once)
        assert await frontier.lease(5) == ([page(1)], [])

    run(redis_server, act)


def test_what_is_no_task_is_dropped_and_holds_nobody_up(
    redis_server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    async def act(frontier: Frontier) -> None:
        await frontier.push([page(1), page(2)])
        await frontier.started()
        queue = frontier._joined
        queue.server.hset(f"{queue.key}:units", task_name(page(1)), b"\x80\x04K\x01.")
        fetch, give_up = await frontier.lease(5)
        assert (fetch, give_up) == ([page(2)], [])
        frontier.settle(page(2))
        await frontier.flush(at_once)
        assert await frontier.is_over()

    run(redis_server, act)
    assert "1 entries in Redis are no tasks" in caplog.text


def test_a_server_that_is_not_there_is_told_at_once() -> None:
    async def go() -> None:
        frontier = Frontier(f"redis://me:hunter2@127.0.0.1:{free_port()}", Lease(60, 100, 100, False))
        with pytest.raises(StoreError, match=r"cannot use Redis at 127\.0\.0\.1") as caught:
            await frontier.join("crawl", Spider("any"))
        assert "hunter2" not in str(caught.value)
        frontier.close()

    asyncio.run(go())


@pytest.mark.parametrize("url", ["http://127.0.0.1", "127.0.0.1:6379", "redis://127.0.0.1:port", ""])
def test_a_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match=r"URL of (a|the) Redis server"):
        Frontier(url, Lease(60, 100, 100, False))
