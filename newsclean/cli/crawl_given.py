"""What a user gives a crawl by hand; for the crawl of a source it stands before what the sources file says."""

import shlex
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import typer
from pydantic import ValidationError

from newsclean.cli.given import settings
from newsclean.cli.record_options import DEFAULT_STORE
from newsclean.crawl.options import CrawlOptions
from newsclean.errors import ConfigError
from newsclean.runs.settings import AlarmSettings
from newsclean.sources import Source, SourceSettings, SourcesFile, crawl_options
from newsclean.store.targets import check_target

_OPTION_OF = {
    "store": "--store",
    "memory": "--memory",
    "config": "--config",
    "pages_per_run": "--limit",
    "time_limit_seconds": "--time-limit",
    "language": "--language",
    "user_agent": "--user-agent",
    "delay_seconds": "--delay",
    "metrics_file": "--metrics-file",
}
"""The key of a source that each option with a value stands before."""
REDIS_VARIABLE = "NEWSCLEAN_REDIS"
"""The environment variable for --redis: the URL may hold a password, and all processes see each other's arguments."""


class Starts(NamedTuple):
    """Where a crawl begins that was given its starts by hand."""

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    fronts: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenOptions:
    """Options of the command line, by the keys of a source; those that were not given are None."""

    store: str | None = None
    memory: str | None = None
    no_memory: bool = False
    config: Path | None = None
    pages_per_run: int | None = None
    time_limit_seconds: float | None = None
    language: str | None = None
    user_agent: str | None = None
    delay_seconds: float | None = None
    metrics_file: Path | None = None
    alarm_webhook: str | None = None
    alarm_command: str | None = None
    """As a shell would read it; of a source both stand in its file."""
    follow_to_original: bool = False
    allow_private_hosts: bool = False
    render: bool = False
    redis: str | None = None
    again: bool = False
    quiet: bool = False

    def options_for(self, starts: "Starts") -> CrawlOptions:
        """The options of a crawl without a source. Raises BadParameter and ConfigError as `settings` does."""
        from newsclean.crawl.memory import memory_path  # noqa: PLC0415  it brings the memory and its database

        store = self.store or DEFAULT_STORE
        try:
            check_target(store)
        except ConfigError as error:
            raise typer.BadParameter(str(error), param_hint="--store") from None
        return CrawlOptions(
            **starts._asdict(),
            follow_to_original=self.follow_to_original,
            store=store,
            memory=None if self.no_memory else self.memory or str(memory_path(store)),
            config=settings(
                self.config, user_agent=self.user_agent, allow_private_hosts=self.allow_private_hosts or None
            ),
            page_limit=self.pages_per_run,
            time_limit_seconds=self.time_limit_seconds,
            language=self.language,
            delay_seconds=self.delay_seconds,
            render=self.render,
            redis=self.redis,
            again=self.again,
            metrics_file=str(self.metrics_file) if self.metrics_file else None,
            alarms=_alarms(self.alarm_webhook, self.alarm_command),
        )

    def options(self, source: Source) -> CrawlOptions:
        """The options of the source's crawl. Raises BadParameter for a value that no source may have."""
        changed = source.model_copy(update=self._checked())
        return replace(crawl_options(changed), again=self.again)

    def arguments(self, file: SourcesFile, source: Source) -> list[str]:
        """The command line after `newsclean` that crawls one source of the file with the same options."""
        arguments = ["crawl", "--source", source.name]
        for key, option in _OPTION_OF.items():
            value = getattr(self, key)
            if value is not None:
                arguments.append(f"{option}={value}")
        flags = ("no_memory", "follow_to_original", "allow_private_hosts", "render", "again", "quiet")
        arguments.extend(f"--{flag.replace('_', '-')}" for flag in flags if getattr(self, flag))
        return [*arguments, "--", str(file.path)]

    def environment(self) -> dict[str, str]:
        """What belongs into the environment of that command."""
        return {REDIS_VARIABLE: self.redis} if self.redis else {}

    def _checked(self) -> dict[str, Any]:
        given = {key: getattr(self, key) for key in (*_OPTION_OF, "redis") if getattr(self, key) is not None}
        given = {key: str(value) if isinstance(value, Path) else value for key, value in given.items()}
        given |= {key: True for key in ("follow_to_original", "allow_private_hosts", "render") if getattr(self, key)}
        if self.no_memory:
            given["memory"] = False
        try:
            settings = SourceSettings.model_validate(given)
        except ValidationError as error:
            fault = error.errors()[0]
            raise typer.BadParameter(fault["msg"], param_hint=_OPTION_OF.get(str(fault["loc"][0]), "--redis")) from None
        return {key: getattr(settings, key) for key in given}


def _alarms(webhook: str | None, command: str | None) -> AlarmSettings:
    try:
        words = tuple(shlex.split(command or ""))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--alarm-command") from None
    try:
        return AlarmSettings(webhook=webhook, command=words)
    except ValidationError as error:
        fault = error.errors()[0]
        raise typer.BadParameter(fault["msg"], param_hint=f"--alarm-{fault['loc'][0]}") from None
