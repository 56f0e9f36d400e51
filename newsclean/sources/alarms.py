"""What of `sources.toml` is about alarms: when a run is unlike the source's past, and who is told."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from newsclean.addresses import split_url
from newsclean.errors import FetchError
from newsclean.sources.faults import stated


class AlarmCheck(StrEnum):
    """What a run is compared with the source's past by."""

    NO_ARTICLES = "no_articles"
    EMPTY_RATE = "empty_rate"
    MEDIAN_LENGTH = "median_length"
    CUT_SHARE = "cut_share"
    MORE_LISTINGS = "more_listings"


def _webhook(url: str) -> str:
    try:
        split_url(url)
    except FetchError:
        raise stated("no http or https URL") from None  # which may hold a secret
    return url


Tolerance = Annotated[float, Field(ge=0, le=1000)]
Word = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00]*$")]


class Alarms(BaseModel):
    """How far a run may be from the source's past, and what is done where it is further."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    enabled: bool = Field(default=True, description="whether runs are compared with the source's past")
    tolerance: dict[AlarmCheck, Tolerance] = Field(
        default_factory=dict, description="per check, how far from the past is borne; see docs/runs.md"
    )
    webhook: Annotated[str, AfterValidator(_webhook)] | None = Field(
        default=None, description="URL to which an alarm is posted as JSON"
    )
    command: tuple[Word, ...] = Field(
        default=(), description="program and arguments, run without a shell, with the alarm as JSON on its input"
    )
