"""What `sources.toml` may say, and how its defaults and its sources go together."""

from collections.abc import Iterator
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from newsclean.addresses import names_private_host
from newsclean.config import Phrase
from newsclean.models import Label
from newsclean.runs.settings import AlarmSettings
from newsclean.sources.every import Every
from newsclean.sources.faults import Fault, stated, stated_at
from newsclean.sources.headers import Headers
from newsclean.sources.values import (
    LanguageCode,
    Place,
    RedisUrl,
    SourceName,
    StoreTarget,
    UrlPattern,
    UserAgent,
    WebOrigin,
    WebUrl,
)

STARTS = ("feeds", "sitemaps", "fronts", "urls")
"""The keys that say where a crawl begins."""

DEFAULT_TIME_LIMIT_SECONDS = 3600.0
"""An hour holds some 3,000 pages of one host at a page a second; the next run goes on where this one ended."""


class SourceSettings(BaseModel):
    """How a source is crawled: the keys of `[defaults]`, which each source may set for itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    every: Every = Field(default="1d", description='how often: `"30m"`, `"6h"`, `"1d"`, `"1w"` or a cron line')
    store: StoreTarget = Field(
        default="newsclean.db", description="where records go: a path beside this file, or a database URL"
    )
    memory: bool | Place = Field(
        default=True, description="memory of sites: `true` for one beside the store, `false` for none, or a path"
    )
    config: Place | None = Field(default=None, description="TOML file with settings, see configuration.md")
    phrases: dict[Label, tuple[Phrase, ...]] = Field(
        default_factory=dict, description="phrases of your own, a list for each label; added to those of the defaults"
    )
    labels_off: frozenset[Label] | None = Field(default=None, description="labels under which nothing is cut")
    language: LanguageCode | None = Field(default=None, description="language of pages that do not declare one")
    only_urls: tuple[UrlPattern, ...] = Field(
        default=(), description="patterns, one of which a found page must match; `*` stands for any characters"
    )
    never_urls: tuple[UrlPattern, ...] = Field(default=(), description="patterns that no found page may match")
    follow_to_original: bool = Field(default=False, description="follow an aggregator's teasers to the originals")
    pages_per_run: int | None = Field(default=None, ge=1, description="pages fetched in one run at most")
    time_limit_seconds: float = Field(
        default=DEFAULT_TIME_LIMIT_SECONDS, gt=0, description="for one run; the next one goes on"
    )
    delay_seconds: float | None = Field(
        default=None, ge=0, description="at least so long between two requests to a host; 0 switches waiting off"
    )
    host_concurrency: int | None = Field(
        default=None, ge=1, le=64, description="requests that a host has to answer at a time, at most"
    )
    daily_requests_per_host: int | None = Field(default=None, ge=1, description="requests to one host in a day at most")
    obey_robots_tags: bool = Field(
        default=False, description="leave pages alone that ask for it by `X-Robots-Tag` or robots meta tags"
    )
    user_agent: UserAgent | None = Field(default=None, description="who asks, as servers see it")
    headers: Headers = Field(
        default_factory=dict,
        repr=False,
        description="HTTP headers, sent to the hosts of the source's starts and no other",
    )
    headers_to: tuple[WebOrigin, ...] = Field(
        default=(), description="the hosts that headers are sent to instead, as `https://www.example.org`"
    )
    allow_private_hosts: bool | None = Field(
        default=None, description="fetch from this machine and private networks too"
    )
    render: bool = Field(default=False, description="let a browser build the pages before they are read")
    redis: RedisUrl | None = Field(
        default=None, repr=False, description="URL of the Redis server by which several machines share the crawl"
    )
    runs_kept_days: int = Field(default=90, ge=0, description="how long runs are kept; 0 keeps none")
    metrics_file: Place | None = Field(
        default=None, description="file for Prometheus, written at the end of each run; a path beside this file"
    )
    alarms: AlarmSettings = Field(
        default=AlarmSettings(), description="when a run is unlike the source's past, and who is told"
    )


class Source(SourceSettings):
    """One source: its name, where its crawl begins, and what differs from the defaults."""

    name: SourceName = Field(description="what the source is called; each name once")
    feeds: tuple[WebUrl, ...] = Field(default=(), description="RSS, Atom or JSON feeds")
    sitemaps: tuple[WebUrl, ...] = Field(
        default=(), description="sitemaps, indexes of sitemaps, or a robots.txt that names some"
    )
    fronts: tuple[WebUrl, ...] = Field(default=(), description="front, section or aggregator pages with links")
    urls: tuple[WebUrl, ...] = Field(default=(), description="pages themselves")

    @property
    def starts(self) -> tuple[str, ...]:
        """All URLs that the crawl begins with."""
        return (*self.feeds, *self.sitemaps, *self.fronts, *self.urls)

    @model_validator(mode="after")
    def _has_a_start(self) -> Self:
        if not self.starts:
            raise stated(f'"{self.name}" has no start; give at least one of {", ".join(STARTS)}')
        return self

    def over(self, defaults: SourceSettings) -> Self:
        """The source with the defaults for what it does not set itself; tables are joined key by key."""
        update: dict[str, Any] = {key: getattr(defaults, key) for key in defaults.model_fields_set}
        own = {key: getattr(self, key) for key in self.model_fields_set}
        update.update(own)
        if "phrases" in update:
            update["phrases"] = _joined_phrases(defaults, self)
        if "headers" in update:
            update["headers"] = _joined_headers(defaults.headers, self.headers)
        if "alarms" in update:
            update["alarms"] = _joined_alarms(defaults.alarms, self.alarms)
        return self.model_copy(update=update)


class SourcesTable(BaseModel):
    """A sources file as it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    defaults: SourceSettings = SourceSettings()
    source: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        faults = tuple(self._faults())
        if faults:
            raise stated_at(*faults)
        return self

    def _faults(self) -> Iterator[Fault]:
        names: dict[str, int] = {}
        for number, source in enumerate(self.source):
            # Locks and metrics are named after sources, on file systems that know no capital letters too.
            first = names.setdefault(source.name.casefold(), number)
            if first != number:
                yield ("source", number, "name"), f'"{source.name}" is the name of an earlier source'
            whole = source.over(self.defaults)
            if not whole.allow_private_hosts:
                yield from _private_starts(source, number)
            if whole.render and whole.headers:
                message = "headers and render do not go together: a redirected browser takes headers to other hosts"
                yield ("source", number, "render"), message

    def sources(self) -> tuple[Source, ...]:
        """The sources, with what the defaults say."""
        return tuple(source.over(self.defaults) for source in self.source)


def _private_starts(source: Source, number: int) -> Iterator[Fault]:
    for key in STARTS:
        for position, url in enumerate(getattr(source, key)):
            if names_private_host(url):
                message = f"{url} is on this machine or in a private network; allow_private_hosts = true allows that"
                yield ("source", number, key, position), message


def _joined_phrases(defaults: SourceSettings, own: SourceSettings) -> dict[Label, tuple[str, ...]]:
    labels = dict.fromkeys((*defaults.phrases, *own.phrases))
    return {
        label: tuple(dict.fromkeys((*defaults.phrases.get(label, ()), *own.phrases.get(label, ())))) for label in labels
    }


def _joined_headers(defaults: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    names = {name.lower() for name in own}
    return {name: value for name, value in defaults.items() if name.lower() not in names} | own


def _joined_alarms(defaults: AlarmSettings, own: AlarmSettings) -> AlarmSettings:
    update = {key: getattr(alarms, key) for alarms in (defaults, own) for key in alarms.model_fields_set}
    if "tolerance" in update:
        update["tolerance"] = {**defaults.tolerance, **own.tolerance}
    return AlarmSettings().model_copy(update=update)
