"""The pool of worker processes, awaited from the reactor's event loop."""

import asyncio
import logging
import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from newsclean.crawl.workers.tasks import Answer, attempt, warm_up

logger = logging.getLogger(__name__)

TASKS_AHEAD_PER_WORKER = 2
"""One in work and one waiting: enough that no worker waits for the reactor; more would pile up pages in memory."""
PATIENCE_SECONDS = 60
"""After so much more than the longest wait that can be right, the pool itself has lost the task."""
_PRELOADED = ("newsclean.pipeline", "newsclean.crawl.listings.read", "newsclean.crawl.listings.original")


class TaskError(Exception):
    """A task failed, was killed at its time limit, or took its worker with it; the message says which."""


@dataclass(frozen=True, slots=True)
class PoolSize:
    """How many workers a pool has and how long it lets them live."""

    workers: int
    tasks_per_worker: int
    """After so many tasks a worker is replaced; what a parser leaks goes with it."""
    limit_seconds: float
    """How long one task may take."""


def available_cores() -> int:
    """The cores that this process may use, which in a container are fewer than the machine has."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class WorkerPool:
    """Runs functions in worker processes. For use in one event loop.

    Workers come from a fork server where there is one: it is a process of its own with a single
    thread that has the libraries loaded, so that a worker starts in milliseconds. Forking this process
    would copy the reactor's threads and locks; elsewhere workers are started anew.
    """

    def __init__(self, size: PoolSize) -> None:
        self._size = size
        self._free = asyncio.Semaphore(size.workers * TASKS_AHEAD_PER_WORKER)
        self._replacing = asyncio.Lock()
        self._pool = self._make_pool()
        self._running: set[ProcessFuture[Answer]] = set()

    def _make_pool(self) -> ProcessPool:
        has_fork_server = "forkserver" in multiprocessing.get_all_start_methods()
        context: BaseContext = multiprocessing.get_context("forkserver" if has_fork_server else "spawn")
        if has_fork_server:
            context.set_forkserver_preload(list(_PRELOADED))
        return ProcessPool(max_workers=self._size.workers, max_tasks=self._size.tasks_per_worker, context=context)

    async def start(self) -> None:
        """Start the workers; takes a second or so, which the event loop has for itself."""
        await asyncio.to_thread(self._pool.schedule, warm_up)

    async def stop(self) -> None:
        """Kill the workers, whatever they are doing."""
        await asyncio.to_thread(_stop, self._pool)

    async def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What `function` returns in a worker. Waits while all workers are busy.

        Raises TaskError where the function raised, took longer than the limit, or ended its worker.
        """
        async with self._free:
            try:
                answer = await self._answer(function, arguments)
            except BrokenProcessPool:
                # A worker that dies before it said which task it took breaks the pool. One page of those in
                # work is to blame; each gets a second chance.
                answer = await self._second_answer(function, arguments)
        if answer.error:
            if answer.trace:
                logger.error("%s", answer.trace)
            raise TaskError(answer.error)
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
            await asyncio.wait({asyncio.wrap_future(future)}, timeout=TASKS_AHEAD_PER_WORKER * limit + PATIENCE_SECONDS)
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

    async def _replace(self, broken: ProcessPool) -> None:
        async with self._replacing:
            if self._pool is not broken:
                return
            logger.warning("the pool of worker processes broke and is started anew")
            self._pool = self._make_pool()
            for future in self._running:
                future.cancel()  # type: ignore[no-untyped-call]
            await asyncio.to_thread(_stop, broken)
            await self.start()


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
