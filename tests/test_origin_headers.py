"""Headers that go to some origins and to no other."""

import pytest

from newsclean.origin_headers import OriginHeaders, origins_of


@pytest.mark.parametrize(
    ("start", "url", "is_own"),
    [
        ("https://example.org/feed", "https://example.org/story", True),
        ("https://example.org/feed", "https://EXAMPLE.org:443/story", True),
        ("https://example.org/feed", "http://example.org/story", False),
        ("http://example.org/feed", "https://example.org/story", True),
        ("http://example.org:8080/feed", "https://example.org/story", False),
        ("https://example.org/feed", "https://example.org:8443/story", False),
        ("https://example.org/feed", "https://www.example.org/story", False),
        ("https://example.org/feed", "https://example.org.evil.example/", False),
        ("https://example.org/feed", "https://example.org@evil.example/", False),
        ("https://example.org/feed", "https://evil.example/?https://example.org/", False),
        ("https://example.org/feed", "https:/\\evil.example/", False),
        ("http://[::1]:8000/", "http://[::1]:8000/a", True),
    ],
)
def test_headers_go_to_their_own_origins(start: str, url: str, is_own: bool) -> None:
    sent = {"Accept": "*/*", "X-Key": "left by a redirect"}
    OriginHeaders({"X-Key": "secret"}, origins_of([start])).put_on(sent, url)
    assert sent == ({"Accept": "*/*", "X-Key": "secret"} if is_own else {"Accept": "*/*"})


def test_what_is_no_web_url_is_no_origin() -> None:
    assert origins_of(["ftp://example.org/", "http://", "nonsense"]) == frozenset()


def test_headers_are_not_shown() -> None:
    assert "secret" not in repr(OriginHeaders({"X-Key": "secret"}))
