"""What runs in a worker process. Nothing of Scrapy or Twisted is imported here."""

import math
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from newsclean.config import CleanConfig
from newsclean.crawl.memory import opened_memory
from newsclean.errors import ConfigError, NewscleanError
from newsclean.memory import Sketch, sketch
from newsclean.models import CleanRecord, Page

ALARM_GRACE_SECONDS = 10
"""A worker outlives its time limit by so much only where nobody is left to stop it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a task: a value, or what went wrong, as plain text that always crosses to the parent."""

    value: Any = None
    error: str = ""
    trace: str = ""
    """The traceback of an error that newsclean did not raise on purpose."""


def attempt(limit_seconds: float, function: Callable[..., Any], *arguments: Any) -> Answer:
    """Call `function`; whatever it raises becomes an answer.

    An exception itself might not survive the way through a pipe, and would take the pool with it.
    """
    _set_alarm(math.ceil(limit_seconds) + ALARM_GRACE_SECONDS)
    try:
        return Answer(value=function(*arguments))
    except NewscleanError as error:
        return Answer(error=str(error))
    except (Exception, SystemExit) as error:  # noqa: BLE001  the edge of the crawl: counted and logged by the caller
        return Answer(error=f"{type(error).__name__}: {error}", trace=traceback.format_exc())
    finally:
        _set_alarm(0)


def _set_alarm(seconds: int) -> None:
    """Have the kernel end this process after `seconds`, even in the midst of C code; 0 calls it off.

    The parent stops a task that takes too long; a parent that was killed itself cannot.
    """
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)


def clean(cleaner: str, page: Page, config: CleanConfig) -> CleanRecord:
    """Clean a page with the function that the dotted path `cleaner` names."""
    return _checked(load(cleaner)(page, config), cleaner)


def clean_and_sketch(cleaner: str, page: Page, config: CleanConfig, memory: str) -> tuple[CleanRecord, Sketch | None]:
    """The same, the function being given the memory of sites at the path `memory`; and the sketch of the text.

    By the sketch copies of a story are found. It takes a tenth of the time that cleaning takes: too much for the one
    process that learns from all pages.
    """
    remembered = opened_memory(memory, config.memory_wait_seconds)
    record = _checked(load(cleaner)(page, config, memory=remembered), cleaner)
    return record, sketch(record.text)


def _checked(record: object, cleaner: str) -> CleanRecord:
    if not isinstance(record, CleanRecord):
        raise ConfigError(f"{cleaner} gave {type(record).__name__}, not a CleanRecord")
    return record


def load(path: str) -> Callable[..., Any]:
    """The function at a dotted path. Raises ConfigError where there is none."""
    module, _, name = path.rpartition(".")
    try:
        function = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise ConfigError(f"there is no function {path}: {error}") from error
    if not callable(function):
        raise ConfigError(f"{path} is no function")
    found: Callable[..., Any] = function
    return found


def warm_up() -> None:
    """Nothing: a task that starts the pool."""
