"""A task that hangs, crashes or raises costs itself and nothing else."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from newsclean.config import CleanConfig
from newsclean.crawl.workers.pool import PoolSize, TaskError, WorkerPool
from newsclean.crawl.workers.tasks import clean, clean_and_sketch, load
from newsclean.errors import ConfigError, InputError
from newsclean.memory import sketch
from newsclean.models import Page
from tests.crawl.crawling import ENVIRONMENT

LIMIT_SECONDS = 0.5


def double(number: int) -> int:
    return 2 * number


def worker_id(_: int) -> int:
    return os.getpid()


def hang(_: int) -> None:
    while True:
        time.sleep(1)


def exit_at_once(_: int) -> None:
    os._exit(7)


def be_killed(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(_: int) -> None:
    raise InputError("no page")


class Unpicklable(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} {two}")


def raise_unpicklable(_: int) -> None:
    raise Unpicklable(1, 2)


def recurse(number: int) -> int:
    return recurse(number + 1)


def in_pool(work: Callable[[WorkerPool], Awaitable[Any]], workers: int = 2, tasks_per_worker: int = 0) -> Any:
    async def main() -> Any:
        pool = WorkerPool(PoolSize(workers, tasks_per_worker, LIMIT_SECONDS))
        pool.start()
        try:
            return await work(pool)
        finally:
            await pool.stop()

    return asyncio.run(main())


async def outcome(pool: WorkerPool, function: Callable[..., Any]) -> str:
    try:
        return str(await pool.run(function, 1))
    except TaskError as error:
        return str(error)


def test_results() -> None:
    async def work(pool: WorkerPool) -> Any:
        return await asyncio.gather(*(pool.run(double, number) for number in range(50)))

    assert in_pool(work) == [2 * number for number in range(50)]


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (hang, "took longer than 0.5 seconds"),
        (exit_at_once, "the worker process crashed"),
        (be_killed, "the worker process crashed"),
        (refuse, "no page"),
        (raise_unpicklable, "Unpicklable: 1 2"),
        (recurse, "RecursionError"),
    ],
)
def test_a_bad_task_costs_itself(function: Callable[..., Any], message: str) -> None:
    async def work(pool: WorkerPool) -> list[str]:
        return await asyncio.gather(outcome(pool, function), *(outcome(pool, double) for _ in range(6)))

    answers = in_pool(work)
    assert message in answers[0]
    assert answers[1:] == ["2"] * 6


def test_the_event_loop_is_not_blocked() -> None:
    async def work(pool: WorkerPool) -> float:
        hanging = asyncio.gather(*(outcome(pool, hang) for _ in range(3)))
        longest, last = 0.0, time.monotonic()
        while not hanging.done():
            await asyncio.sleep(0.01)
            longest, last = max(longest, time.monotonic() - last), time.monotonic()
        await hanging
        return longest

    assert in_pool(work) < 0.4


def test_the_fork_server_loads_while_the_crawl_does() -> None:
    code = "import newsclean.crawl.workers.fork_server, sys; print({'scrapy', 'trafilatura'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"  # what starts it has to be there before what takes seconds to load


STOPPED_AS_THEY_START = """
from newsclean.crawl.workers.killable_pool import KillablePool

if __name__ == "__main__":
    for _ in range(3):
        pool = KillablePool(12, 0, ["newsclean.crawl.workers.tasks"])
        pool.schedule(int)
        pool.end()
"""


def test_workers_that_just_start_are_killed_without_a_word(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(STOPPED_AS_THEY_START)
    done = subprocess.run([sys.executable, script], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_workers_are_replaced() -> None:
    async def work(pool: WorkerPool) -> set[int]:
        return {await pool.run(worker_id, 1) for _ in range(7)}

    assert len(in_pool(work, workers=1, tasks_per_worker=3)) >= 2


def test_pages_do_not_pile_up() -> None:
    async def work(pool: WorkerPool) -> int:
        tasks = [asyncio.ensure_future(outcome(pool, hang)) for _ in range(9)]
        await asyncio.sleep(LIMIT_SECONDS / 2)
        scheduled = len(pool._running)
        for task in tasks:
            task.cancel()
        return scheduled

    assert in_pool(work, workers=1) == 2


def test_a_page_through_a_cleaner_by_name() -> None:
    with pytest.raises(ConfigError, match="gave str, not a CleanRecord"):
        clean("tests.crawl.test_workers.no_cleaner", Page(b"<p>x</p>"), CleanConfig())


def no_cleaner(page: Page, config: CleanConfig) -> str:
    return f"{page.url} {config.cut_score}"


def test_a_page_comes_with_the_sketch_of_its_text(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    page = Page(f"<article><h1>The dam holds</h1><p>The dam holds, said {words}.</p></article>".encode())
    record, made = clean_and_sketch("newsclean.pipeline.clean_page", page, CleanConfig(), str(tmp_path / "memory.db"))
    assert "word59" in record.text
    assert made is not None
    assert made == sketch(record.text)


@pytest.mark.parametrize("path", ["", "json", "no.such.module", "json.no_such", "json.decoder.NaN", ".x"])
def test_no_function(path: str) -> None:
    with pytest.raises(ConfigError):
        load(path)
