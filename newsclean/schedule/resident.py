"""The process that stays: APScheduler wakes each source's job when it is due, signals reload and end it."""

import asyncio
import signal
from datetime import datetime, timedelta

from apscheduler.events import (
    EVENT_JOB_ERROR,
    EVENT_JOB_MAX_INSTANCES,
    EVENT_JOB_SUBMITTED,
    JobEvent,
    JobExecutionEvent,
)
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from newsclean.errors import ConfigError, StoreError
from newsclean.schedule.clock import local_now
from newsclean.schedule.crawls import Crawls, Job
from newsclean.schedule.events import EventKind, Level, ScheduleEvent, Tell
from newsclean.schedule.options import ScheduleOptions
from newsclean.schedule.outcome import Outcome
from newsclean.schedule.turns import Turns
from newsclean.sources.every import next_run
from newsclean.sources.read import SourcesFile, read_sources


class _Every(BaseTrigger):  # type: ignore[misc]
    """A source's `every`. However much time went by unseen, it is made up for once."""

    def __init__(self, every: str) -> None:
        self._every = every

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """The turn after `now`."""
        del previous_fire_time
        return next_run(self._every, now, now)


class Resident:
    """A schedule that runs until it is told to end."""

    def __init__(self, options: ScheduleOptions, file: SourcesFile, turns: Turns, tell: Tell) -> None:
        self._options = options
        self._turns = turns
        self._tell = tell
        self._file = file
        self._jobs: dict[str, Job] = {}
        self._crawls = Crawls(options, turns, tell)
        self._scheduler = AsyncIOScheduler(timezone=local_now().tzinfo)
        self._ended_by: signal.Signals | None = None
        self._woken = asyncio.Event()
        self._submitted: set[str] = set()

    async def run(self) -> signal.Signals:
        """Crawl what is due until SIGTERM or SIGINT; which of them it was.

        The first lets crawls finish their pages in hand, the second ends them at once. SIGHUP reads the
        file again; where that is wrong, the sources stay as they were.
        """
        self._handle_signals()
        self._scheduler.add_listener(self._on_event, EVENT_JOB_SUBMITTED | EVENT_JOB_ERROR | EVENT_JOB_MAX_INSTANCES)
        self._scheduler.start()
        self._put_in_force(self._file)
        message = f"sources: {len(self._jobs)}; crawls at a time: {self._options.parallel} at most"
        self._tell(ScheduleEvent(EventKind.READY, message, fields={"sources": len(self._jobs)}))
        while self._ended_by is None:
            self._look_at_clock()
            self._woken.clear()
            waiting = asyncio.ensure_future(self._woken.wait())
            await asyncio.wait({waiting}, timeout=self._options.heartbeat_seconds)
            waiting.cancel()
        await self._crawls.all_ended()
        self._scheduler.shutdown()
        self._tell(ScheduleEvent(EventKind.STOP, "the schedule has ended"))
        return self._ended_by

    def _handle_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop, number)
        loop.add_signal_handler(signal.SIGHUP, self._reload)

    def _stop(self, number: signal.Signals) -> None:
        if self._ended_by is not None:
            self._crawls.kill_all()
            return
        self._ended_by = number
        message = f"{number.name}: ending after the pages in hand"
        self._tell(ScheduleEvent(EventKind.STOP, message, fields={"signal": number.name}))
        self._scheduler.remove_all_jobs()
        self._crawls.stop_all()
        self._woken.set()

    def _reload(self) -> None:
        if self._ended_by is not None:
            return
        try:
            file = read_sources(self._options.sources)
        except ConfigError as error:
            self._tell(ScheduleEvent(EventKind.RELOAD, f"{error}\nthe sources stay as they were", level=Level.ERROR))
            return
        before = set(self._jobs)
        self._put_in_force(file)
        added, removed = len(self._jobs.keys() - before), len(before - self._jobs.keys())
        fields = {"sources": len(self._jobs), "added": added, "removed": removed}
        message = f"read {file.path} again; sources: {len(self._jobs)}, new: {added}, removed: {removed}"
        self._tell(ScheduleEvent(EventKind.RELOAD, message, fields=fields))

    def _put_in_force(self, file: SourcesFile) -> None:
        jobs = {source.name: Job(source, file) for source in file.sources}
        for name in self._jobs.keys() - jobs.keys():
            self._scheduler.remove_job(name)
            self._crawls.stop(name)
        self._jobs, now = jobs, local_now()
        for name, job in jobs.items():
            is_under_way = name in self._submitted
            self._scheduler.add_job(
                self._crawl,
                _Every(job.source.every),
                args=(name,),
                id=name,
                next_run_time=next_run(job.source.every, now, now) if is_under_way else self._next_turn(job, now),
                misfire_grace_time=None,  # however late: it is due
                coalesce=True,
                max_instances=1,
                replace_existing=True,
            )

    def _look_at_clock(self) -> None:
        """See to it that no job waits longer than its source's turn, whatever the clock or another schedule did."""
        now = local_now()
        for name, job in self._jobs.items():
            if name not in self._submitted:
                self._plan(job, self._next_turn(job, now))
        self._scheduler.wakeup()

    def _plan(self, job: Job, turn: datetime) -> None:
        name = job.source.name
        if self._jobs.get(name) is not job or self._ended_by is not None:
            return
        if self._scheduler.get_job(name).next_run_time != turn:
            self._scheduler.modify_job(name, next_run_time=turn)

    def _next_turn(self, job: Job, now: datetime) -> datetime:
        try:
            return self._turns.next_turn(job.source.name, job.source.every, now)
        except StoreError as error:
            return self._later(job, str(error))

    async def _crawl(self, name: str) -> None:
        job = self._jobs.get(name)
        if job is None or self._ended_by is not None:
            self._submitted.discard(name)
            return
        try:
            outcome = await self._crawls.run(job)
        except StoreError as error:
            self._plan(job, self._later(job, str(error)))
        else:
            if outcome in (Outcome.BUSY, Outcome.NOT_STARTED):
                self._plan(job, self._later(job))
            elif outcome is not Outcome.STOPPED:
                self._plan(job, self._next_turn(job, local_now()))
        finally:
            self._submitted.discard(name)

    def _later(self, job: Job, trouble: str = "") -> datetime:
        if trouble:
            self._tell(ScheduleEvent(EventKind.FAULT, trouble, job.source.name, Level.ERROR))
        return local_now() + timedelta(seconds=self._options.heartbeat_seconds)

    def _on_event(self, event: JobEvent) -> None:
        if event.code == EVENT_JOB_SUBMITTED:
            self._submitted.add(event.job_id)
        elif isinstance(event, JobExecutionEvent):
            message = f"unexpected error: {event.exception!r}\n{event.traceback}"
            self._tell(ScheduleEvent(EventKind.FAULT, message, event.job_id, Level.ERROR))
        else:
            message = "its last crawl still runs, or waits for a place; this turn is left out"
            self._tell(ScheduleEvent(EventKind.LATE, message, event.job_id, Level.WARNING))
