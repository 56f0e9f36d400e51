"""datatrove's local executor, on processes whose death is noticed."""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for_connection
from multiprocessing.context import BaseContext

from datatrove.executor.local import LocalPipelineExecutor
from datatrove.utils.logging import logger

from newsclean.interrupts import kept_from_children

POLL_SECONDS = 0.3
_FORK_SERVER_SECONDS = 10
"""How long to wait for a fork server that can start processes."""
_PRELOADED = ["newsclean.corpus.clean_chunks", "datatrove.executor.local"]

Poll = Callable[[], None]
"""Called a few times a second while tasks run."""


class TaskFailures(Exception):
    """Tasks that could not be done, by rank, with the reason."""

    def __init__(self, reasons: Mapping[int, str]) -> None:
        super().__init__("; ".join(sorted(set(reasons.values()))))
        self.reasons = dict(reasons)


class LocalExecutor(LocalPipelineExecutor):  # type: ignore[misc]
    """datatrove's local executor, on processes whose death is noticed.

    Its own pool waits forever for a worker that was killed, as by the kernel when memory is short.
    """

    def run_all(self, poll: Poll) -> None:
        """Run every task. Raises TaskFailures when the others are done."""
        failures: dict[int, str] = {}
        unfinished = list(range(self.tasks))
        while unfinished:
            done, suspects = self._run(unfinished, self.workers, poll, failures)
            for rank in suspects:
                # One of them took its worker with it; alone each shows whether it does.
                done_alone, lost = self._run([rank], 1, poll, failures)
                done |= done_alone
                failures.update(dict.fromkeys(lost, "the worker process crashed or was killed"))
            unfinished = [rank for rank in unfinished if rank not in done and rank not in failures]
        if failures:
            raise TaskFailures(failures)

    def _run(self, ranks: list[int], workers: int, poll: Poll, failures: dict[int, str]) -> tuple[set[int], list[int]]:
        """The tasks that were done, and those that were in work when a worker died, behind which none is begun."""
        waiting = list(reversed(ranks))
        running: dict[Future[None], int] = {}
        finished: set[int] = set()
        pool = ProcessPoolExecutor(workers, mp_context=_process_context(), initializer=_begin_worker)
        try:
            while waiting or running:
                while waiting and len(running) < workers:
                    rank = waiting.pop()
                    running[pool.submit(_run_rank, self, rank)] = rank
                ended, _ = wait(running, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
                poll()
                for future in ended:
                    error = future.exception()
                    if isinstance(error, BrokenProcessPool):
                        return finished, list(running.values())
                    rank = running.pop(future)
                    finished.add(rank)
                    if error is not None:
                        failures[rank] = f"{type(error).__name__}: {error}"
            return finished, []
        except (BrokenProcessPool, ConnectionError):
            return finished, list(running.values())
        finally:
            _end(pool)


def _process_context() -> BaseContext:
    """How workers are started, by a fork server that is there to do it where the system has one.

    A fork server that was just killed still counts as running for an instant, in which nothing can be started.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    deadline = time.monotonic() + _FORK_SERVER_SECONDS
    while True:
        try:
            process = context.Process(target=_do_nothing)
            with kept_from_children():
                process.start()
            process.join()
        except (ConnectionError, EOFError):
            if time.monotonic() > deadline:
                raise
            time.sleep(POLL_SECONDS)
        else:
            return context


def _do_nothing() -> None:
    pass


def _run_rank(executor: LocalExecutor, rank: int) -> None:
    executor._run_for_rank(rank, local_rank=1)


def _begin_worker() -> None:
    """Leave the terminal to the parent, and end with it."""
    import signal  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logger.disable("datatrove")
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for_connection([sentinel])
    os._exit(1)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the workers at once where they are still at work, as after Ctrl-C."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join()
