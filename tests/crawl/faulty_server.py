"""A server on loopback that does what servers in the world do, the worst of it included."""

import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

SENTENCES = "The harbour opened on Monday after nine years of work. The mayor cut a ribbon and the boats came in. "


@dataclass
class Site:
    """What the server has, by path, and what it was asked for."""

    port: int = 0
    answers: dict[str, "Answer"] = field(default_factory=dict)
    anything: "Answer | None" = None
    """What it has under every other path; nothing where it is None."""
    requests: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    """When each request came, by the monotonic clock."""
    headers: list[tuple[str, str]] = field(default_factory=list)
    """User agent and If-None-Match of each request."""

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def page(self, path: str, title: str, body: str = "") -> str:
        """Add an article; its URL."""
        self.answers[path] = html(article(title, body))
        return self.base + path

    def count(self, path: str) -> int:
        return self.requests.count(path)


Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: "Server"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.site.requests.append(self.path)
        self.server.site.times.append(time.monotonic())
        self.server.site.headers.append((self.headers.get("User-Agent", ""), self.headers.get("If-None-Match", "")))
        site = self.server.site
        answer = site.answers.get(self.path) or site.answers.get(path) or site.anything or status(404)
        try:
            answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def reply(self, code: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(code)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Length": str(len(body)), **names}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.site = site
        site.port = self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: clients that hang up are part of the game."""


@contextmanager
def serve(secure: ssl.SSLContext | None = None) -> Iterator[Site]:
    """An empty site, served until the block ends."""
    site = Site()
    with Server(site) as server:
        if secure is not None:
            # The handshake in the thread of the request, for a client may leave in its midst.
            server.socket = secure.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def article(title: str, body: str = "") -> str:
    text = body or SENTENCES * 6
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"<article><h1>{title}</h1><p>{text}</p><p>{SENTENCES * 3}</p></article></body></html>"
    )


def html(body: str | bytes, content_type: str = "text/html; charset=utf-8") -> Answer:
    return content(body, content_type)


def content(body: str | bytes, content_type: str, etag: str = "") -> Answer:
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: Handler) -> None:
        if etag and handler.headers.get("If-None-Match") == etag:
            handler.reply(304, ETag=etag)
        else:
            handler.reply(200, data, Content_Type=content_type, ETag=etag)

    return answer


def feed(*links: str, etag: str = "") -> Answer:
    items = "".join(f"<item><title>Listed title</title><link>{link}</link></item>" for link in links)
    return content(f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml", etag)


def status(code: int, **headers: str) -> Answer:
    return lambda handler: handler.reply(code, b"<html><body>no</body></html>", Content_Type="text/html", **headers)


def redirect(location: str, code: int = 302) -> Answer:
    return lambda handler: handler.reply(code, Location=location)


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other, the last one from then on."""
    left = list(answers)

    def answer(handler: Handler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return answer


def slow(answer: Answer, seconds: float) -> Answer:
    def wait(handler: Handler) -> None:
        time.sleep(seconds)
        answer(handler)

    return wait


def dripping(handler: Handler) -> None:
    """A byte now and then, without end."""
    handler.reply(200, b"<html>", Content_Type="text/html", Content_Length="100000")
    while True:
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.2)


def endless(handler: Handler) -> None:
    """More and more, as fast as it goes."""
    handler.reply(200, b"<html>", Content_Type="text/html", Content_Length="", Connection="close")
    while True:
        handler.wfile.write(b"<p>" + b"word " * 2000)


def cut_off(handler: Handler) -> None:
    """Less than the header has promised."""
    handler.reply(200, b"<html>", Content_Type="text/html", Content_Length="5000")
    handler.close_connection = True


def broken_chunks(handler: Handler) -> None:
    handler.reply(
        200, b"5\r\n<html\r\nZZZ\r\n", Content_Type="text/html", Content_Length="", Transfer_Encoding="chunked"
    )
    handler.close_connection = True


def packed(body: bytes, codings: str) -> Answer:
    return lambda handler: handler.reply(200, body, Content_Type="text/html", Content_Encoding=codings)


def bomb(pack: Callable[[bytes], bytes], coding: str) -> Answer:
    """Thirty megabytes in a few kilobytes."""
    return packed(pack(b"<html>" + b" " * 30_000_000), coding)


def broken_gzip(handler: Handler) -> None:
    packed(gzip.compress(b"<html>" + b"word " * 9999)[:-3000] + b"x" * 3000, "gzip")(handler)


def endless_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: and more\r\n" * 500)


def one_long_header(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        handler.wfile.write(b"x" * 10_000)


def dripping_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: and more\r\n")
        time.sleep(0.2)


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")
    handler.close_connection = True


def longer_than_said(handler: Handler) -> None:
    """More than the header says, the rest of which looks like an answer to the next request."""
    planted = article("Planted").encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(planted)}\r\n\r\n".encode()
    body = article("Longer than said").encode()
    handler.reply(200, body + head + planted, Content_Type="text/html", Content_Length=str(len(body)))


def hanging_up(handler: Handler) -> None:
    handler.close_connection = True
