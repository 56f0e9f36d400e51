"""Faults of a sources file that are told in their own words, without the value: it may be a secret."""

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

Fault = tuple[tuple[str | int, ...], str]
"""Where a fault is, below what is being validated, and what is wrong."""


def stated(message: str) -> PydanticCustomError:
    """What a validator raises for a value that is wrong; the message says it all."""
    return PydanticCustomError("stated", "{message}", {"message": message})


def stated_at(*faults: Fault) -> ValidationError:
    """The same for values below the one that is being validated."""
    details = [InitErrorDetails(type=stated(message), loc=location, input=None) for location, message in faults]
    return ValidationError.from_exception_data("sources", details)
