"""The queue in Redis from which tasks are given out for a time, not for good."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

from scrapy_redis.queue import Base

from newsclean.crawl.items import Listing
from newsclean.crawl.shared import tasks
from newsclean.crawl.shared.tasks import Task, task_name
from newsclean.errors import StoreError

if TYPE_CHECKING:
    from redis import Redis
    from redis.commands.core import Script

TASKS_AT_A_TIME = 1000
"""Taken in by one script: it takes some milliseconds, in which Redis does nothing else."""

_LISTING_RANK, _PAGE_RANK = 0, 1
"""Listings first: what they name can then be shared by more workers."""

_SCRIPTS = ("join", "beat", "push", "lease", "settle", "return", "started", "finish", "leave")


@dataclass(frozen=True, slots=True)
class Given:
    """A task that this worker holds now."""

    name: str
    task: Task | None
    """None where what lay in Redis is no task."""
    deliveries: int
    """How often it was given out, this time included."""


@dataclass(frozen=True, slots=True)
class Lease:
    """How this worker takes tasks."""

    seconds: float
    """After so long without a sign of life a worker counts as dead."""
    tasks: int
    """Held by one worker at most."""
    tasks_per_host: int
    """Of these of one host at most, where hosts have owners."""
    hosts_have_owners: bool
    """Whether a host is fetched from by one worker at a time."""

    @property
    def milliseconds(self) -> int:
        """For Redis."""
        return int(self.seconds * 1000)


class LeasedQueue(Base):  # type: ignore[misc]
    """scrapy-redis' queue, kept so that nothing is forgotten that was popped, and nothing is unpickled.

    Each method is one Lua script, so that it happens whole or not at all. Blocking; raises redis.RedisError,
    and StoreError where Redis has lost the crawl's data.
    """

    def __init__(self, server: "Redis", spider: Any, key: str, lease: Lease) -> None:
        super().__init__(server, spider, key, serializer=tasks)
        self.lease_terms = lease
        self.worker = secrets.token_hex(8)
        self._mark = ""

    @cached_property
    def _scripts(self) -> "dict[str, Script]":
        folder = resources.files("newsclean.crawl.shared") / "lua"
        common = (folder / "common.lua").read_text(encoding="utf-8")
        texts = {name: (folder / f"{name}.lua").read_text(encoding="utf-8") for name in _SCRIPTS}
        return {name: self.server.register_script(f"{common}\n{text}") for name, text in texts.items()}

    def _do(self, script: str, *arguments: str | bytes | float) -> Any:
        return self._scripts[script](keys=[self.key], args=list(arguments))

    def __len__(self) -> int:
        """Number of tasks that are not settled, waiting or held."""
        return int(self.server.hlen(f"{self.key}:units"))

    def join(self) -> None:
        """Begin to take part."""
        mark = self._do("join", self.worker, self.lease_terms.milliseconds, secrets.token_hex(8))
        self._mark = mark.decode()

    def beat(self) -> tuple[bool, int]:
        """Give a sign of life: whether this worker still counted as alive, and how many were found dead."""
        mark, known, dead = self._do("beat", self.worker, self.lease_terms.milliseconds)
        self._check(mark)
        return bool(known), len(dead)

    def _check(self, mark: bytes) -> None:
        if mark.decode() != self._mark:
            raise StoreError(
                "Redis has lost what was to be fetched (was it emptied, or restarted without its data?); "
                "run the same command again: what is open is known from the store"
            )

    def push(self, new: Sequence[Task]) -> set[str]:
        """Take in tasks; the names of those that nobody has taken in before in this pass."""
        taken: set[str] = set()
        for first in range(0, len(new), TASKS_AT_A_TIME):
            arguments: list[str | bytes | float] = []
            for task in new[first : first + TASKS_AT_A_TIME]:
                rank = _LISTING_RANK if isinstance(task, Listing) else _PAGE_RANK
                arguments += (task_name(task), self.serializer.dumps(task), rank)
            taken.update(name.decode() for name in self._do("push", *arguments))
        return taken

    def lease(self, number: int) -> list[Given]:
        """Up to `number` tasks, which this worker holds from now on."""
        terms = self.lease_terms
        found = self._do(
            "lease", self.worker, terms.milliseconds, number, terms.tasks_per_host, int(terms.hosts_have_owners)
        )
        return [Given(name.decode(), self._read(payload), int(deliveries)) for name, payload, deliveries in found]

    def _read(self, payload: bytes) -> Task | None:
        try:
            task: Task = self.serializer.loads(payload)
        except ValueError:
            return None
        return task

    def settle(self, done: Iterable[tuple[str, float]]) -> None:
        """Strike off tasks that have an outcome. With each, for how many seconds others leave its host alone."""
        arguments = [part for name, rest in done for part in (name, int(rest * 1000))]
        if arguments:
            self._do("settle", self.worker, *arguments)

    def give_back(self) -> None:
        """Give back all that this worker holds, as a try that came to nothing."""
        self._do("return", self.worker)

    def started(self) -> None:
        """Say that this worker has taken in what it knew by itself."""
        self._do("started", self.worker)

    def finish(self) -> bool:
        """Whether the pass is over: nothing waits, and no worker holds anything or is about to take it in."""
        mark, is_over = self._do("finish", self.worker)
        self._check(mark)
        return bool(is_over)

    def leave(self) -> None:
        """End this worker's part; what it holds goes to the others."""
        self._do("leave", self.worker)
