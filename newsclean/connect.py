"""Connections that lead only where they may, and end when their time is up.

An address is checked where the connection to it is made, not before: between a check and a second
look-up a name can change its address.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

import httpcore
import httpx

from newsclean.errors import FetchError

AddressCheck = Callable[[str], bool]
"""Whether a connection to this IP address may be made."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment at which a fetch has to be over, redirects and all."""

    seconds: float
    """How much time the fetch was given."""
    ends_at: float
    """On the clock of `time.monotonic`."""

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(seconds, time.monotonic() + seconds)

    def remaining_seconds(self) -> float:
        """Time that is left, more than 0. Raises `FetchError` when there is none."""
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> FetchError:
        """The error for a fetch that took too long."""
        return FetchError(f"no complete answer within {self.seconds:g} seconds")


class GuardedTransport(httpx.BaseTransport):
    """A transport for `httpx.Client` over connections that are checked and timed.

    Raises `FetchError` and the exceptions of httpcore.
    """

    def __init__(self, deadline: Deadline, may_connect: AddressCheck) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=_GuardedBackend(deadline, may_connect)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """A response's body as httpx wants it."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _GuardedBackend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline, may_connect: AddressCheck) -> None:
        self._deadline = deadline
        self._may_connect = may_connect
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  the deadline counts
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _addresses(host, port, self._deadline)
        refused = [address for address in addresses if not self._may_connect(address)]
        if refused:
            raise FetchError(
                f"{host} is at the private address {refused[0]}, "
                "which is fetched only with allow_private_hosts (--allow-private-hosts)"
            )
        reason = "no address"
        for address in addresses:
            try:
                stream = self._sockets.connect_tcp(
                    address, port, self._deadline.remaining_seconds(), local_address, socket_options
                )
            except httpcore.ConnectTimeout:
                raise self._deadline.passed() from None
            except httpcore.ConnectError as error:
                reason = _system_reason(error)
            else:
                return _TimedStream(stream, self._deadline, host)
        raise FetchError(f"cannot connect to {host} port {port}: {reason}")


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step gets the time that is left, so that a slow drip ends too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline, host: str) -> None:
        self._stream = stream
        self._deadline = deadline
        self._host = host

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.remaining_seconds())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.remaining_seconds())

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.remaining_seconds())
        except httpcore.ConnectError as error:
            raise FetchError(f"no secure connection to {self._host}: {_system_reason(error)}") from None
        return _TimedStream(stream, self._deadline, self._host)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _addresses(host: str, port: int, deadline: Deadline) -> list[str]:
    """The IP addresses of `host`. The system's look-up has no time limit, so it runs beside."""
    answers: SimpleQueue[list[str] | OSError | UnicodeError] = SimpleQueue()
    Thread(target=lambda: answers.put(_looked_up(host, port)), daemon=True, name="newsclean-dns").start()
    try:
        answer = answers.get(timeout=deadline.remaining_seconds())
    except Empty:
        raise deadline.passed() from None
    if isinstance(answer, Exception):
        reason = getattr(answer, "strerror", None) or str(answer)
        raise FetchError(f"cannot find the host {host}: {reason}")
    return answer


def _looked_up(host: str, port: int) -> list[str] | OSError | UnicodeError:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        return error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _system_reason(error: Exception) -> str:
    """What the operating system or OpenSSL said, without its numbers."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({cause.verify_message})"
    if isinstance(cause, ssl.SSLError):
        return (cause.reason or str(cause)).replace("_", " ").lower()
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror.lower()
    return str(error) or type(error).__name__
