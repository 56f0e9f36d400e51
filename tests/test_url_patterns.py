"""Patterns of URLs."""

import time

import pytest

from newsclean.url_patterns import UrlPatterns, check_pattern, matches


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("/news/*", "https://example.org/news/a-story"),
        ("/news/*", "http://other.example:8080/News/"),
        ("/*?page=*", "https://example.org/list?page=2"),
        ("/", "https://example.org"),
        ("*/news/*.html", "https://example.org/en/news/a.html"),
        ("https://example.org/*", "https://example.org/"),
        ("https://EXAMPLE.org/*", "https://example.org/a"),
        ("*", "https://example.org/"),
        ("*a*b*c*", "https://example.org/xaxbxcx"),
        ("/a*a", "https://example.org/aa"),
        ("/[x].html", "https://example.org/[x].html"),
    ],
)
def test_a_pattern_that_fits(pattern: str, url: str) -> None:
    assert matches(url, check_pattern(pattern))


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("/news", "https://example.org/news/a"),
        ("/news/*", "https://example.org/en/news/a"),
        ("/a*a", "https://example.org/a"),
        ("https://example.org/*", "https://example.org.evil.example/"),
        ("*a*b*c*", "https://x.net/cb"),
        ("/?*", "https://example.org/a"),
        ("/ab*bc", "https://example.org/abc"),
    ],
)
def test_a_pattern_that_does_not_fit(pattern: str, url: str) -> None:
    assert not matches(url, check_pattern(pattern))


@pytest.mark.parametrize("pattern", ["", "news/*", "example.org", "/a b", "/a\n", "/" + "a" * 500, "/a#b", "^/news"])
def test_a_pattern_that_can_match_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="a pattern"):
        check_pattern(pattern)


def test_no_pattern_is_slow() -> None:
    began = time.perf_counter()
    assert not matches("https://example.org/" + "a" * 2000, "*" + "a*" * 240 + "b")
    assert time.perf_counter() - began < 0.1


def test_what_is_wanted() -> None:
    patterns = UrlPatterns(only=("/news/*", "/sport/*"), never=("*/live/*",))
    assert patterns.wants("https://example.org/sport/a")
    assert not patterns.wants("https://example.org/about")
    assert not patterns.wants("https://example.org/news/live/a")
    assert patterns.forbids("https://elsewhere.example/live/a")
    assert not patterns.forbids("https://elsewhere.example/a")
    assert not UrlPatterns()
    assert UrlPatterns().wants("https://example.org/")
