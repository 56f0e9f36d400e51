"""A process that cleans pages and can be killed, for one caller.

datatrove's own sandbox forks the process that reads, notices a crash only when it next looks, and leaves its
child behind when it is killed itself; so the pages go through a pool of one worker.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, NamedTuple, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture

from newsclean.config import CleanConfig
from newsclean.corpus.cleaning import clean_fetched_page
from newsclean.crawl.workers.fork_server import WARM
from newsclean.crawl.workers.killable_pool import KillablePool
from newsclean.crawl.workers.tasks import Answer, attempt
from newsclean.models import CleanRecord, Page

PAGES_AHEAD = 3
"""Enough that the worker does not wait while the next pages are read."""
PAGES_PER_WORKER = 5_000
"""After so many the worker is replaced; what a parser leaks goes with it."""
_PRELOADED = ("newsclean.corpus.cleaning", "newsclean.crawl.workers.tasks", *WARM)

Key = TypeVar("Key")


class PageFailure(Exception):
    """A page could not be cleaned: it was refused, took too long, or crashed its process."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        """`refused`, `timeout`, `crashed` or `failed`."""


class _Waiting(NamedTuple, Generic[Key]):
    key: Key
    page: Page | None
    future: "ProcessFuture[Answer] | None"


class PageSandbox:
    """Cleans pages in a worker process, in their order. For use in one thread, in a `with` block."""

    def __init__(self, config: CleanConfig, limit_seconds: float, memory: str | None = None) -> None:
        self._config = config
        self._memory = memory
        self._limit_seconds = limit_seconds
        self._started: KillablePool | None = None

    @property
    def _pool(self) -> KillablePool:
        if self._started is None:
            self._started = KillablePool(1, PAGES_PER_WORKER, _PRELOADED)
        return self._started

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def clean_all(
        self, pages: Iterable[tuple[Key, Page | None]]
    ) -> Iterator[tuple[Key, CleanRecord | PageFailure | None]]:
        """The record of each page, or why it has none, in the order of the pages. What has no page has no outcome."""
        ahead: deque[_Waiting[Key]] = deque()
        for key, page in pages:
            ahead.append(_Waiting(key, page, self._schedule(page) if page else None))
            if len(ahead) > PAGES_AHEAD or ahead[0].page is None:
                yield self._next(ahead)
        while ahead:
            yield self._next(ahead)

    def _next(self, ahead: "deque[_Waiting[Key]]") -> tuple[Key, CleanRecord | PageFailure | None]:
        key, page, future = ahead.popleft()
        if page is None:
            return key, None
        try:
            try:
                return key, self._result(future)
            except (BrokenProcessPool, CancelledError):
                # The pool is lost with all that waits in it; this page or one behind it is to blame.
                self._stop()
                outcome = self._result(self._schedule(page))
                waiting = [
                    _Waiting(other, later, self._schedule(later) if later else None) for other, later, _ in ahead
                ]
                ahead.clear()
                ahead.extend(waiting)
                return key, outcome
        except (BrokenProcessPool, CancelledError):
            return key, PageFailure("crashed", "the worker process crashed")

    def _schedule(self, page: Page) -> ProcessFuture[Answer] | None:
        limit = self._limit_seconds
        try:
            arguments = (limit, clean_fetched_page, page, self._config, self._memory)
            return self._pool.schedule(attempt, args=arguments, timeout=limit)
        except RuntimeError:
            return None  # the pool is broken; whoever waits for it makes it anew

    def _result(self, future: ProcessFuture[Answer] | None) -> CleanRecord | PageFailure:
        if future is None:
            raise BrokenProcessPool
        try:
            answer: Answer = future.result()
        except TimeoutError:
            return PageFailure("timeout", f"took longer than {self._limit_seconds:g} seconds")
        except ProcessExpired as error:
            return PageFailure("crashed", f"the worker process crashed (exit code {error.exitcode})")
        if answer.error:
            return PageFailure("failed" if answer.trace else "refused", answer.error)
        record: CleanRecord = answer.value
        return record

    def _stop(self) -> None:
        if self._started is not None:
            self._started.end()
            self._started = None
