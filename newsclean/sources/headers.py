"""HTTP headers of a source, checked: a wrong one must not change what is sent beside it."""

import re
from typing import Annotated

from pydantic import AfterValidator

from newsclean.sources.faults import stated_at

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
_VALUE = re.compile(r"[\t\x20-\x7e]{0,4000}")

_OWN = frozenset(
    {"host", "content-length", "content-type", "transfer-encoding", "connection", "keep-alive", "upgrade", "te"}
    | {"trailer", "expect", "accept-encoding", "range", "if-range", "if-none-match", "if-modified-since"}
    | {"proxy-authorization", "proxy-connection", "http2-settings"}
)
"""What the crawl itself says of its connections and of what it has seen."""


def _checked(headers: dict[str, str]) -> dict[str, str]:
    lowered: set[str] = set()
    for name, value in headers.items():
        fault = _fault(name, value) or ("given twice" if name.lower() in lowered else "")
        if fault:
            raise stated_at(((name,), fault))
        lowered.add(name.lower())
    return headers


def _fault(name: str, value: str) -> str:
    if not _NAME.fullmatch(name):
        return "no name of a header"
    if name.lower() == "user-agent":
        return "the user agent has a key of its own: user_agent"
    if name.lower() in _OWN:
        return "the crawl sets this header itself"
    if "\n" in value or "\r" in value:
        return "the value of a header has no line breaks"
    if not _VALUE.fullmatch(value):
        return "the value of a header has at most 4,000 characters of ASCII, none of them a control character"
    return ""


Headers = Annotated[dict[str, str], AfterValidator(_checked)]
"""Headers by name."""
