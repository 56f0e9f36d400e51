"""A value with where on the page it was found."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A field's value and its origin: `json-ld`, `meta og:title`, `time element`, `byline` …"""

    value: Value
    origin: str
