"""The crawls of a schedule: how many run at a time, how each begins and ends, and what is told of it."""

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsclean.crawl.lock import lock_path, source_lock
from newsclean.errors import BusyError, StoreError
from newsclean.schedule.clock import local_now
from newsclean.schedule.events import EventKind, Level, ScheduleEvent, Tell
from newsclean.schedule.options import ScheduleOptions
from newsclean.schedule.outcome import Outcome, outcome_of, told
from newsclean.schedule.process import Child, Ended, Limits, Stop
from newsclean.schedule.turns import Turns
from newsclean.sources.model import Source
from newsclean.sources.read import SourcesFile


@dataclass(frozen=True, slots=True)
class Job:
    """A source, and the file that it stood in when it was read."""

    source: Source
    file: SourcesFile


class Crawls:
    """Runs crawls, so many at a time. For use in one event loop."""

    def __init__(self, options: ScheduleOptions, turns: Turns, tell: Tell) -> None:
        self._options = options
        self._turns = turns
        self._tell = tell
        self._free = asyncio.Semaphore(options.parallel)
        self._stops: dict[str, Stop] = {}
        self._none_left = asyncio.Event()
        self._none_left.set()
        self._told_busy: set[str] = set()
        self._turns_at_stores: dict[Path, asyncio.Lock] = {}

    def has(self, name: str) -> bool:
        """Whether the source's crawl runs, or waits to."""
        return name in self._stops

    def stop(self, name: str) -> None:
        """Ask the source's crawl to end after its pages in hand."""
        if name in self._stops:
            self._stops[name].asked.set()

    def stop_all(self) -> None:
        """Ask all crawls to end after their pages in hand."""
        for stop in self._stops.values():
            stop.asked.set()

    def kill_all(self) -> None:
        """End all crawls at once."""
        for stop in self._stops.values():
            stop.asked.set()
            stop.forced.set()

    async def all_ended(self) -> None:
        """Wait until no crawl runs or waits."""
        await self._none_left.wait()

    async def run(self, job: Job) -> Outcome:
        """Take the source's turn, if it is due, and crawl it when a place is free.

        Raises StoreError where turns cannot be kept.
        """
        name = job.source.name
        if self.has(name):
            raise RuntimeError(f"{name} is being crawled by this schedule already")
        stop = self._stops[name] = Stop()
        self._none_left.clear()
        try:
            return await self._wait_and_run(job, stop)
        finally:
            del self._stops[name]
            if not self._stops:
                self._none_left.set()

    async def _wait_and_run(self, job: Job, stop: Stop) -> Outcome:
        if jitter := self._options.jitter_seconds:
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.asked.wait(), random.uniform(0, jitter))  # noqa: S311  no secret
        # In this order: a crawl that waits for its store keeps no place from others.
        async with self._turn_at_store(job.source), self._free:
            if stop.asked.is_set():
                return Outcome.STOPPED
            if self._is_busy(job.source):
                return Outcome.BUSY
            if not self._turns.take(job.source.name, job.source.every, local_now()):
                return Outcome.NOT_DUE
            return await self._crawl(job, stop)

    def _turn_at_store(self, source: Source) -> asyncio.Lock:
        """Sources that have a lock in common, as those of a store with a single writer, are crawled one by one."""
        return self._turns_at_stores.setdefault(lock_path(source.store, source.name), asyncio.Lock())

    def _is_busy(self, source: Source) -> bool:
        """Whether somebody else crawls the source, told once however often it is looked at."""
        if source.redis is not None:
            return False  # several machines share the crawl
        try:
            with source_lock(source.store, source.name):  # given back at once: the crawl takes it for itself
                pass
        except BusyError as error:
            if source.name not in self._told_busy:
                self._told_busy.add(source.name)
                self._tell(ScheduleEvent(EventKind.BUSY, str(error), source.name))
            return True
        except StoreError:
            return False  # what is wrong with the store, the crawl will say, and count
        self._told_busy.discard(source.name)
        return False

    async def _crawl(self, job: Job, stop: Stop) -> Outcome:
        name, options = job.source.name, self._options
        limits = Limits(job.source.time_limit_seconds + options.overtime_seconds, options.grace_seconds)

        def on_line(line: str) -> None:
            self._tell(ScheduleEvent(EventKind.OUTPUT, line, name))

        command = (
            *options.command,
            "crawl",
            "--quiet",
            "--sources-on-stdin",
            "--source",
            name,
            "--",
            str(job.file.path),
        )
        try:
            child = await Child.start(command, job.file.text.encode(), limits, on_line)
        except OSError as error:
            self._fault(name, f"the crawl could not be started: {error.strerror or error}")
            return Outcome.NOT_STARTED
        self._tell(ScheduleEvent(EventKind.START, f"crawl begun (pid {child.pid})", name, fields={"pid": child.pid}))
        ended = await child.ended(stop)
        return self._close(job.source, ended)

    def _close(self, source: Source, ended: Ended) -> Outcome:
        outcome = outcome_of(ended)
        following = self._following_turn(source, stays_open=outcome in (Outcome.STOPPED, Outcome.BUSY))
        message = f"crawl ended after {ended.seconds:.1f} s: {told(ended)}"
        if following is not None:
            message = f"{message}; next {following:%Y-%m-%d %H:%M:%S}"
        fields = {
            "outcome": outcome.value,
            "exit_code": ended.code,
            "seconds": round(ended.seconds, 3),
            "next": following.isoformat() if following else None,
        }
        level = Level.WARNING if outcome in (Outcome.FAILED, Outcome.ALARM) else Level.INFO
        self._tell(ScheduleEvent(EventKind.END, message, source.name, level, fields))
        return outcome

    def _following_turn(self, source: Source, stays_open: bool) -> datetime | None:
        """When the source is due next; None where that cannot be kept, which is told."""
        try:
            if not stays_open:
                self._turns.close_turn(source.name, source.every, local_now())
            return self._turns.next_turn(source.name, source.every, local_now())
        except StoreError as error:
            self._fault(source.name, str(error))
            return None

    def _fault(self, name: str, message: str) -> None:
        self._tell(ScheduleEvent(EventKind.FAULT, message, name, Level.ERROR))
