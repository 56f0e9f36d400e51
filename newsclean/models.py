"""The values that cross stages, and the records that leave the program.

Stages hand each other frozen dataclasses (cheap, a page has hundreds of lines); what a user
stores or reads is a pydantic model.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Label(StrEnum):
    """The kinds of junk. The value is what records, reports and configuration call it."""

    TEASER = "teaser"
    TICKER = "ticker"
    STUB_CUT = "stub_cut"
    RELATED_LINK = "related_link"
    SOURCE_CREDIT = "source_credit"
    BYLINE = "byline"
    DATELINE = "dateline"
    PHOTO_CREDIT = "photo_credit"
    NAV = "nav"
    DUPLICATE = "duplicate"
    COMMENT = "comment"
    PAYWALL = "paywall"
    PROMPT = "prompt"
    SHARE = "share"
    MEDIA = "media"
    METER = "meter"
    AD = "ad"
    SIGNOFF = "signoff"
    TAGS = "tags"
    COPYRIGHT = "copyright"
    DISCLAIMER = "disclaimer"
    AUTHOR_BIO = "author_bio"
    LIVE_POINTER = "live_pointer"
    CONSENT = "consent"
    EMBED = "embed"
    WIDGET = "widget"
    PROMO = "promo"
    OFF_TOPIC = "off_topic"


class PageKind(StrEnum):
    """What a page turned out to be."""

    ARTICLE = "article"
    STUB = "stub"
    LISTING = "listing"
    LIVE = "live"
    PAYWALLED = "paywalled"
    CONSENT = "consent"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched or read page, not yet parsed."""

    html: bytes | str
    url: str | None = None
    final_url: str | None = None
    fetched_at: datetime | None = None
    content_type: str | None = None
    """The Content-Type header, for its charset."""


@dataclass(frozen=True, slots=True)
class NamedBox:
    """An element around a line."""

    place: int
    """Tells boxes of equal names apart: the place among the page's boxes."""
    names: frozenset[str]
    """Its tag and the words of its class and id."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the extracted text, with what the HTML says of it.

    From bare text only `index` and `text` are set; a rule uses what is there.
    """

    index: int
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
    in_article_body: bool | None = None
    """Whether the publisher's own JSON-LD articleBody has the line; None where it has none."""


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


@dataclass(frozen=True, slots=True)
class RememberedLine:
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


@dataclass(frozen=True, slots=True)
class Verdict:
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


@dataclass(frozen=True, slots=True)
class Cut:
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


class RemovedLine(BaseModel):
    """A line that was cut, with why. A suffix is the cut end of a line that was kept."""

    model_config = ConfigDict(frozen=True)

    index: int = Field(ge=0, description="place of the line in the extracted text, from 0")
    text: str
    label: Label
    rule: str
    score: float = Field(ge=0, le=1)
    evidence: str
    is_suffix: bool = False


class MemoryNote(BaseModel):
    """The memory of the site that a record was cleaned with."""

    model_config = ConfigDict(frozen=True)

    state: str = Field(default="", description="the memory and its state; the same state gives the same record")
    site_pages: int = Field(default=0, ge=0, description="pages of the site that it had seen")
    problem: str = Field(default="", description="why it could not be asked, where it could not")


class CleanRecord(BaseModel):
    """One cleaned page or text."""

    model_config = ConfigDict(frozen=True)

    url: str | None = None
    final_url: str | None = None
    site: str | None = Field(default=None, description="registered domain of the final URL")
    canonical_url: str | None = None
    via: str | None = Field(default=None, description="the page that pointed here, where an aggregator was followed")
    title: str | None = None
    authors: list[str] = Field(default_factory=list)
    published: datetime | date | None = None
    modified: datetime | date | None = None
    language: str | None = Field(default=None, description="ISO 639-1 code, 639-3 where there is none")
    text: str = Field(
        default="", description="the article, a paragraph a line; of a listing its headlines and teasers, a line each"
    )
    removed: list[RemovedLine] = Field(
        default_factory=list, description="what was cut, in the order in which it stood in the extracted text"
    )
    source: str | None = Field(default=None, description="agency or outlet that a cut credit named")
    page_kind: PageKind = PageKind.EMPTY
    page_reason: str = ""
    links: list[str] = Field(default_factory=list, description="links of a listing, in page order")
    field_sources: dict[str, str] = Field(default_factory=dict, description="where each field was found")
    fingerprint: str = Field(default="", description="of the clean text; equal texts have equal fingerprints")
    origin: Literal["html", "text"] | None = Field(default=None, description="whether a page or a text was cleaned")
    extracted_at: datetime | None = None
    cleaner_version: str = ""
    memory: MemoryNote | None = Field(default=None, description="the memory that was asked; none where there was none")
    copy_of: str | None = Field(default=None, description="URL of the original, where this is a copy of its story")
    similarity: float | None = Field(
        default=None, ge=0, le=1, description="share of the shorter text that copy and original have in common"
    )

    def extracted_lines(self) -> list[str]:
        """The extracted text, line for line, as it was before cleaning.

        >>> CleanRecord(text="Body.").extracted_lines()
        ['Body.']
        """
        cut: dict[int, str] = {}
        for part in self.removed:
            cut[part.index] = cut.get(part.index, "") + part.text
        whole = {part.index for part in self.removed if not part.is_suffix}
        kept = self.text.split("\n") if self.text or not whole else []
        following = iter(kept)
        return [
            cut[index] if index in whole else next(following) + cut.get(index, "")
            for index in range(len(kept) + len(whole))
        ]
