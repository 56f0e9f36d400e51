"""What a shared crawl keeps in Redis: pages and listings to fetch, as JSON.

A task says what to fetch, never how: headers, limits and all else are of the worker that fetches it.
"""

import hashlib
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from newsclean.crawl.items import Listing
from newsclean.crawl.listings.entry import Entry, ListingKind
from newsclean.crawl.seen.values import PageLink, Validators, moment, stamp
from newsclean.text import without_surrogates
from newsclean.url_patterns import UrlPatterns

Task = PageLink | Listing

_NAMELESS = "-"
"""Stands for the host of a URL that has none; fetching it fails, and says so."""


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _PageForm(_Form):
    """A PageLink as JSON. Without the listing's summary, which is of use only where it was read."""

    task: Literal["page"] = "page"
    key: str
    url: str
    title: str | None
    published: str | None
    updated: str | None
    source: str
    via: str | None
    etag: str | None
    last_modified: str | None
    was_saved: bool


class _ListingForm(_Form):
    """A Listing as JSON."""

    task: Literal["listing"] = "listing"
    kind: Literal["feed", "sitemap", "front"]
    url: str
    source: str
    follow_to_original: bool
    depth: int = Field(ge=0)
    only_urls: tuple[str, ...]
    never_urls: tuple[str, ...]


_FORMS: TypeAdapter[_PageForm | _ListingForm] = TypeAdapter(
    Annotated[_PageForm | _ListingForm, Field(discriminator="task")]
)


def task_name(task: Task) -> str:
    """What the task is known by to all workers: its host, and a digest of its kind and key."""
    kind, url = ("page", task.entry.url) if isinstance(task, PageLink) else ("listing", task.url)
    digest = hashlib.sha256(f"{kind} {task.key}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"{_host(url)} {digest}"


def host_of(name: str) -> str:
    """The host in the name of a task."""
    return name.partition(" ")[0]


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return _NAMELESS
    return "".join(host.split()) or _NAMELESS


def dumps(task: Task) -> bytes:
    """The task as JSON."""
    if isinstance(task, Listing):
        form: _PageForm | _ListingForm = _ListingForm(
            kind=task.kind.value,
            url=task.url,
            source=task.source,
            follow_to_original=task.follow_to_original,
            depth=task.depth,
            only_urls=task.patterns.only,
            never_urls=task.patterns.never,
        )
    else:
        form = _PageForm(
            key=task.key,
            url=task.entry.url,
            title=without_surrogates(task.entry.title) if task.entry.title else None,
            published=stamp(task.entry.published),
            updated=stamp(task.entry.updated),
            source=task.source,
            via=task.via,
            etag=task.validators.etag,
            last_modified=task.validators.last_modified,
            was_saved=task.was_saved,
        )
    return form.model_dump_json().encode()


def loads(data: bytes) -> Task:
    """The task of a JSON text. Raises ValueError for what is none."""
    try:
        form = _FORMS.validate_json(data)
    except ValidationError as error:
        raise ValueError(f"no task: {error.error_count()} faults") from None
    if isinstance(form, _ListingForm):
        patterns = UrlPatterns(form.only_urls, form.never_urls)
        return Listing(ListingKind(form.kind), form.url, form.source, form.follow_to_original, form.depth, patterns)
    return PageLink(
        key=form.key,
        entry=Entry(form.url, form.title, moment(form.published), moment(form.updated)),
        source=form.source,
        via=form.via,
        validators=Validators(form.etag, form.last_modified),
        was_saved=form.was_saved,
    )
