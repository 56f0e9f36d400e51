"""The record that leaves the program: what a user stores and reads."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from newsclean.labels import Label, PageKind


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

        In a record that somebody has changed, cut lines whose place is no longer in the text come last.

        >>> CleanRecord(text="Body.").extracted_lines()
        ['Body.']
        """
        cut: dict[int, str] = {}
        for part in self.removed:
            cut[part.index] = cut.get(part.index, "") + part.text
        whole = {part.index for part in self.removed if not part.is_suffix}
        kept = self.text.split("\n") if self.text or not whole else []
        lines: list[str] = []
        for line in kept:
            while len(lines) in whole:
                lines.append(cut[len(lines)])
            lines.append(line + cut.get(len(lines), ""))
        return lines + [cut[index] for index in sorted(whole) if index >= len(lines)]
