"""One crawl as a process of its own: its output line by line, its time limit, its end."""

import asyncio
import os
import signal
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from newsclean.own_program import own_environment

MAX_LINE_BYTES = 4000
"""Of a crawl's output that is passed on; a longer line is cut."""
CLOSING_SECONDS = 5.0
"""For the last of the output to be read, after every process that could write any is gone."""


class Ending(StrEnum):
    """Why a crawl ended."""

    BY_ITSELF = "by itself"
    STOPPED = "stopped"
    OVER_TIME = "over its time limit"


@dataclass(slots=True)
class Stop:
    """How a crawl is asked to end: in order, or at once."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    forced: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a process may run, and how long it may take to end when it is asked to."""

    seconds: float
    grace_seconds: float


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that has ended."""

    code: int
    """Its exit code; -9 where SIGKILL ended it, and so on."""
    ending: Ending
    seconds: float

    @property
    def signal_name(self) -> str | None:
        """Name of the signal that ended it."""
        if self.code >= 0:
            return None
        with suppress(ValueError):
            return signal.Signals(-self.code).name
        return f"signal {-self.code}"


class Child:
    """A process in a session of its own, so that a terminal's Ctrl-C reaches the schedule alone.

    Raises OSError where it cannot be started.
    """

    def __init__(self, process: asyncio.subprocess.Process, limits: Limits, output: "_Output", began: float) -> None:
        self._process = process
        self._limits = limits
        self._output = output
        self._began = began

    @classmethod
    async def start(
        cls, command: Sequence[str], given: bytes, limits: Limits, on_line: Callable[[str], None]
    ) -> "Child":
        """Start `command` with `given` on its standard input."""
        began = asyncio.get_running_loop().time()
        # A pipe of asyncio's own would put off the news of the end until every process that holds it has ended too.
        output, write_end = await _Output.open(on_line)
        try:
            with tempfile.TemporaryFile() as stdin:
                stdin.write(given)
                stdin.seek(0)
                process = await asyncio.create_subprocess_exec(
                    *command,
                    stdin=stdin,
                    stdout=write_end,
                    stderr=write_end,
                    env=own_environment(),
                    start_new_session=True,
                )
        finally:
            os.close(write_end)
        return cls(process, limits, output, began)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    async def ended(self, stop: Stop) -> Ended:
        """Wait for its end; SIGTERM at its limit or when it is to stop, SIGKILL when that does not help.

        Only the crawl itself gets the SIGTERM, for it still needs its workers for the pages in hand. However
        it ends, no process that it started is left.
        """
        over = asyncio.create_task(self._process.wait())
        try:
            ending = await self._end(over, stop)
        finally:
            _kill_session(self._process.pid)
            code = await over
        await self._output.close()
        return Ended(code, ending, asyncio.get_running_loop().time() - self._began)

    async def _end(self, over: asyncio.Task[int], stop: Stop) -> Ending:
        await _first(over, stop.asked, self._limits.seconds)
        if over.done():
            return Ending.BY_ITSELF
        ending = Ending.STOPPED if stop.asked.is_set() else Ending.OVER_TIME
        with suppress(ProcessLookupError):
            self._process.terminate()
        await _first(over, stop.forced, self._limits.grace_seconds)
        return ending


async def _first(over: asyncio.Task[int], event: asyncio.Event, seconds: float) -> None:
    waiting = asyncio.create_task(event.wait())
    await asyncio.wait({over, waiting}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()


def _kill_session(leader: int) -> None:
    # While one process of the group is left, its number is given to nobody else.
    with suppress(ProcessLookupError, PermissionError):  # macOS refuses a group of which only the dead are left
        os.killpg(leader, signal.SIGKILL)


class _Output:
    """The reading end of the pipe that a process writes to."""

    def __init__(self, transport: asyncio.BaseTransport, reading: asyncio.Task[None]) -> None:
        self._transport = transport
        self._reading = reading

    @classmethod
    async def open(cls, on_line: Callable[[str], None]) -> tuple["_Output", int]:
        """A pipe whose lines are passed on, and the descriptor to write to, which is the caller's to close."""
        read_end, write_end = os.pipe()
        reader = asyncio.StreamReader(limit=MAX_LINE_BYTES)
        try:
            transport, _ = await asyncio.get_running_loop().connect_read_pipe(
                lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(read_end, "rb", buffering=0)
            )
        except BaseException:
            os.close(write_end)
            raise
        return cls(transport, asyncio.create_task(_read_lines(reader, on_line))), write_end

    async def close(self) -> None:
        """Read to the end, or give up on a process that has left the session and does not let go."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._reading, CLOSING_SECONDS)
        self._transport.close()


async def _read_lines(stream: asyncio.StreamReader, on_line: Callable[[str], None]) -> None:
    while line := await _read_line(stream):
        text = line.decode("utf-8", errors="replace").rstrip()
        if text:
            on_line(text)


async def _read_line(stream: asyncio.StreamReader) -> bytes:
    """The next line, or as much of it as is passed on; empty at the end."""
    try:
        return await stream.readuntil(b"\n")
    except asyncio.IncompleteReadError as error:
        return error.partial
    except asyncio.LimitOverrunError:
        beginning = await stream.read(MAX_LINE_BYTES)
    while True:
        try:
            await stream.readuntil(b"\n")
        except asyncio.IncompleteReadError:
            return beginning
        except asyncio.LimitOverrunError as error:
            await stream.readexactly(error.consumed)
            continue
        return beginning
