"""`newsclean crawl`: one pass over feeds, sitemaps, front pages and lists, for what is new."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsclean.addresses import split_url
from newsclean.cli import exit_codes
from newsclean.cli.crawl_view import CrawlView, print_report
from newsclean.cli.given import language_code, settings
from newsclean.cli.terminal import fail
from newsclean.crawl.url_list import read_url_file
from newsclean.errors import FetchError

if TYPE_CHECKING:
    from newsclean.crawl.report import CrawlReport
    from newsclean.crawl.run import CrawlOptions


def crawl(
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
        str, typer.Option("--store", "-s", help="Where records go: a .db, .jsonl or .parquet file, or a database URL.")
    ] = "newsclean.db",
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
    again: Annotated[
        bool, typer.Option("--again", help="Fetch pages although an earlier crawl has seen them.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Crawl sources once and store clean records.

    Only what is new is fetched, and what failed before is tried again when its time has come. Stopped in
    any way, the same command goes on where it was. Press Ctrl-C once to finish the pages in hand, twice
    to stop at once. robots.txt is obeyed.

    The exit code is 1 where a page or listing that was given by name could not be had, or nothing at all;
    single pages that fail are named and tried again by the next crawl.

    Examples:

      newsclean crawl --feed https://example.org/rss.xml

      newsclean crawl --sitemap https://example.org/robots.txt --limit 100 --store example.db

      newsclean crawl --front https://aggregator.example/ --follow-to-original
    """
    from newsclean.crawl.memory import memory_path  # noqa: PLC0415
    from newsclean.crawl.run import CrawlOptions  # noqa: PLC0415  Scrapy is slow to load, and --help needs none of it

    options = CrawlOptions(
        feeds=_checked(feeds, "--feed"),
        sitemaps=_checked(sitemaps, "--sitemap"),
        fronts=_checked(fronts, "--front"),
        urls=_checked(urls, "--url") + (read_url_file(url_file) if url_file else ()),
        follow_to_original=follow_to_original,
        store=store,
        memory=None if no_memory else str(memory or memory_path(store)),
        config=settings(config_path, user_agent=user_agent, allow_private_hosts=allow_private_hosts or None),
        page_limit=limit,
        language=language,
        delay_seconds=delay,
        again=again,
    )
    if no_memory and memory:
        raise typer.BadParameter("not together with --memory", param_hint="--no-memory")
    if not options.starts:
        raise typer.BadParameter("give at least one of --feed, --sitemap, --front, --url and --url-file")
    report = _run(options, quiet)
    if report.store_failed and not report.counts.began:
        raise typer.Exit(exit_codes.STORE)  # nothing to report but what the log has said
    print_report(report, quiet)
    _exit(report)


def _checked(urls: Iterable[str] | None, option: str) -> tuple[str, ...]:
    for url in urls or ():
        try:
            split_url(url)
        except FetchError as error:
            raise typer.BadParameter(str(error), param_hint=option) from None
    return tuple(url.strip() for url in urls or ())


def _run(options: "CrawlOptions", quiet: bool) -> "CrawlReport":
    from newsclean.crawl.run import run_crawl  # noqa: PLC0415

    with CrawlView(quiet) as view:
        return run_crawl(options, view.show)


def _exit(report: "CrawlReport") -> None:
    if report.fatal:
        fail(report.fatal, exit_codes.STORE if report.store_failed else exit_codes.FAILED)
    if report.was_interrupted:
        raise typer.Exit(exit_codes.INTERRUPTED)
    counts = report.counts
    nothing_had = counts.failed and not (counts.saved or counts.unchanged or counts.skipped or counts.known)
    if report.failed_starts or nothing_had:
        raise typer.Exit(exit_codes.FAILED)
