"""The head of a request to a proxy."""

from dataclasses import dataclass

from newsclean.addresses import split_url
from newsclean.errors import FetchError

_FOR_THE_PROXY = frozenset({"proxy-authorization", "proxy-connection", "connection", "keep-alive"})


class BadHeadError(Exception):
    """A head is none that a browser sends to a proxy."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is asked for, of whom."""

    method: str
    host: str
    port: int
    path: str
    """With the query; empty for a tunnel."""
    headers: dict[str, str]
    """By names in small letters."""
    lines: tuple[str, ...]
    """The headers as they were written."""

    @property
    def is_tunnel(self) -> bool:
        """Whether a connection is asked for, not an answer."""
        return self.method == "CONNECT"

    @property
    def body_bytes(self) -> int:
        """The length of the request's body, which follows the head."""
        length = self.headers.get("content-length", "0")
        if "transfer-encoding" in self.headers or not (length.isascii() and length.isdigit()):
            raise BadHeadError(length)
        return int(length)

    def for_origin(self) -> bytes:
        """The head as the server itself is asked; it is to close the connection after its answer."""
        kept = [line for line in self.lines if line.partition(":")[0].strip().lower() not in _FOR_THE_PROXY]
        return "\r\n".join((f"{self.method} {self.path} HTTP/1.1", *kept, "Connection: close", "", "")).encode(
            "latin-1"
        )


def parse_head(data: bytes) -> Head:
    """The head with the empty line at its end. Raises BadHeadError."""
    first, *lines = data.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    parts = first.split(" ")
    if len(parts) != 3 or not parts[2].startswith("HTTP/1.") or any("\n" in line or "\r" in line for line in lines):
        raise BadHeadError(first)
    method, target, _ = parts
    url = f"https://{target}" if method == "CONNECT" else target
    try:
        split, host, port = split_url(url)
    except FetchError as error:
        raise BadHeadError(target) from error
    if method == "CONNECT":
        path = ""
    elif split.scheme == "http":
        path = (split.path or "/") + (f"?{split.query}" if split.query else "")
    else:
        raise BadHeadError(target)
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Head(method, host, port, path, headers, tuple(lines))
