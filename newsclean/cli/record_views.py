"""Stored records as a person reads them, and as tab-separated lines in a pipe."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from newsclean.cli.explain import print_explanation, summary
from newsclean.cli.terminal import out, plain, plain_line, print_indented, print_table
from newsclean.store import SearchHit, StoredRecord
from newsclean.store.export import CountedRecords

_FOUND_STYLE = "bold yellow"
# Of the text, where there is no title.
_TITLE_CHARS = 80


# A terminal has no room for the rest.
_NARROW = ("id", "day", "site", "language", "kind", "cut", "title")
_WIDE = ("id", "version", "stored", "published", "site", "language", "kind", "cut", "title", "url")
_WIDE_HIT = ("id", "published", "site", "title", "found", "url")


def print_records(records: Iterable[StoredRecord]) -> int:
    """One line a record; in a pipe with all columns. Says how many there were."""
    columns = _NARROW if out().is_terminal else _WIDE
    counted = CountedRecords(records)
    print_table(columns, ([cells[name] for name in columns] for cells in map(_cells, counted)))
    return counted.number


def _cells(stored: StoredRecord) -> dict[str, str]:
    record = stored.record
    published = record.published.isoformat() if record.published else ""
    return {
        "id": str(stored.id),
        "version": str(stored.version),
        "stored": stored.stored_at.isoformat(timespec="seconds"),
        "published": published,
        "day": published[:10],
        "site": record.site or "",
        "language": record.language or "",
        "kind": record.page_kind.value,
        "cut": str(len(record.removed)),
        "title": record.title or record.text[:_TITLE_CHARS],
        "url": record.url or "",
    }


def print_hits(hits: Iterable[SearchHit]) -> None:
    """What a search found, with the place that matched."""
    console = out()
    found = [(hit, _cells(hit.stored) | {"found": hit.snippet.text}) for hit in hits]
    if not console.is_terminal:
        print_table(_WIDE_HIT, ([cells[name] for name in _WIDE_HIT] for _, cells in found))
        return
    for hit, cells in found:
        head = f"{cells['id']:>5}  {cells['day']:10}  {plain_line(cells['site'])}"
        console.print(Text.assemble((head, "dim"), "  ", (plain_line(cells["title"]), "bold")))
        print_indented(_marked(hit), 7, console)


def _marked(hit: SearchHit) -> Text:
    marked, last = Text(), 0
    for start, end in hit.snippet.matches:
        if start >= last:  # two phrases may overlap
            marked.append(plain(hit.snippet.text[last:start]))
            marked.append(plain(hit.snippet.text[start:end]), _FOUND_STYLE)
            last = end
    return marked.append(plain(hit.snippet.text[last:]))


def print_record(stored: StoredRecord, versions: int, *, with_cuts: bool) -> None:
    """One record: its fields, then its text, or with its cuts the whole text."""
    console = out()
    for name, value in _fields(stored, versions):
        console.print(Text.assemble((f"{name}: ", "dim"), plain_line(value)))
    console.print()
    if with_cuts:
        print_explanation(stored.record, console)
    else:
        console.print(Text(plain(stored.record.text)))


def _fields(stored: StoredRecord, versions: int) -> Iterator[tuple[str, str]]:
    record = stored.record
    fields = {
        "title": record.title,
        "authors": ", ".join(record.authors),
        "published": record.published and record.published.isoformat(),
        "modified": record.modified and record.modified.isoformat(),
        "language": record.language,
        "site": record.site,
        "url": record.url,
        "final url": record.final_url if record.final_url != record.url else None,
        "via": record.via,
        "record": f"{stored.id}, version {stored.version} of {versions}",
        "stored": stored.stored_at.isoformat(timespec="seconds"),
        "outcome": summary(record) + (f" ({record.page_reason})" if record.page_reason else ""),
    }
    return ((name, value) for name, value in fields.items() if value)
