"""Fetching one page from real servers on loopback: good ones, broken ones and hostile ones."""

import gzip
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from newsclean.config import CleanConfig
from newsclean.errors import FetchError, InputError
from newsclean.fetch import StatusError, fetch_checked, fetch_file, fetch_page
from newsclean.version import USER_AGENT

PAGE = b"<html><body><p>The council met on Monday.</p></body></html>"
LOCAL = CleanConfig(allow_private_hosts=True, fetch_timeout_seconds=5, max_page_bytes=200_000, max_redirects=3)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.requests.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        with suppress(OSError):  # the client leaves as soon as it has seen enough
            getattr(self, f"answer_{self.path.strip('/').partition('?')[0]}")()

    def log_message(self, *_: object) -> None: ...

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def answer_page(self) -> None:
        self.send(PAGE, Content_Type="text/html; charset=iso-8859-15")

    def answer_untyped(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def answer_moved(self) -> None:
        self.send(b"", 302, Location="/page?from=moved")

    def answer_loop(self) -> None:
        self.send(b"", 302, Location="/loop")

    def answer_cookie(self) -> None:
        if "seen=1" in self.headers.get("Cookie", ""):
            self.send(PAGE)
        else:
            self.send(b"", 302, Location="/cookie", Set_Cookie="seen=1")

    def answer_elsewhere(self) -> None:
        self.send(b"", 302, Location="http://127.0.0.2:9/page")

    def answer_file(self) -> None:
        self.send(b"", 302, Location="file:///etc/passwd")

    def answer_script(self) -> None:
        self.send(b"", 302, Location="javascript:1")

    def answer_nowhere(self) -> None:
        self.send(b"", 302, Location="http://example.invalid:port/")

    def answer_missing(self) -> None:
        self.send(b"<p>gone</p>", 404)

    def answer_pdf(self) -> None:
        self.send(b"%PDF-1.7", Content_Type="application/pdf")

    def answer_declared_large(self) -> None:
        self.send(b"x", Content_Length="999999999")

    def answer_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        while not self.server.is_stopping.is_set():  # type: ignore[attr-defined]
            self.wfile.write(b"<p>on and on</p>" * 1000)

    def answer_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self._drip()

    def answer_drip_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self._drip()

    def _drip(self) -> None:
        while not self.server.is_stopping.wait(0.1):  # type: ignore[attr-defined]
            self.wfile.write(b"x")

    def answer_gzip(self) -> None:
        self.send(gzip.compress(PAGE), Content_Encoding="gzip")

    def answer_gzip_members(self) -> None:
        self.send(gzip.compress(PAGE) + gzip.compress(PAGE), Content_Encoding="gzip")

    def answer_gzip_large(self) -> None:
        self.send(gzip.compress(b"y" * 150_000), Content_Encoding="gzip")

    def answer_gzip_cut(self) -> None:
        self.send(gzip.compress(PAGE)[:-12], Content_Encoding="gzip")

    def answer_gzip_false(self) -> None:
        self.send(PAGE, Content_Encoding="gzip")

    def answer_deflate(self) -> None:
        self.send(zlib.compress(PAGE), Content_Encoding="deflate")

    def answer_deflate_bare(self) -> None:
        compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self.send(compressor.compress(PAGE) + compressor.flush(), Content_Encoding="deflate")

    def answer_bomb(self) -> None:
        self.send(gzip.compress(bytes(300_000_000), compresslevel=1), Content_Encoding="gzip")

    def answer_brotli(self) -> None:
        self.send(b"\x0b\x02\x80", Content_Encoding="br")

    def answer_broken_off(self) -> None:
        self.send(PAGE, Content_Length=str(len(PAGE) + 50), Connection="close")
        self.close_connection = True

    def answer_nonsense(self) -> None:
        self.wfile.write(b"this is no HTTP\r\n\r\n")
        self.close_connection = True


class _Server(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.is_stopping = Event()

    def handle_error(self, request: object, client_address: object) -> None: ...  # clients leave early here

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture(scope="module")
def server() -> Iterator[_Server]:
    with _Server() as running:
        thread = Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield running
        running.is_stopping.set()
        running.shutdown()
        thread.join()


def test_a_page_comes_with_its_address_its_type_and_the_time(server: _Server) -> None:
    page = fetch_page(f"{server.url}/page", LOCAL)
    assert page.html == PAGE
    assert page.url == page.final_url == f"{server.url}/page"
    assert page.content_type == "text/html; charset=iso-8859-15"
    assert page.fetched_at is not None and page.fetched_at.tzinfo is not None


def test_a_response_without_a_type_is_taken(server: _Server) -> None:
    assert fetch_page(f"{server.url}/untyped", LOCAL).html == PAGE


def test_the_request_says_who_asks(server: _Server) -> None:
    fetch_page(f"{server.url}/page?default", LOCAL)
    fetch_page(f"{server.url}/page?own", LOCAL.model_copy(update={"user_agent": "corpus-builder/1"}))
    agents = {path: headers["User-Agent"] for path, headers in server.requests}
    assert agents["/page?default"] == USER_AGENT
    assert agents["/page?own"] == "corpus-builder/1"


def test_a_redirect_is_followed_and_a_cookie_kept_on_the_way(server: _Server) -> None:
    page = fetch_page(f"{server.url}/moved", LOCAL)
    assert page.url == f"{server.url}/moved"
    assert page.final_url == f"{server.url}/page?from=moved"
    assert fetch_page(f"{server.url}/cookie", LOCAL).html == PAGE


def test_a_password_in_the_url_does_not_reach_the_record(server: _Server) -> None:
    page = fetch_page(server.url.replace("//", "//user:secret@") + "/page", LOCAL)
    assert page.url == f"{server.url}/page"
    assert page.final_url == f"{server.url}/page"


@pytest.mark.parametrize("path", ["gzip", "deflate", "deflate_bare"])
def test_a_compressed_page_is_decompressed(server: _Server, path: str) -> None:
    assert fetch_page(f"{server.url}/{path}", LOCAL).html == PAGE


def test_every_member_of_a_gzip_body_is_read(server: _Server) -> None:
    assert fetch_page(f"{server.url}/gzip_members", LOCAL).html == PAGE * 2


def test_a_page_right_at_the_size_limit_is_taken(server: _Server) -> None:
    config = LOCAL.model_copy(update={"max_page_bytes": 150_000})
    assert len(fetch_page(f"{server.url}/gzip_large", config).html) == 150_000


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        ("loop", FetchError, "more than 3 redirects"),
        ("file", FetchError, "only http and https"),
        ("script", FetchError, "redirected to what is no valid URL"),
        ("nowhere", FetchError, "Invalid URL in location header"),
        ("missing", FetchError, r"127\.0\.0\.1 answered with status 404 \(Not Found\)"),
        ("pdf", InputError, r"127\.0\.0\.1 sent application/pdf"),
        ("endless", InputError, "more than the limit of 200,000 bytes"),
        ("bomb", InputError, "more than the limit of 200,000 bytes"),
        ("declared_large", InputError, "more than the limit of 200,000 bytes"),
        ("brotli", FetchError, "content encoding br"),
        ("gzip_cut", FetchError, "broke off"),
        ("gzip_false", FetchError, "does not decompress"),
        ("broken_off", FetchError, "broke off"),
        ("nonsense", FetchError, "broke off"),
    ],
)
def test_a_bad_answer_is_refused_with_its_reason(
    server: _Server, path: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        fetch_page(f"{server.url}/{path}", LOCAL)


@pytest.mark.parametrize("path", ["drip", "drip_headers"])
def test_a_server_that_drips_is_left_when_the_time_is_up(server: _Server, path: str) -> None:
    config = LOCAL.model_copy(update={"fetch_timeout_seconds": 0.5})
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"no complete answer within 0\.5 seconds"):
        fetch_page(f"{server.url}/{path}", config)
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_a_private_host_is_refused_before_any_request(server: _Server, host: str) -> None:
    path = f"/page?private-{host}"
    with pytest.raises(FetchError, match="private address"):
        fetch_page(f"http://{host}:{server.server_port}{path}", CleanConfig())
    assert path not in [seen for seen, _ in server.requests]


def test_a_redirect_to_an_address_that_may_not_be_connected_to_is_refused(server: _Server) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.2 is at the private address"):
        fetch_checked(f"{server.url}/elsewhere", LOCAL, may_connect="127.0.0.1".__eq__)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("example.org", "only http and https"),
        ("http://", "names no host"),
        ("http://example.org:99999/", "not a valid URL"),
        ("http://exa mple.invalid/", r"cannot find the host exa%20mple\.invalid"),
        ("http://\x1b[31m.org/", "not a valid URL"),
        ("http://no-such-host.invalid/", r"cannot find the host no-such-host\.invalid"),
        ("http://" + "a" * 300 + ".org/", "not a valid URL|cannot find the host"),
    ],
)
def test_a_url_that_leads_nowhere_is_refused_with_its_reason(url: str, message: str) -> None:
    with pytest.raises(FetchError, match=message):
        fetch_page(url, LOCAL)


def test_a_port_where_nobody_listens_is_named() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(FetchError, match=rf"cannot connect to 127\.0\.0\.1 port {port}: connection refused"):
            fetch_page(f"http://127.0.0.1:{port}/", LOCAL)


@contextmanager
def _listening(answer: Callable[[socket.socket], object]) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    answer(connection)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
    thread.join(timeout=5)


def test_a_server_without_tls_is_named() -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with _listening(answer) as port, pytest.raises(FetchError, match=r"no secure connection to 127\.0\.0\.1"):
        fetch_page(f"https://127.0.0.1:{port}/", LOCAL)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for `localhost`, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    file.write_bytes(
        signed.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return file


@pytest.fixture(scope="module")
def secure_server(certificate: Path) -> Iterator[_Server]:
    with _Server() as running:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        running.socket = context.wrap_socket(running.socket, server_side=True)
        thread = Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def test_a_page_comes_over_tls_by_the_name_that_was_asked_for(
    secure_server: _Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch_page(f"https://localhost:{secure_server.server_port}/page", LOCAL).html == PAGE
    with pytest.raises(FetchError, match=r"no secure connection to 127\.0\.0\.1: its certificate is not valid"):
        fetch_page(f"https://127.0.0.1:{secure_server.server_port}/page", LOCAL)


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_server: _Server) -> None:
    with pytest.raises(FetchError, match=r"no secure connection to localhost: its certificate is not valid \(self"):
        fetch_page(f"https://localhost:{secure_server.server_port}/page", LOCAL)


def test_a_server_that_never_answers_is_left_when_the_time_is_up() -> None:
    config = LOCAL.model_copy(update={"fetch_timeout_seconds": 0.3})
    done = Event()
    with _listening(lambda _: done.wait(5)) as port:
        with pytest.raises(FetchError, match="no complete answer"):
            fetch_page(f"https://127.0.0.1:{port}/", config)
        done.set()


def test_a_file_may_be_of_any_type(server: _Server) -> None:
    assert fetch_file(f"{server.url}/pdf", LOCAL).html == b"%PDF-1.7"


def test_a_bad_status_is_told_by_its_number(server: _Server) -> None:
    with pytest.raises(StatusError) as caught:
        fetch_file(f"{server.url}/missing", LOCAL)
    assert caught.value.status == 404


def test_a_private_address_is_refused_for_a_file_too(server: _Server) -> None:
    with pytest.raises(FetchError, match="private address"):
        fetch_file(f"{server.url}/pdf", CleanConfig())
