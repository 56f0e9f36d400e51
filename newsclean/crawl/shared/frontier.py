"""The frontier of a shared crawl as one worker sees it, without ever blocking the event loop."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from newsclean.crawl.shared.queue import Lease, LeasedQueue
from newsclean.crawl.shared.server import check_reachable, connect, explained
from newsclean.crawl.shared.tasks import Task, host_of, task_name

logger = logging.getLogger(__name__)

MAX_DELIVERIES = 3
"""A task that was given out so often and has no outcome yet is not just unlucky: it is what kills its workers."""

_Result = TypeVar("_Result")


class Frontier:
    """What is to be fetched by all workers. Every method that asks Redis may raise StoreError."""

    def __init__(self, url: str, lease: Lease) -> None:
        """Raises ConfigError where `url` is none, or the extra is not installed."""
        self._url = url
        self._lease = lease
        self._server = connect(url)
        self._queue: LeasedQueue | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="newsclean-redis")
        self._held: set[str] = set()
        self._settled: list[str] = []

    async def join(self, crawl: str, spider: object) -> None:
        """Take part in the crawl of this name; workers that give the same name share it."""
        queue = LeasedQueue(self._server, spider, f"newsclean:{{{crawl}}}", self._lease)
        await self._do(check_reachable, self._url)
        await self._do(queue.join)
        self._queue = queue

    @property
    def _joined(self) -> LeasedQueue:
        if self._queue is None:
            raise RuntimeError("this worker has not joined a crawl")
        return self._queue

    async def _do(self, function: Callable[..., _Result], *arguments: object) -> _Result:
        def explaining() -> _Result:
            with explained(self._url):
                return function(*arguments)

        return await asyncio.get_running_loop().run_in_executor(self._thread, explaining)

    @property
    def in_hand(self) -> int:
        """Number of tasks that this worker was given and that have no outcome yet."""
        return len(self._held)

    @property
    def room(self) -> int:
        """How many more tasks this worker may have in hand."""
        return self._lease.tasks - self.in_hand

    async def push(self, tasks: Sequence[Task]) -> None:
        """Take in tasks; those that any worker has taken in before in this pass are left out."""
        if tasks:
            await self._do(self._joined.push, tasks)

    async def lease(self, number: int) -> tuple[list[Task], list[Task]]:
        """Up to `number` tasks to fetch, and beside them those to be given up: too many workers were lost on them."""
        given = await self._do(self._joined.lease, number)
        unreadable = [one.name for one in given if one.task is None]
        if unreadable:
            logger.error("%d entries in Redis are no tasks and were dropped", len(unreadable))
            self._settled += unreadable
        self._held.update(one.name for one in given if one.task is not None)
        fetch = [one.task for one in given if one.task is not None and one.deliveries <= MAX_DELIVERIES]
        give_up = [one.task for one in given if one.task is not None and one.deliveries > MAX_DELIVERIES]
        return fetch, give_up

    def settle(self, task: Task) -> None:
        """Say that the task has an outcome, and that it is written down. Redis hears of it with the next `flush`."""
        name = task_name(task)
        if name in self._held:
            self._held.remove(name)
            self._settled.append(name)

    async def flush(self, rest: Callable[[str], float]) -> None:
        """Strike off what is settled; `rest` tells for how many seconds other workers leave a host alone then."""
        settled, self._settled = self._settled, []
        await self._do(self._joined.settle, [(name, rest(host_of(name))) for name in settled])

    async def give_back(self) -> None:
        """Give back what was given to this worker and came to nothing."""
        if self._held:
            logger.warning("%d tasks came to nothing here and are given out again", len(self._held))
        self._held.clear()
        await self._do(self._joined.give_back)

    async def beat(self) -> None:
        """Give a sign of life."""
        was_known, dead = await self._do(self._joined.beat)
        if dead:
            logger.warning("%d workers gave no sign of life; their tasks are given out again", dead)
        if not was_known:
            logger.warning("this worker was taken for dead; its tasks may be done twice, and are saved once")

    async def started(self) -> None:
        """Say that all tasks are pushed that this worker knows of by itself."""
        await self._do(self._joined.started)

    async def is_over(self) -> bool:
        """Whether nothing is left to do, for no worker."""
        return await self._do(self._joined.finish)

    async def leave(self, rest: Callable[[str], float]) -> None:
        """End this worker's part: what is settled is struck off, and what it holds goes to the others."""
        if self._queue is not None:
            await self.flush(rest)
            await self._do(self._queue.leave)
            self._queue = None

    def close(self) -> None:
        """Let go of the connection."""
        self._thread.shutdown(cancel_futures=True)
        self._server.close()
