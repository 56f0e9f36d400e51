"""`newsclean crawl`: one pass over a sources file, or over feeds, sitemaps, front pages and lists, for what is new."""

import math
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from newsclean.addresses import split_url
from newsclean.cli.crawl_given import REDIS_VARIABLE, GivenOptions, Starts
from newsclean.cli.crawl_once import crawl_once
from newsclean.cli.crawl_sources import crawl_sources
from newsclean.cli.given import language_code
from newsclean.cli.record_options import DEFAULT_STORE
from newsclean.crawl.url_list import read_url_file
from newsclean.errors import FetchError
from newsclean.sources import SourcesFile, parse_sources, read_sources


def crawl(
    sources: Annotated[
        Path | None, typer.Argument(metavar="SOURCES", help="Sources file, see docs/sources.md.", show_default=False)
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--source", metavar="NAME", help="Crawl this source of the file only; may be given several times."
        ),
    ] = None,
    feeds: Annotated[
        list[str] | None, typer.Option("--feed", help="RSS, Atom or JSON feed; may be given several times.")
    ] = None,
    sitemaps: Annotated[
        list[str] | None, typer.Option("--sitemap", help="Sitemap, index of sitemaps, or a robots.txt that names some.")
    ] = None,
    fronts: Annotated[
        list[str] | None, typer.Option("--front", help="Front, section or aggregator page with links to articles.")
    ] = None,
    urls: Annotated[list[str] | None, typer.Option("--url", help="A page itself.")] = None,
    url_file: Annotated[
        Path | None, typer.Option("--url-file", help="File with the URL of a page on each line.")
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            "-s",
            help="Where records go: a .db, .jsonl or .parquet file, or a database URL.",
            show_default=DEFAULT_STORE,
        ),
    ] = None,
    memory: Annotated[
        Path | None,
        typer.Option("--memory", "-m", help="File of the memory of sites.", show_default="beside the store"),
    ] = None,
    no_memory: Annotated[
        bool, typer.Option("--no-memory", help="Judge each page by itself, and remember nothing.")
    ] = False,
    config_path: Annotated[
        Path | None, typer.Option("--config", "-c", help="TOML file with settings, see docs/configuration.md.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, help="Fetch at most so many pages; the next crawl goes on."),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option("--time-limit", metavar="SECONDS", help="Stop after so long; the next crawl goes on."),
    ] = None,
    follow_to_original: Annotated[
        bool, typer.Option("--follow-to-original", help="Follow an aggregator's teasers to the originals.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="CODE",
            callback=language_code,
            help="Language of pages that do not declare one, such as fr.",
        ),
    ] = None,
    user_agent: Annotated[str | None, typer.Option("--user-agent", help="Who asks, as servers see it.")] = None,
    delay: Annotated[
        float | None,
        typer.Option("--delay", min=0, help="Least seconds between requests to a host; 0: never wait."),
    ] = None,
    allow_private_hosts: Annotated[
        bool, typer.Option("--allow-private-hosts", help="Fetch from this machine and private networks too.")
    ] = False,
    render: Annotated[
        bool, typer.Option("--render", help="Let a browser build the pages before they are read; see docs/render.md.")
    ] = False,
    redis: Annotated[
        str | None,
        typer.Option(
            "--redis",
            metavar="URL",
            envvar=REDIS_VARIABLE,
            help="Redis server by which several workers share the crawl; see docs/scaling.md.",
            show_default=False,
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Fetch pages although an earlier crawl has seen them.")
    ] = False,
    metrics_file: Annotated[
        Path | None,
        typer.Option("--metrics-file", help="Write what runs did to this file, in the format of Prometheus."),
    ] = None,
    alarm_webhook: Annotated[
        str | None, typer.Option("--alarm-webhook", metavar="URL", help="Post there when a run is unlike those before.")
    ] = None,
    alarm_command: Annotated[
        str | None,
        typer.Option("--alarm-command", metavar="COMMAND", help="Run this then, with the run as JSON on its input."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    sources_on_stdin: Annotated[bool, typer.Option("--sources-on-stdin", hidden=True)] = False,
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
    elif sources_on_stdin:  # by a schedule, as it has them in force, whatever has become of the file since
        text = sys.stdin.buffer.read().decode(errors="replace")
        _crawl_file(parse_sources(text, sources), names or (), given)
    else:
        _crawl_file(read_sources(sources), names or (), given)


def _check_together(sources: Path | None, names: Sequence[str] | None, starts: Starts, given: GivenOptions) -> None:
    """Raise BadParameter for options that do not go together, or that say too little."""
    if given.no_memory and given.memory:
        raise typer.BadParameter("not together with --memory", param_hint="--no-memory")
    limit = given.time_limit_seconds
    if limit is not None and not 0 < limit < math.inf:
        raise typer.BadParameter("must be more than 0", param_hint="--time-limit")
    if sources is not None and (given.alarm_webhook or given.alarm_command):
        raise typer.BadParameter(f"{sources} says who is told; leave out --alarm-webhook and --alarm-command")
    options = "--feed, --sitemap, --front, --url and --url-file"
    if sources is not None and any(starts):
        raise typer.BadParameter(f"{sources} says where to begin; leave out {options}")
    if sources is None and names:
        raise typer.BadParameter("give the file that has the source too", param_hint="--source")
    if sources is None and not any(starts):
        raise typer.BadParameter(f"give a sources file, or at least one of {options}")


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
