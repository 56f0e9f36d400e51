"""`newsclean records`: what is stored, listed, shown, searched and exported."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path
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
from newsclean.cli.terminal import fail, plain_line, report_note
from newsclean.errors import ConfigError
from newsclean.store import Order, RecordFilter, StoredRecord, StoreReader, open_store
from newsclean.store.dataset import export_new
from newsclean.store.export import append_records, export_records, writer_for
from newsclean.store.serial import stored_to_line
from newsclean.store.words import parse_query


class FileFormat(StrEnum):
    """The files of an export that is added to."""

    PARQUET = "parquet"
    JSONL = "jsonl"
    CSV = "csv"


_FILE_ENDINGS = frozenset({".parquet", ".jsonl", ".json", ".csv", ".db", ".sqlite", ".sqlite3"})

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


@records_app.command()
def export(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="A .jsonl, .json, .csv or .parquet file, or -.")],
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
    append: Annotated[
        bool, typer.Option("--append", help="Add to a .jsonl, .parquet or .db store what it has not yet.")
    ] = False,
    since_last: Annotated[
        bool,
        typer.Option("--since-last", help="TARGET is a folder; add a file with what was stored since the last export."),
    ] = False,
    file_format: Annotated[
        FileFormat | None, typer.Option("--format", help="Of the files of --since-last.", show_default="parquet")
    ] = None,
) -> None:
    """Write records to a file, what was stored first first; - writes JSON Lines to standard output.

    The file appears, or changes, when all is written. In a CSV file a cell that a spreadsheet would take
    for a formula begins with an apostrophe; take another format for exact text.

    With --since-last the same command can run every day: it looks only at what is new, and whenever it is
    stopped, the next one goes on without losing or doubling a record.

    Examples:

      newsclean records export records.parquet --language fr

      newsclean records export archive.jsonl --append

      newsclean records export daily/ --since-last --format jsonl

      newsclean records export - --site example.org | jq -r .title
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
        order=Order.OLDEST_FIRST,
    )
    if target != "-" and _is_same(target, store):
        raise typer.BadParameter("this is the store itself", param_hint="TARGET")
    _check_together(target, append, since_last, file_format)
    with opened(store) as reader:
        if since_last:
            _export_new(reader, target, chosen, file_format or FileFormat.PARQUET)
        else:
            _export(reader.records(chosen), target, append)


def _check_together(target: str, append: bool, since_last: bool, file_format: FileFormat | None) -> None:
    """Raise BadParameter for options that do not go together."""
    if file_format and not since_last:
        raise typer.BadParameter("goes with --since-last; else TARGET's ending says it", param_hint="--format")
    if not since_last:
        if target != "-" and not append:
            _check_ending(target)
        return
    if append:
        raise typer.BadParameter("not together with --append", param_hint="--since-last")
    if target == "-" or Path(target).is_file() or Path(target).suffix.lower() in _FILE_ENDINGS:
        raise typer.BadParameter("with --since-last TARGET is a folder", param_hint="TARGET")


def _check_ending(target: str) -> None:
    try:
        writer_for(Path(target).suffix.lower())
    except ConfigError as error:
        raise typer.BadParameter(str(error), param_hint="TARGET") from None


def _export_new(reader: StoreReader, target: str, chosen: RecordFilter, file_format: FileFormat) -> None:
    export = export_new(reader, Path(target), chosen, f".{file_format}")
    where = f"as {plain_line(str(export.path))}" if export.path else f"to {plain_line(target)}; nothing is new"
    report_note(f"{export.number} added {where}")


def _export(chosen: Iterator[StoredRecord], target: str, append: bool) -> None:
    if target == "-":
        for stored in chosen:
            sys.stdout.buffer.write(stored_to_line(stored))
    elif append:
        with open_store(target) as other:
            number = append_records(chosen, other)
        report_note(f"{number} added to {plain_line(store_name(target))}")
    else:
        number = export_records(chosen, Path(target))
        report_note(f"{number} written to {plain_line(target)}")


def _is_same(target: str, store: str) -> bool:
    return target == store or Path(target).resolve() == Path(store).resolve()
