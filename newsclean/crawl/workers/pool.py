"""The pool of worker processes, awaited from the reactor's event loop."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from pebble import ProcessExpired, ProcessFuture

from newsclean.crawl.workers.fork_server import WARM
from newsclean.crawl.workers.killable_pool import KillablePool
from newsclean.crawl.workers.tasks import Answer, attempt, warm_up

logger = logging.getLogger(__name__)

TASKS_AHEAD_PER_WORKER = 2
"""One in work and one waiting: enough that no worker waits for the reactor; more would pile up pages in memory."""
PATIENCE_SECONDS = 60
"""After so much more than the longest wait that can be right, the pool itself has lost the task."""


class TaskError(Exception):
    """A task failed, was killed at its time limit, or took its worker with it; the message says which."""

    def __init__(self, message: str, trace: str = "") -> None:
        super().__init__(message)
        self.trace = trace
        """The worker's traceback, where the error is a fault of newsclean's own."""


@dataclass(frozen=True, slots=True)
class PoolSize:
    """How many workers a pool has and how long it lets them live."""

    workers: int
    tasks_per_worker: int
    """After so many tasks a worker is replaced; what a parser leaks goes with it."""
    limit_seconds: float
    """How long one task may take."""


class WorkerPool:
    """Runs functions in worker processes. For use in one event loop.

    Workers come from a fork server where there is one: it is a process of its own with a single
    thread that has the libraries loaded, so that a worker starts in milliseconds. Forking this process
    would copy the reactor's threads and locks; elsewhere workers are started anew.
    """

    def __init__(self, size: PoolSize, preloaded: Sequence[str] = WARM) -> None:
        """Modules that are `preloaded` the fork server has loaded, so that its workers need not."""
        self._size = size
        self._preloaded = preloaded
        self._free = asyncio.Semaphore(size.workers * TASKS_AHEAD_PER_WORKER)
        self._replacing = asyncio.Lock()
        self._pool = self._make_pool()
        self._running: set[ProcessFuture[Answer]] = set()
        self._started: asyncio.Task[None] | None = None

    def _make_pool(self) -> KillablePool:
        return KillablePool(self._size.workers, self._size.tasks_per_worker, self._preloaded)

    def start(self) -> None:
        """Begin to start the workers, which takes a second or so; the first task waits for them."""
        self._started = asyncio.ensure_future(_start(self._pool))

    async def stop(self) -> None:
        """Kill the workers, whatever they are doing."""
        if self._started is not None:
            await self._started
            await asyncio.to_thread(self._pool.end)

    async def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What `function` returns in a worker. Waits while all workers are busy.

        Raises TaskError where the function raised, took longer than the limit, or ended its worker.
        """
        if self._started is None:
            raise RuntimeError("the pool was not started")
        async with self._free:
            await self._started
            try:
                answer = await self._answer(function, arguments)
            except BrokenProcessPool:
                # A worker that dies before it said which task it took breaks the pool. One page of those in
                # work is to blame; each gets a second chance.
                answer = await self._second_answer(function, arguments)
        if answer.error:
            raise TaskError(answer.error, answer.trace)
        return answer.value

    async def _second_answer(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Answer:
        try:
            return await self._answer(function, arguments)
        except BrokenProcessPool:
            raise TaskError("the worker process crashed") from None

    async def _answer(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Answer:
        pool, limit = self._pool, self._size.limit_seconds
        try:
            future = pool.schedule(attempt, args=(limit, function, *arguments), timeout=limit)
        except RuntimeError:
            await self._replace(pool)
            raise BrokenProcessPool from None
        self._running.add(future)
        try:
            await _finished(future, TASKS_AHEAD_PER_WORKER * limit + PATIENCE_SECONDS)
            if not future.done():
                raise BrokenProcessPool
            answer: Answer = future.result()
            return answer
        except TimeoutError:
            raise TaskError(f"took longer than {limit:g} seconds") from None
        except ProcessExpired as error:
            raise TaskError(f"the worker process crashed (exit code {error.exitcode})") from None
        except (BrokenProcessPool, CancelledError):
            await self._replace(pool)
            raise BrokenProcessPool from None
        finally:
            self._running.discard(future)

    async def _replace(self, broken: KillablePool) -> None:
        async with self._replacing:
            if self._pool is not broken:
                return
            logger.warning("the pool of worker processes broke and is started anew")
            self._pool = self._make_pool()
            for future in self._running:
                future.cancel()  # type: ignore[no-untyped-call]
            await asyncio.to_thread(broken.end)
            await _start(self._pool)


async def _finished(future: ProcessFuture[Answer], timeout_seconds: float) -> None:
    """Wait for `future`, whatever comes of it, or for the timeout."""
    waiting = asyncio.wrap_future(future)
    # The result is read from the future itself; asyncio must not report this one's error as lost.
    waiting.add_done_callback(lambda done: done.cancelled() or done.exception())
    await asyncio.wait({waiting}, timeout=timeout_seconds)


async def _start(pool: KillablePool) -> None:
    await asyncio.to_thread(pool.schedule, warm_up)
