"""How worker processes are started, the pipes that lead to them, and how they are killed."""

import multiprocessing
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext, ForkServerContext
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any
from weakref import WeakSet

PIPE_BYTES = 1_048_576
"""The most that Linux allows without privileges, and some pages. A pipe of the usual 64 kB would take a page in bits:
the worker waits for each, and this process must come to run between any two."""


class WorkerContext(ForkServerContext):
    """Starts processes from the fork server and knows which; gives pipes that take whole pages."""

    def __init__(self) -> None:
        super().__init__()
        self._started: WeakSet[BaseProcess] = WeakSet()
        self._lock = Lock()  # a pool starts processes in one thread and is ended in another

    def Process(self, *args: Any, **kwargs: Any) -> BaseProcess:  # type: ignore[override]  # there it is a class
        """As multiprocessing has it."""
        process = super().Process(*args, **kwargs)
        with self._lock:
            self._started.add(process)
        return process

    def Pipe(self, duplex: bool = True) -> "tuple[Connection[Any, Any], Connection[Any, Any]]":
        """As multiprocessing has it."""
        reader, writer = super().Pipe(duplex)
        _widen(writer)
        return reader, writer

    def kill_all(self) -> None:
        """Kill what was started, whatever it is doing."""
        with self._lock:
            started = [*self._started]
        for process in started:
            if process.is_alive():
                process.kill()


def make_context() -> BaseContext:
    """Workers from a fork server where there is one, and started anew elsewhere."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        return WorkerContext()
    return multiprocessing.get_context("spawn")


def _widen(pipe: "Connection[Any, Any]") -> None:
    import fcntl  # noqa: PLC0415  not on Windows, which has no fork server

    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):  # the user's pipes have enough already, or it is a socket; it only takes longer
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
