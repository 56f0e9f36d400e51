"""What a crawl is told; free of Scrapy, so that reading options does not wait for it."""

from dataclasses import dataclass, field
from itertools import chain

from newsclean.config import CleanConfig
from newsclean.runs.settings import AlarmSettings


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """What to crawl, and how."""

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    fronts: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    only_urls: tuple[str, ...] = ()
    """Patterns: where there are any, a found page must match one. `*` stands for any characters."""
    never_urls: tuple[str, ...] = ()
    """Patterns that no found page may match."""
    follow_to_original: bool = False
    store: str = "newsclean.db"
    memory: str | None = None
    """Path of a memory of sites, which is asked and learns; without one nothing is remembered."""
    config: CleanConfig = field(default_factory=CleanConfig)
    page_limit: int | None = None
    language: str | None = None
    delay_seconds: float | None = None
    """At least so long between two requests to a host, longer where it answers slowly. 0 switches all waiting off."""
    again: bool = False
    source: str | None = None
    """Name of the source in its file; None for a crawl that was given its starts by hand."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Sent to the hosts of the starts and to no other: they may hold secrets."""
    headers_to: tuple[str, ...] = ()
    """The origins that headers are sent to in place of the starts' own, such as `https://www.example.org`."""
    host_concurrency: int | None = None
    """Requests that a host has to answer at a time, at most."""
    daily_requests_per_host: int | None = None
    obey_robots_tags: bool = False
    """Keep no page whose X-Robots-Tag header or robots meta tag asks for that."""
    render: bool = False
    """Let a browser build the pages before they are read."""
    redis: str | None = None
    """URL of the Redis server by which several machines share the crawl."""
    time_limit_seconds: float | None = None
    alarms: AlarmSettings = field(default_factory=AlarmSettings)
    """When the run is unlike its source's past, and who is told."""
    runs_kept_days: int = 90
    """How long runs are kept beside the store; 0 records none."""
    metrics_file: str | None = None
    """Path of a file for Prometheus that is written when the run has ended."""

    @property
    def starts(self) -> tuple[str, ...]:
        """All URLs that were given by name."""
        return tuple(chain(self.feeds, self.sitemaps, self.fronts, self.urls))
