"""Processes that tests look at while they come and go."""

from contextlib import suppress

import psutil


def running_below(pid: int, argument: str = "") -> list[psutil.Process]:
    """What a process has started and what that has started; with an argument, those that were started with it."""
    return [one for one in psutil.Process(pid).children(recursive=True) if _has_argument(one, argument)]


def _has_argument(process: psutil.Process, argument: str) -> bool:
    try:
        return not argument or argument in process.cmdline()
    except psutil.NoSuchProcess:  # ended meanwhile, a zombie among them
        return False


def kill_all(processes: list[psutil.Process]) -> None:
    """Kill each that has not ended yet: often the first takes the others along."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
