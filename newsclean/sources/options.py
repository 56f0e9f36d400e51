"""From a source to the options of its crawl."""

from newsclean.config import CleanConfig
from newsclean.config_file import load_config
from newsclean.crawl.options import CrawlOptions
from newsclean.sources.model import Source


def crawl_options(source: Source) -> CrawlOptions:
    """What a crawl of the source does. Raises ConfigError where its `config` file cannot be read or is wrong."""
    return CrawlOptions(
        source=source.name,
        feeds=source.feeds,
        sitemaps=source.sitemaps,
        fronts=source.fronts,
        urls=source.urls,
        only_urls=source.only_urls,
        never_urls=source.never_urls,
        follow_to_original=source.follow_to_original,
        store=source.store,
        memory=_memory(source),
        config=clean_config(source),
        page_limit=source.pages_per_run,
        language=source.language,
        delay_seconds=source.delay_seconds,
        headers=tuple(source.headers.items()),
        headers_to=source.headers_to,
        host_concurrency=source.host_concurrency,
        daily_requests_per_host=source.daily_requests_per_host,
        obey_robots_tags=source.obey_robots_tags,
        render=source.render,
        redis=source.redis,
        time_limit_seconds=source.time_limit_seconds,
        alarms=source.alarms,
        runs_kept_days=source.runs_kept_days,
        metrics_file=source.metrics_file,
    )


def clean_config(source: Source) -> CleanConfig:
    """The settings of the source's `config` file, with what the source itself says before them."""
    config = load_config(source.config) if source.config else CleanConfig()
    phrases = {
        label: tuple(dict.fromkeys((*config.phrases.get(label, ()), *source.phrases.get(label, ()))))
        for label in (*config.phrases, *source.phrases)
    }
    given = {
        "labels_off": source.labels_off,
        "user_agent": source.user_agent,
        "allow_private_hosts": source.allow_private_hosts,
    }
    return config.model_copy(
        update={"phrases": phrases, **{name: value for name, value in given.items() if value is not None}}
    )


def _memory(source: Source) -> str | None:
    if source.memory is False:
        return None
    from newsclean.crawl.memory import memory_path  # noqa: PLC0415  it brings the memory and its database

    return source.memory if isinstance(source.memory, str) else str(memory_path(source.store))
