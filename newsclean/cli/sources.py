"""`newsclean sources`: what a sources file says, and what a site has to be put into one."""

from pathlib import Path
from typing import Annotated

import typer

from newsclean.addresses import split_url
from newsclean.cli.given import settings
from newsclean.cli.source_views import check_starts, print_listed, print_planned, print_probes
from newsclean.cli.terminal import fail, out, plain_line, report_note
from newsclean.errors import FetchError
from newsclean.sources.read import read_sources

sources_app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

DEFAULT_FILE = Path("sources.toml")

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The sources file.")]
NamesOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help="Only this source; may be given several times.")
]
DelayOption = Annotated[float, typer.Option("--delay", min=0, max=60, help="Seconds between two requests.")]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private-hosts", help="Fetch from this machine and private networks too.")
]


@sources_app.callback()
def sources() -> None:
    """Add a site to a sources file, and see what a file says.

    Example:

      newsclean sources add https://example.org/
    """


@sources_app.command("list")
def list_sources(file: FileArgument = DEFAULT_FILE, names: NamesOption = None) -> None:
    """List the sources of a file, with what the defaults say for them.

    Examples:

      newsclean sources list

      newsclean sources list other.toml --source example.org
    """
    print_listed(read_sources(file).chosen(names or ()))


@sources_app.command()
def check(
    file: FileArgument = DEFAULT_FILE,
    names: NamesOption = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Try each start, and say what it gives.")] = False,
    delay: DelayOption = 0.5,
) -> None:
    """Check a sources file, and show what would be crawled and when next.

    Every mistake is named with its line, and the exit code is 3. With --fetch each feed, sitemap, front page
    and page is fetched once, with the source's headers and as robots.txt allows; the exit code is 1 where
    one of them gives nothing. Nothing is stored.

    Examples:

      newsclean sources check

      newsclean sources check sources.toml --fetch --source example.org
    """
    read = read_sources(file)
    chosen = read.chosen(names or ())
    if not fetch:
        print_planned(read, chosen)
    elif not check_starts(chosen, delay):
        fail("not all starts gave something")


@sources_app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Any page of the site, a feed, or a sitemap.")],
    file: Annotated[
        Path, typer.Option("--file", "-f", help="The sources file; it is made where there is none.")
    ] = DEFAULT_FILE,
    name: Annotated[
        str | None, typer.Option("--name", help="What the source is called.", show_default="its host")
    ] = None,
    user_agent: Annotated[str | None, typer.Option("--user-agent", help="Who asks, as servers see it.")] = None,
    delay: DelayOption = 0.5,
    allow_private_hosts: PrivateOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be added, and change nothing.")] = False,
) -> None:
    """Find the feeds and sitemaps of a site, and add it to a sources file.

    Looked at are the links in the page's head, the sitemaps that robots.txt names, and the usual places
    of both; each is fetched once, to see that there is something in it. Where there is neither a feed nor a
    sitemap of news, the page itself is taken for its links. What stands in the file is not touched.

    A site that the file has already is refused; with a --name of its own it is added all the same.

    Examples:

      newsclean sources add https://example.org/

      newsclean sources add https://example.org/sport/ --name example-sport --file sport.toml
    """
    from newsclean.cli.source_adding import new_source  # noqa: PLC0415  feed parsers are slow to load
    from newsclean.sources.append import append_source  # noqa: PLC0415

    try:
        split_url(url)
    except FetchError as error:
        raise typer.BadParameter(str(error), param_hint="URL") from None
    config = settings(None, user_agent=user_agent, allow_private_hosts=allow_private_hosts or None)
    new = new_source(url.strip(), file, name, config, delay)
    print_probes((new.name, probe) for probe in new.found.probes)
    if dry_run:
        report_note(f"nothing was changed; this would be added to {plain_line(str(file))}:\n{new.table}")
        return
    append_source(file, new.table)
    out().print(f"added {new.name} to {plain_line(str(file))}")
