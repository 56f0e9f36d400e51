"""HTTP headers that are sent to some origins and to no other: they may hold a password or a token."""

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final

from newsclean.addresses import split_url
from newsclean.errors import FetchError

Origin = tuple[str, str, int]
"""Scheme, host and port."""


@dataclass(frozen=True, slots=True)
class OriginHeaders:
    """Headers, and where they may go.

    A redirect copies the headers of the request that it answers, so that each request must be looked at on
    its way out, wherever it comes from.
    """

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    origins: frozenset[Origin] = frozenset()

    def put_on(self, headers: MutableMapping[str, Any], url: str) -> None:
        """Set the headers among those of a request for `url`, or take them off where they must not go."""
        is_own = _origin(url) in self.origins
        for name, value in self.headers.items():
            if is_own:
                headers[name] = value
            else:
                headers.pop(name, None)


NO_HEADERS: Final = OriginHeaders()


def origins_of(urls: Iterable[str]) -> frozenset[Origin]:
    """The origins of the URLs; that of `https` stands beside that of `http`, for sites move there.

    >>> sorted(origins_of(["http://example.org/feed"]))
    [('http', 'example.org', 80), ('https', 'example.org', 443)]
    """
    given = frozenset(filter(None, map(_origin, urls)))
    return given | {("https", host, 443) for scheme, host, port in given if (scheme, port) == ("http", 80)}


def _origin(url: str) -> Origin | None:
    try:
        parts, host, port = split_url(url)
    except FetchError:
        return None
    return parts.scheme, host, port
