"""One look at the schedule: what is due is crawled, and that is all."""

import asyncio
import signal
from collections import Counter

from newsclean.errors import StoreError
from newsclean.schedule.clock import local_now
from newsclean.schedule.crawls import Crawls, Job
from newsclean.schedule.events import EventKind, Level, ScheduleEvent, Tell
from newsclean.schedule.options import ScheduleOptions
from newsclean.schedule.outcome import Outcome
from newsclean.schedule.turns import Turns
from newsclean.sources.read import SourcesFile


async def run_due(options: ScheduleOptions, file: SourcesFile, turns: Turns, tell: Tell) -> Counter[Outcome]:
    """Crawl every source that is due, the longest due first, and count what came of each.

    SIGTERM or SIGINT ends the crawls after their pages in hand, a second one at once. Raises StoreError where the
    turns cannot be kept.
    """
    crawls = Crawls(options, turns, tell)
    loop = asyncio.get_running_loop()
    stopping = asyncio.Event()

    def stop() -> None:
        (crawls.kill_all if stopping.is_set() else crawls.stop_all)()
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    now = local_now()
    next_turns = [(turns.next_turn(source.name, source.every, now), source) for source in file.sources]
    due = sorted((turn for turn in next_turns if turn[0] <= now), key=lambda turn: turn[0])
    message = f"sources: {len(next_turns)}, due: {len(due)}"
    tell(ScheduleEvent(EventKind.READY, message, fields={"sources": len(next_turns), "due": len(due)}))
    answers = await asyncio.gather(*(crawls.run(Job(source, file)) for _, source in due), return_exceptions=True)
    outcomes: Counter[Outcome] = Counter()
    for (_, source), answer in zip(due, answers, strict=True):
        if isinstance(answer, StoreError):
            tell(ScheduleEvent(EventKind.FAULT, str(answer), source.name, Level.ERROR))
        elif isinstance(answer, BaseException):
            raise answer
        outcomes[answer if isinstance(answer, Outcome) else Outcome.FAILED] += 1
    return outcomes
