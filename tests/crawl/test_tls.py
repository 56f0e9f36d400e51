"""A host must prove who it is; one that cannot is named, and costs its pages."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawl import faulty_server as server
from tests.crawl.crawling import ENVIRONMENT, crawl, records

pytestmark = pytest.mark.slow  # a crawl for each

Wrap = Callable[[server.Server], None]
HOUR = timedelta(hours=1)


def certificate(folder: Path, name: str = "localhost", ends_in: timedelta = HOUR) -> Path:
    """A certificate, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - 9 * HOUR)
        .not_valid_after(now + ends_in)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    file = folder / f"{name}.pem"
    file.write_bytes(
        signed.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    return file


@contextmanager
def serve_securely(file: Path) -> Iterator[server.Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with server.serve(context) as site:
        yield site


def reasons(folder: Path, url: str) -> str:
    done = crawl(folder, urls=[url])
    assert "Traceback" not in done.log
    assert done.report.counts.failed == 1
    return done.reason("/page")


def test_a_page_over_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = certificate(tmp_path)
    monkeypatch.setitem(ENVIRONMENT, "SSL_CERT_FILE", str(file))
    with serve_securely(file) as site:
        site.page("/page", "Page")
        crawl(tmp_path, urls=[f"https://localhost:{site.port}/page"])
    assert set(records(tmp_path)) == {"/page"}


@pytest.mark.parametrize(
    ("name", "ends_in", "is_trusted"),
    [("localhost", HOUR, False), ("localhost", -HOUR, True), ("elsewhere.test", HOUR, True)],
)
def test_a_certificate_that_proves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, ends_in: timedelta, is_trusted: bool
) -> None:
    file = certificate(tmp_path, name, ends_in)
    if is_trusted:
        monkeypatch.setitem(ENVIRONMENT, "SSL_CERT_FILE", str(file))
    with serve_securely(file) as site:
        site.page("/page", "Page")
        reason = reasons(tmp_path, f"https://localhost:{site.port}/page")
        assert site.requests == []
    assert "no secure connection: " in reason
    assert "certificate" in reason


def test_a_server_without_tls(tmp_path: Path) -> None:
    with server.serve() as site:
        site.page("/page", "Page")
        assert "no secure connection: " in reasons(tmp_path, f"https://localhost:{site.port}/page")
