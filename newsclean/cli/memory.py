"""`newsclean memory`: what is remembered of sites."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from newsclean.cli.record_options import DEFAULT_STORE
from newsclean.cli.terminal import fail, out, plain_line, print_table, report_note
from newsclean.errors import StoreError
from newsclean.memory import SiteMemory
from newsclean.memory.learn import SHOWN_FROM_PAGES
from newsclean.page_urls import site_of
from newsclean.text import without_surrogates

memory_app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

DEFAULT_MEMORY = f"{DEFAULT_STORE}.memory.db"
_DEFAULT_LIMIT = 20

MemoryOption = Annotated[
    Path, typer.Option("--memory", "-m", help="The memory's file; a crawl keeps it beside its store.")
]


@memory_app.callback()
def memory() -> None:
    """Show or forget what is remembered of sites.

    Example:

      newsclean memory show example.org
    """


@memory_app.command()
def stats(place: MemoryOption = Path(DEFAULT_MEMORY)) -> None:
    """Show how much is remembered, in all and of each site.

    Example:

      newsclean memory stats --memory news.db.memory.db
    """
    with opened_memory(place) as known:
        counts = known.counts()
        sites = [found for name in known.sites() if (found := known.site_counts(name)) is not None]
    columns = ("site", "pages", "lines", "repeated", "leads")
    rows = [[site.site, *map(str, (site.pages, site.lines, site.repeated, site.leads))] for site in sites]
    print_table(columns, rows)
    report_note(
        f"sites: {counts.sites}, addresses of pages: {counts.pages}, lines: {counts.lines}, beginnings: {counts.leads},"
        f" stories: {counts.stories}; {counts.size_bytes / 1e6:.1f} MB"
    )


@memory_app.command()
def show(
    site: Annotated[str, typer.Argument(metavar="SITE", help="Registered domain, such as example.org, or a URL.")],
    place: MemoryOption = Path(DEFAULT_MEMORY),
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many at most; 0 for all.")] = _DEFAULT_LIMIT,
) -> None:
    """Show the lines that stand on most pages of a site.

    Examples:

      newsclean memory show example.org

      newsclean memory show example.org --limit 0 > repeated.tsv
    """
    name = _site(site)
    with opened_memory(place) as known:
        counts = known.site_counts(name)
        lines = known.repeated(name, limit or None)
    if counts is None:
        fail(f"nothing is remembered of {plain_line(name)}; `newsclean memory stats` lists the sites")
    columns = ("pages", "of", "since", "last", "line")
    print_table(
        columns,
        (
            [str(line.pages), str(line.of_pages), line.first_seen.isoformat(), line.last_seen.isoformat(), line.text]
            for line in lines
        ),
    )
    told = f"{counts.pages} pages, {counts.lines} lines, {counts.repeated} of them on two pages and more"
    report_note(told if lines else f"{told}; none on {SHOWN_FROM_PAGES}, from which on a line is shown")


@memory_app.command()
def forget(
    site: Annotated[str, typer.Argument(metavar="SITE", help="Registered domain, such as example.org, or a URL.")],
    place: MemoryOption = Path(DEFAULT_MEMORY),
) -> None:
    """Forget all that is remembered of a site. Stored records are not touched.

    Example:

      newsclean memory forget example.org
    """
    name = _site(site)
    with opened_memory(place) as known:
        if not known.forget_site(name):
            fail(f"nothing is remembered of {plain_line(name)}")
    out().print(f"forgot {plain_line(name)}")


def _site(given: str) -> str:
    name = without_surrogates(given.strip())
    return site_of(name) or name


@contextmanager
def opened_memory(place: Path) -> Iterator[SiteMemory]:
    """The memory at `place`, which must be there."""
    if not place.exists():
        raise StoreError(f"there is no memory {plain_line(str(place))}; `newsclean crawl` makes one beside its store")
    with SiteMemory.open(place) as known:
        yield known
