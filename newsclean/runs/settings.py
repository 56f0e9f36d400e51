"""What a user says of runs: when one is unlike its source's past, who is told, how long runs are kept."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from newsclean.addresses import split_url
from newsclean.errors import FetchError


class AlarmCheck(StrEnum):
    """What a run is compared with its source's past by; docs/runs.md explains each."""

    REFUSED = "refused"
    LISTINGS_GONE = "listings_gone"
    LISTINGS_EMPTY = "listings_empty"
    NO_ARTICLES = "no_articles"
    QUIET = "quiet"
    FAILURE_RATE = "failure_rate"
    EMPTY_RATE = "empty_rate"
    MORE_LISTINGS = "more_listings"
    MEDIAN_LENGTH = "median_length"
    CUT_SHARE = "cut_share"
    LABEL_SHARE = "label_share"


DEFAULT_TOLERANCES: Final[Mapping[AlarmCheck, float]] = MappingProxyType(
    {
        AlarmCheck.REFUSED: 0.5,
        AlarmCheck.LISTINGS_GONE: 0.5,
        AlarmCheck.QUIET: 2.0,
        AlarmCheck.FAILURE_RATE: 0.25,
        AlarmCheck.EMPTY_RATE: 0.25,
        AlarmCheck.MORE_LISTINGS: 0.25,
        AlarmCheck.MEDIAN_LENGTH: 2.0,
        AlarmCheck.CUT_SHARE: 0.15,
        AlarmCheck.LABEL_SHARE: 0.10,
    }
)
"""Shares, 0 to 1, by which a run may differ from the past; for QUIET and MEDIAN_LENGTH a factor. A check that does not
stand here knows no more or less: it can only be switched off."""


def _webhook(url: str) -> str:
    try:
        split_url(url)
    except FetchError:
        # Not with the value, which may hold a secret.
        raise PydanticCustomError("stated", "no http or https URL") from None
    return url


def _with_tolerance(given: dict[AlarmCheck, float]) -> dict[AlarmCheck, float]:
    for check in given:
        if check not in DEFAULT_TOLERANCES:
            raise PydanticCustomError("stated", "{check} has no tolerance; name it in `off`", {"check": check.value})
    return given


Word = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00]*$")]
"""What a command line can hold."""


class AlarmSettings(BaseModel):
    """How far a run may be from its source's past, and what is done where it is further."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    enabled: bool = Field(default=True, description="whether runs are compared with the source's past")
    off: frozenset[AlarmCheck] = Field(default=frozenset(), description="checks that are not made")
    tolerance: Annotated[dict[AlarmCheck, Annotated[float, Field(ge=0, le=1000)]], AfterValidator(_with_tolerance)] = (
        Field(default_factory=dict, description="per check, how far from the past is borne; see docs/runs.md")
    )
    past_runs: int = Field(
        default=10, ge=1, le=1000, description="ordinary runs to compare with; more where they have few pages"
    )
    least_past_runs: int = Field(default=3, ge=1, le=1000, description="with fewer ordinary runs there is no alarm")
    webhook: Annotated[str, AfterValidator(_webhook)] | None = Field(
        default=None, repr=False, description="URL to which an alarm is posted as JSON"
    )
    command: tuple[Word, ...] = Field(
        default=(), description="program and arguments, run without a shell, with the alarm as JSON on its input"
    )

    def tolerance_of(self, check: AlarmCheck) -> float:
        """The tolerance that counts for a check that has one."""
        return self.tolerance.get(check, DEFAULT_TOLERANCES[check])
