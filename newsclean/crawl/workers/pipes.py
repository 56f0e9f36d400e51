"""How worker processes are started, and the pipes that lead to them."""

import multiprocessing
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Any

PIPE_BYTES = 1_048_576
"""The most that Linux allows without privileges, and some pages. A pipe of the usual 64 kB would take a page in bits:
the worker waits for each, and this process must come to run between any two."""


def make_context() -> BaseContext:
    """Workers from a fork server where there is one, and started anew elsewhere."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    return _widened() if sys.platform == "linux" else multiprocessing.get_context("forkserver")


def _widened() -> BaseContext:
    import fcntl  # noqa: PLC0415  not everywhere
    from multiprocessing.context import ForkServerContext  # noqa: PLC0415

    class WidePipes(ForkServerContext):
        """Gives pipes that take whole pages."""

        def Pipe(self, duplex: bool = True) -> "tuple[Connection[Any, Any], Connection[Any, Any]]":
            """As multiprocessing has it."""
            reader, writer = super().Pipe(duplex)
            with suppress(OSError):  # the user's pipes have enough already, or it is a socket; it only takes longer
                fcntl.fcntl(writer.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
            return reader, writer

    return WidePipes()
