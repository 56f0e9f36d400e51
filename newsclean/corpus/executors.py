"""datatrove's executors, each with the options that it takes."""

import inspect
import multiprocessing
import os
import threading
import types
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from enum import StrEnum
from multiprocessing.connection import wait as wait_for_connection
from typing import Any, Union, get_args, get_origin, get_type_hints

from datatrove.executor.base import PipelineExecutor
from datatrove.executor.local import LocalPipelineExecutor
from datatrove.executor.ray import RayPipelineExecutor
from datatrove.executor.slurm import SlurmPipelineExecutor
from datatrove.utils.logging import logger

from newsclean.errors import ConfigError

_POLL_SECONDS = 0.3
_PRELOADED = ["newsclean.corpus.clean_chunks", "datatrove.executor.local"]
_OWN = frozenset({"self", "pipeline", "tasks", "workers", "logging_dir", "depends", "skip_completed"})
"""What the run itself decides."""

Poll = Callable[[], None]
"""Called a few times a second while tasks run."""


class ExecutorKind(StrEnum):
    """Where the tasks run."""

    LOCAL = "local"
    RAY = "ray"
    SLURM = "slurm"


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
        suspects = self._run(list(range(self.tasks)), self.workers, poll, failures)
        while suspects:
            # One of them took its worker with it; alone each shows whether it does.
            remaining, suspects = suspects, []
            for rank in remaining:
                lost = self._run([rank], 1, poll, failures)
                failures.update(dict.fromkeys(lost, "the worker process crashed or was killed"))
            unfinished = [rank for rank in range(self.tasks) if rank not in failures and not self._is_marked(rank)]
            suspects = self._run(unfinished, self.workers, poll, failures) if unfinished else []
        if failures:
            raise TaskFailures(failures)

    def _is_marked(self, rank: int) -> bool:
        return bool(self.logging_dir.isfile(f"completions/{rank:05d}"))

    def _run(self, ranks: list[int], workers: int, poll: Poll, failures: dict[int, str]) -> list[int]:
        """Run tasks; those that were in work when a worker died are returned, and what had not begun is left."""
        context = multiprocessing.get_context("forkserver" if "forkserver" in _START_METHODS else "spawn")
        if "forkserver" in _START_METHODS:
            context.set_forkserver_preload(_PRELOADED)
        waiting = list(reversed(ranks))
        running: dict[Future[None], int] = {}
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_worker)
        try:
            while waiting or running:
                while waiting and len(running) < workers:
                    rank = waiting.pop()
                    running[pool.submit(_run_rank, self, rank)] = rank
                done, _ = wait(running, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
                poll()
                for future in done:
                    error = future.exception()
                    if isinstance(error, BrokenProcessPool):
                        return list(running.values())
                    rank = running.pop(future)
                    if error is not None:
                        failures[rank] = f"{type(error).__name__}: {error}"
            return []
        except BrokenProcessPool:
            return list(running.values())
        finally:
            _end(pool)


_START_METHODS = multiprocessing.get_all_start_methods()


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


def run_on_ray(executor: RayPipelineExecutor, address: str | None, poll: Poll) -> None:
    """Run every task on a Ray cluster: that of `address` or RAY_ADDRESS, or one on this machine."""
    try:
        import ray  # noqa: PLC0415
    except ImportError:
        raise ConfigError("--executor ray needs Ray: pip install 'newsclean[ray]'") from None
    ray.init(address=address, log_to_driver=False, configure_logging=False)
    try:
        errors: list[BaseException] = []
        thread = threading.Thread(target=_keep_error, args=(executor.run, errors), daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(_POLL_SECONDS)
            poll()
        if errors:
            raise errors[0]
    finally:
        ray.shutdown()


def _keep_error(run: Callable[[], object], errors: list[BaseException]) -> None:
    try:
        run()
    except Exception as error:  # noqa: BLE001  raised again in the thread that waits
        errors.append(error)


def make_executor(
    kind: ExecutorKind,
    pipeline: list[Any],
    tasks: int,
    workers: int,
    logging_dir: str,
    options: Mapping[str, Any],
) -> PipelineExecutor:
    """The executor, not yet run. Raises ConfigError where it refuses its options."""
    given = {"pipeline": pipeline, "tasks": tasks, "workers": workers, "logging_dir": logging_dir, **options}
    try:
        return _CLASSES[kind](**given)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"the {kind} executor refuses its options: {error}") from None


_CLASSES: Mapping[ExecutorKind, type[PipelineExecutor]] = types.MappingProxyType(
    {
        ExecutorKind.LOCAL: LocalExecutor,
        ExecutorKind.RAY: RayPipelineExecutor,
        ExecutorKind.SLURM: SlurmPipelineExecutor,
    }
)


def parse_options(kind: ExecutorKind, given: Iterable[str]) -> dict[str, Any]:
    """`name=value` pairs as the executor's own arguments, of their types.

    Raises:
        ConfigError: the executor has no such option, the value is of another type, or a needed one is missing.
    """
    parameters = {
        name: parameter
        for name, parameter in inspect.signature(_CLASSES[kind].__init__).parameters.items()
        if name not in _OWN
    }
    hints = get_type_hints(_CLASSES[kind].__init__)
    options: dict[str, Any] = {}
    for pair in given:
        name, equals, text = pair.partition("=")
        if kind is ExecutorKind.RAY and name == "address" and equals:
            options[name] = text
        elif not equals or name not in parameters:
            known = ", ".join(sorted({*parameters, *(["address"] if kind is ExecutorKind.RAY else [])}))
            raise ConfigError(f"{pair}: the {kind} executor takes NAME=VALUE of {known}")
        else:
            options[name] = _typed(name, text, hints.get(name, str))
    missing = [
        name for name, parameter in parameters.items() if parameter.default is parameter.empty and name not in options
    ]
    if missing:
        raise ConfigError(f"the {kind} executor needs {', '.join(f'{name}=…' for name in missing)}")
    return options


def _typed(name: str, text: str, hint: Any) -> Any:
    choices = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    for choice in choices:
        if choice is bool and text.lower() in ("true", "false"):
            return text.lower() == "true"
        if choice in (int, float):
            try:
                return choice(text)
            except ValueError:
                continue
        if get_origin(choice) is dict or choice is dict:
            return dict(part.partition(":")[::2] for part in text.split(","))
    if str in choices:
        return text
    raise ConfigError(f"{name}={text}: the value is of another type")
