"""The options that the commands on stored records share."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated

import typer

from newsclean.errors import StoreError
from newsclean.models import Label, PageKind
from newsclean.store import StoreReader, read_store

DEFAULT_STORE = "newsclean.db"

_DAY_CHARS = len("2024-05-31")


def day_or_moment(given: str) -> date:
    """A day, or a moment, in ISO 8601."""
    try:
        return date.fromisoformat(given) if len(given) <= _DAY_CHARS else datetime.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter("a date is given as 2024-05-31 or 2024-05-31T18:00+02:00") from None


StoreOption = Annotated[
    str, typer.Option("--store", "-s", help="Where the records are: a .db, .jsonl or .parquet file, or a database URL.")
]
SiteOption = Annotated[str | None, typer.Option("--site", help="Only of this registered domain, such as example.org.")]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="Only in this language, such as fr.")
]
KindOption = Annotated[PageKind | None, typer.Option("--kind", help="Only of this page kind.")]
SinceOption = Annotated[
    date | None, typer.Option("--since", parser=day_or_moment, metavar="DATE", help="Only published then or later.")
]
UntilOption = Annotated[
    date | None,
    typer.Option("--until", parser=day_or_moment, metavar="DATE", help="Only published then or before; a day whole."),
]
StoredSinceOption = Annotated[
    date | None, typer.Option("--stored-since", parser=day_or_moment, metavar="DATE", help="Only stored then or later.")
]
StoredUntilOption = Annotated[
    date | None,
    typer.Option("--stored-until", parser=day_or_moment, metavar="DATE", help="Only stored then or before."),
]
LabelOption = Annotated[
    Label | None, typer.Option("--label", help="Only records from which something was cut under this label.")
]
OriginalsOption = Annotated[
    bool, typer.Option("--originals", help="Only originals, no copies of a story that is there already.")
]
AllVersionsOption = Annotated[
    bool, typer.Option("--all-versions", help="Every version of an article, not the newest alone.")
]


@contextmanager
def opened(store: str) -> Iterator[StoreReader]:
    """The store, open for reading; where there is none the message says how one comes about."""
    try:
        reader = read_store(store)
    except StoreError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            raise StoreError(f"{error}; `newsclean crawl` makes one, and --store names another") from error
        raise
    with reader:
        yield reader


def store_name(store: str) -> str:
    """A store for a message: a database URL may hold a password."""
    return "the database" if "://" in store else store
