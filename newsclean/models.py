"""The values that cross stages, and with them the record that leaves the program.

Stages hand each other frozen dataclasses (cheap, a page has hundreds of lines); what a user
stores or reads is a pydantic model.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple

from newsclean.clean_record import CleanRecord, MemoryNote, RemovedLine
from newsclean.labels import Label, PageKind

__all__ = [
    "Article",
    "CleanRecord",
    "Cut",
    "Fields",
    "Judgement",
    "Label",
    "Lead",
    "LeadMatch",
    "Line",
    "Link",
    "MemoryNote",
    "NamedBox",
    "Page",
    "PageKind",
    "Protection",
    "Recollection",
    "RememberedLine",
    "RemovedLine",
    "Trimmed",
    "Verdict",
]


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched or read page, not yet parsed."""

    html: bytes | str
    url: str | None = None
    final_url: str | None = None
    fetched_at: datetime | None = None
    content_type: str | None = None
    """The Content-Type header, for its charset."""


class NamedBox(NamedTuple):
    """An element around a line."""

    place: int
    """Tells boxes of equal names apart: the place among the page's boxes."""
    names: frozenset[str]
    """Its tag and the words of its class and id."""


class Line(NamedTuple):
    """One line of the extracted text, with what the HTML says of it.

    From bare text only `index` and `text` are set; a rule uses what is there. A tuple is made six times as
    fast as a frozen dataclass, and texts have many lines.
    """

    index: int  # type: ignore[assignment]  # of a line nobody asks for the method of tuples
    text: str
    tag: str = ""
    """Name of the block element: p, h2, li, blockquote, td, pre …"""
    link_share: float = 0.0
    """Share of the line's characters that stand inside links, 0..1."""
    own_link_share: float = 0.0
    """The same for links to other pages of the same site."""
    boxes: tuple[NamedBox, ...] = ()
    """The boxes around the line, innermost first, up to the one that holds the article."""
    is_outside: bool = False
    """Stands outside the box that holds the article."""
    is_deck: bool = False
    """Is what the page describes itself by."""
    in_article_body: bool | None = None
    """Whether the publisher's own JSON-LD articleBody has the line; None where it has none, or a part of the line."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words, as a listing page has them."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """What is known of an article beside its text; `sources` names where each field came from."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | date | None = None
    modified: datetime | date | None = None
    language: str | None = None
    site_name: str | None = None
    description: str | None = None
    source: str | None = None
    canonical_url: str | None = None
    sources: tuple[tuple[str, str], ...] = ()
    is_outlet_author: bool = False
    """The authors are the site or another outlet: who wrote is not among them."""


@dataclass(frozen=True, slots=True)
class Article:
    """The extracted text, line by line, before anything was judged."""

    lines: tuple[Line, ...]
    fields: Fields = field(default_factory=Fields)
    origin: Literal["html", "text"] = "text"
    url: str | None = None
    final_url: str | None = None
    fetched_at: datetime | None = None
    links: tuple[Link, ...] = ()
    page_kind: PageKind | None = None
    """Set where the page itself decides it (a consent wall, a listing); else the record stage does."""
    page_reason: str = ""
    is_part_withheld: bool = False
    """The publisher says that only subscribers see all of it, and what is for them is not on the page."""


@dataclass(frozen=True, slots=True)
class Lead:
    """How a page begins, or is announced: its title and its first words."""

    url: str
    title: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class LeadMatch:
    """A line that is the beginning of another page of its site."""

    url: str
    """Of the page that begins so."""
    words: int
    """Words of the line that are the page's."""
    is_title: bool = False
    """Whether they are the whole title of the page."""
    glued: str = ""
    """What the line has beside them: a date, a category."""


class RememberedLine(NamedTuple):
    """What other pages of the site say of a line. Its own page, under whatever URL, says nothing."""

    pages: int = 0
    """Other pages that had the line."""
    of_pages: int = 0
    """Other pages that were seen since the line was first seen, those with it included."""
    heads: int = 0
    """Of `pages`, those that had it at their head, up to the first paragraph."""
    lead: LeadMatch | None = None
    is_own: bool = False
    """Whether this very page is known to begin so."""


@dataclass(frozen=True, slots=True)
class Recollection:
    """What a memory of the site knows of an article, by the index of its lines."""

    lines: Mapping[int, RememberedLine] = field(default_factory=lambda: MappingProxyType({}))
    state: str = ""
    """The memory and its state: with equal states the lines are equal."""
    site_pages: int = 0
    """Pages of the site that it has seen."""
    knows_page: bool = False
    """Whether the article's own page is among them, under whatever URL."""
    problem: str = ""
    """Why the memory could not be asked, where it could not."""
    casefolded: Mapping[int, bytes] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    """Of lines that were looked up the casefolded words, a space between them, in UTF-8: the record needs them too."""


class Verdict(NamedTuple):
    """What one rule says of one line."""

    line: int
    """Index of the line in the article."""
    label: Label
    rule: str
    score: float
    """How sure the rule is that this is no part of the article, 0..1."""
    evidence: str
    """What was matched or measured, for a person to read."""
    suffix_at: int | None = None
    """Where only the end of the line is junk: the character at which that end begins."""
    named: str | None = None
    """The outlet that the line names, where it is a credit and the rule knows."""


@dataclass(frozen=True, slots=True)
class Protection:
    """A reason to keep a line: what would be cut on weaker evidence stays."""

    line: int
    rule: str
    strength: float
    """Scores up to this are overruled, 0..1."""
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that the classify stage found on an article."""

    verdicts: tuple[Verdict, ...] = ()
    protections: tuple[Protection, ...] = ()


class Cut(NamedTuple):
    """A line, or the end of one, that the trim stage removed."""

    line: int
    text: str
    verdict: Verdict
    """The verdict that decided."""
    score: float
    """What all evidence on the line adds up to, 0..1."""
    is_suffix: bool = False


@dataclass(frozen=True, slots=True)
class Trimmed:
    """Kept and removed lines. Kept plus removed, in order of index, is the article."""

    kept: tuple[Line, ...]
    removed: tuple[Cut, ...]
