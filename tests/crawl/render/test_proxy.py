"""The proxy serves admitted pages only, and connects them only where they may go."""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator

import pytest

from newsclean.crawl.render.head import BadHeadError, parse_head
from newsclean.crawl.render.proxy import GuardingProxy, Permit
from tests.crawl.faulty_server import Site, html, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        site.answers["/page?a=1"] = html("the page")
        site.answers["/large"] = html("x" * 300_000)
        yield site


def run(act: Callable[[GuardingProxy], Awaitable[bytes]]) -> bytes:
    async def go() -> bytes:
        async with GuardingProxy() as proxy:
            return await act(proxy)

    return asyncio.run(go())


async def ask(proxy: GuardingProxy, text: str, credentials: dict[str, str] | None = None) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.url.rpartition(":")[2]))
    if credentials:
        token = b64encode(f"{credentials['username']}:{credentials['password']}".encode()).decode()
        text = text.replace("\r\n\r\n", f"\r\nProxy-Authorization: Basic {token}\r\n\r\n", 1)
    writer.write(text.encode())
    await writer.drain()
    answer = await reader.read()
    writer.close()
    return answer


def anywhere(*_: object) -> bool:
    return True


def nowhere(*_: object) -> bool:
    return False


def test_an_admitted_page_is_served(site: Site) -> None:
    async def act(proxy: GuardingProxy) -> bytes:
        credentials = proxy.admit("page-1", Permit(anywhere, 10**6))
        return await ask(proxy, f"GET {site.base}/page?a=1 HTTP/1.1\r\nHost: x\r\n\r\n", credentials)

    answer = run(act)
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b"the page")


def test_what_follows_a_request_goes_to_nobody(site: Site) -> None:
    async def act(proxy: GuardingProxy) -> bytes:
        credentials = proxy.admit("page-1", Permit(anywhere, 10**6))
        first = f"GET {site.base}/page?a=1 HTTP/1.1\r\nHost: x\r\n\r\n"
        return await ask(proxy, first + "GET /other HTTP/1.1\r\nHost: x\r\n\r\n", credentials)

    run(act)
    assert site.requests == ["/page?a=1"]


def test_a_tunnel_is_made_and_counted(site: Site) -> None:
    permit = Permit(anywhere, 100_000)

    async def act(proxy: GuardingProxy) -> bytes:
        head = f"CONNECT 127.0.0.1:{site.port} HTTP/1.1\r\n\r\n"
        return await ask(proxy, head + "GET /large HTTP/1.1\r\nHost: x\r\n\r\n", proxy.admit("page-1", permit))

    assert b"200 Connection established" in run(act)
    assert permit.is_full


@pytest.mark.parametrize(
    "credentials", [None, {"username": "page-1", "password": "guess"}, {"username": "page-2", "password": ""}]
)
def test_strangers_are_sent_away(site: Site, credentials: dict[str, str] | None) -> None:
    async def act(proxy: GuardingProxy) -> bytes:
        proxy.admit("page-1", Permit(anywhere, 10**6))
        return await ask(proxy, f"GET {site.base}/page HTTP/1.1\r\n\r\n", credentials)

    assert run(act).startswith(b"HTTP/1.1 407")
    assert site.requests == []


def test_a_dismissed_page_is_a_stranger(site: Site) -> None:
    async def act(proxy: GuardingProxy) -> bytes:
        credentials = proxy.admit("page-1", Permit(anywhere, 10**6))
        proxy.dismiss("page-1")
        return await ask(proxy, f"GET {site.base}/page HTTP/1.1\r\n\r\n", credentials)

    assert run(act).startswith(b"HTTP/1.1 407")


@pytest.mark.parametrize("request_line", ["GET http://{}/page HTTP/1.1", "CONNECT {} HTTP/1.1"])
def test_an_address_that_is_not_allowed_is_not_connected_to(site: Site, request_line: str) -> None:
    permit = Permit(nowhere, 10**6)

    async def act(proxy: GuardingProxy) -> bytes:
        line = request_line.format(f"127.0.0.1:{site.port}")
        return await ask(proxy, f"{line}\r\nHost: x\r\n\r\n", proxy.admit("page-1", permit))

    assert run(act).startswith(b"HTTP/1.1 502")
    assert "is a private address" in permit.refusals[f"127.0.0.1:{site.port}"]
    assert site.requests == []


@pytest.mark.parametrize(
    "head",
    [
        "GET /page HTTP/1.1",
        "GET https://news.example/ HTTP/1.1",
        "GET file:///etc/passwd HTTP/1.1",
        "CONNECT news.example:99999 HTTP/1.1",
        "GET http://news.example/ HTTP/1.1 x",
        "GET http://news.example/\nHost: inner HTTP/1.1",
        "GET http://news.example/ HTTP/1.1\r\nA: b\nHost: inner",
        "nonsense",
        "",
    ],
)
def test_what_no_browser_asks_is_refused(head: str) -> None:
    with pytest.raises(BadHeadError):
        parse_head(f"{head}\r\n\r\n".encode())


def test_the_head_for_the_server_tells_nothing_of_the_proxy() -> None:
    head = parse_head(
        b"POST http://news.example:81/a?b HTTP/1.1\r\nHost: news.example:81\r\nProxy-Authorization: Basic eA==\r\n"
        b"Connection: keep-alive\r\nContent-Length: 3\r\n\r\n"
    )
    assert (head.host, head.port, head.body_bytes) == ("news.example", 81, 3)
    assert head.for_origin() == (
        b"POST /a?b HTTP/1.1\r\nHost: news.example:81\r\nContent-Length: 3\r\nConnection: close\r\n\r\n"
    )
