"""`newsclean reclean`: stored records cleaned again, without fetching."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from newsclean.cli.record_options import DEFAULT_STORE, SiteOption, StoreOption, opened
from newsclean.cli.terminal import print_table, report_note, report_warning
from newsclean.config import CleanConfig
from newsclean.config_file import load_config
from newsclean.crawl.memory import memory_path
from newsclean.errors import StoreError
from newsclean.memory import SiteMemory
from newsclean.models import CleanRecord
from newsclean.recleaning import reclean as reclean_record
from newsclean.store import RecordFilter, SaveOutcome, Store, StoredRecord, StoreReader, open_store


@dataclass(slots=True)
class Summary:
    """What cleaning again has changed."""

    records: int = 0
    changed: int = 0
    marked: int = 0
    """Records whose mark as a copy has changed."""
    earlier: int = 0
    """Records that went back to a text which the store has as an earlier version."""
    cut: Counter[str] = field(default_factory=Counter)
    restored: Counter[str] = field(default_factory=Counter)


def reclean(
    store: StoreOption = DEFAULT_STORE,
    memory: Annotated[
        Path | None,
        typer.Option(
            "--memory", "-m", help="The memory of sites.", show_default="beside the store, where there is one"
        ),
    ] = None,
    no_memory: Annotated[bool, typer.Option("--no-memory", help="Ask no memory; by the rules alone.")] = False,
    learn: Annotated[
        bool, typer.Option("--learn", help="First take all stored records into the memory, which is made if need be.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    site: SiteOption = None,
    config_path: Annotated[Path | None, typer.Option("--config", "-c", help="TOML file with settings.")] = None,
) -> None:
    """Clean stored records again, from their own kept and removed lines, by today's rules and memory.

    Nothing is fetched. A record that changes becomes a new version; what was cut before stays cut, unless its
    label is switched off or the memory no longer says so. Marks of copies are brought up to date.

    Examples:

      newsclean reclean --dry-run

      newsclean reclean --store news.db --learn
    """
    if no_memory and (memory or learn):
        raise typer.BadParameter("not together with --memory or --learn", param_hint="--no-memory")
    config = load_config(config_path) if config_path else CleanConfig()
    place = None if no_memory else _place(memory, store, learn)
    with _memory_at(place, config) as known:
        if learn and known is not None and not dry_run:
            with opened(store) as reader:
                _learn(reader, known, site)
        with opened(store) as reader:
            summary = Summary()
            changes = _changes(reader, RecordFilter(site=site), config, known, summary)
            if dry_run:
                for _ in changes:
                    pass
            else:
                with open_store(store) as writable:
                    _save(changes, writable, summary)
    _print(summary, dry_run)


def _place(given: Path | None, store: str, learn: bool) -> Path | None:
    if given is not None:
        if not given.exists() and not learn:
            raise StoreError(f"there is no memory {given}; --learn makes one from the stored records")
        return given
    beside = memory_path(store)
    return beside if beside.exists() or learn else None


@contextmanager
def _memory_at(place: Path | None, config: CleanConfig) -> Iterator[SiteMemory | None]:
    if place is None:
        yield None
        return
    with SiteMemory.open(place, config) as known:
        yield known


_LEARNED_AT_A_TIME = 100


def _learn(reader: StoreReader, memory: SiteMemory, site: str | None) -> None:
    batch: list[CleanRecord] = []
    for stored in reader.records(RecordFilter(site=site)):
        batch.append(stored.record)
        if len(batch) == _LEARNED_AT_A_TIME:
            _learn_batch(batch, memory)
            batch = []
    _learn_batch(batch, memory)


def _learn_batch(batch: list[CleanRecord], memory: SiteMemory) -> None:
    memory.learn_all(batch)
    memory.copies.learn_all(iter(batch))


def _changes(
    reader: StoreReader, chosen: RecordFilter, config: CleanConfig, memory: SiteMemory | None, summary: Summary
) -> Iterator[CleanRecord]:
    """The records that are others after cleaning them again. Newest first: what is stored meanwhile is not read."""
    for stored in reader.records(chosen):
        summary.records += 1
        again = _marked(reclean_record(stored.record, config, memory), memory)
        if again.memory is not None and again.memory.problem:
            report_warning(again.memory.problem)
        if again.copy_of != stored.record.copy_of:
            summary.marked += 1
        if again.text != stored.record.text:
            _count(stored, again, summary)
        elif again.copy_of == stored.record.copy_of:
            continue
        summary.changed += 1
        yield again


def _marked(record: CleanRecord, memory: SiteMemory | None) -> CleanRecord:
    if memory is None:
        return record
    mark = memory.copies.find(record)
    if (mark and mark.copy_of) == record.copy_of:
        return record
    update = {"copy_of": mark and mark.copy_of, "similarity": mark and mark.similarity}
    return record.model_copy(update=update)


def _count(stored: StoredRecord, again: CleanRecord, summary: Summary) -> None:
    before, after = (
        {(cut.index, cut.text): cut.label.value for cut in record.removed if cut.text.strip()}
        for record in (stored.record, again)
    )
    summary.cut.update(after[part] for part in after.keys() - before.keys())
    summary.restored.update(before[part] for part in before.keys() - after.keys())


def _save(changes: Iterator[CleanRecord], store: Store, summary: Summary) -> None:
    for record in changes:
        if store.save(record) is SaveOutcome.UNCHANGED:
            summary.earlier += 1


def _print(summary: Summary, dry_run: bool) -> None:
    labels = sorted({*summary.cut, *summary.restored}, key=lambda label: (-summary.cut[label], label))
    if labels:
        rows = [(label, str(summary.cut[label]), str(summary.restored[label])) for label in labels]
        print_table(("label", "lines cut", "lines back"), rows)
    would = "would change" if dry_run else "changed"
    report_note(f"{summary.changed} of {summary.records} records {would}; {summary.marked} marks of copies among them")
    if summary.earlier:
        report_note(
            f"{summary.earlier} went back to a text that the store has as an earlier version: not written again"
        )
