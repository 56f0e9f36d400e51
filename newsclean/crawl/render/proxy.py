"""The browser's only way into the world: a proxy in this process that connects to public addresses only.

The check stands where the connection is made, so redirects, scripts, frames, sockets and names that change
their address are all held to it. It listens on loopback, and serves nobody but the pages that were admitted.
"""

import asyncio
import secrets
import socket
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

from newsclean.crawl.render.head import BadHeadError, Head, parse_head

HEAD_SECONDS: Final = 10.0
"""The browser says at once what it wants of a new connection."""
CONNECT_SECONDS: Final = 15.0
IDLE_SECONDS: Final = 60.0
"""A connection on which nothing comes for so long is of no use to a page that is read within less."""
MAX_HEAD_BYTES: Final = 64 * 1024
_CHUNK_BYTES: Final = 64 * 1024

AddressRule = Callable[[str, int, str], bool]
"""Whether a host and port may be connected to at an IP address."""


@dataclass(slots=True)
class Permit:
    """What one page may do, and what it was refused."""

    may_connect: AddressRule
    max_bytes: int
    """Of all that the page fetches."""
    password: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    received_bytes: int = 0
    is_full: bool = False
    """Whether it wanted to fetch more than it may."""
    refusals: dict[str, str] = field(default_factory=dict)
    """Why a host could not be connected to, by host and port."""
    tasks: set[asyncio.Task[None]] = field(default_factory=set, repr=False)


class RefusedConnectionError(Exception):
    """A connection is not made; the message says why."""


class GuardingProxy:
    """An HTTP proxy for admitted pages; an async context manager that listens on a free port of loopback."""

    def __init__(self) -> None:
        self._permits: dict[str, Permit] = {}
        self._server: asyncio.Server | None = None
        self.url = ""

    async def start(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=MAX_HEAD_BYTES)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """End all connections."""
        for name in list(self._permits):
            self.dismiss(name)
        if self._server is not None:
            self._server.close()
            await asyncio.sleep(0)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def admit(self, name: str, permit: Permit) -> dict[str, str]:
        """Let a page in; what Playwright needs to be told of the proxy for it."""
        self._permits[name] = permit
        return {"server": self.url, "username": name, "password": permit.password}

    def dismiss(self, name: str) -> None:
        """End a page's connections, and let it in no more."""
        permit = self._permits.pop(name, None)
        for task in permit.tasks if permit else ():
            task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(HEAD_SECONDS):
                head = parse_head(await reader.readuntil(b"\r\n\r\n"))
            permit = self._permit_of(head)
            if permit is None:
                await _answer(
                    writer, "407 Proxy Authentication Required", 'Proxy-Authenticate: Basic realm="newsclean"'
                )
                return
            forwarding = asyncio.ensure_future(_forward(head, permit, reader, writer))
            permit.tasks.add(forwarding)
            forwarding.add_done_callback(permit.tasks.discard)
            await forwarding
        except (BadHeadError, asyncio.LimitOverrunError):
            await _answer(writer, "400 Bad Request")
        except RefusedConnectionError:
            await _answer(writer, "502 Bad Gateway")
        except (OSError, EOFError, TimeoutError, asyncio.CancelledError):
            pass  # either end hung up; the other is told by the end of the connection
        finally:
            writer.close()

    def _permit_of(self, head: Head) -> Permit | None:
        kind, _, token = head.headers.get("proxy-authorization", "").partition(" ")
        try:
            name, _, password = b64decode(token, validate=True).decode().partition(":")
        except (Base64Error, UnicodeDecodeError):
            return None
        permit = self._permits.get(name)
        known = permit is not None and kind.lower() == "basic" and secrets.compare_digest(password, permit.password)
        return permit if known else None


async def _answer(writer: asyncio.StreamWriter, status: str, *headers: str) -> None:
    lines = [f"HTTP/1.1 {status}", *headers, "Content-Length: 0", "Connection: close", "", ""]
    try:
        writer.write("\r\n".join(lines).encode("latin-1"))
        await writer.drain()
    except OSError:
        return


async def _forward(head: Head, permit: Permit, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    far_reader, far_writer = await _connect(head.host, head.port, permit)
    try:
        if head.is_tunnel:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            sending = asyncio.ensure_future(_pipe(reader, far_writer, None))
        else:
            # One request a connection: what follows on it could be for another host.
            far_writer.write(head.for_origin())
            sending = asyncio.ensure_future(_pipe(reader, far_writer, None, head.body_bytes))
        try:
            await _pipe(far_reader, writer, permit)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
    finally:
        far_writer.close()


async def _connect(host: str, port: int, permit: Permit) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    place = f"{host}:{port}"
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            loop = asyncio.get_running_loop()
            try:
                found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError) as error:
                raise _refused(permit, place, "the name of the host is not known") from error
            addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
            allowed = [address for address in addresses if permit.may_connect(host, port, address)]
            if not allowed:
                raise _refused(permit, place, f"{place} is a private address; allow it with --allow-private-hosts")
            for address in allowed:
                try:
                    return await asyncio.open_connection(address, port)
                except OSError:
                    continue
    except TimeoutError:
        raise _refused(permit, place, "no whole answer within the time limit") from None
    raise _refused(permit, place, "the host refuses the connection")


def _refused(permit: Permit, place: str, reason: str) -> RefusedConnectionError:
    permit.refusals[place] = reason
    return RefusedConnectionError(reason)


async def _pipe(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, permit: Permit | None, most: int | None = None
) -> None:
    """Pass on what comes until its end; of a page's answers no more than its permit allows in all."""
    while most is None or most > 0:
        async with asyncio.timeout(IDLE_SECONDS):
            chunk = await reader.read(_CHUNK_BYTES if most is None else min(most, _CHUNK_BYTES))
        if not chunk:
            return
        if most is not None:
            most -= len(chunk)
        if permit is not None:
            permit.received_bytes += len(chunk)
            if permit.received_bytes > permit.max_bytes:
                permit.is_full = True
                return
        writer.write(chunk)
        await writer.drain()
