"""What one run of one source did."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, computed_field

from newsclean.labels import Label, PageKind
from newsclean.runs.settings import AlarmCheck

MAX_ERRORS = 100
"""So many failures are kept with their reasons, the others only counted: a run takes kilobytes, not megabytes."""
MAX_STARTS = 5
"""So many starts are kept; a run over a file of URLs has as many starts as the file has lines."""

ARTICLE_KINDS = frozenset({PageKind.ARTICLE, PageKind.LIVE, PageKind.PAYWALLED})
"""Pages that hold an article, whole or in part."""
EMPTY_KINDS = frozenset({PageKind.EMPTY, PageKind.CONSENT})
"""Pages without any text of the site's own."""
THIN_KINDS = frozenset({PageKind.LISTING, PageKind.STUB})
"""Pages with hardly more than links and teasers."""


class RunState(StrEnum):
    """How a run ended, or that it has not."""

    RUNNING = "running"
    FINISHED = "finished"
    LIMITED = "limited"
    """At its time limit, or another that it was given; the next run goes on."""
    INTERRUPTED = "interrupted"
    """By a signal, in order; the next run goes on."""
    FAILED = "failed"
    """Given up: a store that cannot be written, no memory left."""
    KILLED = "killed"
    """It no longer runs, and has not said how it ended."""


class RunCounts(BaseModel):
    """Pages and listings of a run."""

    model_config = ConfigDict(frozen=True)

    found: int = Field(default=0, description="links to pages that were to be fetched: new, or due again")
    known: int = Field(default=0, description="links to pages that an earlier run has dealt with")
    left_out: int = Field(default=0, description="links to pages that the source's patterns leave out")
    fetched: int = Field(default=0, description="pages that came")
    new: int = Field(default=0, description="articles saved for the first time")
    versions: int = Field(default=0, description="new versions of articles saved")
    unchanged: int = Field(default=0, description="pages that the store has as they are")
    skipped: int = Field(default=0, description="pages that are none of ours")
    postponed: int = Field(default=0, description="pages and listings whose host is left alone for now")
    failed: int = Field(default=0, description="pages and listings that failed")
    failed_listings: int = Field(default=0, description="of these, listings")
    listings: int = Field(default=0, description="listings read, or found not modified")
    listings_with_pages: int = Field(default=0, description="listings read that could name pages: no index, modified")

    @property
    def saved(self) -> int:
        """New articles and new versions."""
        return self.new + self.versions

    @property
    def named(self) -> int:
        """Links to pages that the listings name."""
        return self.found + self.known + self.left_out

    @property
    def failed_pages(self) -> int:
        """Failures that are no listings."""
        return self.failed - self.failed_listings

    @property
    def processed(self) -> int:
        """Pages that were dealt with, one way or another."""
        return self.saved + self.unchanged + self.skipped + self.failed_pages


class LabelCut(BaseModel):
    """What was cut under one label."""

    model_config = ConfigDict(frozen=True)

    pages: int
    characters: int


class RunError(BaseModel):
    """A page or listing that failed."""

    model_config = ConfigDict(frozen=True)

    url: str
    reason: str


class Alarm(BaseModel):
    """What is unlike the source's past."""

    model_config = ConfigDict(frozen=True)

    check: AlarmCheck
    message: str
    value: float = Field(description="of this run, and of those before it where it had few pages")
    usual: float = Field(description="of the past")
    label: Label | None = Field(default=None, description="where the check is made for each label")


class RunReport(BaseModel):
    """One run of one source. Of times the moments are in UTC."""

    model_config = ConfigDict(frozen=True)

    id: int | None = Field(default=None, description="number of the run; none before it is stored")
    source: str
    starts: tuple[str, ...] = Field(default=(), description="the first few starts")
    state: RunState = RunState.RUNNING
    reason: str = Field(default="", description="why it ended, where that is not said by the state")
    began: datetime
    ended: datetime | None = None
    seconds: float = Field(default=0.0, ge=0, description="how long it took, on a clock that nobody sets")
    counts: RunCounts = RunCounts()
    requests: int = Field(default=0, description="sent, those for robots.txt and repeated ones included")
    bytes_received: int = Field(default=0, description="headers and bodies, as they were sent")
    statuses: Mapping[int, int] = Field(default_factory=dict, description="answers by status code")
    answers: int = Field(default=0, description="answers to requests for pages and listings")
    refused: int = Field(default=0, description="of these, with a status that refuses")
    page_kinds: Mapping[PageKind, int] = Field(default_factory=dict, description="cleaned pages by kind")
    text_pages: int = Field(default=0, description="cleaned pages that are articles or stubs")
    text_characters: int = Field(default=0, description="of their extracted texts, before anything was cut")
    cuts: Mapping[Label, LabelCut] = Field(default_factory=dict, description="what was cut from them, by label")
    saved_articles: int = Field(default=0, description="saved records that are articles")
    median_length: int | None = Field(default=None, description="characters of their clean texts")
    errors: tuple[RunError, ...] = Field(default=(), description="the first MAX_ERRORS failures")
    problems: tuple[str, ...] = Field(default=(), description="what went wrong with telling of alarms")
    alarms: tuple[Alarm, ...] = ()
    is_shared: bool = Field(default=False, description="whether other machines crawled the source at the same time")
    is_told: bool = Field(default=False, description="whether somebody was told of the alarms")
    is_accepted: bool = Field(default=False, description="whether a person has said that this is how it is from now on")
    newsclean_version: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it ended by itself, so that its figures can be compared."""
        return self.state in (RunState.FINISHED, RunState.LIMITED)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def requests_per_second(self) -> float:
        """On average over the run."""
        return self.requests / self.seconds if self.seconds else 0.0

    @property
    def cleaned(self) -> int:
        """Pages that were cleaned."""
        return sum(self.page_kinds.values())

    def pages_of(self, kinds: frozenset[PageKind]) -> int:
        """Cleaned pages of these kinds."""
        return sum(number for kind, number in self.page_kinds.items() if kind in kinds)

    @property
    def cut_characters(self) -> int:
        """Under all labels."""
        return sum(cut.characters for cut in self.cuts.values())

    @computed_field  # type: ignore[prop-decorator]
    @property
    def cut_share(self) -> float | None:
        """Share of the texts' characters that was cut; None where there was no text."""
        return self.cut_characters / self.text_characters if self.text_characters else None

    def cut_share_of(self, label: Label) -> float:
        """The same under one label."""
        cut = self.cuts.get(label)
        return cut.characters / self.text_characters if cut and self.text_characters else 0.0
