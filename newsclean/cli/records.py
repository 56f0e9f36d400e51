"""`newsclean records`: what is stored, listed, shown, searched and exported."""

from itertools import islice
from typing import Annotated

import typer

from newsclean.cli.record_options import (
    DEFAULT_STORE,
    AllVersionsOption,
    KindOption,
    LabelOption,
    LanguageOption,
    OriginalsOption,
    SinceOption,
    SiteOption,
    StoredSinceOption,
    StoredUntilOption,
    StoreOption,
    UntilOption,
    opened,
    store_name,
)
from newsclean.cli.record_views import print_hits, print_record, print_records
from newsclean.cli.records_export import export
from newsclean.cli.terminal import fail, plain_line, report_note
from newsclean.store import RecordFilter
from newsclean.store.words import parse_query

records_app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

_DEFAULT_LIMIT = 20


@records_app.callback()
def records() -> None:
    """List, show, search and export stored records.

    Example:

      newsclean records list --language fr --since 2024-05-01
    """


@records_app.command("list")
def list_records(
    store: StoreOption = DEFAULT_STORE,
    site: SiteOption = None,
    language: LanguageOption = None,
    kind: KindOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    stored_since: StoredSinceOption = None,
    stored_until: StoredUntilOption = None,
    label: LabelOption = None,
    originals: OriginalsOption = False,
    all_versions: AllVersionsOption = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many at most; 0 for all.")] = _DEFAULT_LIMIT,
) -> None:
    """List records, what was stored last first.

    In a pipe each record is a tab-separated line, under a line with the names of the columns.

    Examples:

      newsclean records list --site example.org --kind paywalled

      newsclean records list --label off_topic --limit 0 > records.tsv
    """
    chosen = RecordFilter(
        site=site,
        language=language,
        page_kind=kind,
        published_since=since,
        published_until=until,
        stored_since=stored_since,
        stored_until=stored_until,
        label=label,
        originals=originals,
        all_versions=all_versions,
    )
    with opened(store) as reader:
        every = reader.records(chosen)
        shown = print_records(islice(every, limit) if limit else every)
        if not shown:
            report_note("no record is like that" if chosen != RecordFilter() else "no record is in it yet")
        if limit and next(every, None) is not None:
            report_note(f"these are the last {limit}; --limit 0 lists all")


@records_app.command()
def show(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="Id of the record, or its URL.")],
    store: StoreOption = DEFAULT_STORE,
    version: Annotated[
        int | None, typer.Option("--version", min=1, help="This version of the article.", show_default="the newest")
    ] = None,
    cut: Annotated[bool, typer.Option("--cut", help="Show the whole text with what was cut, and why.")] = False,
) -> None:
    """Show one record: its fields and its text.

    Examples:

      newsclean records show 12 --cut

      newsclean records show https://example.org/news/story.html --version 1
    """
    reference = int(record) if record.isascii() and record.isdigit() and len(record) < 20 else record
    with opened(store) as reader:
        versions = reader.versions(reference)
    if not versions:
        fail(f"{plain_line(store_name(store))} has no record {plain_line(record)}")
    wanted = version or versions[-1].version
    stored = next((one for one in versions if one.version == wanted), None)
    if stored is None:
        known = ", ".join(str(one.version) for one in versions)
        fail(f"record {plain_line(record)} has no version {version}; it has {known}")
    print_record(stored, len(versions), with_cuts=cut)


@records_app.command()
def search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help='Words, "a phrase", -without.')],
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")] = _DEFAULT_LIMIT,
) -> None:
    """Search titles and texts for all of the words, best matches first.

    Case and accents are of no matter. Put the query in quotes where it has quotes or a minus of its own;
    after a plain -- it may begin with a minus.

    Examples:

      newsclean records search climate summit

      newsclean records search '"prime minister" budget -sport'
    """
    asked = " ".join(query)
    if not parse_query(asked).wanted:
        raise typer.BadParameter("there is no word in it to look for", param_hint="QUERY")
    with opened(store) as reader:
        hits = reader.search(asked, limit)
    if not hits:
        report_note("nothing found")
        return
    print_hits(hits)


records_app.command()(export)
