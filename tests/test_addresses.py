"""Public addresses are told from those that a page must not lead to."""

import pytest

from newsclean.addresses import is_public_address, names_private_host, split_url
from newsclean.errors import FetchError

PUBLIC = [
    "93.184.215.14",
    "1.1.1.1",
    "2606:2800:220:1::1",
    "::ffff:8.8.8.8",
    "2002:808:808::",
    "64:ff9b::808:808",
]
NOT_PUBLIC = [
    "127.0.0.1",
    "127.255.0.9",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "::1",
    "::",
    "::127.0.0.1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "2002:7f00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2001:0:808:808::f7f7:f7f7",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public_address(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    assert not is_public_address(address)


def test_no_address() -> None:
    with pytest.raises(ValueError, match="not appear to be"):
        is_public_address("example.org")


@pytest.mark.parametrize(
    ("url", "private"),
    [
        ("http://localhost/", True),
        ("http://LOCALHOST.:8000/", True),
        ("http://site.localhost/", True),
        ("http://127.0.0.1:8000/feed", True),
        ("http://127.1/", True),
        ("http://2130706433/", True),
        ("http://0x7f.1/", True),
        ("http://[::1]:8000/", True),
        ("http://[::ffff:10.0.0.1]/", True),
        ("http://192.168.1.20/", True),
        ("http://example.org/", False),
        ("http://localhost.example.org/", False),
        ("http://1.1.1.1/", False),
        ("http://127.0.0.1.nip.example/", False),
        ("http://é.example/", False),
    ],
)
def test_names_private_host(url: str, private: bool) -> None:
    assert names_private_host(url) is private


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("ftp://example.org/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("example.org", "only http and https"),
        ("http://", "names no host"),
        ("http://example.org:99999/", "not a valid URL"),
        ("http://[::1", "not a valid URL"),
        ("http://example.org/\udcff", "not a valid URL"),
    ],
)
def test_what_is_no_web_address_is_refused(url: str, complaint: str) -> None:
    with pytest.raises(FetchError, match=complaint):
        split_url(url)


def test_split_url() -> None:
    parts, host, port = split_url(" https://Example.org/a?b ")
    assert (parts.path, host, port) == ("/a", "example.org", 443)
