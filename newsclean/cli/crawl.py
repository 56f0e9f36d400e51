"""`newsclean crawl`: one pass over a sources file, or over feeds, sitemaps, front pages and lists, for what is new."""

import math
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path

import typer

from newsclean.addresses import split_url
from newsclean.cli import crawl_options as option
from newsclean.cli.crawl_given import GivenOptions, Starts
from newsclean.cli.crawl_once import crawl_once
from newsclean.cli.crawl_sources import crawl_sources
from newsclean.crawl.url_list import read_url_file
from newsclean.errors import FetchError
from newsclean.sources import SourcesFile, parse_sources, read_sources

_START_OPTIONS = "--feed, --sitemap, --front, --url and --url-file"
_ADDRESS = re.compile(r"https?:/", re.IGNORECASE)  # of two slashes a path keeps one


def crawl(
    sources: option.Sources = None,
    names: option.Names = None,
    feeds: option.Feeds = None,
    sitemaps: option.Sitemaps = None,
    fronts: option.Fronts = None,
    urls: option.Urls = None,
    url_file: option.UrlFile = None,
    store: option.Store = None,
    memory: option.Memory = None,
    no_memory: option.NoMemory = False,
    config_path: option.ConfigPath = None,
    limit: option.Limit = None,
    time_limit: option.TimeLimit = None,
    follow_to_original: option.FollowToOriginal = False,
    language: option.Language = None,
    user_agent: option.UserAgent = None,
    delay: option.Delay = None,
    allow_private_hosts: option.AllowPrivateHosts = False,
    render: option.Render = False,
    redis: option.Redis = None,
    again: option.Again = False,
    metrics_file: option.MetricsFile = None,
    alarm_webhook: option.AlarmWebhook = None,
    alarm_command: option.AlarmCommand = None,
    quiet: option.Quiet = False,
    sources_on_stdin: option.SourcesOnStdin = False,
) -> None:
    """Crawl sources once and store clean records.

    SOURCES is a file that names what to crawl and how, made by `newsclean sources add`; all its sources are
    crawled, one after the other, or those that --source names. Without a file the options say where to
    begin. Options that are given count more than what the file says.

    Only what is new is fetched, and what failed before is tried again when its time has come. Stopped in
    any way, the same command goes on where it was. Press Ctrl-C once to finish the pages in hand, twice
    to stop at once. robots.txt is obeyed.

    The exit code is 1 where a page or listing that was given by name could not be had, or nothing at all;
    single pages that fail are named and tried again by the next crawl. It is 6 where the crawl of a source
    is unlike those before, see `newsclean runs`.

    Examples:

      newsclean crawl sources.toml

      newsclean crawl sources.toml --source harbour-times --limit 10

      newsclean crawl --feed https://example.org/rss.xml

      newsclean crawl --sitemap https://example.org/robots.txt --limit 100 --store example.db

      newsclean crawl --front https://aggregator.example/ --follow-to-original
    """
    starts = Starts(
        feeds=_checked(feeds, "--feed"),
        sitemaps=_checked(sitemaps, "--sitemap"),
        fronts=_checked(fronts, "--front"),
        urls=_checked(urls, "--url") + (read_url_file(url_file) if url_file else ()),
    )
    given = GivenOptions(
        store=store,
        memory=str(memory) if memory else None,
        no_memory=no_memory,
        config=config_path,
        pages_per_run=limit,
        time_limit_seconds=time_limit,
        language=language,
        user_agent=user_agent,
        delay_seconds=delay,
        follow_to_original=follow_to_original,
        allow_private_hosts=allow_private_hosts,
        render=render,
        redis=redis,
        again=again,
        metrics_file=metrics_file,
        alarm_webhook=alarm_webhook,
        alarm_command=alarm_command,
        quiet=quiet,
    )
    _check_together(sources, names, starts, given)
    if sources is None:
        crawl_once(given.options_for(starts), quiet)
    else:
        file = _sources_on_stdin(sources) if sources_on_stdin else read_sources(sources)
        _crawl_file(file, names or (), given)


def _sources_on_stdin(path: Path) -> SourcesFile:
    """What a schedule has in force, whatever has become of the file since."""
    return parse_sources(sys.stdin.buffer.read().decode(errors="replace"), path)


def _check_together(sources: Path | None, names: Sequence[str] | None, starts: Starts, given: GivenOptions) -> None:
    """Raise BadParameter for options that do not go together, or that say too little."""
    if sources is not None and _ADDRESS.match(str(sources)):
        raise typer.BadParameter(
            f"this is an address, no sources file; say what it is by {_START_OPTIONS.replace('and', 'or')}, or find a"
            " site's feeds and sitemaps with `newsclean sources add`",
            param_hint="SOURCES",
        )
    if given.no_memory and given.memory:
        raise typer.BadParameter("not together with --memory", param_hint="--no-memory")
    limit = given.time_limit_seconds
    if limit is not None and not 0 < limit < math.inf:
        raise typer.BadParameter("must be more than 0", param_hint="--time-limit")
    if sources is not None and (given.alarm_webhook or given.alarm_command):
        raise typer.BadParameter(f"{sources} says who is told; leave out --alarm-webhook and --alarm-command")
    if sources is not None and any(starts):
        raise typer.BadParameter(f"{sources} says where to begin; leave out {_START_OPTIONS}")
    if sources is None and names:
        raise typer.BadParameter("give the file that has the source too", param_hint="--source")
    if sources is None and not any(starts):
        raise typer.BadParameter(f"give a sources file, or at least one of {_START_OPTIONS}")


def _crawl_file(file: SourcesFile, names: Sequence[str], given: GivenOptions) -> None:
    chosen = file.chosen(names)
    if len(names) != 1:
        for source in chosen:
            given.options(source)  # what is wrong is said before anything is begun
        raise typer.Exit(crawl_sources(file, chosen, given))
    from newsclean.crawl.lock import source_lock  # noqa: PLC0415

    options = given.options(chosen[0])
    # Workers that share a crawl by way of Redis keep out of each other's way by themselves.
    with nullcontext() if options.redis else source_lock(options.store, chosen[0].name):
        crawl_once(options, given.quiet)


def _checked(urls: Iterable[str] | None, option: str) -> tuple[str, ...]:
    for url in urls or ():
        try:
            split_url(url)
        except FetchError as error:
            raise typer.BadParameter(str(error), param_hint=option) from None
    return tuple(url.strip() for url in urls or ())
