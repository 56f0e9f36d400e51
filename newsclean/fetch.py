"""One URL -> Page, for a single clean. Crawls fetch with Scrapy."""

import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

import httpcore
import httpx

from newsclean.addresses import is_public_address, split_url
from newsclean.config import CleanConfig
from newsclean.connect import AddressCheck, Deadline, GuardedTransport
from newsclean.errors import FetchError, InputError
from newsclean.models import Page
from newsclean.origin_headers import NO_HEADERS, OriginHeaders
from newsclean.version import USER_AGENT

PAGE_TYPES: Final = frozenset(
    {"text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", "text/markdown"}
)
"""Content types that are taken; a response that names none is taken too, and judged by its bytes."""

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1"
# Only what zlib decodes with a limit on its output; other decoders give a whole chunk, however large it unfolds.
_ACCEPT_ENCODING = "gzip, deflate"
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_BARE_DEFLATE = -zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f"
_MAX_DECODED_CHUNK_BYTES = 1_000_000


class StatusError(FetchError):
    """A server answered with a status that is none of success."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status

    def __reduce__(self) -> tuple[type["StatusError"], tuple[str, int]]:
        """Both arguments, so that the error comes whole out of a worker process."""
        return StatusError, (str(self), self.status)


def fetch_page(url: str, config: CleanConfig) -> Page:
    """Fetch `url` as `config` says: its time limit counts for the whole fetch, its size limit decompressed.

    Redirects are followed to http and https only; every connection, after a redirect too, is refused
    where it would lead to a private address. Proxies set in the environment are not used.

    Raises:
        FetchError: the page could not be fetched, or was refused before a request was made.
        InputError: what came is no page, or larger than `config.max_page_bytes`.
    """
    return fetch_checked(url, config, _any_address if config.allow_private_hosts else is_public_address)


def fetch_file(url: str, config: CleanConfig, headers: OriginHeaders = NO_HEADERS) -> Page:
    """`fetch_page` for what may be of any content type: a feed, a sitemap, a robots.txt."""
    may_connect = _any_address if config.allow_private_hosts else is_public_address
    return fetch_checked(url, config, may_connect, types=None, own_headers=headers)


def fetch_checked(
    url: str,
    config: CleanConfig,
    may_connect: AddressCheck,
    types: frozenset[str] | None = PAGE_TYPES,
    own_headers: OriginHeaders = NO_HEADERS,
) -> Page:
    """`fetch_page` with the addresses that may be connected to decided by `may_connect`.

    `types` are the content types that are taken, None for all; `own_headers` are sent where they belong.
    """
    deadline = Deadline.after(config.fetch_timeout_seconds)
    headers = {
        "User-Agent": config.user_agent or USER_AGENT,
        "Accept": _ACCEPT,
        "Accept-Encoding": _ACCEPT_ENCODING,
    }
    transport = GuardedTransport(deadline, may_connect)
    with httpx.Client(transport=transport, headers=headers, timeout=None) as client:  # noqa: S113  timed by the deadline
        try:
            response = _follow(client, _request(client, url), config.max_redirects, own_headers)
            _check_answer(response, types)
            return Page(
                html=_read_body(response, config.max_page_bytes),
                url=url if "@" not in url else _without_password(httpx.URL(url.strip())),
                final_url=_without_password(response.url),
                fetched_at=datetime.now(UTC),
                content_type=response.headers.get("content-type"),
            )
        except httpcore.TimeoutException:
            raise deadline.passed() from None
        except httpx.InvalidURL as error:
            raise FetchError(f"redirected to what is no valid URL: {error}") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as error:
            raise FetchError(f"the connection broke off: {error or type(error).__name__}") from None


def _any_address(_address: str) -> bool:
    return True


def _request(client: httpx.Client, url: str) -> httpx.Request:
    split_url(url)
    try:
        return client.build_request("GET", url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"not a valid URL: {error}") from None


def _follow(
    client: httpx.Client, request: httpx.Request, max_redirects: int, own_headers: OriginHeaders
) -> httpx.Response:
    """The first answer that is no redirect, its body not yet read."""
    for _ in range(max_redirects + 1):
        split_url(str(request.url))  # raises where a redirect leaves http and https
        own_headers.put_on(request.headers, str(request.url))
        response = client.send(request, stream=True)
        if response.next_request is None:
            return response
        response.close()
        request = response.next_request
    raise FetchError(f"more than {max_redirects} redirects, the last one to {_without_password(request.url)}")


def _check_answer(response: httpx.Response, types: frozenset[str] | None) -> None:
    if not response.is_success:
        reason = f" ({response.reason_phrase})" if response.reason_phrase else ""
        message = f"{response.url.host} answered with status {response.status_code}{reason}"
        raise StatusError(message, response.status_code)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if types is not None and media_type and media_type not in types:
        raise InputError(f"{response.url.host} sent {media_type}, not a page or a text")


def _without_password(url: httpx.URL) -> str:
    return str(url.copy_with(username=None, password=None))


def _read_body(response: httpx.Response, max_bytes: int) -> bytes:
    too_large = InputError(f"the page has more than the limit of {max_bytes:,} bytes")
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:19]) > max_bytes:
        raise too_large
    body = bytearray()
    for chunk in _decoded(response):
        body += chunk
        if len(body) > max_bytes:
            raise too_large
    return bytes(body)


def _decoded(response: httpx.Response) -> Iterable[bytes]:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return response.iter_raw()
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(response.iter_raw(), response.url.host)
    raise FetchError(f"{response.url.host} sent the content encoding {encoding}, which was not asked for")


def _inflated(chunks: Iterable[bytes], host: str) -> Iterator[bytes]:
    """The decompressed body in pieces of bounded size, whatever the compressed ones unfold to."""
    decoder = None
    for chunk in chunks:
        pending, is_full = chunk, False
        while pending or is_full:
            if decoder is None or decoder.eof:
                if decoder is not None and not pending.startswith(_GZIP_MAGIC):
                    return  # padding after the end
                decoder = _decoder_for(pending)
            try:
                piece = decoder.decompress(pending, _MAX_DECODED_CHUNK_BYTES)
            except zlib.error as error:
                raise FetchError(f"{host} sent a body that does not decompress: {error}") from None
            pending = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
            is_full = len(piece) == _MAX_DECODED_CHUNK_BYTES and not decoder.eof
            yield piece
    if decoder is not None and not decoder.eof:
        raise FetchError(f"{host} broke off in the middle of the page")


def _decoder_for(start: bytes) -> "zlib._Decompress":
    # Some servers send deflate without zlib's two-byte header, whose low four bits are always 8.
    is_bare = not start.startswith(_GZIP_MAGIC) and start[0] & 0x0F != 8
    return zlib.decompressobj(_BARE_DEFLATE if is_bare else _GZIP_OR_ZLIB)
