"""datatrove's executors, each with the options that it takes."""

import inspect
import threading
import types
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from datatrove.executor.base import PipelineExecutor
from datatrove.executor.ray import RayPipelineExecutor
from datatrove.executor.slurm import SlurmPipelineExecutor

from newsclean.corpus.local_executor import POLL_SECONDS, LocalExecutor, Poll
from newsclean.errors import ConfigError

_OWN = frozenset({"self", "pipeline", "tasks", "workers", "logging_dir", "depends", "skip_completed"})
"""What the run itself decides."""


class ExecutorKind(StrEnum):
    """Where the tasks run."""

    LOCAL = "local"
    RAY = "ray"
    SLURM = "slurm"


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
            thread.join(POLL_SECONDS)
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
