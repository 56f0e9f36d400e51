"""Which addresses may be fetched: a page must not lead newsclean into its user's own network."""

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from newsclean.errors import FetchError

ALLOWED_SCHEMES = frozenset({"http", "https"})

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv6 addresses whose last 32 bits are the IPv4 address that a NAT64 gateway connects to (RFC 6052)."""
_LOCAL_NAMES = ("localhost", "localhost.localdomain")


def is_public_address(ip: str | IPv4Address | IPv6Address) -> bool:
    """Whether `ip` belongs to a host on the public internet.

    Loopback, private, link-local, shared, multicast, reserved and unspecified addresses do not,
    nor do IPv6 addresses that stand for such an IPv4 address. Raises ValueError for what is no address.

    >>> is_public_address("93.184.215.14"), is_public_address("::ffff:127.0.0.1")
    (True, False)
    """
    address = ip_address(ip.partition("%")[0]) if isinstance(ip, str) else ip
    embedded = tuple(_embedded_addresses(address))
    if embedded:
        return all(map(is_public_address, embedded))
    site_local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or site_local)


def _embedded_addresses(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    if not isinstance(address, IPv6Address):
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address in _NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)


def split_url(url: str) -> tuple[SplitResult, str, int]:
    """The parts of `url`, its host in lower case and its port.

    Raises FetchError where it is no http or https URL with a host.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
        url.encode()  # lone surrogates: bytes that are no text, on a command line or in JSON
    except ValueError as error:
        raise FetchError(f"not a valid URL: {url} ({error})") from None
    if parts.scheme not in ALLOWED_SCHEMES:
        hint = "" if "://" in url else "; an address begins with https://"
        raise FetchError(f"only http and https URLs can be fetched, not {url}{hint}")
    if not parts.hostname:
        raise FetchError(f"the URL names no host: {url}")
    return parts, parts.hostname, port


def names_private_host(url: str) -> bool:
    """Whether `url` itself names a private host: a private address, or `localhost`.

    Nothing is resolved: a public name that leads to a private address is not meant.

    >>> names_private_host("http://127.0.0.1:8000/feed"), names_private_host("http://example.org/")
    (True, False)
    """
    _, host, _ = split_url(url)
    host = host.rstrip(".")
    if host in _LOCAL_NAMES or host.endswith(".localhost"):
        return True
    try:
        # The short and the hexadecimal forms that resolvers accept count as addresses too: 127.1, 0x7f000001.
        address = socket.inet_ntoa(socket.inet_aton(host)) if ":" not in host else host
    except (OSError, UnicodeError):
        return False
    return not is_public_address(address)
