"""`CleanConfig`: every setting of the cleaning, passed in and never global."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from newsclean.models import Label

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]
"""A phrase to cut by. Every line begins with an empty one."""


class CleanConfig(BaseModel):
    """Settings of one cleaning. Frozen, so that one value can serve many threads.

    The thresholds of single rules stand beside the rules; here is what a user may want to set.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    phrases: dict[Label, tuple[Phrase, ...]] = Field(
        default_factory=dict,
        description="phrases of your own: a line that begins with one is cut under that label",
    )
    labels_off: frozenset[Label] = Field(default=frozenset(), description="labels under which nothing is cut")
    cut_score: float = Field(
        default=0.5, gt=0, le=1, description="evidence from which a line is cut wherever it stands"
    )
    tail_score: float = Field(
        default=0.25, gt=0, le=1, description="evidence from which a line is cut at the head or the tail of the text"
    )
    stub_max_share: float = Field(
        default=0.5, ge=0, le=1, description="share of the text's characters that may go without certain evidence"
    )
    max_page_bytes: int = Field(default=20_000_000, gt=0, description="larger pages are refused")
    fetch_timeout_seconds: float = Field(default=30.0, gt=0, description="for the whole of one fetch")
    max_redirects: int = Field(default=10, ge=0, description="followed in one fetch at most")
    user_agent: str = Field(
        default="",
        pattern=r"^[\x20-\x7e]*$",
        description="sent with every request; newsclean's own when empty",
    )
    allow_private_hosts: bool = Field(
        default=False, description="whether loopback, private and link-local addresses may be fetched"
    )
    memory_expiry_days: int = Field(
        default=180, gt=0, description="what a site's pages have not shown for so long, a memory forgets"
    )
    memory_lines_per_site: int = Field(
        default=200_000, ge=1_000, description="lines of one site that a memory keeps at most; the oldest go first"
    )
    memory_wait_seconds: float = Field(
        default=5.0, gt=0, description="how long to wait for a locked memory before cleaning goes on without it"
    )
