"""`newsclean records export`: what is stored, handed on in files."""

import sys
from collections.abc import Iterator
from enum import StrEnum
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
from newsclean.cli.terminal import plain_line, report_note
from newsclean.errors import ConfigError
from newsclean.store import Order, RecordFilter, StoredRecord, StoreReader, open_store
from newsclean.store.dataset import export_new
from newsclean.store.export import append_records, export_records, writer_for
from newsclean.store.serial import stored_to_line


class FileFormat(StrEnum):
    """The files of an export that is added to."""

    PARQUET = "parquet"
    JSONL = "jsonl"
    CSV = "csv"


_FILE_ENDINGS = frozenset({".parquet", ".jsonl", ".json", ".csv", ".db", ".sqlite", ".sqlite3"})


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
